#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Packs the tracked files, builds and installs from what was packed, makes Debian packages, and installs and removes these in a folder.
#
# usage: tests/package.sh
set -u
cd "$(dirname "$0")" && . ./tap.sh && cd .. || exit 2
export LC_ALL=C
unset SOURCE_DATE_EPOCH DEBFULLNAME DEBEMAIL
scratch=$(mktemp -d) || exit 2
trap 'rm -r "$scratch"' EXIT
version=$(sed -n 's/^#define PF_VERSION "\(.*\)"/\1/p' include/patfinder.h)
tar=build/patfinder-$version.tar.gz

if [ "$(git rev-parse --show-toplevel 2>/dev/null)" != "$PWD" ]; then
    pass 'package: # SKIP the files are those of no repository of their own'
    finish
    exit
fi

packs_tracked_files() {
    git ls-files -z | tr '\0' '\n' | sed "s|^|patfinder-$version/|" | sort >"$scratch/tracked"
    tar -tzf "$tar" --quoting-style=literal | sort | diff -u "$scratch/tracked" -
}

packs_the_same() {
    cp "$tar" "$scratch/first.tar.gz" && touch README.md && make -s dist && cmp "$scratch/first.tar.gz" "$tar"
}

# What is unpacked inside of another repository has no tracked files.
packs_nothing_elsewhere() {
    git init -q "$scratch/other" && mkdir "$scratch/other/unpacked" && cp -r Makefile include "$scratch/other/unpacked" || return 1
    if make -s -C "$scratch/other/unpacked" dist >"$scratch/said" 2>&1 || [ -e "$scratch/other/unpacked/build" ]; then
        echo 'it packs nothing, and ends in 0'
        return 1
    fi
    grep -q 'in a clone of the repository' "$scratch/said"
}

# field PACKAGE FIELD
field() {
    dpkg-deb -f build/deb/"$1"_"$version"_*.deb "$2"
}

# depends PACKAGE LIBRARY...: these and the C library, and no others.
depends() {
    local package=$1
    shift
    printf '%s\n' libc6 "$@" | sort >"$scratch/needed"
    field "$package" Depends | tr ',' '\n' | sed 's/^ *//; s/ .*//' | sort | diff -u "$scratch/needed" -
}

# What a package has to have, whatever is in it.
is_complete() {
    local folder=$scratch/$1
    dpkg-deb -R build/deb/"$1"_"$version"_*.deb "$folder" || return 1
    (cd "$folder" && md5sum --quiet -c DEBIAN/md5sums) || return 1
    grep -q '^Copyright: 20' "$folder/usr/share/doc/$1/copyright" && grep -q 'Permission is hereby granted' "$folder/usr/share/doc/$1/copyright" &&
        zcat "$folder/usr/share/doc/$1/changelog.gz" | grep "^patfinder ($version) " && ! find "$folder" -path '*/man/*' -type f ! -name '*.gz' | grep .
}

program_runs() {
    echo 'Users upload files of 10 GB' | "$scratch/patfinder/usr/bin/patfinder" -f json --no-user-rules | grep '"pattern": "large-blobs"'
}

# The program takes what the distribution mends, but for the C library's parts.
program_links() {
    ldd "$scratch/patfinder/usr/bin/patfinder" >"$scratch/linked" && grep -q libpcre2-8 "$scratch/linked" && grep -q libyaml "$scratch/linked"
}

library_links() {
    local libraries
    libraries=$(dirname "$scratch"/libpatfinder0/usr/lib/*/libpatfinder.so.0)
    cp -P "$libraries"/* "$scratch"/libpatfinder-dev/usr/lib/*/
    printf '#include <patfinder.h>\n#include <stdio.h>\nint main(void) { return puts(pf_version()) < 0; }\n' >"$scratch/user.c"
    # shellcheck disable=SC2046 # several words are meant
    "${CC:-cc}" -o "$scratch/user" "$scratch/user.c" $(PKG_CONFIG_PATH=$(echo "$scratch"/libpatfinder-dev/usr/lib/*/pkgconfig) \
        pkg-config --define-variable=prefix="$scratch/libpatfinder-dev/usr" --cflags --libs patfinder) &&
        [ "$(LD_LIBRARY_PATH=$libraries "$scratch/user")" = "$version" ]
}

is_clean() {
    lintian --fail-on error,warning --suppress-tags bogus-mail-host build/deb/*.deb
}

# In a folder of their own, as if nothing else were installed.
installs_and_leaves() {
    local root=$scratch/root
    mkdir -p "$root"/var/lib/dpkg/{info,updates,triggers}
    : >"$root/var/lib/dpkg/status"
    dpkg --root="$root" --force-depends -i build/deb/*.deb >"$scratch/said" 2>&1 || { cat "$scratch/said"; return 1; }
    [ -x "$root/usr/bin/patfinder" ] && [ -e "$root"/usr/include/patfinder.h ] || return 1
    dpkg --root="$root" --force-depends -P patfinder libpatfinder-dev libpatfinder0 >"$scratch/said" 2>&1 || { cat "$scratch/said"; return 1; }
    ! find "$root" -mindepth 1 ! -path "$root/var*" | grep .
}

check 'package: dist packs' make -s dist
check 'package: dist has the tracked files, below a folder with the version' packs_tracked_files
check 'package: dist gives the same bytes again' packs_the_same
check 'package: dist says so where there is no repository' packs_nothing_elsewhere
check 'package: what was packed is built, tested, installed and taken away, and leaves nothing behind' make -s distcheck
if ! command -v dpkg-buildpackage >/dev/null || ! command -v dh >/dev/null; then
    pass 'package: Debian packages # SKIP debhelper is not installed'
    finish
    exit
fi
check 'package: Debian packages are made' env DEB_BUILD_OPTIONS=nocheck make -s deb
for package in patfinder libpatfinder0 libpatfinder-dev; do
    check "package: $package has sums, copyright, changelog and packed manuals" is_complete "$package"
done
check 'package: patfinder depends on the libraries that it is linked with' depends patfinder libedit2 libjansson4 libmd4c0 libpcre2-8-0 libyaml-0-2
check 'package: libpatfinder0 depends on the libraries that it is linked with' depends libpatfinder0 libjansson4 libmd4c0 libpcre2-8-0 libyaml-0-2
check 'package: the program is linked with what the distribution mends' program_links
check 'package: the program runs' program_runs
check 'package: a program builds with libpatfinder-dev and runs with libpatfinder0' library_links
if command -v lintian >/dev/null; then
    check 'package: lintian has neither errors nor warnings' is_clean
else
    pass 'package: lintian # SKIP it is not installed'
fi
if [ "$(id -u)" = 0 ]; then
    check 'package: the packages are installed and removed, and leave nothing behind' installs_and_leaves
else
    pass 'package: installation # SKIP only root may install'
fi
finish
