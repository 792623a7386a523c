// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/catalogue.h"

namespace Setup {

// All that an entry may ask people to do, whichever cause comes first.
inline CatalogueRemedy everyRemedy(const CatalogueEntry &entry)
{
    CatalogueRemedy all = entry.remedy;
    for (const CatalogueCause &cause : entry.causes) {
        all.steps += cause.remedy.steps;
        all.commands += cause.remedy.commands;
        all.scripts += cause.remedy.scripts;
    }
    return all;
}

} // namespace Setup
