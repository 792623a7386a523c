#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds, and opens the wizard in the demo world. Without a display it walks the same way
# headless, prints each step and the report, and saves a picture of every page to build/demo-pictures.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/packages.sh

# shellcheck disable=SC2086
install_missing $packages_build $packages_run
cmake --preset release
cmake --build --preset release --target askcody-exchange-setup-demo

demo=build/release/src/app/askcody-exchange-setup-demo
if [ $# -gt 0 ]; then
    exec "$demo" "$@"
elif [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$demo"
else
    echo "No display here: walking the wizard without hands."
    exec "$demo" --walk basic --pictures build/demo-pictures
fi
