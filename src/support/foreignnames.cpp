// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/foreignnames.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QStringList captured(const QRegularExpression &form, const QString &text, int group)
{
    QStringList found;
    for (auto match = form.globalMatch(text); match.hasNext();)
        found.append(match.next().captured(group));
    return found;
}

// Products write their own name there ("varnish"); a machine's has a dot or a number.
QStringList namesOfMachines(QStringList names)
{
    static const QRegularExpression machine(u"\\.[A-Za-z][A-Za-z0-9-]*$|^[A-Za-z][A-Za-z0-9-]*[0-9]"_s);
    names.removeIf([](const QString &name) { return !machine.match(name).hasMatch(); });
    return names;
}

} // namespace

QStringList ForeignNames::serversIn(const QString &header, const QString &value)
{
    static const QRegularExpression ofExchange(
        u"^x-(fe|be|targetbe|diaginfo|calculated|feefz|ms-server|ms-proxy|feproxy)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression ofCache(u"^x-cache(-lookup)?$"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression name(u"[A-Za-z0-9][A-Za-z0-9.-]*"_s);
    static const QRegularExpression receiver(u"(?:^|,)\\s*(?:[A-Za-z]+/)?[0-9.]+\\s+([A-Za-z0-9.-]+)"_s);
    static const QRegularExpression from(u"\\bfrom\\s+([A-Za-z0-9.-]+)"_s);
    static const QRegularExpression realm(u"\\brealm=\"?([A-Za-z0-9.-]+)\"?(?=[\\s,]|$)"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    if (ofExchange.match(header).hasMatch())
        return captured(name, value, 0);
    if (header.compare("Via"_L1, Qt::CaseInsensitive) == 0)
        return namesOfMachines(captured(receiver, value, 1));
    if (ofCache.match(header).hasMatch())
        return namesOfMachines(captured(from, value, 1));
    if (header.endsWith("-Authenticate"_L1, Qt::CaseInsensitive))
        return namesOfMachines(captured(realm, value, 1));
    return {};
}

QStringList ForeignNames::serversInMessage(const QString &message)
{
    static const QRegularExpression form(u"\\bserver(?: name)?[ :='\"(]+([A-Za-z0-9.-]+)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    QStringList names = captured(form, message, 1);
    for (QString &name : names)
        while (name.endsWith(u'.'))
            name.chop(1);
    return namesOfMachines(names);
}

QStringList ForeignNames::titlesInMessage(const QString &message)
{
    static const QRegularExpression part(u"/(?:o|ou|cn)=([^/\"'<>;,\\n]{2,120})"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    static const QSet<QString> ofExchange{u"recipients"_s,
                                          u"configuration"_s,
                                          u"servers"_s,
                                          u"external (fydibohf25spdlt)"_s,
                                          u"first organization"_s,
                                          u"first administrative group"_s,
                                          u"exchange administrative group (fydibohf23spdlt)"_s};
    QStringList titles = captured(part, message, 1);
    titles.removeIf([](const QString &title) { return ofExchange.contains(title.trimmed().toLower()); });
    return titles;
}

} // namespace Setup
