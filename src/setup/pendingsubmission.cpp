// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/pendingsubmission.h"

#include <QCryptographicHash>

namespace Setup {

using namespace Qt::StringLiterals;

QByteArray contentHash(const WantedIntegration &wanted, const QString &portal)
{
    return QCryptographicHash::hash(newIntegrationBody(wanted, {}) + '\n' + portal.toUtf8(),
                                    QCryptographicHash::Sha256);
}

QJsonObject toJson(const PendingSubmission &submission)
{
    return {{u"key"_s, QString::fromLatin1(submission.key)},
            {u"bodyHash"_s, QString::fromLatin1(submission.bodyHash.toHex())},
            {u"contentHash"_s, QString::fromLatin1(submission.contentHash.toHex())},
            {u"portal"_s, submission.portal},
            {u"kid"_s, submission.kid},
            {u"sent"_s, submission.sent}};
}

std::optional<PendingSubmission> pendingSubmissionFromJson(const QJsonObject &json)
{
    const auto hex = [&json](QLatin1StringView name) {
        return QByteArray::fromHex(json.value(name).toString().toLatin1());
    };
    const PendingSubmission submission{json.value("key"_L1).toString().toLatin1(),
                                       hex("bodyHash"_L1),
                                       hex("contentHash"_L1),
                                       json.value("portal"_L1).toString(),
                                       json.value("kid"_L1).toString(),
                                       json.value("sent"_L1).toBool()};
    if (submission.key.isEmpty() || submission.bodyHash.isEmpty())
        return std::nullopt;
    return submission;
}

} // namespace Setup
