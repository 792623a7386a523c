// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTabBar>

class QLayout;
class QSplitter;

namespace Setup {

// Decides how the panes of a splitter share a page. Where there is room they stand side by side; where the
// window is small or the type is large they become tabs, one in front at a time.
class PaneTabs : public QTabBar
{
    Q_OBJECT

public:
    explicit PaneTabs(QWidget *parent = nullptr);

    // One tab for each pane, named in their order. The size of the page decides; both outlive the tabs.
    void share(QWidget *page, QSplitter *splitter, const QStringList &names);
    // What stands side by side in these boxes of the page stands one below the other where room is lacking.
    void stack(const QList<QLayout *> &rows);
    bool isTight() const { return m_isTight; }

signals:
    void tightChanged(bool tight); // also from share(), for the first time

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    bool isRoomLacking() const;
    void judge();
    void apply();
    void arrange();

    QWidget *m_page = nullptr;
    QSplitter *m_splitter = nullptr;
    QList<QLayout *> m_rows;
    bool m_isTight = false;
};

} // namespace Setup
