# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# without_precompiled_header BUILD FOLDER: the compilation database of a build, for tools that cannot read what GCC has
# compiled ahead. Sourced by tidy.sh and clazy.sh.
without_precompiled_header() {
    [ ! -f "$1/compile_commands.json" ] || sed -E 's/ -Winvalid-pch//g; s/ -include [^ "]*cmake_pch\.hxx//g' \
        "$1/compile_commands.json" > "$2/compile_commands.json"
}
