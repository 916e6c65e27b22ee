#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Checks what the library gives away and what it keeps: names, visibility, the public header, and what modules may not use.
#
# usage: tests/exports.sh BUILD-FOLDER
set -u
build=$(cd "$1" && pwd) || exit 2
cd "$(dirname "$0")" && . ./tap.sh && cd ..
export LC_ALL=C
library=$build/libpatfinder.a
header=include/patfinder.h
scratch=$(mktemp -d) || exit 2
trap 'rm -r "$scratch"' EXIT

# Sanitizers add symbols of their own; their names begin with two underscores.
readelf -sW "$library" | awk '$5 == "GLOBAL" && $7 != "UND" { print $6, $8 }' | grep -v ' __' | sort -u >"$scratch/defined"
grep '^DEFAULT ' "$scratch/defined" | cut -d' ' -f2 >"$scratch/visible"
grep '^PF_API' "$header" | grep -o 'pf_[a-z0-9_]*(' | tr -d '(' | sort -u >"$scratch/declared"

begin_with_prefix() {
    ! grep -v ' pf_' "$scratch/defined"
}

# Programs that are linked with it look for it by its major version.
shared=$build/libpatfinder.so.$(sed -n 's/^#define PF_VERSION "\(.*\)"/\1/p' "$header")

shared_soname() {
    readelf -dW "$shared" | grep -F "Library soname: [$(basename "$shared" | cut -d. -f1-3)]"
}

# Those of the program alone would come along into every program that uses the library.
shared_needs() {
    readelf -dW "$shared" | sed -n 's/.*(NEEDED).*\[\(.*\)\.so.*/\1/p' | grep -vxE 'lib(yaml-0|pcre2-8|md4c|jansson|m|c)|ld-.*' >"$scratch/surplus"
    ! grep . "$scratch/surplus"
}

header_compiles() {
    printf '#include <patfinder.h>\nint main(void) { return pf_version() == 0; }\n' >"$scratch/user.$2"
    "$1" -std="$3" -Wall -Wextra -Wpedantic -Werror -fsyntax-only -Iinclude "$scratch/user.$2"
}

# What objects use and do not define themselves.
undefined() {
    nm -u "$@" 2>/dev/null | awk '$1 == "U" || $1 == "w" { print $2 }' | sort -u
}

client_uses_public_names() {
    nm --defined-only "$build"/src/cli/*.o | awk 'NF == 3 { print $3 }' | sort -u >"$scratch/own"
    undefined "$build"/src/cli/*.o | grep '^pf_' | comm -23 - "$scratch/own" | comm -23 - "$scratch/declared" >"$scratch/private"
    ! grep . "$scratch/private"
}

# Printing, ending the program and reading the environment are the command line's business.
library_keeps_quiet() {
    undefined "$library" | grep -E '^_?_?(v?f?printf|puts|putchar|putc|perror|stdout|stderr|stdin|exit|_exit|abort|getenv|secure_getenv|setlocale|signal|time|clock_gettime|rand|random)(_chk)?$' >"$scratch/loud"
    ! grep . "$scratch/loud"
}

# No writable globals: two rule sets and their analyses can live side by side.
nothing_writable() {
    readelf -SW "$library" | sed 's/^ *\[ *[0-9]*\] *//' |
        awk '/^File:/ { file = $2 } ($1 ~ /^\.(data|bss|tdata|tbss)(\.|$)/ && $1 !~ /^\.data\.rel\.ro/) && $5 !~ /^0+$/ { print file, $1, "0x" $5 }' >"$scratch/writable"
    ! grep . "$scratch/writable"
}

if [ ! -s "$scratch/defined" ]; then
    echo "$library defines nothing, or is missing" | fail 'exports: the library is there'
fi
check 'exports: all global names begin with pf_' begin_with_prefix
same 'exports: what is visible is what the header declares' "$scratch/declared" "$scratch/visible"
check 'exports: the header compiles alone as C' header_compiles "${CC:-cc}" c c99
if command -v "${CXX:-c++}" >/dev/null; then
    check 'exports: the header compiles alone as C++' header_compiles "${CXX:-c++}" cc c++11
    check 'exports: the header compiles alone as C++17' header_compiles "${CXX:-c++}" cc c++17
fi
check 'exports: the command line uses only the public header' client_uses_public_names
check 'exports: the library prints nothing and reads no environment' library_keeps_quiet
case $build in
*asan*) ;; # sanitizers keep books in writable memory, and there is no shared library with them
*)
    check 'exports: the library has no writable globals' nothing_writable
    readelf --dyn-syms -W "$shared" | awk '$5 ~ /^(GLOBAL|WEAK)$/ && $7 != "UND" { print $8 }' | sort -u >"$scratch/dynamic"
    same 'exports: what the shared library exports is what the header declares' "$scratch/declared" "$scratch/dynamic"
    check 'exports: the shared library has a name with its major version' shared_soname
    check 'exports: the shared library needs no other libraries than those it is made with' shared_needs
    ;;
esac
finish
