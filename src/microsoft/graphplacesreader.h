// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "microsoft/graphcontext.h"
#include "microsoft/graphreading.h"
#include "microsoft/microsoftoperation.h"
#include "net/timedoperation.h"

#include <memory>

namespace Setup {

// Reads the room lists and the rooms of a tenant, page by page and no more than twenty pages of each
// (Place.Read.All). Problems: those of readPlaces() and of an exchange; HTTP_TIMEOUT.
class GraphPlacesReader : public TimedOperation<PlacesOperation, GraphPlaces>
{
    Q_OBJECT

public:
    static constexpr int MostPages = 20;

    explicit GraphPlacesReader(GraphContext context);

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void ask(const QUrl &url);
    void take(const Result<ExchangeAnswer> &result);
    void endKind();

    GraphContext m_context;
    GraphPlaces m_places;
    bool m_isReadingLists = true;
    int m_pages = 0; // of this kind
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<Exchange> m_spent; // the one before: it may be the sender that is being heard
};

} // namespace Setup
