// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/outsidedialog.h"

#include "diagnosis/catalogue.h"
#include "setup/analyzerresult.h"
#include "setup/report.h"
#include "setup/vantagepoints.h"
#include "wizard/comparisonview.h"
#include "wizard/currentsession.h"
#include "wizard/notice.h"
#include "wizard/pagescroll.h"
#include "wizard/wrappedlabel.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QPushButton>
#include <QVBoxLayout>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

ComparisonView::Side hereOf(const std::optional<Finding> &finding, const Session &session)
{
    const auto status = finding ? finding->status : FindingStatus::NotTested;
    const bool isBad = status == FindingStatus::Fail && finding->problem;
    return {isBad ? session.explain(*finding).title : Theme::word(status), Theme::iconName(status),
            Theme::tone(status)};
}

// The analyzer's own words; they are in English.
ComparisonView::Side thereOf(const Finding &rung)
{
    const QString said = rung.facts.value("message"_L1).toString();
    return {said.isEmpty() ? Theme::word(rung.status) : said, Theme::iconName(rung.status),
            Theme::tone(rung.status)};
}

QString inWords(Views views, int differences)
{
    switch (views) {
    case Views::Alike:
        return OutsideDialog::tr("From the Internet it looks as from here.");
    case Views::Incomparable:
        return OutsideDialog::tr(
            "Nothing was tried both from here and from the Internet: the two cannot be compared.");
    case Views::SameTrouble:
        return OutsideDialog::tr("From the Internet the same fails as from here.");
    case Views::UntriedHere:
        return OutsideDialog::tr(
            "From the Internet a step fails that could not be tried from here, as behind a proxy. What "
            "stands before Exchange, most often a firewall or a name in DNS, is the place to look.");
    case Views::Different:
        break;
    }
    return OutsideDialog::tr(
        "From the Internet %n step(s) end otherwise than from here. What stands between, most often a "
        "firewall or a name in DNS, is the place to look.",
        nullptr, differences);
}

} // namespace

OutsideDialog::OutsideDialog(const CurrentSession &current, QWidget *parent)
    : QDialog(parent)
    , m_current(current)
    , m_notice(new Notice(this))
    , m_comparison(new ComparisonView)
{
    setWindowTitle(tr("The view from outside"));
    auto *hint = new WrappedLabel(
        tr("Microsoft’s Remote Connectivity Analyzer (testconnectivity.microsoft.com) goes the same "
           "way from the Internet. Run its test for Exchange Web Services, save the result there as "
           "XML, and open the file here. Nothing is sent anywhere."),
        this);
    m_notice->setObjectName(u"outsideNotice"_s);
    m_comparison->setObjectName(u"outsideComparison"_s);
    auto *scroll = new PageScroll(this);
    scroll->setWidget(m_comparison);
    m_comparison->hide(); // until there is something in it: a new parent has forgotten that
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *openButton = buttons->addButton(tr("&Open a result…"), QDialogButtonBox::ActionRole);
    openButton->setObjectName(u"openResultButton"_s);
    connect(openButton, &QPushButton::clicked, this, &OutsideDialog::askWhich);
    connect(buttons, &QDialogButtonBox::rejected, this, &OutsideDialog::reject);
    auto *layout = new QVBoxLayout(this);
    for (QWidget *widget : std::initializer_list<QWidget *>{hint, m_notice, scroll, buttons})
        layout->addWidget(widget, widget == scroll ? 1 : 0);
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 30);
}

void OutsideDialog::offer(QAbstractButton *button, const CurrentSession &current)
{
    connect(button, &QAbstractButton::clicked, button, [button, &current] {
        auto *dialog = new OutsideDialog(current, button->window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

void OutsideDialog::askWhich()
{
    auto *dialog = new QFileDialog(this, windowTitle(), {}, tr("Results of the analyzer (*.xml)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, qOverload<const QString &>(&OutsideDialog::open));
    dialog->open();
}

void OutsideDialog::open(const QString &path)
{
    const auto result = analyzerResultFromFile(path, m_current.exists() ? ewsHostOf(*m_current) : QString());
    if (result)
        return compare(*result);
    m_comparison->begin({}, {}, {});
    m_notice->show(result.problem());
}

void OutsideDialog::compare(const AnalyzerResult &outside)
{
    m_comparison->begin(tr("Check"), tr("From this computer"), tr("From the Internet"));
    int differences = 0;
    const QList<SeenTwice> rows = seenTwice(m_current->findings(), outside.rungs);
    for (const SeenTwice &row : rows) {
        if (!row.there)
            continue;
        differences += row.differs() ? 1 : 0;
        m_comparison->add(Catalogue::standard().checkTitle(row.checkId), hereOf(row.here, *m_current),
                          thereOf(*row.there), row.differs());
    }
    const Views views = viewsOf(rows);
    m_notice->show(views == Views::Alike ? Theme::Tone::Good : Theme::Tone::Caution,
                   inWords(views, differences));
}

} // namespace Setup
