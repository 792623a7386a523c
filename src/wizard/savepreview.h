// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QDialog>

#include <atomic>
#include <functional>
#include <memory>

class QDialogButtonBox;
class QLabel;
class QPlainTextEdit;
class QVBoxLayout;

namespace Setup {

class Notice;
class PartedText;
class SearchBar;
class Session;

// Shows a file before it is saved: the admin sees what he is about to give away.
class SavePreview : public QDialog
{
    Q_OBJECT

public:
    // Looks at the very bytes that are to be written; a problem keeps them from being. Any thread may call
    // it.
    using Look = std::function<Result<Done>(const QByteArray &)>;
    using Guard = std::function<Look()>; // asked when it comes to that

    SavePreview(const QString &title, QString fileName, QByteArray content, QWidget *parent);
    ~SavePreview() override; // what is being looked at is not written any more

    // For what is made to be read: what it is, in place of a word about the file; saving is by the way.
    void setForReading(const QString &hint);
    void setGuard(Guard guard) { m_guard = std::move(guard); }
    // With what the session knows when it comes to that, or what it knows now, where it is gone by then.
    static Guard guardOf(const Session &session);
    // Writes the file and closes, or says why not and stays.
    void saveAs(const QString &path);

    void reject() override; // likewise

signals:
    void saved(const QString &path);

protected:
    // For a file that people do not read as it is.
    void setContent(const QByteArray &content, const QString &shown);
    void setHint(const QString &hint);
    // With its ending, which is put behind a name that has none.
    void setFileName(const QString &fileName) { m_fileName = fileName; }
    // While the content is being made, or written: there is nothing to save and nothing to choose.
    void setBusy(bool isBusy);
    void addOption(QWidget *option);
    Notice *notice() { return m_notice; }

private:
    void askWhere();
    void cancelWriting();
    void conclude(const QString &path, const Result<Done> &written);
    QPlainTextEdit *makeText();

    QString m_fileName;
    QByteArray m_content;
    Guard m_guard;
    std::shared_ptr<std::atomic_bool> m_isCancelled; // what is being written
    QList<QWidget *> m_options;
    QLabel *m_hint;
    QPlainTextEdit *m_text;
    PartedText *m_parts;
    SearchBar *m_search;
    Notice *m_notice;
    QDialogButtonBox *m_buttons;
    QVBoxLayout *m_layout;
};

} // namespace Setup
