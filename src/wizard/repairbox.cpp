// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/repairbox.h"

#include "wizard/announce.h"
#include "wizard/quietlabel.h"
#include "wizard/savepreview.h"
#include "wizard/textlist.h"
#include "wizard/themeicon.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Setup {

using namespace Qt::StringLiterals;

RepairBox::RepairBox(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(fontMetrics().height() / 2);
}

void RepairBox::addScript(const FixScript &script)
{
    auto *entry = new TextList(this);
    entry->show({tr("As a script: %1").arg(script.title)});
    auto *what = new QuietLabel(entry);
    what->setText(tr("%1 It can be taken back: %2").arg(script.what, script.undo));
    auto *button = new QPushButton(tr("Read and save the script…"), entry);
    button->setObjectName(u"script-"_s + script.id);
    button->setAccessibleName(tr("Read and save the script: %1").arg(script.title));
    button->setAutoDefault(false);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *saved = new QuietLabel(entry);
    saved->setObjectName(u"scriptSaved"_s);
    saved->hide();
    for (QWidget *widget : std::initializer_list<QWidget *>{what, button, saved})
        entry->append(widget);
    connect(button, &QPushButton::clicked, this, [this, script, saved] { preview(script, saved); });
    m_layout->addWidget(entry);
}

void RepairBox::addDoneButton()
{
    auto *button = new QPushButton(tr("I have done this"), this);
    button->setObjectName(u"doneButton"_s);
    button->setToolTip(tr("Runs the checks again that it changes the answer of."));
    button->setAccessibleDescription(button->toolTip());
    button->setAutoDefault(false);
    ThemeIcon::dress(button, u"repeat"_s);
    connect(button, &QPushButton::clicked, this, &RepairBox::done);
    m_layout->addWidget(button, 0, Qt::AlignLeft);
}

void RepairBox::preview(const FixScript &script, QLabel *saved)
{
    auto *dialog = new SavePreview(script.title, script.fileName(), script.file(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SavePreview::saved, saved, [saved](const QString &path) {
        saved->setText(tr("Saved as %1. Run it with -WhatIf first: it then shows what would change.")
                           .arg(QDir::toNativeSeparators(path)));
        saved->show();
        announce(saved);
    });
    dialog->open();
}

} // namespace Setup
