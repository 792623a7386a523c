#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds, and opens the wizard in the demo world. Without a display it walks the same way
# headless, prints each step and the report, and saves a picture of every page to build/demo-pictures.
#
# SETUP_BUILD_DIR names a build folder that is configured already; it is used instead of build/release.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/packages.sh

# shellcheck disable=SC2086
install_missing $packages_build $packages_run
build=${SETUP_BUILD_DIR:-build/release}
[ -n "${SETUP_BUILD_DIR:-}" ] || cmake --preset release
cmake --build "$build" --target askcody-exchange-setup-demo

demo=$build/src/app/askcody-exchange-setup-demo
opens_window=yes
for argument in "$@"; do
    case $argument in
    cli | --walk | --walk=* | --list-scenarios | --help | -h) opens_window=no ;;
    esac
done
if [ "$opens_window" = no ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$demo" "$@"
fi
echo "No display here: walking the wizard without hands."
exec "$demo" "$@" --walk basic --pictures "$(dirname "$build")/demo-pictures"
