// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/clientchoice.h"

#include "core/inputrules.h"
#include "diagnosis/ownregistration.h"
#include "wizard/currentmicrosoft.h"
#include "wizard/notice.h"
#include "wizard/preparationfold.h"
#include "wizard/quietlabel.h"

#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

template<typename Widget>
Widget *put(QLayout *layout, Widget *widget, const QString &name = {})
{
    widget->setObjectName(name);
    layout->addWidget(widget);
    return widget;
}

QuietLabel *hint(const QString &text, QWidget *parent)
{
    auto *label = new QuietLabel(parent);
    label->setText(text);
    label->setUnderChoice(true);
    return label;
}

QVBoxLayout *stack(QWidget *widget)
{
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins({});
    return layout;
}

} // namespace

ClientChoice::ClientChoice(QWidget *parent)
    : QWidget(parent)
{
    QVBoxLayout *outer = stack(this);
    m_portal = put(outer, new Notice(this), u"clientPortalNotice"_s);
    m_choices = put(outer, new QWidget(this));
    QVBoxLayout *layout = stack(m_choices);
    m_own = put(layout, new QRadioButton(tr("A registration of &our own"), this), u"ownRadio"_s);
    put(layout,
        hint(tr("The portal names no application for this. You can register one in your own Entra, "
                "in a few minutes; it needs no secret and is yours alone."),
             this));
    auto *below = new QWidget(this);
    layout->addWidget(below);
    QVBoxLayout *own = stack(below);
    own->setContentsMargins(Theme::choiceIndent(this), 0, 0, 0);
    m_id = put(own, new QLineEdit(this), u"clientEdit"_s);
    m_id->setAccessibleName(tr("Application (client) ID"));
    m_id->setPlaceholderText(tr("Application (client) ID"));
    m_notice = put(own, new Notice(this), u"clientNotice"_s);
    m_notice->setField(m_id);
    m_way = put(own, new PreparationFold(this), u"clientFold"_s);
    m_way->setTitle(tr("How to ma&ke one"));
    m_none = put(layout, new QRadioButton(tr("Non&e: go on without signing in"), this), u"noneRadio"_s);
    put(layout,
        hint(tr("Everything is prepared all the same. What cannot be tested is named as such."), this));
    m_none->setChecked(true);
    connect(m_id, &QLineEdit::textEdited, m_own, [this] { m_own->setChecked(true); });
    connect(m_id, &QLineEdit::textEdited, m_notice, &Notice::clear);
    connect(m_none, &QRadioButton::toggled, m_notice, &Notice::clear);
}

void ClientChoice::show(const MicrosoftApplications &applications, const OnlineNames &names, bool isReadOnly)
{
    const bool isPortals = applications.source == MicrosoftApplications::Source::Portal;
    m_choices->setVisible(!isPortals);
    m_choices->setEnabled(!isReadOnly);
    m_portal->show(Theme::Tone::Good,
                   isPortals ? tr("The portal names it: %1. It asks for what is listed above, in your name, "
                                  "and for nothing else.")
                                   .arg(applications.clientId)
                             : QString());
    m_id->setText(names.ownAppId);
    if (!names.ownAppId.isEmpty())
        m_own->setChecked(true);
    m_way->show(OwnRegistration::clicks(), OwnRegistration::steps(names));
}

bool ClientChoice::isFine() const
{
    const bool isWanted = m_choices->isVisibleTo(this) && m_own->isChecked();
    return !isWanted || InputRules::clientId(m_id->text(), {});
}

bool ClientChoice::judge()
{
    if (isFine())
        return true;
    m_notice->show(InputRules::clientId(m_id->text(), m_id->accessibleName()).problem());
    m_id->setFocus();
    return false;
}

QString ClientChoice::ownId() const
{
    const bool isWanted = m_choices->isVisibleTo(this) && m_own->isChecked();
    return isWanted ? *InputRules::clientId(m_id->text(), {}) : QString();
}

} // namespace Setup
