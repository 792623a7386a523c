// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/cleanup.h"

namespace Setup {

void Cleanup::release(QObject *operation)
{
    std::erase_if(m_operations, [operation](const auto &one) { return one.get() == operation; });
    if (m_operations.empty())
        emit emptied();
}

} // namespace Setup
