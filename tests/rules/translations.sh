#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every text in the sources stands in the .ts files, and none that is gone.
set -euo pipefail
lupdate=$(command -v lupdate-qt6 || command -v /usr/lib/qt6/bin/lupdate || command -v lupdate) ||
    { echo "skipped: lupdate is not installed"; exit 77; }
cd "$1"
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
status=0
for ts in translations/*.ts; do
    cp "$ts" "$fresh/"
    "$lupdate" -silent -no-obsolete -locations none src ui -extensions cpp,h,ui -ts "$fresh/$(basename "$ts")"
    cmp -s "$ts" "$fresh/$(basename "$ts")" || { echo "$ts is not up to date: packaging/update-translations.sh"; status=1; }
    if grep -q 'type="unfinished"' "$ts"; then echo "$ts has texts without a translation"; status=1; fi
done
exit $status
