#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A full disk, a limit on files, a closed pipe, closed descriptors and a lost working directory must not look like success.
#
# usage: tests/streams.sh BINARY
set -u
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")" && . ./tap.sh
export LC_ALL=C HOME='' XDG_CONFIG_HOME=''
scratch=$(mktemp -d) || exit 2
trap 'rm -r "$scratch"' EXIT
cd "$scratch" || exit 2
echo 'Users upload videos of up to 4 GB.' >prompt.md
printf '{"id":"a","text":"Users upload videos of up to 4 GB."}\n' >records.ndjson
mkdir texts && printf 'texts:\n  - id: one\n    text: Users upload videos of up to 4 GB.\n    must: [large-blobs]\n' >texts/one.yaml

# ended STATUS CODE: what the run left in $status and in the file `messages`.
ended() {
    if [ "$status" -ne "$1" ] || [ "$(wc -l <messages)" -ne 1 ] || ! grep -q "error: .*\\[$2\\]\$" messages; then
        echo "status $status, expected $1 and one line with [$2]:"
        cat messages
        return 1
    fi
}

full_disk() {
    status=0
    "$binary" "$@" >/dev/full 2>messages || status=$?
    ended 2 write-failed
}

# usage: no_larger_files CODE OUTPUT ARGUMENTS...: files must not grow, as by a quota
no_larger_files() {
    local code=$1 output=$2
    shift 2
    status=0
    { (ulimit -f 0 && "$binary" "$@" >"$output") || status=$?; } 2> >(cat >messages)
    wait $!
    ended 2 "$code"
}

# The reader is gone before the first byte is written.
closed_pipe() {
    status=0
    python3 -c 'import os, subprocess, sys
reader, writer = os.pipe()
os.close(reader)
sys.exit(subprocess.call(sys.argv[1:], stdout=writer))' "$binary" "$@" 2>messages || status=$?
    ended 2 write-failed
}

# More than a pipe holds, so that the reader is gone before the last byte is written.
reader_leaves() {
    local files=() i
    for ((i = 0; i < 200; i++)); do files+=(prompt.md); done
    "$binary" --format ndjson "${files[@]}" 2>messages | head -c 1 >/dev/null
    status=${PIPESTATUS[0]}
    ended 2 write-failed
}

# The stream of records would never end.
reader_of_records_leaves() {
    yes "$(cat records.ndjson)" | "$binary" "$@" --input ndjson 2>messages | head -c 1 >/dev/null
    status=${PIPESTATUS[1]}
    ended 2 write-failed
}

closed_output() {
    status=0
    "$binary" "$@" >&- 2>messages || status=$?
    ended 2 write-failed
}

closed_input() {
    status=0
    "$binary" >output 2>messages <&- || status=$?
    ended 2 input-unreadable
}

closed_input_of_records() {
    status=0
    "$binary" --input ndjson >output 2>messages <&- || status=$?
    ended 2 input-unreadable
}

closed_messages() {
    status=0
    "$binary" missing.md >output 2>&- || status=$?
    [ "$status" -eq 2 ] && [ ! -s output ]
}

directory_as_input() {
    status=0
    "$binary" >output 2>messages <texts || status=$?
    ended 2 input-directory
}

folder_that_is_gone() {
    status=0
    mkdir gone
    (cd gone && rmdir ../gone && exec "$binary" check 2>../messages >&2) || status=$?
    ended 2 input-unreadable
}

commands=('check --format json prompt.md' 'check --show-config .' 'recommend prompt.md' 'recommend --format json prompt.md' 'recommend --format ndjson prompt.md'
    'recommend --input ndjson records.ndjson' 'check --input ndjson records.ndjson' 'recommend --format markdown prompt.md' 'explain large-blobs prompt.md' 'ask --format json prompt.md' 'quiz --no-history --answers large prompt.md' 'facts prompt.md' list 'show large-blobs' 'rules check'
    'rules test' 'rules eval texts' 'rules schema' 'rules schema --of recommend' 'rules schema --of check'
    'rules schema --of check-record' 'rules schema --of record-error' 'rules schema --of quiz' 'rules schema --of quiz-stats' 'rules schema --of ask' 'rules new x' --help 'facts --help' --version)
for command in "${commands[@]}"; do
    # shellcheck disable=SC2086 # words are meant
    if [ -e /dev/full ]; then check "streams: full disk: $command" full_disk $command; fi
    # shellcheck disable=SC2086
    check "streams: closed pipe: $command" closed_pipe $command
done
check 'streams: output that must not grow' no_larger_files write-failed output recommend prompt.md
XDG_STATE_HOME=$scratch/state check 'streams: a history that must not grow' no_larger_files history-not-written /dev/null quiz --answers large prompt.md
check 'streams: the reader leaves early' reader_leaves
check 'streams: the reader leaves an endless stream of records' reader_of_records_leaves
check 'streams: the reader leaves an endless check of records' reader_of_records_leaves check
check 'streams: closed standard output' closed_output prompt.md
check 'streams: closed standard input' closed_input
check 'streams: closed standard input of records' closed_input_of_records
check 'streams: closed standard error' closed_messages
check 'streams: a directory as standard input' directory_as_input
check 'streams: a working directory that is gone' folder_that_is_gone
# A text ends where it ends, whatever the memory behind it holds: the C library fills what it hands out with brackets here.
ends_within_a_link() {
    printf '* [Civilian Onboarding](/Architecture/xxx' >"$scratch/link.md"
    MALLOC_PERTURB_=214 "$binary" check --no-user-rules "$scratch/link.md" && MALLOC_PERTURB_=214 "$binary" --no-user-rules "$scratch/link.md"
}
check 'streams: a text that ends within a link' ends_within_a_link

finish
