#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail
tool=$(command -v clazy-standalone) || { echo "skipped: clazy is not installed"; exit 77; }
cd "$1"
checks=level1,connect-3arg-lambda,lambda-in-connect,tr-non-literal
# clazy reports through warnings and ends with 0 all the same.
found=$(find src -name '*.cpp' -print0 | xargs -0 -n 8 -P "$(nproc)" "$tool" -p "$2" --checks=$checks --only-qt \
    --header-filter="$1/src/.*" 2>&1 | grep -F '[-Wclazy' | grep -F "$1/src/" | sort -u || true)
[ -z "$found" ] || { echo "$found"; exit 1; }
