// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/entraauthority.h"
#include "simulators/entraparts.h"
#include "simulators/simdemand.h"

namespace Setup {

// What a person is asked for: to sign in, to consent, and what comes of it.
struct EntraErrand
{
    enum class Kind { Authorize, AdminConsent, Device };

    Kind kind = Kind::Authorize;
    EntraAuthority authority;
    SimDemand demand;
    SimCloudApp app;
    QStringList permissions; // "https://host/Permission", to be consented to
    QString userCode; // of a device

    QJsonObject toJson() const;
    static EntraErrand fromJson(const QJsonObject &json);
    EntraWords words() const;
};

// The pages of a simulated Entra: sign-in, consent, and the way back to the program.
class EntraSignIn
{
public:
    explicit EntraSignIn(EntraParts &parts)
        : m_parts(parts)
    {}

    SimReply begin(const EntraErrand &errand, const SimRequest &request);
    SimReply login(const SimRequest &request); // the form of the first page
    SimReply consent(const SimRequest &request); // and of the second
    static SimReply redirect(const EntraErrand &errand, QList<std::pair<QString, QString>> values);
    static SimReply refuse(const EntraErrand &errand, const EntraError &error);

private:
    struct Person
    {
        SimTenant tenant;
        SimCloudUser user;
        qint64 since = 0; // signed in
    };

    SimReply showLogin(const EntraErrand &errand, const QString &complaint, int tries);
    SimReply showConsent(const EntraErrand &errand, const Person &person);
    std::optional<SimReply> misfit(const EntraErrand &errand, const Person &person) const;
    SimReply proceed(const EntraErrand &errand, const Person &person);
    SimReply proceedAuthorize(const EntraErrand &errand, const Person &person);
    SimReply conclude(const EntraErrand &errand, const Person &person, const SimForm &typed);
    SimReply grantForAll(const EntraErrand &errand, const Person &person);
    SimReply giveCode(const EntraErrand &errand, const Person &person);
    bool needsAdministrator(const EntraErrand &errand, const Person &person) const;
    static std::optional<Person> personOf(const QString &upn, qint64 since);
    static std::optional<Person> whoTyped(const EntraErrand &errand, const QString &address);

    EntraParts &m_parts;
};

} // namespace Setup
