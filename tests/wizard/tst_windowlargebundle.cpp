// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "replaywindow.h"
#include "setup/replayedworld.h"
#include "support/testedworld.h"
#include "wizard/aside.h"
#include "wizard/bundlepreview.h"
#include "wizard/partedtext.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSemaphore>
#include <QSettings>
#include <QSignalSpy>
#include <QTextBlock>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <ctime>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 240'000;
constexpr qint64 longestStop = 200; // ms; somebody who watches takes a longer one for a crash

// For how long the window's thread has worked without a look at what its user does. Its own work, not the
// time: other programs may have the computer to themselves for longer than that.
class Stops
{
public:
    Stops()
    {
        m_timer.callOnTimeout([this] { look(); });
        m_timer.start(1);
        begin();
    }

    void begin()
    {
        m_longest = 0;
        m_last = worked();
    }
    qint64 longest()
    {
        look();
        return m_longest;
    }

private:
    static qint64 worked()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return time.tv_sec * 1'000 + time.tv_nsec / 1'000'000;
    }

    void look()
    {
        const qint64 now = worked();
        m_longest = std::max(m_longest, now - m_last);
        m_last = now;
    }

    QTimer m_timer;
    qint64 m_longest = 0;
    qint64 m_last = 0;
};

Observation exchangeOf(int number, const QByteArray &body)
{
    RecordedExchange exchange;
    exchange.request.method = "POST";
    exchange.request.url = QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    ExchangeAnswer answer;
    answer.status = 200;
    answer.body = body;
    exchange.answer = answer;
    exchange.answerSize = body.size();
    Observation observation;
    observation.key = {1, u"ews.rooms"_s, 1, OperationKind::Exchange, u"POST more %1"_s.arg(number), 1};
    observation.startedAt = QDateTime::currentDateTimeUtc();
    observation.outcome = exchange;
    return observation;
}

// A healthy run, and so many answers more that its file is about this large.
QByteArray largeBundle(qsizetype size)
{
    TestedWorld tested;
    const auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    TestedWorld::runToEnd(*session);
    const auto run = Recording::fromHar(*session->recording());
    Recording large(run->program(), 2 * size); // else bodies of the run would have to go
    large.beginRun(run->runs().constLast());
    large.setFindings(run->runs().constLast().findings);
    for (const Observation &observation : run->observations())
        large.add(observation);
    const QByteArray line = "<t:Address>room1@contoso.test in a list of rooms without an end</t:Address>";
    const QByteArray lines = (line + '\n').repeated(300);
    const qsizetype count = size * 9 / 10 / lines.size();
    for (int i = 0; i < count; ++i)
        large.add(exchangeOf(i, i % 10 == 0 ? line.repeated(300) : lines)); // and some without an end of line
    large.add(exchangeOf(-1, "zzz-in-the-end@contoso.test"));
    const auto har = large.toHar();
    return har ? *har : QByteArray();
}

} // namespace

// A bundle of a size that a run hardly ever has: nobody has to wait for the window.
class TestWindowLargeBundle : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void itIsReadWhileTheWindowGoesOn();
    void whatIsChosenInsteadIsDone();
    void itIsShownWhileTheWindowGoesOn();
    void itIsComparedWhileTheWindowGoesOn();
    void aLongTextIsShownInParts();
    void wordsAreFoundInEveryPart();
    void aSpaceFindsOneThatDoesNotBreak();
    void aProblemLeavesNothingToSave();
    void whoCancelsSavesNothing_data();
    void whoCancelsSavesNothing();
    void theLookOutlivesTheSession();

private:
    QTemporaryDir m_folder;
    QString m_path;
    qsizetype m_size = 0;
};

void TestWindowLargeBundle::initTestCase()
{
    QSettings().clear();
    const qsizetype wanted = qEnvironmentVariableIntValue("SETUP_LARGE_BUNDLE"); // mebibytes
    const QByteArray har = largeBundle((wanted > 0 ? wanted : 8) * 1024 * 1024);
    m_size = har.size();
    QVERIFY(m_size > LargeFile);
    m_path = m_folder.filePath(u"large.har"_s);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(har) == m_size);
}

