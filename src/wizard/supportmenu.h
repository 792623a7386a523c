// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QObject>

#include <memory>

class QAbstractButton;
class QMenu;

namespace Setup {

class BundleComparison;
class CurrentSession;
class Recording;
class ReplayedWorld;
class Workbench;
struct ComparedBundles;

// The button of the window behind which everything stands that is for support: saving a bundle, and with one
// that is open: what if, and how another one differs.
class SupportMenu : public QObject
{
    Q_OBJECT

public:
    // The button owns it.
    SupportMenu(QAbstractButton *button, Workbench &workbench, CurrentSession &current, QWidget *window);
    ~SupportMenu() override;

    // Shows in what this bundle differs from the open one.
    Q_INVOKABLE void compareWith(const QString &path);

signals:
    void supposed(); // the replay runs again

private:
    void fill();
    void addSuppositions(ReplayedWorld &replayed);
    void suppose(const QString &id, bool isSo);
    void saveBundle();
    void tell(const QString &words);
    void chooseOther();
    void beginComparison(const QString &path, const Result<Recording> &other);
    void showDifference(const ComparedBundles &bundles);

    Workbench &m_workbench;
    CurrentSession &m_current;
    std::unique_ptr<BundleComparison> m_comparison;
    QWidget *m_window;
    QMenu *m_menu;
    QMenu *m_whatIf;
};

} // namespace Setup
