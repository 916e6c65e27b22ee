#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs into a folder of its own, and builds the examples of README and of libpatfinder(3) and a program in C++ with what was
# installed.
#
# usage: tests/install.sh
set -u
cd "$(dirname "$0")" && . ./tap.sh && cd .. || exit 2
export LC_ALL=C
scratch=$(mktemp -d) || exit 2
trap 'rm -r "$scratch"' EXIT
export PKG_CONFIG_PATH=$scratch/usr/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
export LD_LIBRARY_PATH=$scratch/usr/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}

installed() {
    (cd "$scratch/$1" && find . ! -type d | sort)
}

version=$(sed -n 's/^#define PF_VERSION "\(.*\)"/\1/p' include/patfinder.h)
cat >"$scratch/expected" <<END
./bin/patfinder
./include/patfinder.h
./lib/libpatfinder.a
./lib/libpatfinder.so
./lib/libpatfinder.so.0
./lib/libpatfinder.so.$version
./lib/pkgconfig/patfinder.pc
./share/bash-completion/completions/patfinder
./share/fish/vendor_completions.d/patfinder.fish
./share/man/man1/patfinder-ask.1
./share/man/man1/patfinder-check.1
./share/man/man1/patfinder-quiz.1
./share/man/man1/patfinder.1
./share/man/man3/libpatfinder.3
./share/man/man5/patfinder-rules.5
./share/zsh/site-functions/_patfinder
END

# build_example NUMBER: that C block of README.md, by the first command behind the first one that compiles.
build_example() {
    awk -v wanted="$1" '/^```c$/ { count++; inside = 1; next } /^```$/ { inside = 0 } inside && count == wanted' README.md >"$scratch/example.c"
    command=$(grep -m "${2:-1}" '^cc example\.c ' README.md | tail -n 1) && [ -n "$command" ] || { echo 'README.md has no such command'; return 1; }
    (cd "$scratch" && bash -c "$command")
}

# manual_block NUMBER: that literal block of libpatfinder(3), without its escapes.
manual_block() {
    awk -v wanted="$1" '/^\.Bd -literal/ { count++; inside = 1; next } /^\.Ed/ { inside = 0 } inside && count == wanted' man/libpatfinder.3 |
        sed 's/\\e/\\/g; s/\\&//g; s/\\\[u2192\]/→/g'
}

# Each of the page's commands must build its example, without a warning.
manual_example() {
    local command built=0
    manual_block 1 >"$scratch/example.c"
    manual_block 2 >"$scratch/output"
    [ -s "$scratch/output" ] || return 1
    while read -r command; do
        (cd "$scratch" && bash -c "${command/cc /cc -std=c99 -Wall -Wextra -Wpedantic -Werror }") && "$scratch/a.out" >"$scratch/said" &&
            diff -u "$scratch/output" "$scratch/said" || return 1
        built=$((built + 1))
    done < <(sed -n 's/\\(aq/'"'"'/g; s/^\.\(Ic\|Dl\) \(cc example\.c .*\)/\2/p' man/libpatfinder.3)
    [ "$built" -eq 2 ]
}

# build_cxx LIBRARIES: the interface as C++ sees it.
build_cxx() {
    cat >"$scratch/example.cc" <<'END'
#include <patfinder.h>
#include <iostream>
#include <memory>
#include <string>

template <auto release> struct releases {
    template <typename T> void operator()(T *object) const { release(object); }
};

int main()
{
    const std::string text = "Users upload videos up to 10 GB.";
    std::unique_ptr<pf_messages, releases<pf_messages_free>> messages(pf_messages_new());
    std::unique_ptr<pf_rules, releases<pf_rules_free>> rules(pf_rules_load(nullptr, 0, messages.get()));
    std::unique_ptr<pf_analysis, releases<pf_analysis_free>> analysis(
        pf_analyze(rules.get(), "prompt", text.data(), text.size(), nullptr, 0, messages.get()));
    pf_output report{};
    if (!pf_write_recommendation(analysis.get(), PF_FORMAT_JSON, pf_style{}, &report, messages.get()))
        return 1;
    std::cout << report.bytes;
    pf_output_release(&report);
    return 0;
}
END
    # shellcheck disable=SC2046 # several words are meant
    "${CXX:-c++}" -std=c++17 -Wall -Wextra -Wpedantic -Werror -o "$scratch/a.out" "$scratch/example.cc" $(pkg-config --cflags patfinder) $1
}

