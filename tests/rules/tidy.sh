#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail
tool=$(command -v clang-tidy-14) || { echo "skipped: clang-tidy-14 is not installed"; exit 77; }
. "$(dirname "$0")/database.sh"
cd "$1"
scratch=$(mktemp -d)
said=$scratch/said
trap 'rm -rf "$scratch"' EXIT
without_precompiled_header "$2" "$scratch"
# Generated files are not ours to tidy; the sanitizer flags of GCC mean nothing to clang.
status=0
find src -name '*.cpp' -print0 | xargs -0 -n 4 -P "$(nproc)" "$tool" -p "$scratch" --quiet 2>"$said" || status=$?
# It counts on standard error what it has suppressed. Anything else there is news: a crash, a missing database.
grep -vE '^[0-9]+ warnings?( and [0-9]+ errors?)? (generated|treated as errors)|^Suppressed |^Use -header-filter|^$' "$said" >&2 && status=1
exit "$status"
