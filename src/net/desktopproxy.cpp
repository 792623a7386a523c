// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/desktopproxy.h"

#include <QHash>
#include <QHostAddress>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds patience{2};
constexpr qsizetype enough = 65'536;
constexpr qsizetype maximumExceptions = 200;

QStringList desktops()
{
    return qEnvironmentVariable("XDG_CURRENT_DESKTOP").split(u':', Qt::SkipEmptyParts);
}

bool isKde()
{
    return desktops().contains("KDE"_L1, Qt::CaseInsensitive);
}

// The strings of a GVariant in text form: 'localhost', or "with a ' in it".
QStringList stringsIn(const QString &variant)
{
    static const QRegularExpression quoted(u"'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\""_s);
    QStringList strings;
    auto match = quoted.globalMatch(variant.left(enough));
    while (match.hasNext() && strings.size() < maximumExceptions) {
        const QRegularExpressionMatch one = match.next();
        strings.append(one.captured(one.lastCapturedIndex()).remove(u'\\'));
    }
    return strings;
}

// Schema and key to value, as text.
QHash<QString, QString> settingsIn(const QByteArray &printed)
{
    QHash<QString, QString> settings;
    const QStringList lines = QString::fromUtf8(printed.left(enough)).split(u'\n');
    for (const QString &line : lines) {
        const QString name = line.section(u' ', 0, 1);
        if (line.startsWith("org.gnome.system.proxy"_L1))
            settings.insert(name, line.mid(name.size() + 1));
    }
    return settings;
}

QNetworkProxy proxyAt(QNetworkProxy::ProxyType type, const QString &host, int port)
{
    const bool isHost = !QHostAddress(host).isNull() || (!host.isEmpty() && QUrl(u"//"_s + host).isValid());
    const bool isUsable = isHost && port > 0 && port <= 65'535;
    return isUsable ? QNetworkProxy(type, host, static_cast<quint16>(port))
                    : QNetworkProxy(QNetworkProxy::NoProxy);
}

// "http://proxy.contoso.test:8080", or with a space before the port.
QNetworkProxy kdeProxy(QNetworkProxy::ProxyType type, const QString &value)
{
    const QString one = value.trimmed().replace(u' ', u':');
    const QUrl url(one.contains("://"_L1) ? one : u"http://"_s + one);
    return proxyAt(type, url.host(), url.port(type == QNetworkProxy::Socks5Proxy ? 1080 : 8080));
}

DesktopProxy manual(std::initializer_list<QNetworkProxy> byPreference, const QStringList &exceptions)
{
    const auto *named = std::find_if(byPreference.begin(), byPreference.end(), [](const QNetworkProxy &one) {
        return one.type() != QNetworkProxy::NoProxy;
    });
    if (named == byPreference.end())
        return {};
    return {DesktopProxy::Mode::Manual, *named, exceptions, false};
}

// A name stands for its domain, too: *.contoso.test, .contoso.test and contoso.test are the same.
bool covers(const QString &exception, const QString &host)
{
    if (exception == "<local>"_L1)
        return !host.contains(u'.');
    const QHostAddress address(host);
    if (!address.isNull()) {
        const auto subnet = QHostAddress::parseSubnet(exception);
        return subnet.second >= 0 && address.isInSubnet(subnet);
    }
    QString domain = exception;
    while (domain.startsWith(u'*') || domain.startsWith(u'.'))
        domain.remove(0, 1);
    return !domain.isEmpty()
        && (host.compare(domain, Qt::CaseInsensitive) == 0
            || host.endsWith(u'.' + domain, Qt::CaseInsensitive));
}

} // namespace

bool DesktopProxy::excepts(const QString &host) const
{
    const bool isNamed = std::any_of(exceptions.begin(), exceptions.end(), [&host](const QString &exception) {
        return covers(exception.trimmed(), host);
    });
    return isNamed != isReversed;
}

DesktopProxy DesktopProxy::fromGsettings(const QByteArray &printed)
{
    const QHash<QString, QString> settings = settingsIn(printed);
    const auto value = [&settings](const QString &name) {
        return settings.value(u"org.gnome.system.proxy"_s + name);
    };
    const QString mode = stringsIn(value(u" mode"_s)).value(0);
    if (mode == "auto"_L1)
        return {Mode::Script, {}, {}, false};
    if (mode != "manual"_L1)
        return {};
    const auto proxy = [&value](QNetworkProxy::ProxyType type, const QString &part) {
        return proxyAt(type, stringsIn(value(part + u" host"_s)).value(0), value(part + u" port"_s).toInt());
    };
    // That of http is for all where none of its own is named for https.
    const bool isForAll = value(u" use-same-proxy"_s) != "false"_L1;
    return manual(
        {proxy(QNetworkProxy::HttpProxy, u".https"_s),
         isForAll ? proxy(QNetworkProxy::HttpProxy, u".http"_s) : QNetworkProxy(QNetworkProxy::NoProxy),
         proxy(QNetworkProxy::Socks5Proxy, u".socks"_s)},
        stringsIn(value(u" ignore-hosts"_s)));
}

DesktopProxy DesktopProxy::fromKioslaverc(const QString &file)
{
    QSettings settings(file, QSettings::IniFormat);
    settings.beginGroup(u"Proxy Settings"_s);
    switch (settings.value(u"ProxyType"_s).toInt()) {
    case 1: {
        DesktopProxy found =
            manual({kdeProxy(QNetworkProxy::HttpProxy, settings.value(u"httpsProxy"_s).toString()),
                    kdeProxy(QNetworkProxy::Socks5Proxy, settings.value(u"socksProxy"_s).toString())},
                   settings.value(u"NoProxyFor"_s).toStringList().mid(0, maximumExceptions));
        found.isReversed = settings.value(u"ReversedException"_s).toBool();
        return found;
    }
    case 2: // a script at an address
    case 3: // a script that the network names
        return {Mode::Script, {}, {}, false};
    default: // none, or the environment, which Qt reads
        return {};
    }
}

DesktopProxyReader::DesktopProxyReader()
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &DesktopProxyReader::conclude);
    connect(&m_tool, &QProcess::errorOccurred, this, &DesktopProxyReader::conclude);
    connect(&m_tool, &QProcess::finished, this, [this] {
        m_found = DesktopProxy::fromGsettings(m_tool.readAllStandardOutput());
        conclude();
    });
}

DesktopProxyReader::~DesktopProxyReader()
{
    m_tool.disconnect(this);
    m_tool.kill();
}

bool DesktopProxyReader::hasDesktop()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    return !desktops().isEmpty();
#else
    return false; // Qt asks the system's own settings there
#endif
}

void DesktopProxyReader::start()
{
    m_found = {};
    const QString tool = isKde() ? QString() : QStandardPaths::findExecutable(u"gsettings"_s);
    if (isKde()) {
        const QString file = QStandardPaths::locate(QStandardPaths::GenericConfigLocation, u"kioslaverc"_s);
        if (!file.isEmpty())
            m_found = DesktopProxy::fromKioslaverc(file);
    }
    m_patience.start(tool.isEmpty() ? std::chrono::milliseconds(0) : patience);
    if (!tool.isEmpty()) {
        m_tool.setStandardErrorFile(QProcess::nullDevice());
        m_tool.start(tool, {u"list-recursively"_s, u"org.gnome.system.proxy"_s}, QIODevice::ReadOnly);
    }
}

void DesktopProxyReader::conclude()
{
    m_patience.stop();
    m_tool.disconnect(this);
    m_tool.kill();
    emit finished(m_found);
}

} // namespace Setup
