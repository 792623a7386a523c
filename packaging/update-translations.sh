#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Brings the texts of the sources, the forms and the catalogue into translations/*.ts. With a folder as argument it
# updates copies of the files there (the test of freshness does that).
set -euo pipefail
cd "$(dirname "$0")/.."
lupdate=$(command -v lupdate-qt6 || command -v /usr/lib/qt6/bin/lupdate || command -v lupdate) ||
    { echo "lupdate is not installed (Debian: qt6-l10n-tools)"; exit 77; }
target=${1:-translations}
for ts in translations/*.ts; do
    [ "$target" = translations ] || cp "$ts" "$target/"
    "$lupdate" -silent -no-obsolete -locations none -extensions cpp,h,ui src ui translations/cataloguestrings.cpp \
        -ts "$target/$(basename "$ts")"
done
