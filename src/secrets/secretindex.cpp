// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/secretindex.h"

#include "core/problemcodes.h"
#include "secrets/secretlayout.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MaximumFile = 1 << 20;

QString inGroup(const QString &name)
{
    return u"secrets/"_s + name;
}

} // namespace

SecretIndex::SecretIndex(QString file)
    : m_file(std::move(file))
{}

Result<QStringList> SecretIndex::names() const
{
    const QJsonObject facts{{u"file"_s, m_file}};
    const QFileInfo info(m_file);
    if (!info.exists())
        return QStringList();
    if (!info.isFile() || !info.isReadable())
        return Problem{Code::FileUnreadable, u"the list of secrets"_s, facts};
    if (info.size() > MaximumFile)
        return Problem{Code::FileMalformed, u"the list of secrets is too long"_s, facts};
    QSettings settings(m_file, QSettings::IniFormat);
    settings.beginGroup(u"secrets"_s);
    QStringList names = settings.allKeys();
    if (settings.status() != QSettings::NoError)
        return Problem{Code::FileMalformed, u"the list of secrets"_s, facts};
    names.removeIf([](const QString &name) { return !SecretLayout::isName(name); });
    return names;
}

Result<Done> SecretIndex::add(const QString &name)
{
    return change(name, true);
}

Result<Done> SecretIndex::remove(const QString &name)
{
    return change(name, false);
}

Result<Done> SecretIndex::change(const QString &name, bool isThere)
{
    const auto known = names();
    if (!known)
        return known.problem();
    if (known->contains(name) == isThere)
        return Done();
    QDir().mkpath(QFileInfo(m_file).absolutePath());
    QSettings settings(m_file, QSettings::IniFormat);
    if (isThere)
        settings.setValue(inGroup(name), true);
    else
        settings.remove(inGroup(name));
    settings.sync();
    if (settings.status() != QSettings::NoError)
        return Problem{Code::FileNotWritable, u"the list of secrets"_s, {{u"file"_s, m_file}}};
    return Done();
}

} // namespace Setup
