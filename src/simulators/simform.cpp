// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simform.h"

#include "simulators/simrequest.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString decoded(QByteArray text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.replace('+', ' ')));
}

} // namespace

SimForm SimForm::parse(const QByteArray &text)
{
    SimForm form;
    const QByteArrayList pairs = text.split('&');
    for (const QByteArray &pair : pairs) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name = equals < 0 ? pair : pair.left(equals);
        form.m_values[decoded(name)].append(decoded(equals < 0 ? QByteArray() : pair.mid(equals + 1)));
    }
    return form;
}

SimForm SimForm::ofQuery(const SimRequest &request)
{
    const qsizetype mark = request.target.indexOf('?');
    return parse(mark < 0 ? QByteArray() : request.target.mid(mark + 1));
}

SimForm SimForm::ofBody(const SimRequest &request)
{
    const QByteArray type = request.header("Content-Type").split(';').first().trimmed().toLower();
    return type == "application/x-www-form-urlencoded" ? parse(request.body) : SimForm();
}

QStringList SimForm::words(const QString &name) const
{
    return value(name).split(u' ', Qt::SkipEmptyParts);
}

bool SimForm::hasRepetition() const
{
    return std::any_of(m_values.begin(), m_values.end(),
                       [](const QStringList &one) { return one.size() > 1; });
}

QByteArray SimForm::encoded(const QList<std::pair<QString, QString>> &values)
{
    QByteArrayList pairs;
    for (const auto &[name, value] : values) {
        if (!value.isEmpty())
            pairs.append(name.toUtf8().toPercentEncoding() + '=' + value.toUtf8().toPercentEncoding());
    }
    return pairs.join('&');
}

QString simCookie(const SimRequest &request, const QByteArray &name)
{
    const QByteArrayList cookies = request.header("Cookie").split(';');
    for (const QByteArray &cookie : cookies) {
        if (cookie.trimmed().startsWith(name + '='))
            return QString::fromLatin1(cookie.trimmed().mid(name.size() + 1));
    }
    return {};
}

} // namespace Setup
