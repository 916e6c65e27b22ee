#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Proves that gcc's analyzer, clang-tidy and cppcheck find nothing in any C file, and that each would find something. What they are asked
# for stands in the Makefile, .clang-tidy and tests/cppcheck.suppressions.
#
# usage: tests/lint.sh
#
# What each finds depends on its version: where a newer one finds more, look whether it is true.
set -u
cd "$(dirname "$0")" && . ./tap.sh && cd ..
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
flaw=build/lint/flaw.c

# lint TOOL [VARIABLE=VALUE]
lint() {
    make -s -k -j"$jobs" lint-"$1" "${@:2}"
}

# Whether the tool refuses a file in which memory is freed twice, and says where.
finds_flaw() {
    local said
    if said=$(lint "$1" LINT_SOURCES="$flaw" 2>&1); then
        echo 'it passes a file that frees memory twice'
        return 1
    fi
    grep -q "flaw.c:6:" <<<"$said" || { printf '%s\n' "$said"; return 1; }
}

# check_tool TOOL VERSION CLEAN-VERSION
check_tool() {
    check "lint: $1 finds a flaw" finds_flaw "$1"
    check "lint: $1 finds nothing in the sources (this is version $2; made clean with $3)" lint "$1"
}

# try_tool TOOL PROGRAM WORDS CLEAN-VERSION: the program's version is asked for; WORDS stand in what it answers.
try_tool() {
    local answer version
    if ! answer=$("$2" --version 2>/dev/null) || ! grep -q "$3" <<<"$answer"; then
        pass "lint: $1 # SKIP $2 is not installed: make deps-test installs it"
        return
    fi
    version=$(grep -oE '[0-9]+(\.[0-9]+)+' <<<"$answer" | head -n 1)
    check_tool "$1" "$version" "$4"
}

mkdir -p build/lint
printf '%s\n' '#include <stdlib.h>' 'void flaw(char *p);' 'void flaw(char *p)' '{' '    free(p);' '    free(p);' '}' >"$flaw"
try_tool gcc "${GCC:-gcc}" 'Free Software Foundation' 12.2
try_tool clang-tidy "${CLANG_TIDY:-clang-tidy}" LLVM 14.0
try_tool cppcheck "${CPPCHECK:-cppcheck}" Cppcheck 2.10
finish
