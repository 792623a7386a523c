#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tidy_notices.sh SCRATCH: tidy.sh with stand-ins for clang-tidy: one that is content, one that complains, one that
# crashes, one that only says on standard error that it could not work.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
scratch=$1
rm -rf "$scratch"
mkdir -p "$scratch/bin" "$scratch/src"
touch "$scratch/src/a.cpp" "$scratch/src/b.cpp"

# expect CODE WORD BODY: with a tool of this body tidy.sh ends well (0) or badly (1), and says the word.
expect() {
    printf '#!/bin/bash\n%s\n' "$3" > "$scratch/bin/clang-tidy-14"
    chmod +x "$scratch/bin/clang-tidy-14"
    local code=0 output
    output=$(PATH=$scratch/bin:$PATH "$here/tidy.sh" "$scratch" "$scratch" 2>&1) || code=1
    if [ "$code" -ne "$1" ] || [[ "$output" != *"$2"* ]]; then
        echo "expected $1 and \"$2\" of: $3; got $code: $output"
        exit 1
    fi
}
expect 0 '' 'echo "1234 warnings generated." >&2; echo "Suppressed 1234 warnings (1234 in non-user code)." >&2'
expect 1 'a.cpp:1: bad' 'echo "a.cpp:1: bad"; exit 1'
expect 1 'PLEASE submit a bug report' 'echo "PLEASE submit a bug report" >&2; kill -SEGV $$'
expect 1 'Could not load a compilation database' 'echo "Error: Could not load a compilation database" >&2'
