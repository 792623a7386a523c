// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QListWidget>

namespace Setup {

struct DraftInfo;

// The set-ups that were begun, each in as many lines as it needs: as high as up to five of them.
class DraftList : public QListWidget
{
    Q_OBJECT

public:
    explicit DraftList(QWidget *parent = nullptr);

    // isOurs: it is open in this very window.
    QListWidgetItem *add(const DraftInfo &draft, bool isOurs);
    void fit();

protected:
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace Setup
