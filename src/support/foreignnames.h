// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace Setup {

// Names of the customer's that Exchange, proxies and other devices write into what they answer, where no
// member says what stands in it.
struct ForeignNames
{
    // Which server or device answered or passed it on: X-FEServer and its like, Via (RFC 9110,
    // section 7.6.3), X-Cache, and the realm of a login, which IIS fills with the name of the host.
    static QStringList serversIn(const QString &header, const QString &value);
    // "… failed on server EX01."
    static QStringList serversInMessage(const QString &message);
    // Parts of an address in Exchange's directory: "/o=Contoso/ou=…/cn=Recipients/cn=askcody".
    static QStringList titlesInMessage(const QString &message);
};

} // namespace Setup
