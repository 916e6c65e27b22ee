#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds patfinder from the repository that this file is part of, into a folder that can be kept from run to run.
#
# usage: build.sh [--describe]   (RUNNER_TEMP: where the folder is made)
#
# With --describe nothing is built: `folder` and `key`, by which the folder can be kept, are printed as outputs of a step.
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd -P)
folder=${RUNNER_TEMP:?is not set}/patfinder

if [ "$(uname -s)" != Linux ]; then
    echo 'The action needs a runner with Linux.' >&2
    exit 2
fi

# Another system has other libraries.
key() {
    local system sources
    # shellcheck disable=SC1091 # it belongs to the runner
    system=$(. /etc/os-release && printf '%s-%s' "${ID:-linux}" "${VERSION_ID:-0}")
    sources=$(cd "$root" && find Makefile include rules src -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
    printf 'patfinder-%s-%s-%s' "$system" "$(uname -m)" "${sources%% *}"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# The libraries too: the next runner has only what is kept.
keep() {
    local library
    mkdir -p "$folder"
    cp "$root/build/release/patfinder" "$folder/"
    ldd "$folder/patfinder" | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' | while read -r library; do
        case ${library##*/} in libc.* | libm.*) ;; *) cp "$library" "$folder/" ;; esac
    done
}

if [ "${1:-}" = --describe ]; then
    printf 'folder=%s\nkey=%s\n' "$folder" "$(key)"
    exit
fi
# What a workflow sets for its own builds is not meant for this one.
unset MAKEFLAGS MFLAGS MAKELEVEL MODE BUILD CC CFLAGS LDFLAGS PREFIX DESTDIR V
if ! command -v make >/dev/null && command -v apt-get >/dev/null; then
    as_root apt-get update
    as_root apt-get install -y --no-install-recommends make
fi
make -C "$root" -s deps
make -C "$root" -s -j"$(getconf _NPROCESSORS_ONLN)" all
keep
