# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Results of shell tests in the Test Anything Protocol; to be sourced.

tap_number=0
tap_failed=0

# pass NAME
pass() {
    tap_number=$((tap_number + 1))
    printf 'ok %d - %s\n' "$tap_number" "$1"
}

# fail NAME, with what went wrong on standard input.
fail() {
    tap_number=$((tap_number + 1))
    tap_failed=$((tap_failed + 1))
    printf 'not ok %d - %s\n' "$tap_number" "$1"
    sed 's/^/# /'
}

# check NAME COMMAND...: passes when the command ends in 0; what it prints explains a failure.
check() {
    local name=$1 output
    shift
    if output=$("$@" 2>&1); then
        pass "$name"
    else
        fail "$name" <<<"$output"
    fi
}

# same NAME EXPECTED-FILE ACTUAL-FILE
same() {
    check "$1" diff -u --label expected --label actual "$2" "$3"
}

# The last command of a script: prints the plan, and ends in 0 when nothing failed.
finish() {
    printf '1..%d\n' "$tap_number"
    [ "$tap_failed" -eq 0 ]
}
