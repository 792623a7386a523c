// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/explainer.h"
#include "wizard/explanationview.h"
#include "wizard/pathhop.h"
#include "wizard/pathview.h"

#include <QLabel>
#include <QTest>
#include <QTranslator>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// A language whose words for how it stands are longer than its names of the stations.
class LongWords : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        static const QStringList states{u"broken"_s,      u"likely"_s,     u"works"_s,   u"see warning"_s,
                                        u"not reached"_s, u"not tested"_s, u"waiting"_s, u"checking…"_s};
        const QString text = QString::fromUtf8(source);
        return states.contains(text) ? text + u" and more"_s + QString(8, u'e') : QString();
    }
};

void makeLarge(QWidget &widget)
{
    QFont large = widget.font();
    large.setPointSizeF(large.pointSizeF() * 2);
    widget.setFont(large);
}

} // namespace

// The drawn path and the explanation beside it, in large type.
class TestPathView : public QObject
{
    Q_OBJECT

private slots:
    void noWordIsCut_data();
    void noWordIsCut();
    void aLowWindowHasDiscsAlone();
    void linksHaveNamesOfTheirOwn();
};

void TestPathView::noWordIsCut_data()
{
    QTest::addColumn<bool>("hasLongWords");
    QTest::addColumn<FindingStatus>("status");
    for (const auto status : {FindingStatus::Pass, FindingStatus::Warn, FindingStatus::Fail,
                              FindingStatus::Skipped, FindingStatus::NotTested})
        for (const bool hasLongWords : {false, true})
            QTest::newRow(qPrintable(toString(status) + (hasLongWords ? u", long words"_s : QString())))
                << hasLongWords << status;
}

void TestPathView::noWordIsCut()
{
    QFETCH(const bool, hasLongWords);
    QFETCH(const FindingStatus, status);
    LongWords longWords;
    if (hasLongWords)
        QVERIFY(QCoreApplication::installTranslator(&longWords));
    PathState state = PathState::of({}, {}, {});
    for (HopState &hop : state.hops)
        hop.status = status;
    PathView path;
    makeLarge(path);
    QFont heavy = path.font();
    heavy.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(status == FindingStatus::Fail ? heavy : path.font());
    path.show();
    for (int width = path.minimumSizeHint().width(); width < 3'000; width += 50) {
        path.setPath(PathState::of({}, {}, {})); // laid out before anything is known
        path.resize(width, 2'000);
        path.setPath(state);
        const QList<PathHop *> hops = path.findChildren<PathHop *>();
        QCOMPARE(hops.size(), state.hops.size());
        for (const PathHop *hop : hops)
            QVERIFY2(metrics.horizontalAdvance(hopWord(hop->state())) <= hop->width(),
                     qPrintable(hopWord(hop->state()) + u' ' + QString::number(width)));
    }
}

// Where one row with words is too long and two are too high, the discs stand alone.
void TestPathView::aLowWindowHasDiscsAlone()
{
    PathView path;
    makeLarge(path);
    path.show();
    const int width = path.minimumSizeHint().width() + 100;
    path.resize(width, 3'000);
    const int inRows = path.heightForWidth(width);
    path.resize(width, 400);
    QVERIFY(path.heightForWidth(width) < inRows / 2);
    path.resize(width, 3'000);
    QCOMPARE(path.heightForWidth(width), inRows);
    path.setCompact(true); // asked for by the page
    QVERIFY(path.heightForWidth(width) < inRows / 2);
}

// Two pages of one site are two buttons of one name: what each is about stands above it.
void TestPathView::linksHaveNamesOfTheirOwn()
{
    Finding finding;
    finding.checkId = u"ews.impersonation"_s;
    finding.status = FindingStatus::Fail;
    finding.problem = Problem{u"ErrorImpersonateUserDenied"_s, {}, {}};
    ExplanationView view;
    view.show(u"title"_s, finding, Explainer().explain(finding), {});
    QStringList names;
    const QList<QWidget *> entries = view.findChildren<QWidget *>(u"linkText"_s);
    for (const QWidget *entry : entries)
        for (const QLabel *label : entry->findChildren<QLabel *>())
            if (label->text().contains(u' '))
                names.append(label->text());
    QCOMPARE(names.value(0), u"How to assign application impersonation using powershell"_s);
    QCOMPARE(names.size(), 2);
    QVERIFY(names.at(0) != names.at(1));
}

QTEST_MAIN(TestPathView)
#include "tst_pathview.moc"
