// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/randomsource.h"

#include <QRandomGenerator>

namespace Setup {

RandomSource::~RandomSource() = default;

QByteArray SystemRandomSource::bytes(qsizetype count)
{
    QByteArray result(count, Qt::Uninitialized);
    QRandomGenerator *const generator = QRandomGenerator::system();
    for (char &byte : result)
        byte = static_cast<char>(generator->bounded(256));
    return result;
}

} // namespace Setup
