// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/portalaccess.h"
#include "simulators/simperson.h"
#include "support/testedworld.h"
#include "unit/setup/pushworld.h"

namespace Setup {

// A portal that can be reached through a network with faults, and a draft that is ready for it.
struct Place
{
    WorldTable table;
    PortalSite site;
    PortalDescription description;
    FakeTokens tokens;
    SystemClock clock;
    SystemRandomSource random;

    PortalContext context(Door &door, std::chrono::milliseconds deadline)
    {
        return {door, tokens, clock, site, description, {QStringLiteral("portal"), 1}, deadline};
    }

    static Draft draft(const QUuid &id)
    {
        Draft draft = PushWorld::checkedDraft(QDateTime::currentDateTimeUtc());
        draft.integration.id = id;
        draft.integration.portal = QUrl(SimulatedPortal::origin());
        draft.integration.server()->ewsUrl =
            QUrl(QStringLiteral("https://mail.contoso.test/EWS/Exchange.asmx"));
        draft.checkedInput = inputHash(draft.integration);
        return draft;
    }

    QJsonObject toJson() const
    {
        return {{QStringLiteral("port"),
                 table.loopbackPorts.value(SimulatedPortal::host() + QStringLiteral(":443"))},
                {QStringLiteral("ca"), QString::fromLatin1(table.publicCaPem)},
                {QStringLiteral("api"), description.api.toString()},
                {QStringLiteral("keys"), description.keys.toString()},
                {QStringLiteral("token"), QString::fromLatin1(tokens.present)}};
    }

    static Place fromJson(const QJsonObject &json)
    {
        Place place;
        place.table.dns.insert(SimulatedPortal::host(),
                               {{QStringLiteral("A"), QStringLiteral("203.0.113.10")}});
        place.table.loopbackPorts.insert(SimulatedPortal::host() + QStringLiteral(":443"),
                                         static_cast<quint16>(json[QLatin1String("port")].toInt()));
        place.table.publicCaPem = json[QLatin1String("ca")].toString().toLatin1();
        place.site.origin = SimulatedPortal::origin();
        place.site.trust = PortalSite::Trust::Known;
        place.description.api = QUrl(json[QLatin1String("api")].toString());
        place.description.keys = QUrl(json[QLatin1String("keys")].toString());
        place.tokens.present = json[QLatin1String("token")].toString().toLatin1();
        return place;
    }
};

// The simulated world, in which somebody has signed in.
struct CampaignWorld
{
    explicit CampaignWorld(const QString &scenario = QStringLiteral("healthy"))
        : world(*Scenario::load(scenario))
        , door(world.table())
    {}

    bool signIn()
    {
        PortalSite site;
        site.origin = SimulatedPortal::origin();
        site.trust = PortalSite::Trust::Known;
        access = std::make_unique<PortalAccess>(PortalTools{door, clock, random, secrets, keys}, site,
                                                [this](const QUrl &url) { return world.browserUrl(url); });
        QObject::connect(access.get(), &PortalAccess::browserNeeded, &person, &SimPerson::open);
        QSignalSpy opened(access.get(), &PortalAccess::opened);
        access->open();
        if (!opened.wait(10'000) || !access->hasInterface())
            return false;
        QSignalSpy signedIn(access.get(), &PortalAccess::signedIn);
        access->signIn({});
        return signedIn.wait(10'000) && access->isSignedIn();
    }

    // Whoever pushes comes through this port.
    Place place(quint16 port) const
    {
        Place place;
        place.table = world.table();
        place.table.loopbackPorts.insert(SimulatedPortal::host() + QStringLiteral(":443"), port);
        place.site = access->site();
        place.description = *access->offer()->description;
        place.tokens.present = access->context().tokens.token().bytes().toByteArray();
        return place;
    }

    quint16 portalPort() const
    {
        return world.table().loopbackPorts.value(SimulatedPortal::host() + QStringLiteral(":443"));
    }

    QList<PortalIntegration> made()
    {
        const auto listed = outcomeOf<QList<PortalIntegration>>(*access->client().listIntegrations());
        return listed ? *listed : QList<PortalIntegration>(2);
    }

    bool clear()
    {
        for (const PortalIntegration &one : made())
            if (!outcomeOf<Done>(*access->client().removeIntegration(one.id, one.etag)))
                return false;
        return true;
    }

    SimulatedWorld world;
    WorldDoor door;
    SystemClock clock;
    SystemRandomSource random;
    MemorySecretStore secrets;
    JwkCache keys;
    SimPerson person{QStringLiteral("owner@contoso.test"), SimAccount::password()};
    std::unique_ptr<PortalAccess> access;
};

} // namespace Setup
