// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/logging.h"

#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <cstdio>

namespace Setup {

Q_LOGGING_CATEGORY(logNet, "setup.net", QtWarningMsg)
Q_LOGGING_CATEGORY(logChecks, "setup.checks", QtWarningMsg)
Q_LOGGING_CATEGORY(logSecrets, "setup.secrets", QtWarningMsg)
Q_LOGGING_CATEGORY(logSetup, "setup.setup", QtWarningMsg)

namespace {

void writeMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (isForbiddenCategory(context.category))
        return;
    const QByteArray line = qFormatLogMessage(type, context, message).toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
    if (type == QtFatalMsg)
        std::fflush(stderr);
}

} // namespace

bool isForbiddenCategory(const char *category)
{
    static constexpr std::array prefixes{"qt.network", "qt.networkauth", "qt.ssl",     "qt.tlsbackend",
                                         "qt.tls",     "qt.keychain",    "qtkeychain", "qt.http2"};
    const QByteArrayView name(category);
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [name](const char *prefix) { return name.startsWith(prefix); });
}

void installMessageHandler()
{
    qInstallMessageHandler(writeMessage);
}

} // namespace Setup
