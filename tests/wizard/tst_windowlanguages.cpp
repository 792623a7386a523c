// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window.h"
#include "wizard/panetabs.h"

#include <QDir>
#include <QKeySequence>
#include <QScrollArea>
#include <QTranslator>

using namespace Setup;
using namespace Qt::StringLiterals;

// What only shows in one language or another: every one that the program ships, and English, its source.
class TestLanguages : public QObject
{
    Q_OBJECT

private slots:
    void germanIsShipped();
    void noTwoControlsShareAMnemonic_data();
    void noTwoControlsShareAMnemonic();
    void whatSomebodyTypedIsNoMnemonic();
    void largeTypePushesNothingOutOfSight_data();
    void largeTypePushesNothingOutOfSight();
    void largeTypeLeavesTheExplanationItsRoom();
};

namespace {

// The files of texts in the program; an empty name stands for English.
QStringList languages()
{
    QStringList files = QDir(u":/i18n"_s).entryList({u"*.qm"_s});
    files.prepend({});
    return files;
}

struct Scene
{
    QString name;
    PageId page;
    FakeScript script;
    bool isTight = false; // list and explanation as tabs
};

FakeScript slow()
{
    FakeScript script = FakeScript::healthy();
    script.pause = std::chrono::seconds(20);
    return script;
}

FakeScript foreignHost()
{
    return FakeScript::healthy().failAt(
        u"auth.login"_s,
        {QString(Code::HostNotConfirmed),
         {},
         {{u"host"_s, u"mail.contoso.test"_s}, {u"mailDomain"_s, u"fabrikam.test"_s}}});
}

FakeScript denied()
{
    return FakeScript::healthy().failAt(
        u"ews.impersonation"_s,
        {u"ErrorImpersonateUserDenied"_s, {}, {{u"mailbox"_s, u"room1@contoso.test"_s}}});
}

// Every page, and the checks page in each of its states.
QList<Scene> scenes()
{
    QList<Scene> scenes;
    for (const PageId page : steps({}))
        scenes.append({stepTitle(page), page, denied()});
    for (const PageId page : onlinePages())
        scenes.append({u"Exchange Online: "_s + stepTitle(page), page, FakeScript::online()});
    scenes.append({u"checks, running"_s, ChecksPageId, slow()});
    scenes.append({u"checks, running, tight"_s, ChecksPageId, slow(), true});
    scenes.append({u"checks, all well"_s, ChecksPageId, FakeScript::healthy()});
    scenes.append({u"checks, a failure, tight"_s, ChecksPageId, denied(), true});
    scenes.append({u"checks, a foreign host"_s, ChecksPageId, foreignHost()});
    scenes.append({u"checks, a foreign host, tight"_s, ChecksPageId, foreignHost(), true});
    return scenes;
}

void openAt(Window &window, const Scene &scene)
{
    window.bench.addDraft({QUuid::createUuid(), u"Headquarters"_s, {}, {}, ExchangeServer{}});
    window.open();
    if (onlinePages().contains(scene.page))
        window.goOnline();
    window.walkTo(scene.page);
    if (scene.page == AccountPageId)
        window.click(u"advancedButton"_s);
    if (scene.page != ChecksPageId)
        return;
    if (scene.script.pause.count() == 0)
        QTRY_VERIFY(!window.session().isRunning());
    window.wizard->resize(window.wizard->fontMetrics().height() * QSize(scene.isTight ? 36 : 70, 44));
    QTRY_COMPARE(window.find<PaneTabs>(u"tabs"_s)->isVisible(), scene.isTight);
}

// The texts of everything in sight that Alt and a letter lead to.
QStringList textsWithMnemonic(const QWidget &window)
{
    QStringList texts;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            texts.append(button->text());
        if (const auto *label = qobject_cast<const QLabel *>(widget); label && label->buddy())
            texts.append(label->text());
        if (const auto *tabs = qobject_cast<const QTabBar *>(widget))
            for (int tab = 0; tab < tabs->count(); ++tab)
                texts.append(tabs->tabText(tab));
    }
    return texts.filter(QRegularExpression(u"(^|[^&])&[^&]"_s));
}

} // namespace

void TestLanguages::germanIsShipped()
{
    QVERIFY(languages().contains(u"askcody-exchange-setup_de.qm"_s));
}

