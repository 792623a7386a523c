#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail
tool=$(command -v clang-tidy-14) || { echo "skipped: clang-tidy-14 is not installed"; exit 77; }
cd "$1"
# Generated files are not ours to tidy; the sanitizer flags of GCC mean nothing to clang.
find src -name '*.cpp' -print0 | xargs -0 -n 4 -P "$(nproc)" "$tool" -p "$2" --quiet 2>/dev/null
