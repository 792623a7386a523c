#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every text in the sources stands in the .ts files, none that is gone, and each is translated.
set -euo pipefail
cd "$1"
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
packaging/update-translations.sh "$fresh"
status=0
for ts in translations/*.ts; do
    cmp -s "$ts" "$fresh/$(basename "$ts")" ||
        { echo "$ts is not up to date: run packaging/update-translations.sh and translate what is new"; status=1; }
    if grep -q 'type="unfinished"' "$ts"; then
        echo "$ts: $(grep -c 'type="unfinished"' "$ts") texts without a translation"
        status=1
    fi
done
exit $status
