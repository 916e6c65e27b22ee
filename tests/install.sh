#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs into a folder of its own, and builds README's examples with what was installed.
#
# usage: tests/install.sh
set -u
cd "$(dirname "$0")" && . ./tap.sh && cd .. || exit 2
export LC_ALL=C
scratch=$(mktemp -d) || exit 2
trap 'rm -r "$scratch"' EXIT

installed() {
    (cd "$scratch/$1" && find . ! -type d | sort)
}

cat >"$scratch/expected" <<'END'
./bin/patfinder
./include/patfinder.h
./lib/libpatfinder.a
./lib/pkgconfig/patfinder.pc
./share/man/man1/patfinder-ask.1
./share/man/man1/patfinder-check.1
./share/man/man1/patfinder-quiz.1
./share/man/man1/patfinder.1
./share/man/man5/patfinder-rules.5
END

# build_example NUMBER: that C block of README.md, by the first command behind the first one that compiles.
build_example() {
    awk -v wanted="$1" '/^```c$/ { count++; inside = 1; next } /^```$/ { inside = 0 } inside && count == wanted' README.md >"$scratch/example.c"
    command=$(grep -m 1 '^cc example\.c ' README.md) || { echo 'README.md has no such command'; return 1; }
    (cd "$scratch" && PKG_CONFIG_PATH=$scratch/usr/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH} bash -c "$command")
}

example_recommends() {
    "$scratch/a.out" | grep '"pattern": "large-blobs"'
}

# quizzes STATUS ANSWER WORDS
quizzes() {
    local status=0
    echo 'Drivers find the nearest of 5 million charging stations.' >"$scratch/design.md"
    printf 'nonsense\n%s\ns\ns\n' "$2" | "$scratch/a.out" "$scratch/design.md" >"$scratch/said" || status=$?
    if [ "$status" -ne "$1" ] || ! grep -q "'nonsense' is none of the choices" "$scratch/said" || ! grep -qF "$3" "$scratch/said"; then
        echo "status $status, expected $1"
        cat "$scratch/said"
        return 1
    fi
}

version_agrees() {
    PKG_CONFIG_PATH=$scratch/usr/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH} pkg-config --modversion patfinder >"$scratch/version" &&
        grep -F "define PF_VERSION \"$(cat "$scratch/version")\"" include/patfinder.h
}

check 'install: into a prefix' make -s install PREFIX="$scratch/usr"
installed usr >"$scratch/actual"
same 'install: the program, its manuals and the library' "$scratch/expected" "$scratch/actual"
check "install: README's example builds with pkg-config" build_example 1
check "install: README's example recommends" example_recommends
check "install: README's example of a round builds" build_example 2
check "install: README's example of a round grades a right answer" quizzes 0 proximity 'All right: 1 right.'
check "install: README's example of a round grades a wrong answer" quizzes 1 contention '1 missed, 1 not called for.'
check 'install: pkg-config knows the version' version_agrees
check 'install: into a folder for packages' make -s install DESTDIR="$scratch/stage" PREFIX=/opt/patfinder
installed stage/opt/patfinder >"$scratch/actual"
same 'install: the same files for packages' "$scratch/expected" "$scratch/actual"
check 'install: packages name the prefix alone' grep -x 'prefix=/opt/patfinder' "$scratch/stage/opt/patfinder/lib/pkgconfig/patfinder.pc"
check 'install: is undone' make -s uninstall PREFIX="$scratch/usr"
installed usr >"$scratch/actual"
same 'install: leaves nothing behind' /dev/null "$scratch/actual"
finish
