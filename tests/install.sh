#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs into a folder of its own, and builds README's example with what was installed.
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

# The C block of README.md, and the first command behind it that compiles.
build_example() {
    sed -n '/^```c$/,/^```$/p' README.md | sed '/^```/d' >"$scratch/example.c"
    command=$(grep -m 1 '^cc example\.c ' README.md) || { echo 'README.md has no such command'; return 1; }
    (cd "$scratch" && PKG_CONFIG_PATH=$scratch/usr/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH} bash -c "$command")
}

example_recommends() {
    "$scratch/a.out" | grep '"pattern": "large-blobs"'
}

version_agrees() {
    PKG_CONFIG_PATH=$scratch/usr/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH} pkg-config --modversion patfinder >"$scratch/version" &&
        grep -F "define PF_VERSION \"$(cat "$scratch/version")\"" include/patfinder.h
}

check 'install: into a prefix' make -s install PREFIX="$scratch/usr"
installed usr >"$scratch/actual"
same 'install: the program, its manuals and the library' "$scratch/expected" "$scratch/actual"
check "install: README's example builds with pkg-config" build_example
check "install: README's example recommends" example_recommends
check 'install: pkg-config knows the version' version_agrees
check 'install: into a folder for packages' make -s install DESTDIR="$scratch/stage" PREFIX=/opt/patfinder
installed stage/opt/patfinder >"$scratch/actual"
same 'install: the same files for packages' "$scratch/expected" "$scratch/actual"
check 'install: packages name the prefix alone' grep -x 'prefix=/opt/patfinder' "$scratch/stage/opt/patfinder/lib/pkgconfig/patfinder.pc"
check 'install: is undone' make -s uninstall PREFIX="$scratch/usr"
installed usr >"$scratch/actual"
same 'install: leaves nothing behind' /dev/null "$scratch/actual"
finish
