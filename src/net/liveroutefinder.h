// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/routebook.h"
#include "net/timedoperation.h"

namespace Setup {

// Waits for the route book's answer. A look-up that hangs on its worker thread is left to itself.
class LiveRouteFinder : public TimedOperation<RouteFinder, Route>
{
public:
    LiveRouteFinder(const RouteQuery &query, RouteBook &book);

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void tell(const QString &key);

    RouteQuery m_query;
    RouteBook &m_book;
    QMetaObject::Connection m_waiting;
};

} // namespace Setup
