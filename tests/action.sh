#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the scripts of the GitHub Action as a runner would, with inputs that would like to be commands.
#
# usage: tests/action.sh BINARY   (what build.sh would build)
# shellcheck disable=SC2016 # what looks like a command is none
set -u
binary=$(realpath "$1")
cd "$(dirname "$0")" && . ./tap.sh && cd .. || exit 2
export LC_ALL=C
action=$PWD/.github/actions/check
scratch=$(mktemp -d) || exit 2
trap 'rm -r "$scratch"' EXIT
export RUNNER_TEMP=$scratch/temp HOME=$scratch
mkdir -p "$scratch/temp/patfinder" "$scratch/checkout/.git"
cp "$binary" "$scratch/temp/patfinder/patfinder"
cd "$scratch/checkout" || exit 2

design='# Stations\n\n## Requirements\n\n- Technicians find the nearest station.\n- They upload videos of up to 2 GB each.\n\n## Design\n\nThe stations are kept in PostgreSQL, and nowhere else.\nThe service gives them out as JSON.\n'
for folder in plain 'with space' "it's \"quoted\"" '$(touch ran)' '`touch ran`;touch ran' -rf; do
    mkdir "./$folder"
    # shellcheck disable=SC2059 # its escapes are meant
    printf "$design" >"./$folder/design.md"
done

# usage: checked STATUS PATHS FORMAT FAIL-ON OUTPUT
checked() {
    CHECK_PATHS=$2 CHECK_FORMAT=$3 CHECK_FAIL_ON=$4 CHECK_OUTPUT=$5 bash "$action/check.sh" >"$scratch/stdout" 2>"$scratch/stderr"
    local status=$?
    cat "$scratch/stdout" "$scratch/stderr"
    [ "$status" = "$1" ] && [ -z "$(find . -name ran)" ]
}

finds_all() {
    checked 1 $'plain\nwith space\r\n\nit\'s "quoted"\n$(touch ran)\n`touch ran`;touch ran\n-rf' gnu '' '' || return 1
    [ "$(grep -c '/design.md:6:[0-9]*: warning: .*\[missing-pattern/large-blobs\]$' "$scratch/stdout")" = 6 ]
}

takes_no_options_from_paths() {
    checked 2 $'--version\n--help' gnu '' '' && grep -c 'input-missing' "$scratch/stderr" | grep -x 2
}

writes_a_file() {
    checked 0 plain sarif off 'a report; touch ran.sarif' && [ ! -s "$scratch/stdout" ] && grep missing-pattern/large-blobs 'a report; touch ran.sarif'
}

describes() {
    (cd / && bash "$action/build.sh" --describe) >"$scratch/described" && cat "$scratch/described" &&
        grep -qxF "folder=$scratch/temp/patfinder" "$scratch/described" && grep -qxE 'key=patfinder-[a-z]+-[^-]+-[a-z0-9_]+-[0-9a-f]{64}' "$scratch/described"
}

check 'action: reads paths with blanks, quotes and commands in them' finds_all
check 'action: a path is never an option' takes_no_options_from_paths
check 'action: a format is never a command' checked 2 plain '$(touch ran)' '' ''
check 'action: a format is one word' checked 2 plain 'gnu --version' '' ''
check 'action: a severity is never a command' checked 2 plain gnu 'off; touch ran' ''
check 'action: without inputs what the configuration says' checked 1 plain '' '' ''
check 'action: without paths it is an error' checked 2 $'\n' gnu '' ''
check 'action: writes the report to a file' writes_a_file
check 'action: a file that cannot be written is an error' checked 2 plain gnu off nowhere/report
[ "$(uname -s)" != Linux ] || check 'action: says by what the program is kept' describes
finish
