#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Once it reads what others wrote, the program may write only what it was asked to write, runs no program and opens no socket.
#
# usage: tests/fence.sh BINARY
set -u
binary=$(realpath "$1")
cd "$(dirname "$0")" || exit 2
. ./tap.sh
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
export XDG_STATE_HOME=$scratch/state

# What the probe says, run by run: OUTPUT COMMAND...
probe() {
    local output=$1
    shift
    rm -rf "$scratch/in" && mkdir -p "$scratch/in" "$XDG_STATE_HOME"
    printf 'Users upload videos of 4 GB.\n' >"$scratch/in/videos.md"
    PROBE_INPUT=$scratch/in/videos.md PROBE_OUTPUT=$output PROBE_FOLDER=$scratch/in/made LD_PRELOAD=$scratch/probe.so \
        "$binary" "$@" 2>&1 >"$scratch/stdout" </dev/null | sed -n 's/^probe: //p'
}

denied='no new privileges: done
read: done
write: Permission denied
make: Permission denied
truncate: Permission denied
remove: Permission denied
make a folder: Permission denied
link: Permission denied
change permissions: Operation not permitted
reach the network: Operation not permitted
have the kernel do it: Operation not permitted
run a program: Operation not permitted'

# expect NAME WANTED OUTPUT COMMAND...
expect() {
    local name=$1 wanted=$2
    shift 2
    printf '%s\n' "$wanted" >"$scratch/wanted"
    probe "$@" >"$scratch/found"
    same "fence: $name" "$scratch/wanted" "$scratch/found"
}

writes_baseline() {
    [ -s "$scratch/out/baseline.json" ] && grep -q '"patfinder/baseline/1"' "$scratch/out/baseline.json"
}

skip() {
    pass "fence # SKIP $1"
    finish
    exit
}

[ "$(uname)" = Linux ] || skip 'there is no Landlock but on Linux'
cc -shared -fPIC -o "$scratch/probe.so" fence/probe.c || exit 2
# Without the fence the probe gets through, or it tells nothing.
printf 'int main(void) { return 0; }\n' >"$scratch/open.c"
cc -o "$scratch/open" "$scratch/open.c" || exit 2
[ "$(binary=$scratch/open probe "$scratch/in/new" | grep -c ': done$')" -ge 7 ] && open=0 || open=1
check 'fence: the probe gets through where there is none' [ "$open" = 0 ]
python3 -c 'import ctypes; exit(ctypes.CDLL(None).syscall(444, None, 0, 1) < 1)' || skip 'the kernel has no Landlock'
mkdir -p "$scratch/out"
expect 'recommend writes nowhere' "$denied" "$scratch/out/new" recommend --no-user-rules "$scratch/in/videos.md"
expect 'check writes nowhere' "$denied" "$scratch/out/new" check --no-user-rules -j 2 "$scratch/in"
expect 'a quiz writes nowhere but its history' "$denied" "$scratch/out/new" quiz --no-user-rules --answers large-blobs "$scratch/in/videos.md"
rm "$XDG_STATE_HOME/patfinder/history.jsonl" && mkdir -p "$scratch/kept" && : >"$scratch/kept/quizzes" && ln -s "$scratch/kept/quizzes" "$XDG_STATE_HOME/patfinder/history.jsonl"
expect 'a quiz writes nowhere but where its history leads by a link' "$denied" "$scratch/out/new" quiz --no-user-rules --answers large-blobs "$scratch/in/videos.md"
check 'fence: the history is written where a link leads' [ -s "$scratch/kept/quizzes" ]
expect 'a baseline is written, and nothing elsewhere' "${denied/make: Permission denied/make: done}" "$scratch/out/new" \
    check --no-user-rules --write-baseline "$scratch/out/baseline.json" "$scratch/in"
check 'fence: the baseline is there' writes_baseline
rm -f "$scratch/out/baseline.json" && ln -s "$scratch/far/baseline.json" "$scratch/out/baseline.json" && mkdir -p "$scratch/far" && : >"$scratch/far/baseline.json"
probe "$scratch/out/new2" check --no-user-rules --write-baseline "$scratch/out/baseline.json" "$scratch/in" >/dev/null
check 'fence: a baseline is written where a link leads' writes_baseline
finish
