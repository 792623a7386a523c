// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simrequest.h"

namespace Setup {

QByteArray SimRequest::header(QByteArrayView name) const
{
    return headerValues(name).value(0);
}

QList<QByteArray> SimRequest::headerValues(QByteArrayView name) const
{
    QList<QByteArray> values;
    for (const SimHeader &header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            values.append(header.value);
    }
    return values;
}

QByteArray SimRequest::path() const
{
    return target.split('?').first();
}

} // namespace Setup