void TestLanguages::noTwoControlsShareAMnemonic_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("scene");
    for (const QString &language : languages())
        for (qsizetype i = 0; i < scenes().size(); ++i) {
            const QString name = language.isEmpty() ? u"en"_s : language.chopped(3).section(u'_', -1);
            QTest::newRow(qPrintable(u"%1: %2"_s.arg(name, scenes().at(i).name))) << language << int(i);
        }
}

void TestLanguages::noTwoControlsShareAMnemonic()
{
    QFETCH(QString, language);
    QFETCH(int, scene);
    QTranslator texts;
    if (!language.isEmpty()) {
        QVERIFY(texts.load(u":/i18n/"_s + language));
        QVERIFY(QCoreApplication::installTranslator(&texts));
    }
    const Scene shown = scenes().at(scene);
    Window window(shown.script);
    openAt(window, shown);
    QHash<QKeySequence, QString> taken;
    const QStringList found = textsWithMnemonic(*window.wizard);
    QVERIFY(!found.isEmpty()); // at least a button of the window
    for (const QString &text : found) {
        const QKeySequence keys = QKeySequence::mnemonic(text);
        QVERIFY2(!taken.contains(keys), qPrintable(u"“%1” and “%2”"_s.arg(taken.value(keys), text)));
        taken.insert(keys, text);
    }
}

void TestLanguages::whatSomebodyTypedIsNoMnemonic()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"ewsEdit"_s, u"http://mail.contoso.test/EWS/a&b.asmx"_s);
    window.clickNext();
    const auto *repair =
        window.find<QWidget>(u"ewsNotice"_s)->findChild<QAbstractButton *>(u"noticeAction"_s);
    QVERIFY(repair->isVisible());
    QVERIFY2(repair->text().endsWith(u"a&&b.asmx"_s), qPrintable(repair->text()));
    QVERIFY(repair->shortcut().isEmpty());
}

namespace {

// German, in type of twice the size, in a small window.
class LargeGerman
{
public:
    LargeGerman()
    {
        QFont large = m_before;
        large.setPointSizeF(large.pointSizeF() * 2);
        QApplication::setFont(large);
        if (m_texts.load(u":/i18n/askcody-exchange-setup_de.qm"_s))
            QCoreApplication::installTranslator(&m_texts);
    }
    ~LargeGerman() { QApplication::setFont(m_before); }
    Q_DISABLE_COPY_MOVE(LargeGerman)

    bool isSpoken() const { return !m_texts.isEmpty(); }
    static void shrink(const Window &window) { window.wizard->resize(850, 720); }

private:
    QFont m_before = QApplication::font();
    QTranslator m_texts;
};

} // namespace

void TestLanguages::largeTypePushesNothingOutOfSight_data()
{
    QTest::addColumn<PageId>("page");
    for (const PageId page : steps({}))
        QTest::newRow(qPrintable(stepTitle(page))) << page;
}

void TestLanguages::largeTypePushesNothingOutOfSight()
{
    QFETCH(const PageId, page);
    const LargeGerman german;
    QVERIFY(german.isSpoken());
    Window window(denied());
    window.open();
    window.walkTo(page);
    LargeGerman::shrink(window);
    QTRY_VERIFY(window.wizard->width() <= 870);
    for (const auto *scroll : window.wizard->currentPage()->findChildren<QScrollArea *>())
        if (scroll->isVisible() && scroll->widget())
            QTRY_VERIFY2(scroll->widget()->width() <= scroll->viewport()->width(),
                         qPrintable(scroll->objectName()));
}

void TestLanguages::largeTypeLeavesTheExplanationItsRoom()
{
    const LargeGerman german;
    Window window(denied());
    window.open();
    window.walkTo(ChecksPageId);
    QTRY_VERIFY(!window.session().isRunning());
    LargeGerman::shrink(window);
    const auto *explanation = window.find<QWidget>(u"explanation"_s);
    QTRY_VERIFY(explanation->isVisible());
    const int line = window.wizard->fontMetrics().height();
    QTRY_VERIFY2(explanation->height() >= 7 * line, qPrintable(QString::number(explanation->height())));
}

QTEST_MAIN(TestLanguages)
#include "tst_windowlanguages.moc"
