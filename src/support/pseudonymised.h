// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "support/pseudonyms.h"

namespace Setup {

// A recording under other names (pseudonyms.h), which replays to the same findings under these names.
class Pseudonymised
{
public:
    // har: as Recording::toHar() writes it. FILE_MALFORMED for anything else.
    static Result<Pseudonymised> of(const QByteArray &har, RandomSource &random);

    const QByteArray &har() const { return m_har; }
    const QMap<QString, QString> &table() const { return m_names.table(); }
    // What of the original names still stands there, in whatever context: it is for the eyes of whoever
    // saves.
    const QStringList &leftOver() const { return m_leftOver; }

    // Anything that was found in the original, as it is found here.
    QJsonValue applied(const QJsonValue &value) const;

private:
    Pseudonymised(const CustomerNames &names, RandomSource &random)
        : m_names(names, random)
    {}
    void maskCertificates(const QString &text, const QSet<QString> &ofCustomer);
    QJsonValue applied(const QJsonValue &value, const RecordedText &place) const;
    QJsonObject appliedToMembers(const QJsonObject &object, const RecordedText &place) const;
    QString appliedToText(const QString &text) const;
    QString appliedToBase64(const QString &text) const;

    Pseudonyms m_names;
    QHash<QString, QString> m_certificates;
    QByteArray m_har;
    QStringList m_leftOver;
};

} // namespace Setup