# The installed library, and no other, is what the program runs with.
runs_with_shared() {
    ldd "$scratch/a.out" | grep -F "libpatfinder.so.0 => $scratch/usr/lib/libpatfinder.so.0 "
}

runs_without_shared() {
    ldd "$scratch/a.out" >"$scratch/needed" && ! grep libpatfinder "$scratch/needed"
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
    [ "$(pkg-config --modversion patfinder)" = "$version" ]
}

# As a shell reads what pkg-config prints.
names_blanks() {
    local words
    eval "words=($(PKG_CONFIG_PATH="$scratch/a  stage/opt/two words/lib/pkgconfig" pkg-config --cflags --libs patfinder))"
    [ "${words[*]}" = '-I/opt/two words/include -L/opt/two words/lib -lpatfinder' ] || { printf '%s\n' "${words[@]}"; return 1; }
}

refuses_mode() {
    ! make -n MODE=relase >"$scratch/said" 2>&1 && grep -F 'there is no MODE=relase: take asan ' "$scratch/said"
}

check 'install: what is no kind of build is refused' refuses_mode
check 'install: into a prefix' make -s install PREFIX="$scratch/usr"
installed usr >"$scratch/actual"
same 'install: the program, its manuals and the library' "$scratch/expected" "$scratch/actual"
for completion in bash:share/bash-completion/completions/patfinder zsh:share/zsh/site-functions/_patfinder fish:share/fish/vendor_completions.d/patfinder.fish; do
    "$scratch/usr/bin/patfinder" completion "${completion%%:*}" >"$scratch/printed"
    same "install: the completions for ${completion%%:*} are those that the program prints" "$scratch/printed" "$scratch/usr/${completion#*:}"
done
check "install: README's example builds with pkg-config" build_example 1
check "install: README's example recommends" example_recommends
check "install: README's example runs with the shared library" runs_with_shared
check "install: README's example builds with the archive" build_example 1 2
check "install: README's example recommends, with the archive" example_recommends
check "install: README's example runs without the shared library" runs_without_shared
if command -v "${CXX:-c++}" >/dev/null; then
    check 'install: a program in C++ builds with pkg-config' build_cxx "$(pkg-config --libs patfinder)"
    check 'install: a program in C++ recommends' example_recommends
    check 'install: a program in C++ runs with the shared library' runs_with_shared
    check 'install: a program in C++ builds with the archive' build_cxx "$(pkg-config --static --libs patfinder | sed 's/-lpatfinder/-l:libpatfinder.a/')"
    check 'install: a program in C++ recommends, with the archive' example_recommends
    check 'install: a program in C++ runs without the shared library' runs_without_shared
else
    pass 'install: programs in C++ # SKIP there is no C++ compiler'
fi
check "install: the manual's example builds by both of its commands, and prints what stands there" manual_example
check "install: README's example of a round builds" build_example 2
check "install: README's example of a round grades a right answer" quizzes 0 proximity 'All right: 1 right.'
check "install: README's example of a round grades a wrong answer" quizzes 1 contention '1 missed, 1 not called for.'
check 'install: pkg-config knows the version' version_agrees
check 'install: into a folder for packages' make -s install DESTDIR="$scratch/stage" PREFIX=/opt/patfinder
installed stage/opt/patfinder >"$scratch/actual"
same 'install: the same files for packages' "$scratch/expected" "$scratch/actual"
check 'install: packages name the prefix alone' grep -x 'prefix=/opt/patfinder' "$scratch/stage/opt/patfinder/lib/pkgconfig/patfinder.pc"
check 'install: is undone for packages' make -s uninstall DESTDIR="$scratch/stage" PREFIX=/opt/patfinder
installed stage >"$scratch/actual"
same 'install: leaves nothing behind for packages' /dev/null "$scratch/actual"
blanks=("DESTDIR=$scratch/a  stage" 'PREFIX=/opt/two words' 'LIBDIR=/opt/two words/lib')
check 'install: into places whose names have blanks' make -s install "${blanks[@]}"
installed 'a  stage/opt/two words' >"$scratch/actual"
same 'install: the same files where names have blanks' "$scratch/expected" "$scratch/actual"
check 'install: pkg-config names a prefix with blanks' names_blanks
check 'install: is undone where names have blanks' make -s uninstall "${blanks[@]}"
installed 'a  stage' >"$scratch/actual"
same 'install: leaves nothing behind where names have blanks' /dev/null "$scratch/actual"
check 'install: is undone' make -s uninstall PREFIX="$scratch/usr"
installed usr >"$scratch/actual"
same 'install: leaves nothing behind' /dev/null "$scratch/actual"
finish
