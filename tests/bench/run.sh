#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds as shipped and measures: the window and the checks beside others on this machine, in one run. The table
# at the end is the README's. Arguments go to measure.py, e.g. --starts 31. A busy machine spoils the numbers;
# its load stands beside them.
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/packages.sh

# shellcheck disable=SC2086
install_missing $packages_build $packages_run python3 python3-exchangelib xvfb

launcher=()
command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
cmake --preset bench "${launcher[@]}"
cmake --build --preset bench --target bench

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export TMPDIR=$folder PYTHONDONTWRITEBYTECODE=1 # exchangelib keeps its cache of addresses there
xvfb-run --auto-servernum --server-args="-screen 0 1280x1024x24" \
    /usr/bin/python3 tests/bench/measure.py build/bench/tests "$@"
