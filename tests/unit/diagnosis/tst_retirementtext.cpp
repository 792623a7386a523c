// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/retirementtext.h"

#include <QSet>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;
using Reason = RetirementReason;
using State = RetirementState;

namespace {

constexpr int stateCount = int(State::Unknown) + 1;
constexpr int reasonCount = int(Reason::NothingTested) + 1;

RetirementVerdict verdictOf(State state)
{
    RetirementVerdict verdict;
    verdict.state = state;
    verdict.cloud = u"worldwide"_s;
    verdict.until = QDate(2027, 3, 31);
    verdict.from = QDate(2026, 10, 1);
    verdict.canBeChanged = state != State::Ended && state != State::NotAffected;
    return verdict;
}

RetirementText textOf(const RetirementVerdict &verdict, const QLocale &locale = QLocale::c())
{
    return RetirementWords::of(verdict, DatedNotices(), QDate(2026, 11, 23), locale);
}

QStringList all(const RetirementText &text)
{
    QStringList texts{text.title, text.what, text.graph};
    texts += text.reasons + text.waits;
    for (const NoticeText &notice : text.notices)
        texts += {notice.date, notice.title, notice.what, notice.source};
    return texts;
}

} // namespace

class TestRetirementText : public QObject
{
    Q_OBJECT

private slots:
    void everyStateHasItsWords();
    void everyReasonHasItsWords();
    void everyReadinessHasItsWords();
    void mailboxIsToldFromOrganization();
    void whatDiffersIsToldAsSuch();
    void daysAreNamedWhereTheyArePublished();
    void waitsStandWhereSomethingCanBeChanged();
    void noticesKnowWhatIsPast();
    void daysFollowTheLanguage();
    void cloudsHaveNames();
};

void TestRetirementText::everyStateHasItsWords()
{
    QSet<QString> titles;
    QSet<QString> whats;
    for (int state = 0; state < stateCount; ++state) {
        const RetirementText text = textOf(verdictOf(State(state)));
        QVERIFY2(!text.title.isEmpty() && text.title.size() <= 60, qPrintable(text.title));
        QVERIFY2(text.what.endsWith(u'.'), qPrintable(text.what));
        titles.insert(text.title);
        whats.insert(text.what);
        for (const QString &one : all(text))
            QVERIFY2(!one.contains(u'%') && !one.contains(u'<') && !one.contains(u'{'), qPrintable(one));
    }
    QCOMPARE(titles.size(), stateCount);
    QCOMPARE(whats.size(), stateCount);
}

void TestRetirementText::everyReasonHasItsWords()
{
    QSet<QString> seen;
    RetirementVerdict verdict = verdictOf(State::Unknown);
    for (int reason = 0; reason < reasonCount; ++reason) {
        verdict.reasons = {Reason(reason)};
        const QStringList reasons = textOf(verdict).reasons;
        QCOMPARE(reasons.size(), 1);
        QVERIFY2(reasons.first().endsWith(u'.'), qPrintable(reasons.first()));
        seen.insert(reasons.first());
    }
    QCOMPARE(seen.size(), reasonCount);
}

void TestRetirementText::everyReadinessHasItsWords()
{
    QSet<QString> seen;
    RetirementVerdict verdict = verdictOf(State::Allowed);
    for (const auto readiness : {GraphReadiness::NotTested, GraphReadiness::Ready, GraphReadiness::Partly,
                                 GraphReadiness::NotReady}) {
        verdict.graph = readiness;
        seen.insert(textOf(verdict).graph);
    }
    QCOMPARE(seen.size(), 4);
}

void TestRetirementText::mailboxIsToldFromOrganization()
{
    RetirementVerdict verdict = verdictOf(State::SwitchedOff);
    verdict.reasons = {Reason::OrganizationOff};
    const QString organization = textOf(verdict).title;
    verdict.reasons = {Reason::MailboxOff};
    QVERIFY(textOf(verdict).title != organization);
    QVERIFY(textOf(verdict).title.contains(u"mailbox"_s));
}

