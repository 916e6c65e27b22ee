#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What the program and the shared library bring along against faults that nobody has found yet: they lie at chance addresses, nothing
# is both writable and code, what the loader has bound is read-only, and overruns end the program.
#
# usage: tests/hardening.sh BUILD-FOLDER
set -u
build=$(cd "$1" && pwd) || exit 2
cd "$(dirname "$0")" && . ./tap.sh && cd .. || exit 2
export LC_ALL=C
scratch=$(mktemp -d) || exit 2
trap 'rm -r "$scratch"' EXIT
shared=$build/libpatfinder.so.$(sed -n 's/^#define PF_VERSION "\(.*\)"/\1/p' include/patfinder.h)

if [ "$(uname)" = Darwin ]; then
    printf 'ok 1 - hardening # SKIP another format of programs\n1..1\n'
    exit 0
fi

is_position_independent() {
    readelf -hW "$1" | grep -E 'Type: *DYN' && ! readelf -dW "$1" | grep -w TEXTREL
}

is_pie() {
    is_position_independent "$1" && readelf -dW "$1" | grep -E 'FLAGS_1.*\bPIE\b'
}

is_bound_at_start() {
    readelf -lW "$1" | grep -w GNU_RELRO && readelf -dW "$1" | grep -E '\(FLAGS\).*BIND_NOW|FLAGS_1.*NOW'
}

# No part of memory is writable and executable, the stack least of all.
keeps_code_and_data_apart() {
    readelf -lW "$1" >"$scratch/segments"
    grep -w GNU_STACK "$scratch/segments" && ! grep -E '^ +[A-Z_]+ +(0x[0-9a-f]+ +){5}RWE' "$scratch/segments"
}

guards_stacks() {
    nm -D -u "$1" | grep __stack_chk_fail
}

# Such a copy of unknown length into known room is checked where the C library can.
cat >"$scratch/copy.c" <<'END'
#include <string.h>
char room[8];
void copy(const char *from, size_t length);
void copy(const char *from, size_t length) { memcpy(room, from, length); }
END
can_fortify() {
    "${CC:-cc}" -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -c -o "$scratch/copy.o" "$scratch/copy.c" && nm -u "$scratch/copy.o" | grep -q _chk
}

# In our own code, whatever the archives of others bring.
is_fortified() {
    for name in memcpy snprintf vsnprintf read; do
        find "$build/src" -name '*.o' -exec nm -u {} + | grep "__${name}_chk" || return 1
    done
}

# Jumps through pointers arrive only where they may. A single object without it takes it from the whole program.
marks_jumps() {
    find "$build/src" "$build/rules.o" -name '*.o' ! -path '*/tools/*' >"$scratch/objects"
    while read -r object; do
        readelf -nW "$object" 2>&1 | grep -q 'IBT, SHSTK' || echo "$object has no note of it"
    done <"$scratch/objects" >"$scratch/unmarked"
    [ -s "$scratch/objects" ] && ! grep . "$scratch/unmarked"
}

for file in "$build/patfinder" "$build/patfinder-shared"; do
    check "hardening: ${file##*/} is position-independent" is_pie "$file"
done
check 'hardening: the library is position-independent' is_position_independent "$shared"
for file in "$build/patfinder" "$build/patfinder-shared" "$shared"; do
    name=${file##*/}
    check "hardening: $name is bound at its start and read-only then" is_bound_at_start "$file"
    check "hardening: $name has no code that can be written" keeps_code_and_data_apart "$file"
    check "hardening: $name notices overrun stacks" guards_stacks "$file"
done
if can_fortify; then
    check 'hardening: overrun copies are noticed' is_fortified
else
    pass 'hardening: overrun copies are noticed # SKIP the C library checks none'
fi
case $(uname -m) in
x86_64 | i?86) check 'hardening: jumps are marked' marks_jumps ;;
*) pass 'hardening: jumps are marked # SKIP another processor' ;;
esac
finish
