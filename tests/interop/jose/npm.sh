#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# npm.sh SOURCE TARGET: installs what SOURCE/package-lock.json names below TARGET, in the build tree, and puts SOURCE's
# scripts beside it, since node looks for modules from the script upwards. 77 where that is not possible here.
set -euo pipefail
source=$1 target=$2
command -v node >/dev/null && command -v npm >/dev/null || { echo "node or npm is not installed"; exit 77; }
mkdir -p "$target"
cp "$source"/*.mjs "$target"
cmp -s "$source/package-lock.json" "$target/node_modules/.installed" && exit 0
cp "$source"/package.json "$source"/package-lock.json "$target"
cd "$target"
npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1 || { echo "npm could not install:"; tail -5 npm.log; exit 77; }
cp package-lock.json node_modules/.installed
