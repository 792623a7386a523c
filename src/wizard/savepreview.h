// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

namespace Setup {

class Notice;

// Shows a file before it is saved: the admin sees what he is about to give away.
class SavePreview : public QDialog
{
    Q_OBJECT

public:
    SavePreview(const QString &title, QString fileName, QByteArray content, QWidget *parent);

    // Writes the file and closes, or says why not and stays.
    void saveAs(const QString &path);

signals:
    void saved(const QString &path);

private:
    void askWhere();

    QString m_fileName;
    QByteArray m_content;
    Notice *m_notice;
};

} // namespace Setup