void TestWindowLargeBundle::itIsReadWhileTheWindowGoesOn()
{
    ReplayWindow window(m_path);
    Stops stops;
    QAbstractButton *next = window.wizard.button(QWizard::NextButton);
    next->click();
    QCOMPARE(window.wizard.currentId(), int(WelcomePageId));
    QVERIFY(!next->isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(window.wizard.currentId(), int(PortalPageId), patience);
    QVERIFY(window.wizard.current()->isReplay());
    QVERIFY2(stops.longest() < longestStop, qPrintable(QString::number(stops.longest())));
    stops.begin();
    QVERIFY(window.walkTo(ChecksPageId));
    qInfo("replayed, %lld ms at a time", stops.longest());
    const auto notInIt = [](const Finding &finding) { return finding.notTested == "NOT_IN_RECORDING"_L1; };
    const QList<Finding> findings = window.wizard.current()->findings();
    QVERIFY(findings.size() > 10 && std::none_of(findings.begin(), findings.end(), notInIt));
}

void TestWindowLargeBundle::whatIsChosenInsteadIsDone()
{
    ReplayWindow window(m_path);
    window.wizard.button(QWizard::NextButton)->click();
    QCOMPARE(window.wizard.currentId(), int(WelcomePageId));
    window.wizard.currentPage()->findChild<QAbstractButton *>(u"newRadio"_s)->click();
    QVERIFY(window.wizard.button(QWizard::NextButton)->isEnabled());
    window.wizard.button(QWizard::NextButton)->click();
    QCOMPARE(window.wizard.currentId(), int(PortalPageId));
    QThreadPool::globalInstance()->waitForDone();
    QTest::qWait(100);
    QCOMPARE(window.wizard.currentId(), int(PortalPageId));
    QVERIFY(!window.wizard.current()->isReplay());
}

void TestWindowLargeBundle::itIsShownWhileTheWindowGoesOn()
{
    ReplayWindow window(m_path);
    window.wizard.button(QWizard::NextButton)->click();
    QTRY_COMPARE_WITH_TIMEOUT(window.wizard.currentId(), int(PortalPageId), patience);
    QVERIFY(window.walkTo(ChecksPageId));
    Stops stops;
    window.menu()->findChild<QAction *>(u"saveBundleAction"_s)->trigger();
    auto *preview = window.wizard.findChild<BundlePreview *>();
    QVERIFY(preview);
    const QAbstractButton *save = preview->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save);
    auto *names = preview->findChild<QCheckBox *>(u"namesCheck"_s);
    QVERIFY(!save->isEnabled() && !names->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(save->isEnabled() && names->isEnabled(), patience);
    QVERIFY(preview->findChild<QWidget *>(u"partBar"_s)->isVisible());
    QVERIFY2(stops.longest() < longestStop, qPrintable(QString::number(stops.longest())));

    stops.begin();
    const auto *text = preview->findChild<QPlainTextEdit *>(u"previewText"_s);
    auto *search = preview->findChild<QLineEdit *>(u"searchEdit"_s);
    for (const auto &words : {u"zzz-in-the-end"_s, u"e"_s, u"room1@contoso.test"_s, u"nowhere at all"_s})
        search->setText(words);
    search->setText(u"zzz-in-the-end"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(text->textCursor().selectedText(), u"zzz-in-the-end"_s);
    qInfo("searched five times, %lld ms in all", stops.longest());
    QVERIFY2(stops.longest() < 5 * longestStop, qPrintable(QString::number(stops.longest())));
    search->clear();

    stops.begin();
    names->click();
    QVERIFY(!save->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(save->isEnabled(), patience);
    QVERIFY(!text->toPlainText().contains(u"contoso"_s));
    QVERIFY2(stops.longest() < longestStop, qPrintable(QString::number(stops.longest())));

    stops.begin();
    QSignalSpy saved(preview, &SavePreview::saved);
    const QString path = m_folder.filePath(u"names.har"_s);
    preview->saveAs(path);
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, patience);
    QVERIFY2(stops.longest() < longestStop, qPrintable(QString::number(stops.longest())));
    QVERIFY(ReplayedWorld::open(path));
}

void TestWindowLargeBundle::itIsComparedWhileTheWindowGoesOn()
{
    const QString small = m_folder.filePath(u"small.har"_s);
    QFile file(small);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(largeBundle(400'000)) > 0);
    file.close();
    ReplayWindow window(small);
    QVERIFY(window.walkTo(ChecksPageId));
    QObject *support = window.wizard.button(QWizard::CustomButton1)->findChild<QObject *>(u"support"_s);
    Stops stops;
    QVERIFY(QMetaObject::invokeMethod(support, "compareWith", Q_ARG(QString, m_path)));
    QTRY_VERIFY_WITH_TIMEOUT(window.wizard.findChild<QDialog *>(u"comparison"_s), patience);
    QVERIFY2(stops.longest() < longestStop, qPrintable(QString::number(stops.longest())));
}

void TestWindowLargeBundle::aLongTextIsShownInParts()
{
    auto *edit = new QPlainTextEdit;
    PartedText parted(edit);
    const auto *bar = parted.findChild<QWidget *>(u"partBar"_s);
    parted.setText(u"short"_s);
    QVERIFY(bar->isHidden());
    const QString all = u"A line that is neither long nor short.\n"_s.repeated(30'000)
        + QString(PartedText::LongestPart * 2, u'x') + u"\nthe end\n"_s;
    parted.setText(all);
    QVERIFY(!bar->isHidden());
    auto *on = parted.findChild<QAbstractButton *>(u"partOn"_s);
    auto *back = parted.findChild<QAbstractButton *>(u"partBack"_s);
    QVERIFY(!back->isEnabled());
    QString shown = edit->toPlainText();
    int parts = 1;
    for (; on->isEnabled(); ++parts) {
        QVERIFY(edit->toPlainText().size() <= PartedText::LongestPart);
        on->click();
        shown += edit->toPlainText();
    }
    QVERIFY(parts > 4);
    // Nothing is left out but ends of lines between two parts.
    QCOMPARE(shown.remove(u'\n'), QString(all).remove(u'\n'));
    QVERIFY(back->isEnabled());
    while (back->isEnabled())
        back->click();
    QVERIFY(all.startsWith(edit->toPlainText()));
}

void TestWindowLargeBundle::wordsAreFoundInEveryPart()
{
    auto *edit = new QPlainTextEdit;
    PartedText parted(edit);
    SearchBar search(edit);
    search.setWhole(&parted);
    const QString filling = u"a line of no interest\n"_s.repeated(30'000);
    parted.setText(u"Needle one\n"_s + filling + u"needle two\n"_s + filling + u"NEEDLE three\n"_s);
    auto *words = search.findChild<QLineEdit *>(u"searchEdit"_s);
    words->setText(u"needle"_s);
    QVERIFY(search.findChild<QLabel *>(u"searchCount"_s)->text().startsWith(u'3'));
    const auto line = [edit] { return edit->textCursor().block().text(); };
    QStringList visited{line()};
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(words, Qt::Key_Return);
        visited.append(line());
    }
    QCOMPARE(visited, (QStringList{u"Needle one"_s, u"needle two"_s, u"NEEDLE three"_s, u"Needle one"_s}));
    QTest::keyClick(words, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(line(), u"NEEDLE three"_s);
    words->setText(u"a line"_s);
    QVERIFY(search.findChild<QLabel *>(u"searchCount"_s)->text().contains(u"more than"_s));
}

void TestWindowLargeBundle::aSpaceFindsOneThatDoesNotBreak()
{
    auto *edit = new QPlainTextEdit;
    PartedText parted(edit);
    SearchBar search(edit);
    search.setWhole(&parted);
    parted.setText(u"Contoso\u00A0one\n"_s + u"a line of no interest\n"_s.repeated(30'000)
                   + u"Contoso\u00A0two\n"_s);
    auto *words = search.findChild<QLineEdit *>(u"searchEdit"_s);
    for (const QString &typed : {u"contoso "_s, u"contoso\u00A0"_s}) {
        words->clear();
        words->setText(typed);
        QVERIFY(search.findChild<QLabel *>(u"searchCount"_s)->text().startsWith(u'2'));
        QTest::keyClick(words, Qt::Key_Return);
        QVERIFY(edit->textCursor().selectedText().startsWith(u"Contoso"_s));
    }
}

void TestWindowLargeBundle::aProblemLeavesNothingToSave()
{
    const Problem problem{u"RECORDING_HOLDS_PASSWORD"_s, {}, {{u"where"_s, u"/log/entries/7"_s}}};
    for (const qsizetype size : {qsizetype(1), LargeFile}) {
        BundlePreview preview({[problem] { return Result<QByteArray>(problem); }, {}, size}, nullptr);
        preview.QDialog::show();
        const auto *notice = preview.findChild<QLabel *>(u"noticeText"_s);
        QTRY_VERIFY(notice && notice->text().contains(u"/log/entries/7"_s));
        QVERIFY(!preview.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save)->isEnabled());
        QVERIFY(!preview.findChild<QCheckBox *>(u"namesCheck"_s)->isEnabled());
    }
}

void TestWindowLargeBundle::whoCancelsSavesNothing_data()
{
    QTest::addColumn<bool>("closes");
    QTest::newRow("cancelled") << false;
    QTest::newRow("closed with its window") << true;
}

void TestWindowLargeBundle::whoCancelsSavesNothing()
{
    QFETCH(const bool, closes);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Outgoing outgoing{[har = file.readAll()] { return Result<QByteArray>(har); }, {}, m_size};
    auto preview = std::make_unique<BundlePreview>(outgoing, nullptr);
    preview->QDialog::show();
    const auto *names = preview->findChild<QCheckBox *>(u"namesCheck"_s);
    QTRY_VERIFY_WITH_TIMEOUT(names->isEnabled(), patience);
    QSemaphore looking;
    QSemaphore mayGoOn;
    preview->setGuard([&] {
        return [&](const QByteArray &) {
            looking.release();
            mayGoOn.acquire();
            return Result<Done>(Done{});
        };
    });
    const QSignalSpy saved(preview.get(), &SavePreview::saved);
    const QString path = m_folder.filePath(u"cancelled.har"_s);
    preview->saveAs(path);
    looking.acquire();
    QVERIFY(!names->isEnabled()); // or the tick would say another thing than the file
    if (closes)
        preview.reset();
    else
        preview->reject();
    mayGoOn.release();
    QThreadPool::globalInstance()->waitForDone();
    QTest::qWait(50);
    QVERIFY(!QFile::exists(path));
    if (!closes)
        QCOMPARE(saved.size(), 0);
}

void TestWindowLargeBundle::theLookOutlivesTheSession()
{
    TestedWorld tested;
    auto session = tested.workbench.newSession();
    session->setIntegration(TestedWorld::integration());
    session->setPassword(SimulatedWorld::password());
    TestedWorld::runToEnd(*session);
    const auto dialog = BundlePreview::open(*session, nullptr);
    QVERIFY(dialog);
    const auto *save = (*dialog)->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save);
    QTRY_VERIFY_WITH_TIMEOUT(save->isEnabled(), patience);
    session.reset();
    QSignalSpy saved(*dialog, &SavePreview::saved);
    (*dialog)->saveAs(m_folder.filePath(u"late.har"_s));
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, patience);
}

QTEST_MAIN(TestWindowLargeBundle)
#include "tst_windowlargebundle.moc"
