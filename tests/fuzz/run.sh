#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh TARGET FOLDER [libFuzzer's options]: builds a fuzz target there, with Clang, ASan and UBSan, and lets it
# read what grows out of tests/fuzz/seeds. Ends with 1 when it finds something, with 77 where there is no Clang.
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
target=$1
folder=$2
shift 2

clang=$(command -v clang++-14 || command -v clang++ || true)
if [ -z "$clang" ]; then
    echo "skipped: clang++ is not installed"
    exit 77
fi
probe=$(mktemp -d)
trap 'rm -rf "$probe"' EXIT
echo 'extern "C" int LLVMFuzzerTestOneInput(const char *, unsigned long) { return 0; }' >"$probe/probe.cpp"
if ! "$clang" -fsanitize=fuzzer,address,undefined "$probe/probe.cpp" -o "$probe/probe" 2>/dev/null; then
    echo "skipped: $clang has no libFuzzer (libclang-rt-14-dev)"
    exit 77
fi

launcher=()
command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
cmake -S "$source" -B "$folder" -G Ninja "${launcher[@]}" -DCMAKE_CXX_COMPILER="$clang" -DCMAKE_BUILD_TYPE=None \
    -DCMAKE_CXX_FLAGS="-O1 -g1 -DQT_FORCE_ASSERTS" -DSETUP_SANITIZE=fuzzer-no-link,address,undefined -DSETUP_BUILD_TESTS=OFF \
    -DSETUP_BUILD_DEMO=OFF -DSETUP_BUILD_FUZZ=ON >"$folder.log" 2>&1 || { cat "$folder.log"; exit 1; }
cmake --build "$folder" --target "$target" >"$folder.log" 2>&1 || { tail -n 40 "$folder.log"; exit 1; }

mkdir -p "$folder/corpus-$target"
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
# Qt comes without frame pointers: a third frame of a stack is chance, and ASan keeps every other stack for good.
# That took a third of the time, and memory without end. What is freed needs to stay away for one execution only.
export ASAN_OPTIONS=malloc_context_size=2:quarantine_size_mb=16${ASAN_OPTIONS:+:$ASAN_OPTIONS}
if ! "$folder/tests/fuzz/$target" -artifact_prefix="$folder/" -dict="$source/tests/fuzz/bundle.dict" -timeout=10 \
    -rss_limit_mb=512 -max_len=16384 -len_control=100 -print_final_stats=1 "$@" "$folder/corpus-$target" "$source/tests/fuzz/seeds"; then
    echo "Who allocated it: ASAN_OPTIONS=malloc_context_size=30:fast_unwind_on_malloc=0 $folder/tests/fuzz/$target FILE"
    exit 1
fi
