// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/dbuskeyringprobe.h"

#include "core/blockingcalls.h"

#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#include <QUuid>
#include <QtConcurrent>

namespace Setup {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const auto SecretService = u"org.freedesktop.secrets"_s;

QDBusMessage question(const QString &service, const QString &path, const QString &interface,
                      const QString &method, const QVariantList &arguments = {})
{
    auto message = QDBusMessage::createMethodCall(service, path, interface, method);
    message.setAutoStartService(false);
    message.setArguments(arguments);
    return message;
}

QDBusMessage busQuestion(const QString &method, const QVariantList &arguments = {})
{
    return question(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s, u"org.freedesktop.DBus"_s, method,
                    arguments);
}

QVariant answerOf(const QDBusMessage &reply)
{
    const bool isAnswer = reply.type() == QDBusMessage::ReplyMessage && !reply.arguments().isEmpty();
    return isAnswer ? reply.arguments().constFirst() : QVariant();
}

// Which wallet QtKeychain asks in this session, by the same variables.
QString walletOfSession()
{
    const bool isKde = qgetenv("XDG_CURRENT_DESKTOP") == "KDE" || qgetenv("DESKTOP_SESSION") == "kde"
        || qEnvironmentVariableIsSet("KDE_FULL_SESSION");
    const QByteArray version = qgetenv("KDE_SESSION_VERSION");
    if (!isKde || (version != "5" && version != "6"))
        return {};
    return u"kwalletd"_s + QString::fromLatin1(version);
}

} // namespace

DBusKeyringProbe::Bus::Bus(const QString &busName)
    : name(busName)
    , connection(QDBusConnection::connectToBus(QDBusConnection::SessionBus, busName))
{}

DBusKeyringProbe::Bus::~Bus()
{
    QDBusConnection::disconnectFromBus(name);
}

DBusKeyringProbe::DBusKeyringProbe()
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(2s);
    connect(&m_deadline, &QTimer::timeout, this, &DBusKeyringProbe::settle);
    connect(&m_connecting, &QFutureWatcherBase::finished, this, &DBusKeyringProbe::useBus);
}

std::shared_ptr<DBusKeyringProbe::Bus> DBusKeyringProbe::connectBus(const QString &name)
{
    return std::make_shared<Bus>(name);
}

void DBusKeyringProbe::start()
{
    m_situation = {};
    m_situation.backend = u"Secret Service"_s;
    m_wallet = walletOfSession();
    m_deadline.start();
    const QString name = u"askcody-setup-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_connecting.setFuture(QtConcurrent::run(&blockingCalls(), &DBusKeyringProbe::connectBus, name));
}

void DBusKeyringProbe::useBus()
{
    if (!m_deadline.isActive())
        return; // the bus woke up after we had given up on it
    m_bus = m_connecting.result();
    m_situation.hasBus = m_bus->connection.isConnected();
    if (!*m_situation.hasBus)
        return settle();
    askForOwner();
}

void DBusKeyringProbe::ask(const QDBusMessage &question, Next next)
{
    const auto call = m_bus->connection.asyncCall(question);
    auto *watcher = new QDBusPendingCallWatcher(call, this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, next](QDBusPendingCallWatcher *done) {
        done->deleteLater();
        if (m_deadline.isActive())
            (this->*next)(done->reply());
    });
}

void DBusKeyringProbe::askForOwner()
{
    const QString name = m_wallet.isEmpty() ? SecretService : u"org.kde."_s + m_wallet;
    ask(busQuestion(u"NameHasOwner"_s, {name}), &DBusKeyringProbe::takeOwner);
}

void DBusKeyringProbe::takeOwner(const QDBusMessage &reply)
{
    const QVariant answer = answerOf(reply);
    if (answer.isValid())
        m_situation.isRunning = answer.toBool();
    if (m_situation.isRunning == true)
        return askForLock();
    ask(busQuestion(u"ListActivatableNames"_s), &DBusKeyringProbe::takeStartable);
}

void DBusKeyringProbe::takeStartable(const QDBusMessage &reply)
{
    const QStringList names = answerOf(reply).toStringList();
    const QString name = m_wallet.isEmpty() ? SecretService : u"org.kde."_s + m_wallet;
    m_situation.isStartable = names.contains(name);
    if (!*m_situation.isStartable && !m_wallet.isEmpty()) {
        m_wallet.clear(); // KDE without its wallet: QtKeychain turns to the Secret Service
        return askForOwner();
    }
    settle();
}

void DBusKeyringProbe::askForLock()
{
    if (m_wallet.isEmpty())
        return ask(question(SecretService, u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s,
                            u"ReadAlias"_s, {u"default"_s}),
                   &DBusKeyringProbe::takeCollection);
    m_situation.backend = u"KWallet"_s;
    ask(question(u"org.kde."_s + m_wallet, u"/modules/"_s + m_wallet, u"org.kde.KWallet"_s,
                 u"networkWallet"_s),
        &DBusKeyringProbe::takeWallet);
}

void DBusKeyringProbe::takeCollection(const QDBusMessage &reply)
{
    const QVariant answer = answerOf(reply);
    if (!answer.canConvert<QDBusObjectPath>())
        return settle();
    const QString path = answer.value<QDBusObjectPath>().path();
    m_situation.hasCollection = path.size() > 1; // "/" means none
    if (!*m_situation.hasCollection)
        return settle();
    ask(question(SecretService, path, u"org.freedesktop.DBus.Properties"_s, u"Get"_s,
                 {u"org.freedesktop.Secret.Collection"_s, u"Locked"_s}),
        &DBusKeyringProbe::takeLocked);
}

void DBusKeyringProbe::takeLocked(const QDBusMessage &reply)
{
    const QVariant answer = answerOf(reply);
    if (answer.canConvert<QDBusVariant>())
        m_situation.isLocked = answer.value<QDBusVariant>().variant().toBool();
    settle();
}

void DBusKeyringProbe::takeWallet(const QDBusMessage &reply)
{
    const QString wallet = answerOf(reply).toString();
    if (wallet.isEmpty())
        return settle();
    ask(question(u"org.kde."_s + m_wallet, u"/modules/"_s + m_wallet, u"org.kde.KWallet"_s, u"isOpen"_s,
                 {wallet}),
        &DBusKeyringProbe::takeOpen);
}

void DBusKeyringProbe::takeOpen(const QDBusMessage &reply)
{
    const QVariant answer = answerOf(reply);
    if (answer.isValid())
        m_situation.isLocked = !answer.toBool();
    settle();
}

void DBusKeyringProbe::settle()
{
    m_deadline.stop();
    m_bus.reset();
    emit finished(m_situation);
}

} // namespace Setup
