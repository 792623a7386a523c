// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simlogon.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct Presented
{
    QByteArray scheme; // lower case
    QByteArray token;
};

Presented presented(const SimRequest &request)
{
    const QByteArray value = request.header("Authorization");
    const qsizetype space = value.indexOf(' ');
    return {value.left(space).toLower(),
            space < 0 ? QByteArray() : QByteArray::fromBase64(value.mid(space + 1))};
}

SimReply unauthorized()
{
    SimReply reply;
    reply.status = 401;
    return reply;
}

} // namespace

bool SimLogon::holdsProof(const SimRequest &request)
{
    const Presented credentials = presented(request);
    if (credentials.scheme == "ntlm" || credentials.scheme == "negotiate")
        return credentials.token.startsWith(QByteArray("NTLMSSP\0\x03", 9));
    return credentials.scheme == "basic";
}

bool SimLogon::knows(const SimRequest &request) const
{
    const Presented credentials = presented(request);
    const qsizetype colon = credentials.token.indexOf(':');
    return credentials.scheme == "basic" && colon > 0 && m_account.passwordAccepted
        && isSpelling(QString::fromUtf8(credentials.token.left(colon)))
        && credentials.token.mid(colon + 1) == m_account.password;
}

std::optional<SimReply> SimLogon::refusal(const SimRequest &request, const QStringList &offers)
{
    const Presented credentials = presented(request);
    const bool basic = credentials.scheme == "basic" && offers.contains(u"Basic"_s);
    if (basic && knows(request)) {
        ++m_accepted;
        return std::nullopt;
    }
    const bool integrated = (credentials.scheme == "ntlm" && offers.contains(u"NTLM"_s))
        || (credentials.scheme == "negotiate" && offers.contains(u"Negotiate"_s));
    const bool begins = integrated && SimNtlm::isFirst(credentials.token);
    if (begins && m_ntlm.isOn())
        return m_ntlm.challenge(request, request.header("Authorization").split(' ').first(),
                                credentials.token);
    if (integrated && SimNtlm::isThird(credentials.token) && m_ntlm.accepts(request, credentials.token)
        && isSpelling(m_ntlm.lastName())) {
        ++m_accepted;
        return std::nullopt;
    }
    if (basic || (integrated && !begins))
        ++m_refused;
    SimReply reply = unauthorized();
    const QByteArray host = request.header("Host");
    for (const QString &offer : offers) {
        reply.headers.append(SimHeader{"WWW-Authenticate",
                                       offer == "Basic"_L1 ? "Basic realm=\"" + host.split(':').first() + '"'
                                                           : offer.toLatin1()});
    }
    return reply;
}

bool SimLogon::isSpelling(const QString &user) const
{
    const QString account = u"askcody"_s;
    const QList<std::pair<QString, QString>> spellings{
        {u"email"_s, account + u'@' + m_domain},
        {u"netbios"_s, m_domain.section(u'.', 0, 0) + u'\\' + account},
        {u"dns"_s, m_domain + u'\\' + account},
        {u"bare"_s, account}};
    return std::any_of(spellings.begin(), spellings.end(), [this, &user](const auto &one) {
        return m_account.spellings.contains(one.first) && user.compare(one.second, Qt::CaseInsensitive) == 0;
    });
}

} // namespace Setup
