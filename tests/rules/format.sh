#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail
tool=$(command -v clang-format-14) || { echo "skipped: clang-format-14 is not installed"; exit 77; }
cd "$1"
find src tests -name '*.cpp' -o -name '*.h' | xargs "$tool" --dry-run -Werror
