// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/sensitiveclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace Setup {

using namespace Qt::StringLiterals;

SensitiveClipboard::SensitiveClipboard(QObject *parent, std::chrono::milliseconds lifetime)
    : QObject(parent)
{
    m_takeBack.setSingleShot(true);
    m_takeBack.setInterval(lifetime);
    connect(&m_takeBack, &QTimer::timeout, this, &SensitiveClipboard::takeBack);
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this, &SensitiveClipboard::notice);
}

SensitiveClipboard::~SensitiveClipboard()
{
    disconnect();
    if (isLent() && QGuiApplication::clipboard())
        QGuiApplication::clipboard()->clear();
}

void SensitiveClipboard::lend(const Secret &secret)
{
    auto data = std::make_unique<QMimeData>();
    data->setText(QString::fromUtf8(secret.bytes()));
    // Klipper and the clipboard managers that follow it; Windows' clipboard history, its cloud and monitors.
    data->setData(u"x-kde-passwordManagerHint"_s, "secret"_ba);
    for (const QString &format : {u"ExcludeClipboardContentFromMonitorProcessing"_s,
                                  u"CanIncludeInClipboardHistory"_s, u"CanUploadToCloudClipboard"_s})
        data->setData(u"application/x-qt-windows-mime;value=\"%1\""_s.arg(format), QByteArray(4, '\0'));
    m_copying = true;
    QGuiApplication::clipboard()->setMimeData(data.release());
    m_copying = false;
    m_isLent = true;
    m_takeBack.start();
}

void SensitiveClipboard::takeBack()
{
    if (!m_isLent)
        return;
    m_isLent = false;
    m_takeBack.stop();
    m_copying = true;
    QGuiApplication::clipboard()->clear();
    m_copying = false;
    emit takenBack();
}

// Somebody copied something else: that is not ours to remove.
void SensitiveClipboard::notice()
{
    if (m_copying || !isLent())
        return;
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    if (data && data->hasFormat(u"x-kde-passwordManagerHint"_s))
        return;
    m_isLent = false;
    m_takeBack.stop();
    emit takenBack();
}

} // namespace Setup
