#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail
tool=$(command -v clazy-standalone) || { echo "skipped: clazy is not installed"; exit 77; }
. "$(dirname "$0")/database.sh"
cd "$1"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
without_precompiled_header "$2" "$scratch"
checks=level1,connect-3arg-lambda,lambda-in-connect,tr-non-literal
# clazy reports through warnings and ends with 0 all the same. What it cannot read has an error.
found=$(find src -name '*.cpp' -print0 | xargs -0 -n 8 -P "$(nproc)" "$tool" -p "$scratch" --checks=$checks --only-qt \
    --header-filter="$1/src/.*" 2>&1 | grep -E '\[-Wclazy| error: |^error|^Error' | grep -vE '^/usr/' | sort -u || true)
[ -z "$found" ] || { echo "$found"; exit 1; }
