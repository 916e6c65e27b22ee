#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs `patfinder check` with the inputs of the action. Ends as it does: 0 fine, 1 findings, 2 an error.
#
# usage: check.sh   (RUNNER_TEMP: the folder of build.sh; CHECK_PATHS, one a line; CHECK_FORMAT, CHECK_FAIL_ON, CHECK_OUTPUT)
set -u
folder=${RUNNER_TEMP:?is not set}/patfinder
paths=()
while IFS= read -r path; do
    path=${path%$'\r'}
    [ -z "$path" ] || paths+=("$path")
done <<<"${CHECK_PATHS:-}"
# Mostly a variable that was not set. To check everything instead would hide that, and to check nothing even more so.
if [ "${#paths[@]}" -eq 0 ]; then
    echo "The input 'paths' is empty: name files and folders, one a line." >&2
    exit 2
fi
options=()
[ -z "${CHECK_FORMAT:-}" ] || options+=("--format=$CHECK_FORMAT")
[ -z "${CHECK_FAIL_ON:-}" ] || options+=("--fail-on=$CHECK_FAIL_ON")
if [ -n "${CHECK_OUTPUT:-}" ]; then
    exec >"$CHECK_OUTPUT" || exit 2
fi
export LD_LIBRARY_PATH=$folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
exec "$folder/patfinder" check ${options[@]+"${options[@]}"} -- "${paths[@]}"
