// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/keptproxy.h"

#include "core/inputrules.h"
#include "core/problemcodes.h"
#include "net/livedoor.h"

#include <QSettings>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Mode = ProxySettings::Mode;

QString passwordName()
{
    return u"proxy/password"_s;
}

QString nameOf(Mode mode)
{
    switch (mode) {
    case Mode::System:
        return u"system"_s;
    case Mode::Direct:
        return u"none"_s;
    case Mode::Manual:
        break;
    }
    return u"manual"_s;
}

bool isSameProxy(const ProxySettings &one, const ProxySettings &other)
{
    return one.mode == other.mode && one.host == other.host && one.port == other.port;
}

bool write(const ProxySettings &wanted)
{
    QSettings settings;
    settings.setValue(u"proxy/mode"_s, nameOf(wanted.mode));
    settings.setValue(u"proxy/host"_s, wanted.host);
    settings.setValue(u"proxy/port"_s, wanted.port);
    settings.setValue(u"proxy/user"_s, wanted.user);
    settings.sync();
    return settings.status() == QSettings::NoError;
}

// Between two logins there is none: the password of the one must never meet the proxy of the other.
bool dropUser()
{
    QSettings settings;
    settings.setValue(u"proxy/user"_s, QString());
    settings.sync();
    return settings.status() == QSettings::NoError;
}

Problem notWritable()
{
    return {Code::FileNotWritable, u"the settings"_s, {{u"file"_s, QSettings().fileName()}}};
}

} // namespace

KeptProxy::KeptProxy(SecretStore &secrets, LiveDoor &door, QObject *parent)
    : QObject(parent)
    , m_secrets(secrets)
    , m_door(door)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, [this] { (this->*m_step)(); });
}

KeptProxy::~KeptProxy() = default;

Result<ProxySettings> KeptProxy::settings()
{
    const QSettings settings;
    const auto unusable = [&settings](const QString &field) {
        return Problem{Code::FileMalformed, field, {{u"file"_s, settings.fileName()}}};
    };
    const QString mode = settings.value(u"proxy/mode"_s, u"system"_s).toString();
    ProxySettings kept;
    if (mode == nameOf(Mode::Manual)) {
        const auto proxy = fromWord(settings.value(u"proxy/host"_s).toString() + u':'
                                    + settings.value(u"proxy/port"_s).toString());
        if (!proxy || proxy->mode != Mode::Manual)
            return unusable(u"proxy/host, proxy/port"_s);
        kept = *proxy;
    } else if (mode == nameOf(Mode::Direct)) {
        kept.mode = Mode::Direct;
    } else if (mode != nameOf(Mode::System)) {
        return unusable(u"proxy/mode"_s);
    }
    kept.user = settings.value(u"proxy/user"_s).toString();
    return kept;
}

Result<ProxySettings> KeptProxy::fromWord(const QString &typed)
{
    ProxySettings settings;
    const QString word = typed.trimmed();
    if (word == nameOf(Mode::System))
        return settings;
    settings.mode = word == nameOf(Mode::Direct) ? Mode::Direct : Mode::Manual;
    if (settings.mode == Mode::Direct)
        return settings;
    const QString field = u"proxy"_s;
    if (word.contains(u'@'))
        return Problem{Code::InputUrlCredentials, {}, {{u"field"_s, field}}};
    const qsizetype colon = word.lastIndexOf(u':');
    const auto host = InputRules::hostName(word.left(colon), field);
    if (!host)
        return host.problem();
    bool isNumber = false;
    settings.port = word.mid(colon + 1).toUShort(&isNumber);
    if (colon < 0 || !isNumber || settings.port == 0)
        return Problem{Code::InputMissing, {}, {{u"field"_s, u"port"_s}}};
    settings.host = *host;
    return settings;
}

QString KeptProxy::toWord(const ProxySettings &settings)
{
    return settings.mode == Mode::Manual ? u"%1:%2"_s.arg(settings.host).arg(settings.port)
                                         : nameOf(settings.mode);
}

void KeptProxy::use(const std::optional<ProxySettings> &instead)
{
    cancel();
    const auto kept = settings();
    if (!kept && !instead) {
        m_refusal = kept.problem();
        return later(&KeptProxy::refuse);
    }
    m_wanted = instead.value_or(kept ? *kept : ProxySettings());
    if (instead && kept && isSameProxy(*instead, *kept))
        m_wanted.user = kept->user;
    later(&KeptProxy::readPassword);
}

void KeptProxy::keep(const ProxySettings &wanted)
{
    cancel();
    m_wanted = wanted;
    if (!wanted.user.isEmpty() && wanted.password.isEmpty()) {
        m_refusal = Problem{Code::InputMissing, {}, {{u"field"_s, u"password"_s}}};
        return later(&KeptProxy::refuse);
    }
    later(&KeptProxy::changePassword);
}

void KeptProxy::cancel()
{
    m_refusal.reset();
    m_later.stop();
    m_read.reset();
    m_write.reset();
    m_delete.reset();
}

QList<Secret> KeptProxy::secrets() const
{
    return m_door.proxySecrets();
}

void KeptProxy::later(void (KeptProxy::*step)())
{
    m_step = step;
    m_later.start();
}

void KeptProxy::refuse()
{
    report(*m_refusal);
}

void KeptProxy::readPassword()
{
    if (m_wanted.user.isEmpty())
        return report(Done{});
    m_read = m_secrets.read(passwordName());
    connect(m_read.get(), &ReadSecret::waitingForUser, this, &KeptProxy::waitingForUser);
    connect(m_read.get(), &ReadSecret::finished, this, &KeptProxy::takePassword);
    m_read->start();
}

void KeptProxy::takePassword(const Result<Secret> &password)
{
    if (!password)
        return report(password.problem());
    m_wanted.password = *password;
    report(Done{});
}

void KeptProxy::changePassword()
{
    if (!dropUser())
        return report(notWritable());
    if (m_wanted.user.isEmpty())
        return removePassword();
    m_write = m_secrets.write(passwordName(), m_wanted.password);
    connect(m_write.get(), &WriteSecret::waitingForUser, this, &KeptProxy::waitingForUser);
    connect(m_write.get(), &WriteSecret::finished, this, &KeptProxy::takeStored);
    m_write->start();
}

// A computer without a keychain can have a proxy that wants no login.
void KeptProxy::removePassword()
{
    const auto names = m_secrets.names();
    if (names && !names->contains(passwordName()))
        return takeStored(Done{});
    m_delete = m_secrets.remove(passwordName());
    connect(m_delete.get(), &DeleteSecret::waitingForUser, this, &KeptProxy::waitingForUser);
    connect(m_delete.get(), &DeleteSecret::finished, this, &KeptProxy::takeRemoved);
    m_delete->start();
}

void KeptProxy::takeRemoved(const Result<Done> &result)
{
    const bool isGone = result || result.problem().code == Code::KeychainEntryMissing;
    takeStored(isGone ? Result<Done>(Done{}) : result);
}

void KeptProxy::takeStored(const Result<Done> &result)
{
    if (!result)
        return report(result);
    report(write(m_wanted) ? Result<Done>(Done{}) : notWritable());
}

void KeptProxy::report(const Result<Done> &result)
{
    const ProxySettings used = std::exchange(m_wanted, {});
    if (result)
        m_door.useProxies(used);
    emit finished(result);
}

} // namespace Setup
