// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/explanationview.h"

#include "core/bearing.h"
#include "diagnosis/catalogue.h"
#include "diagnosis/commandshell.h"
#include "wizard/announce.h"
#include "wizard/commandbox.h"
#include "wizard/details.h"
#include "wizard/quietlabel.h"
#include "wizard/repairbox.h"
#include "wizard/sectionlabel.h"
#include "wizard/textlist.h"
#include "wizard/theme.h"
#include "wizard/themeicon.h"
#include "wizard/wrappedlabel.h"

#include <QDesktopServices>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyleOptionFocusRect>
#include <QUrl>
#include <QVBoxLayout>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// Two pages of one site would else have the same name: "…/how-to-make-a-room" is "How to make a room".
QString pageName(const QString &link)
{
    const QString name = QUrl(link).path().section(u'/', -1, -1, QString::SectionSkipEmpty);
    return name.left(1).toUpper() + name.mid(1).replace(u'-', u' ');
}

} // namespace

ExplanationView::ExplanationView(QWidget *parent)
    : PageScroll(parent)
{
    tellAs(this, QAccessible::Document);
    setFocusPolicy(Qt::StrongFocus); // long texts scroll with the arrow keys
    setEdge(2); // where the focus is seen
}

bool ExplanationView::event(QEvent *event)
{
    const bool done = PageScroll::event(event);
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    if (event->type() != QEvent::Paint || !hasFocus())
        return done;
    QPainter painter(this);
    QStyleOptionFocusRect option;
    option.initFrom(this);
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    return done;
}

void ExplanationView::show(const QString &title, const QString &asks)
{
    startOver();
    QLabel *name = paragraph(title);
    name->setFont(Theme::heading(font(), 1.15));
    paragraph(asks, u"explanationWhat"_s);
    finish();
}

void ExplanationView::show(const QString &title, const Finding &finding, const Explanation &explanation,
                           const ExplanationOffers &offers)
{
    startOver();
    addState(title, finding);
    if (explanation.isEmpty()) {
        paragraph(Catalogue::standard().checkAsks(finding.checkId));
    } else {
        QLabel *name = paragraph(explanation.title, u"explanationTitle"_s);
        name->setFont(Theme::heading(font(), 1.15));
        paragraph(explanation.what, u"explanationWhat"_s);
        if (!explanation.tellApart.isEmpty())
            Theme::makeQuiet(paragraph(explanation.tellApart));
        if (finding.status == FindingStatus::Fail || finding.status == FindingStatus::Warn) {
            addCauses(explanation.causes, offers);
            addWhatToDo(explanation);
            addRepairs(explanation, offers.isRepeatable && !explanation.touches.isEmpty());
            addLinks(explanation.links);
        }
    }
    addDetails(finding);
    finish();
}

void ExplanationView::showNotTested(const QStringList &sentences)
{
    startOver();
    QLabel *name = paragraph(tr("What this does not prove"), u"explanationTitle"_s);
    name->setFont(Theme::heading(font(), 1.15));
    auto *list = new TextList(m_body);
    list->setObjectName(u"notTestedList"_s);
    list->show(sentences.isEmpty() ? QStringList{tr("Nothing that was asked for was left out.")} : sentences);
    m_layout->addWidget(list);
    finish();
}

void ExplanationView::startOver()
{
    // The old body may hold the button whose click has brought us here.
    if (QWidget *old = takeWidget())
        old->deleteLater();
    m_body = new QWidget;
    m_body->setObjectName(u"explanationBody"_s);
    m_layout = new QVBoxLayout(m_body);
    const int unit = fontMetrics().height();
    m_layout->setContentsMargins(unit / 2, 0, unit / 2, unit / 2);
    m_layout->setSpacing(unit / 2);
}

// Only now: a scroll area shows nothing that was given to it while it was seen already.
void ExplanationView::finish()
{
    m_layout->addStretch(1);
    setWidget(m_body);
    m_body->show();
    followByTab();
}

// What is made late is the last that Tab reaches, wherever it stands.
void ExplanationView::followByTab()
{
    QWidget *before = this;
    const QList<QWidget *> inside = m_body->findChildren<QWidget *>();
    for (QWidget *widget : inside) {
        if (!(widget->focusPolicy() & Qt::TabFocus))
            continue;
        QWidget::setTabOrder(before, widget);
        before = widget;
    }
}

QLabel *ExplanationView::paragraph(const QString &text, const QString &name)
{
    auto *label = new WrappedLabel(m_body);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setObjectName(name);
    m_layout->addWidget(label);
    return label;
}

void ExplanationView::heading(const QString &text)
{
    auto *label = new SectionLabel(m_body);
    label->setText(text);
    m_layout->addWidget(label);
}

