// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "diagnosis/powershell.h"
#include "hostiletexts.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

bool isQuote(QChar c)
{
    return u"'\u2018\u2019\u201A\u201B"_s.contains(c);
}

// Reads a literal as PowerShell's tokenizer does: two quotes of any kind stand for the first of them, a
// single one ends the literal. Empty optional when something is left behind the end.
std::optional<QString> readLiteral(const QString &literal)
{
    if (literal.isEmpty() || !isQuote(literal.at(0)))
        return {};
    QString value;
    qsizetype index = 1;
    while (index < literal.size()) {
        if (!isQuote(literal.at(index))) {
            value += literal.at(index++);
            continue;
        }
        if (index + 1 == literal.size())
            return value;
        if (!isQuote(literal.at(index + 1)))
            return {};
        value += literal.at(index);
        index += 2;
    }
    return {};
}

} // namespace

class TestPowerShell : public QObject
{
    Q_OBJECT

private slots:
    void quotes_data();
    void quotes();
    void refuses_data();
    void refuses();
    void hostileTextStaysOneLiteral_data();
    void hostileTextStaysOneLiteral();
    void powerShellItselfAgrees();
};

void TestPowerShell::quotes_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("literal");
    QTest::newRow("plain") << u"askcody@contoso.com"_s << u"'askcody@contoso.com'"_s;
    QTest::newRow("empty") << QString() << u"''"_s;
    QTest::newRow("apostrophe") << u"O'Brien"_s << u"'O''Brien'"_s;
    QTest::newRow("left quote") << u"a‘b"_s << u"'a‘‘b'"_s;
    QTest::newRow("right quote") << u"a’b"_s << u"'a’’b'"_s;
    QTest::newRow("low quote") << u"a‚b"_s << u"'a‚‚b'"_s;
    QTest::newRow("reversed quote") << u"a‛b"_s << u"'a‛‛b'"_s;
    QTest::newRow("dollar and backtick") << u"$(x) `n"_s << u"'$(x) `n'"_s;
    QTest::newRow("letters of other languages") << u"Rüdiger Ærø 会議室"_s << u"'Rüdiger Ærø 会議室'"_s;
}

void TestPowerShell::quotes()
{
    QFETCH(QString, value);
    QFETCH(QString, literal);
    const Result<QString> quoted = PowerShell::quoted(value);
    QVERIFY(quoted);
    QCOMPARE(*quoted, literal);
    QCOMPARE(readLiteral(literal), std::optional(value));
}

void TestPowerShell::refuses_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("code");
    QTest::newRow("line feed") << u"a\nb"_s << QString(Code::InputCharacters);
    QTest::newRow("carriage return") << u"a\rb"_s << QString(Code::InputCharacters);
    QTest::newRow("next line") << u"a\u0085b"_s << QString(Code::InputCharacters);
    QTest::newRow("line separator") << u"a\u2028b"_s << QString(Code::InputCharacters);
    QTest::newRow("null") << (u"a"_s + QChar(0)) << QString(Code::InputCharacters);
    QTest::newRow("writing direction") << u"a\u202Eb"_s << QString(Code::InputCharacters);
    QTest::newRow("zero width") << u"a\u200Bb"_s << QString(Code::InputCharacters);
    QTest::newRow("too long") << u"a"_s.repeated(501) << QString(Code::InputTooLong);
}

void TestPowerShell::refuses()
{
    QFETCH(QString, value);
    QFETCH(QString, code);
    const Result<QString> quoted = PowerShell::quoted(value);
    QVERIFY(!quoted);
    QCOMPARE(quoted.problem().code, code);
}

void TestPowerShell::hostileTextStaysOneLiteral_data()
{
    QTest::addColumn<QString>("text");
    for (const auto &[name, text] : hostileTexts())
        QTest::newRow(qPrintable(name)) << text;
}

void TestPowerShell::hostileTextStaysOneLiteral()
{
    QFETCH(QString, text);
    const Result<QString> quoted = PowerShell::quoted(text);
    if (quoted)
        QCOMPARE(readLiteral(*quoted), std::optional(text));
    else
        QVERIFY(quoted.problem().code == Code::InputCharacters
                || quoted.problem().code == Code::InputTooLong);
}

// The real parser, where there is one: every literal must be exactly one string token with the value in it.
void TestPowerShell::powerShellItselfAgrees()
{
    const QString pwsh = QStandardPaths::findExecutable(u"pwsh"_s);
    if (pwsh.isEmpty())
        QSKIP("pwsh is not installed: PowerShell's own parser did not judge the quoting");
    for (const auto &[name, text] : hostileTexts()) {
        const Result<QString> quoted = PowerShell::quoted(text);
        if (!quoted)
            continue;
        QProcess process;
        process.start(
            pwsh,
            {u"-NoProfile"_s, u"-NonInteractive"_s, u"-Command"_s,
             u"[Console]::OutputEncoding=[Text.Encoding]::UTF8; [Console]::Write(%1)"_s.arg(*quoted)});
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20'000);
        QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()), text);
    }
}

QTEST_GUILESS_MAIN(TestPowerShell)
#include "tst_powershell.moc"
