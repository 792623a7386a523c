// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/ewsanswer.h"

namespace Setup {

// The operations on a mailbox: GetFolder, FindFolder, FindItem, GetItem, ConvertId.
class MailboxOperations
{
public:
    MailboxOperations(const SimDirectory &directory, const SimProduct &product);

    // Absent: the operation is of another family.
    std::optional<SimReply> answer(const SimCall &call) const;

private:
    SimReply getFolder(const SimCall &call) const;
    SimReply findFolder(const SimCall &call) const;
    SimReply findItem(const SimCall &call) const;
    SimReply getItem(const SimCall &call) const;
    SimReply convertId(const SimCall &call) const;

    const SimDirectory &m_directory;
    const SimProduct &m_product;
};

} // namespace Setup
