#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Tests of the default rules: their own examples, the labelled texts, what the quiz needs, and that compiling them gives the same bytes each time.
#
# usage: tests/rules.sh BUILD-FOLDER
set -u
build=$(cd "$1" && pwd) || exit 2
cd "$(dirname "$0")" && . ./tap.sh && cd ..
export LC_ALL=C HOME='' XDG_CONFIG_HOME=''
scratch=$(mktemp -d) || exit 2
trap 'rm -r "$scratch"' EXIT

# Agreement with the labelled texts of tests/corpus must not sink unnoticed.
agrees_with_readers() {
    tests/agreement.py "$build/patfinder"
}

compile_from_elsewhere() {
    # Another folder, other times and another order of the files in it.
    mkdir "$scratch/copy" && cp -R rules "$scratch/copy/" && find "$scratch/copy" -name '*.yaml' -exec touch -d @1 {} + &&
        (cd "$scratch/copy" && "$build/compile_rules" rules >"$scratch/elsewhere")
}

# A broken rule file must break the build, not end in a program that knows less.
refuses_mistakes() {
    mkdir "$scratch/broken" && cp rules/*.yaml "$scratch/broken/" && printf 'patern: x\n' >"$scratch/broken/x.yaml"
    if "$build/compile_rules" "$scratch/broken" >"$scratch/image" 2>"$scratch/messages"; then
        echo 'compiled all the same'
        return 1
    fi
    grep -q 'x\.yaml:1:1: error: .*\[rule-unknown-key\]' "$scratch/messages" || { cat "$scratch/messages"; return 1; }
}

# What lies beyond the region that rules are laid out in would be missing in the image; the limit for all files is below it.
refuses_what_is_too_large() {
    mkdir "$scratch/large" && for i in $(seq 5); do
        printf 'pattern: p%s\ntitle: T\nsignals: [{id: s, phrases: [a], certainty: 0.5, because: b}]\nproblem: "%04190000d"\n' "$i" 0 \
            >"$scratch/large/$i.yaml"
    done
    if "$build/compile_rules" "$scratch/large" >"$scratch/image" 2>"$scratch/messages"; then
        echo 'compiled all the same'
        return 1
    fi
    grep -q 'larger than the limit of 16 MiB for all' "$scratch/messages" || { head -c 1000 "$scratch/messages"; return 1; }
}

# Who practises meets every pattern alone, and systems that need none; who picks one wrongly is told what comes of it.
can_be_practised() {
    local file missing=0
    enough_scenarios '' || missing=1
    for file in rules/patterns/*.yaml; do
        enough_scenarios "$(basename "$file" .yaml)" || missing=1
        grep -q '^    overuse: true$' "$file" || { echo "$file names no pitfall of overuse"; missing=1; }
    done
    return $missing
}

# usage: enough_scenarios [PATTERN]: at least four scenarios call for it alone, or for nothing
enough_scenarios() {
    local count
    count=$(cat rules/scenarios/*.yaml | grep -c "^    fits: \[$1\]$")
    [ "$count" -ge 4 ] || { echo "only $count scenarios have fits: [$1]"; return 1; }
}

check 'rules: the examples of all rule files' "$build/patfinder" --no-user-rules rules test
check 'rules: agree with the labelled texts' agrees_with_readers
check 'rules: every pattern can be practised' can_be_practised
check 'rules: compile' compile_from_elsewhere
check 'rules: compile to the same bytes each time' cmp "$scratch/elsewhere" "$build/rules.S"
check 'rules: a mistake stops the compiler' refuses_mistakes
check 'rules: rules that are too large stop the compiler' refuses_what_is_too_large
finish
