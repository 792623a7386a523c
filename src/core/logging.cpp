// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/logging.h"

#include "core/logbook.h"

#include <QByteArrayView>

#include <algorithm>
#include <cstdio>
#include <initializer_list>

namespace Setup {

Q_LOGGING_CATEGORY(logNet, "setup.net", QtInfoMsg)
Q_LOGGING_CATEGORY(logChecks, "setup.checks", QtInfoMsg)
Q_LOGGING_CATEGORY(logSecrets, "setup.secrets", QtInfoMsg)
Q_LOGGING_CATEGORY(logSetup, "setup.setup", QtInfoMsg)

namespace {

bool isIn(const char *category, std::initializer_list<const char *> prefixes)
{
    const QByteArrayView name(category);
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [name](const char *prefix) { return name.startsWith(prefix); });
}

bool isChatter(QtMsgType type)
{
    return type == QtDebugMsg || type == QtInfoMsg;
}

void writeMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (isForbiddenCategory(context.category) || (isChatter(type) && tellsWhatIsTyped(context.category)))
        return;
    LogBook::instance().add(type, QString::fromLatin1(context.category), message);
    // What is no trouble is told in the window, and here only to whoever asks for it.
    if (isChatter(type) && qEnvironmentVariableIsEmpty("QT_LOGGING_RULES"))
        return;
    const QByteArray line = qFormatLogMessage(type, context, message).toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
    if (type == QtFatalMsg)
        std::fflush(stderr);
}

} // namespace

bool isForbiddenCategory(const char *category)
{
    return isIn(category,
                {"qt.network", "qt.networkauth", "qt.ssl", "qt.tlsbackend", "qt.tls", "qt.keychain",
                 "qtkeychain", "qt.http2"});
}

bool tellsWhatIsTyped(const char *category)
{
    return isIn(category, {"qt.qpa", "qt.accessibility", "qt.xkb", "qt.dbus"});
}

void installMessageHandler()
{
    qInstallMessageHandler(writeMessage);
    qunsetenv("QDBUS_DEBUG"); // it prints whole messages, also those to a keychain
    QLoggingCategory::setFilterRules(QStringLiteral("setup.*=true")); // the book has everything
    const QString path = qEnvironmentVariable("ASKCODY_SETUP_LOG");
    if (path.isEmpty())
        return;
    if (!LogBook::instance().writeTo(path))
        qCWarning(logSetup, "the log cannot be written to the file that ASKCODY_SETUP_LOG names");
}

} // namespace Setup
