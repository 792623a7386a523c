// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/socketexchange.h"

namespace Setup {

// One request over http, of whose answer the head alone counts: the redirect step of Autodiscover, where
// anybody on the way may answer what they like.
class PlainExchange : public SocketExchange
{
public:
    using SocketExchange::SocketExchange;

protected:
    void talk() override;
    void take() override;
};

} // namespace Setup