// What was pasted says off, Exchange Online does not: neither of the two is told as the truth.
void TestRetirementText::whatDiffersIsToldAsSuch()
{
    for (const Reason off : {Reason::OrganizationOff, Reason::MailboxOff})
        for (const Reason seen : {Reason::AnsweredAlthoughOff, Reason::BlockedAlthoughOff}) {
            RetirementVerdict verdict = verdictOf(State::SwitchedOff);
            verdict.reasons = {off, seen};
            const RetirementText text = textOf(verdict);
            QCOMPARE(text.title, u"The pasted settings and Exchange Online differ"_s);
            QVERIFY2(text.what.startsWith(u"By what was pasted EWS is switched off; Exchange Online"_s),
                     qPrintable(text.what));
            QVERIFY2(text.reasons.first().endsWith(u"is False, by what was pasted."_s),
                     qPrintable(text.reasons.first()));
        }
}

void TestRetirementText::daysAreNamedWhereTheyArePublished()
{
    QVERIFY2(textOf(verdictOf(State::Allowed)).title.contains(u"31 March 2027"_s),
             qPrintable(textOf(verdictOf(State::Allowed)).title));
    QVERIFY(textOf(verdictOf(State::SoonSwitchedOff)).what.contains(u"1 October 2026"_s));
    RetirementVerdict verdict = verdictOf(State::Allowed);
    verdict.until = {};
    verdict.cloud = u"china"_s;
    const RetirementText text = textOf(verdict);
    QVERIFY2(!text.title.contains(u"202"_s) && text.what.contains(u"no day"_s), qPrintable(text.what));
    QVERIFY(!text.notices.isEmpty());
    for (const NoticeText &notice : text.notices)
        QVERIFY(notice.date.isEmpty() && !notice.isPast);
}

void TestRetirementText::waitsStandWhereSomethingCanBeChanged()
{
    const QStringList waits = textOf(verdictOf(State::NotOnList)).waits;
    QCOMPARE(waits.size(), 2);
    QVERIFY(waits.at(0).contains(u"about an hour"_s));
    QVERIFY(waits.at(1).contains(u"24 hours"_s));
    QVERIFY(textOf(verdictOf(State::Ended)).waits.isEmpty());
    QVERIFY(textOf(verdictOf(State::NotAffected)).waits.isEmpty());
    QVERIFY(textOf(verdictOf(State::NotAffected)).notices.isEmpty());
}

void TestRetirementText::noticesKnowWhatIsPast()
{
    const QList<NoticeText> notices = textOf(verdictOf(State::Allowed)).notices;
    QStringList past;
    QStringList coming;
    for (const NoticeText &notice : notices)
        (notice.isPast ? past : coming).append(notice.id);
    QCOMPARE(coming, QStringList{u"ended"_s});
    QVERIFY(past.contains(u"listCounts"_s));
    for (const NoticeText &notice : notices)
        if (notice.id == "bothMustAllow"_L1)
            QCOMPARE(notice.date, u"April 2025"_s);
}

void TestRetirementText::daysFollowTheLanguage()
{
    const QString german =
        textOf(verdictOf(State::Allowed), QLocale(QLocale::German, QLocale::Germany)).title;
    QVERIFY2(german.contains(u"31. März 2027"_s), qPrintable(german));
    for (const auto language : {QLocale::English, QLocale::Danish, QLocale::Japanese, QLocale::Finnish}) {
        const QString title = textOf(verdictOf(State::Allowed), QLocale(language)).title;
        QVERIFY2(title.contains(u"2027"_s) && !title.contains(u"dddd"_s), qPrintable(title));
        QVERIFY2(!title.contains(QLocale(language).dayName(3)), qPrintable(title));
    }
}

void TestRetirementText::cloudsHaveNames()
{
    QSet<QString> names;
    for (const char *cloud : {"worldwide", "gccHigh", "dod", "china", "somewhere", ""})
        names.insert(RetirementWords::cloudName(QString::fromLatin1(cloud)));
    QCOMPARE(names.size(), 6);
    QVERIFY(!RetirementWords::cloudName(u"a\u202Eb"_s).contains(QChar(0x202E)));
}

QTEST_GUILESS_MAIN(TestRetirementText)
#include "tst_retirementtext.moc"
