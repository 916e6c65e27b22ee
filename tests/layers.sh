#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Proves from the #include lines that each folder under src/ includes only folders below it, and that each foreign library
# is included in one place only.
#
# usage: tests/layers.sh [FOLDER]   (the folder that holds src/; else the one above this script)
set -u
cd "$(dirname "$0")" && . ./tap.sh && cd ..
export LC_ALL=C

# Folder: what it may include besides itself. 'public' is include/patfinder.h. From the bottom up; a folder may only name
# those above its line, so that no circle can be written down here.
layers='
base:
input: base
document: base input
text: base document
match: base text
rules: base text match
facts: base text match rules
engine: base document text match rules facts
quiz: public base input document text match rules facts engine
check: public base input document text match rules facts engine
report: public base input document text rules facts engine quiz check
api: public base input document text match rules facts engine quiz check report
cli: public
tools: base rules api
'

# Header of a foreign library: the files (as shell patterns) that may include it.
foreign='
pcre2.h: src/match/regex.c
yaml.h: src/rules/node.c
md4c.h: src/document/markdown.c
histedit.h: src/cli/answers.c
jansson.h: src/input/json.* src/quiz/* src/report/* src/api/*
'

# "FILE FOLDER INCLUDED" for each #include of a project header; 'public' for that of the library.
project_includes() {
    grep -rHnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<]([a-z]+/[^">]*\.h|patfinder\.h)[">]' --include='*.[ch]' "$1/src" |
        sed -E 's|^'"$1"'/(src/([a-z]+)/[^:]*:[0-9]+):[^"<]*["<]([^">]*)[">].*|\1 \2 \3|; s| patfinder\.h$| public/|' |
        sed -E 's|/[^/ ]*$||'
}

allowed() {
    sed -n "s/^$1://p" <<<"$layers"
}

# One line for each include that goes the wrong way.
find_violations() {
    project_includes "$1" | while read -r place folder included; do
        case $included in sys | linux | "$folder") continue ;; esac
        case " $(allowed "$folder") " in
        *" $included "*) ;;
        *) printf '%s: %s/ may not include %s/\n' "$place" "$folder" "$included" ;;
        esac
    done
}

find_foreign() {
    while IFS=: read -r header files; do
        [ -n "$header" ] || continue
        (cd "$1" && grep -rlE "^[[:space:]]*#[[:space:]]*include[[:space:]]*[\"<]${header//./\\.}[\">]" --include='*.[ch]' src) |
            while read -r file; do
                matched=no
                for pattern in $files; do
                    # shellcheck disable=SC2254 # a pattern is meant
                    case $file in $pattern) matched=yes ;; esac
                done
                [ "$matched" = yes ] || printf '%s: only %s may include %s\n' "$file" "${files# }" "$header"
            done
    done <<<"$foreign"
}

# A folder that is not in the table could include anything.
find_unknown_folders() {
    for folder in "$1"/src/*/; do
        folder=$(basename "$folder")
        grep -q "^$folder:" <<<"$layers" || printf 'src/%s: is not in the table of layers\n' "$folder"
    done
}

find_wrong_table() {
    local above=' public '
    while IFS=: read -r folder names; do
        [ -n "$folder" ] || continue
        for name in $names; do
            case $above in *" $name "*) ;; *) printf 'the table lets %s include %s, which is not below it\n' "$folder" "$name" ;; esac
        done
        above="$above$folder "
    done <<<"$layers"
}

nothing_found() {
    local found
    found=$("$@")
    [ -z "$found" ] || { printf '%s\n' "$found"; return 1; }
}

# The finders themselves must find something where something is.
finds_planted() {
    local scratch status=0
    scratch=$(mktemp -d) || return 1
    mkdir -p "$scratch/src/text" "$scratch/src/cli" "$scratch/src/loose"
    printf '#include "engine/engine.h"\n' >"$scratch/src/text/upward.c"
    printf '  #  include <rules/model.h>\n#include "patfinder.h"\n' >"$scratch/src/cli/through_the_wall.c"
    printf '#include <yaml.h>\n' >"$scratch/src/text/yaml.c"
    cat >"$scratch/expected" <<'END'
src/cli/through_the_wall.c:1: cli/ may not include rules/
src/text/upward.c:1: text/ may not include engine/
src/text/yaml.c: only src/rules/node.c may include yaml.h
src/loose: is not in the table of layers
END
    { find_violations "$scratch" | sort; find_foreign "$scratch"; find_unknown_folders "$scratch"; } >"$scratch/found"
    diff -u "$scratch/expected" "$scratch/found" || status=1
    rm -r "$scratch"
    return $status
}

root=${1:-.}
check 'layers: the table itself goes one way' nothing_found find_wrong_table
check 'layers: each folder includes only those below it' nothing_found find_violations "$root"
check 'layers: foreign headers are included in one place' nothing_found find_foreign "$root"
check 'layers: each folder is in the table' nothing_found find_unknown_folders "$root"
check 'layers: planted violations are found' finds_planted
finish
