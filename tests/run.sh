#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds with warnings as errors, and runs every test. Further arguments go to ctest,
# e.g. tests/run.sh -R net. With --asan the same under the address, undefined-behaviour and leak sanitizers; with --lint
# clang-tidy and clazy judge the sources instead.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/packages.sh

preset=dev
if [ "${1:-}" = "--asan" ]; then
    preset=asan
    shift
fi
if [ "${1:-}" = "--lint" ]; then
    set -- -C lint -R '^(tidy|clazy)$' --output-on-failure
fi
# shellcheck disable=SC2086
install_missing $packages_build $packages_run $packages_test

launcher=()
export CCACHE_SLOPPINESS=pch_defines,time_macros # else it passes by every file with a precompiled header
command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
cmake --preset "$preset" "${launcher[@]}"
cmake --build --preset "$preset"
ctest --preset "$preset" --parallel "$(nproc)" "$@"