void ExplanationView::addState(const QString &title, const Finding &finding)
{
    auto *line = new QHBoxLayout;
    const QColor colour = Theme::text(Theme::tone(bearingOf(finding)), palette());
    auto *icon = new QLabel(m_body);
    icon->setPixmap(Theme::pixmap(Theme::iconName(bearingOf(finding)), colour, Theme::iconSize(font()),
                                  devicePixelRatioF()));
    QLabel *words = paragraph(tr("%1: %2").arg(title, Theme::word(finding)), u"explanationState"_s);
    QPalette coloured = words->palette();
    coloured.setColor(QPalette::WindowText, colour);
    words->setPalette(coloured);
    m_layout->removeWidget(words);
    line->addWidget(icon, 0, Qt::AlignTop);
    line->addWidget(words, 1);
    m_layout->addLayout(line);
}

void ExplanationView::addCauses(const QList<Cause> &causes, const ExplanationOffers &offers)
{
    if (causes.isEmpty())
        return;
    heading(tr("Why we think so"));
    for (const Cause &cause : causes)
        addCause(cause, offers);
}

void ExplanationView::addCause(const Cause &cause, const ExplanationOffers &offers)
{
    auto *text = new TextList(m_body);
    text->setObjectName(u"causeText"_s);
    text->show({cause.text});
    m_layout->addWidget(text);
    QStringList lines{tr("How likely: %1. To be solved by: %2")
                          .arg(displayName(cause.confidence), displayName(cause.owner))};
    for (const QString &evidence : cause.evidenceFor)
        lines.append(tr("For it: %1").arg(evidence));
    for (const QString &evidence : cause.evidenceAgainst)
        lines.append(tr("Against it: %1").arg(evidence));
    if (!cause.decidedBy.text.isEmpty())
        lines.append(tr("What would tell: %1").arg(cause.decidedBy.text));
    auto *reasons = new QuietLabel(m_body);
    reasons->setObjectName(u"causeReasons"_s);
    reasons->setText(lines.join(u'\n'));
    text->append(reasons);
    if (offers.checks.contains(cause.decidedBy.check))
        text->append(checkButton(cause.decidedBy.check));
}

QPushButton *ExplanationView::checkButton(const QString &id)
{
    auto *button = new QPushButton(tr("Check this"), m_body);
    button->setObjectName(u"decideButton"_s);
    button->setAccessibleName(tr("Check this: %1").arg(Catalogue::standard().checkTitle(id)));
    button->setAutoDefault(false);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    ThemeIcon::dress(button, u"repeat"_s);
    connect(button, &QPushButton::clicked, this, [this, id] { emit checkWanted(id); });
    return button;
}

void ExplanationView::addWhatToDo(const Explanation &explanation)
{
    heading(tr("Who must act"));
    paragraph(displayName(explanation.owner), u"explanationOwner"_s);
    if (explanation.steps.isEmpty() && explanation.commands.isEmpty())
        return;
    heading(tr("Do this"));
    auto *steps = new TextList(m_body);
    steps->setObjectName(u"explanationSteps"_s);
    steps->show(explanation.steps, TextList::Numbers);
    m_layout->addWidget(steps);
    const QList<CommandGroup> groups = groupedByShell(explanation.commands);
    for (const CommandGroup &group : groups)
        addCommands(group);
}

void ExplanationView::addCommands(const CommandGroup &group)
{
    const QString shell = displayName(group.shell);
    auto *place = new QuietLabel(m_body);
    place->setObjectName(u"commandShell"_s);
    place->setText(tr("To be run in: %1").arg(shell));
    m_layout->addWidget(place);
    for (const QString &command : group.commands) {
        auto *box = new CommandBox(m_body);
        box->setCommand(command, tr("Command for: %1").arg(shell));
        m_layout->addWidget(box);
    }
}

void ExplanationView::addLinks(const QStringList &links)
{
    for (const QString &link : links) {
        auto *entry = new TextList(m_body);
        entry->setObjectName(u"linkText"_s);
        entry->show({pageName(link)});
        m_layout->addWidget(entry);
        auto *button = new QPushButton(QUrl(link).host(), entry);
        ThemeIcon::dress(button, u"browser"_s);
        button->setToolTip(link.toHtmlEscaped());
        button->setAccessibleName(tr("Open in the browser: %1").arg(link));
        button->setAutoDefault(false);
        button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        connect(button, &QPushButton::clicked, this, [link] { QDesktopServices::openUrl(QUrl(link)); });
        entry->append(button);
    }
}

void ExplanationView::addRepairs(const Explanation &explanation, bool isRepeatable)
{
    if (explanation.scripts.isEmpty() && !isRepeatable)
        return;
    auto *box = new RepairBox(m_body);
    for (const FixScript &script : explanation.scripts)
        box->addScript(script);
    if (isRepeatable)
        box->addDoneButton();
    connect(box, &RepairBox::done, this, [this, touched = explanation.touches] { emit repaired(touched); });
    m_layout->addWidget(box);
}

void ExplanationView::addDetails(const Finding &finding)
{
    heading(tr("Details"));
    auto *box = new CommandBox(m_body);
    box->setObjectName(u"explanationDetails"_s);
    box->setCommand(detailsOf(finding), tr("Details of this check"));
    m_layout->addWidget(box);
}

} // namespace Setup
