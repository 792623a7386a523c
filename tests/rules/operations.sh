#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# operations.sh ROOT: every class that says finished() with a result and can be started and cancelled is held to the
# contract of operations by a test.
set -euo pipefail
cd "$1"
# A push is held to it as PortalPush; a walk, which takes a window with it, by tests of its own (tst_wizardwalker).
exempt=" PushOperation WizardWalker "
declared=$(find src -name '*.h' -print0 | xargs -0 awk '
    /^class [A-Za-z]+( final)? : / { class = $2; starts = cancels = 0 }
    /^    (virtual )?void start\(\)/ { starts = 1 }
    /^    (virtual )?void cancel\(\)/ { cancels = 1 }
    /^    void finished\(const Setup::Result</ { if (class && starts && cancels) print class }
    /^};/ { class = "" }' | sort -u)
[ -n "$declared" ] || { echo "found no operation at all"; exit 1; }
status=0
for class in $declared; do
    [[ "$exempt" == *" $class "* ]] && continue
    grep -rqE "(OperationContract|[a-z]+Contract)<$class>" tests --include='*.cpp' --include='*.h' && continue
    echo "$class: no test holds it to the contract (tests/support/operationcontract.h)"
    status=1
done
exit $status
