#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Other compilers and C libraries than those the tests are run with compile everything without a warning: clang, musl's gcc, and gcc for
# 32 bits. What clang makes gives the results of the golden tests.
#
# usage: tests/compilers.sh
set -u
cd "$(dirname "$0")" && . ./tap.sh && cd .. || exit 2
export LC_ALL=C
scratch=$(mktemp -d) || exit 2
trap 'rm -r "$scratch"' EXIT

# The headers of libraries, by links, for compilers that look at those of their own C library alone.
find_headers() {
    mkdir "$scratch/include"
    printf '#include <%s>\n' stdarg.h setjmp.h stddef.h stdint.h yaml.h md4c.h jansson.h histedit.h cmocka.h pcre2.h >"$scratch/all.c"
    # shellcheck disable=SC2046 # several words
    "${CC:-cc}" $(pkg-config --cflags yaml-0.1 libpcre2-8 md4c jansson libedit cmocka 2>/dev/null) -DPCRE2_CODE_UNIT_WIDTH=8 -M "$scratch/all.c" |
        grep -oE '[^ ]*/(yaml|md4c|jansson|jansson_config|histedit|cmocka[a-z_]*|pcre2)\.h' >"$scratch/headers"
    xargs ln -s -t "$scratch/include" <"$scratch/headers"
}

# What is compiled is kept, as that of other builds is: compile FOLDER COMPILER ARGUMENT...
compile() {
    local folder=$1 compiler=$2
    shift 2
    make -j2 BUILD="build/$folder" CC="$compiler" CFLAGS="-isystem $include" "$@" >"$scratch/log" 2>&1 && return
    grep -v '^  [A-Z]* ' "$scratch/log" | head -n 60
    return 1
}

is_golden() {
    tests/golden.py "$1" >"$scratch/golden" || { grep -v '^ok ' "$scratch/golden" | head -n 60; return 1; }
}

# has COMPILER...: it is there, and so is its C library.
has() {
    printf '#include <stdlib.h>\n' | "$@" -x c -c -o /dev/null - 2>/dev/null
}

include=build/headers
find_headers && mkdir -p build && { diff -r "$scratch/include" $include >/dev/null 2>&1 || { rm -rf $include && cp -a "$scratch/include" $include; }; }
clang=${CLANG:-clang}
if has "$clang"; then
    check 'compilers: clang has no warnings' compile clang "$clang" build/clang/patfinder unit
    check 'compilers: what clang makes gives the same results' is_golden build/clang/patfinder
else
    pass 'compilers: clang # SKIP there is no clang'
fi
if has musl-gcc; then
    check 'compilers: nothing is lacking in musl' compile musl musl-gcc FLAGS_release=-O0 objects
else
    pass 'compilers: nothing is lacking in musl # SKIP there is no musl-gcc'
fi
if has gcc -m32; then
    check 'compilers: gcc has no warnings for 32 bits' compile bits32 'gcc -m32' objects
else
    pass 'compilers: gcc has no warnings for 32 bits # SKIP gcc makes no programs for 32 bits here'
fi
finish
