# SPDX-License-Identifier: MIT
# make            builds build/release/patfinder and links ./patfinder to it
# make test       builds and runs all tests, also under AddressSanitizer and UBSan
# make fuzz       looks for inputs that break it, with clang's libFuzzer, for SECONDS=60 each target; what it finds and learns stays in build/fuzz
# make lint       lets gcc's analyzer, clang-tidy and cppcheck read every C file; each finding is an error (make -j2 -k lint shows all)
# make coverage   shows how much of each folder of src the tests run, and of each line in build/coverage/index.html: of all lines at least
#                 90 %, and 80 % of the branches
# make pictures   takes the pictures that README shows anew, in a browser
# make bench      measures how fast the program is, and writes build/bench.json
# make deps       installs what building needs (apt, dnf, apk or brew); as `make deps test`, what the tests need too, also from npm
# make install    puts the program, its manuals, the library and completions below PREFIX (in DESTDIR, for packages); make uninstall
#                 takes them away
# make dist       packs the tracked files into build/patfinder-VERSION.tar.gz; make distcheck builds, tests and installs what it holds
# make deb        makes Debian packages in build/deb
# make MODE=asan  builds with sanitizers into build/asan, MODE=tsan with that for threads, MODE=plain without vector instructions of its own;
#                 V=1 shows the commands

MODE ?= release
BUILD := build/$(MODE)
CC ?= cc
PKG_CONFIG ?= pkg-config
PREFIX ?= /usr/local
DESTDIR ?=

VERSION := $(shell sed -n 's/^.define PF_VERSION "\(.*\)"/\1/p' include/patfinder.h)
# Programs name the library by the part of its version that changes when they have to be linked anew.
MAJOR := $(firstword $(subst ., ,$(VERSION)))
ifeq ($(shell uname -s),Darwin)
SHARED_LINK := libpatfinder.dylib
SHARED_LIBRARY := libpatfinder.$(VERSION).dylib
SONAME := libpatfinder.$(MAJOR).dylib
SHARED_FLAGS = -dynamiclib -install_name '$(LIBDIR)/$(SONAME)'
else
SHARED_LINK := libpatfinder.so
SHARED_LIBRARY := libpatfinder.so.$(VERSION)
SONAME := libpatfinder.so.$(MAJOR)
SHARED_FLAGS = -shared -Wl,-soname,$(SONAME) -Wl,-z,defs
# What the loader has bound is read-only from then on, and no stack is executable.
HARDENED_LINK := -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack
endif
PACKAGES := yaml-0.1 libpcre2-8 md4c jansson

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Werror
FLAGS_release = -O2 -fstack-protector-strong -U_FORTIFY_SOURCE $(HARDENED)
FLAGS_asan := -O1 -g -DPF_ARENA_CHUNK=1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FLAGS_tsan := -O1 -g -fsanitize=thread
# Of a clang that warns of more than others the fuzzer is wanted all the same.
FLAGS_fuzz := -Wno-error -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FLAGS_plain := -O1 -DPF_PLAIN
# Behind the fence nothing that was counted could be written; threads count at the same time.
FLAGS_coverage := -O0 -g --coverage -fprofile-update=atomic -DPF_NO_FENCE
# Else a slip of the hand would be built without any of these.
ifeq ($(flavor FLAGS_$(MODE)),undefined)
$(error there is no MODE=$(MODE): take $(patsubst FLAGS_%,%,$(sort $(filter FLAGS_%,$(.VARIABLES)))))
endif
# One set of objects for the program, the archive and the shared library, whose functions call one another directly.
CODE := -fPIC -fno-semantic-interposition
# What pkg-config says is asked for when it is needed, not before: `make deps all` installs it first.
later = $(eval $(1) := $(2))$($(1))
PACKAGE_CFLAGS = $(call later,PACKAGE_CFLAGS,$(shell $(PKG_CONFIG) --cflags $(PACKAGES) 2>/dev/null))
# Of what hardens a program, that which the compiler has for the machine, and which goes with CFLAGS: a packager's say it otherwise,
# and with -O0 nothing can be fortified.
known = $(shell $(CC) -Werror -O2 -U_FORTIFY_SOURCE $(1) $(CFLAGS) -include stdlib.h -x c -c -o /dev/null /dev/null 2>/dev/null && echo $(1))
HARDENED = $(call later,HARDENED,$(foreach flag,-fstack-clash-protection -fcf-protection -D_FORTIFY_SOURCE=3,$(call known,$(flag))))
# Numbers are rounded alike on every machine, which those that keep more digits between two steps would not do.
EXACT = $(call later,EXACT,-ffp-contract=off $(call known,-msse2 -mfpmath=sse))
CFLAGS_ALL = -std=c17 $(EXACT) -pthread -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 -fvisibility=hidden $(CODE) $(WARNINGS) \
	$(FLAGS_$(MODE)) -Isrc -Iinclude $(PACKAGE_CFLAGS) $(CFLAGS)

# Static archives where the distribution ships them: each shared library costs start-up time. Sanitized builds link what there is.
static = $(or $(wildcard $(shell $(PKG_CONFIG) --variable=libdir $(1) 2>/dev/null)/$(2)),$(shell $(PKG_CONFIG) --libs $(1) 2>/dev/null))
LIBRARIES = $(call later,LIBRARIES,$(call static,yaml-0.1,libyaml.a) $(call static,libpcre2-8,libpcre2-8.a) \
	$(call static,md4c,libmd4c.a) $(call static,jansson,libjansson.a) -lm)
# For the program alone, which edits lines on a terminal. The archive needs those of what it is made with.
EDIT_ARCHIVES = $(foreach name,edit tinfo bsd md,$(wildcard $(shell $(PKG_CONFIG) --variable=libdir libedit 2>/dev/null)/lib$(name).a))
EDIT = $(call later,EDIT,$(if $(word 4,$(EDIT_ARCHIVES)),$(EDIT_ARCHIVES),$(shell $(PKG_CONFIG) --libs libedit 2>/dev/null || echo -ledit)))
CMOCKA = $(call later,CMOCKA,$(shell $(PKG_CONFIG) --libs cmocka 2>/dev/null))

ifeq ($(V),1)
Q :=
SAY := @:
else
Q := @
SAY := @printf '  %-8s%s\n'
endif

RULES := $(shell find rules -name '*.yaml' | LC_ALL=C sort)
# The rule compiler needs all that reads rules, and nothing that uses the compiled ones.
READER_SOURCES := $(wildcard src/base/*.c src/input/*.c src/document/*.c src/text/*.c src/match/*.c src/rules/*.c) src/api/rule_paths.c
LIBRARY_SOURCES := $(READER_SOURCES) $(filter-out src/api/rule_paths.c,$(wildcard src/api/*.c)) $(wildcard src/facts/*.c src/engine/*.c src/quiz/*.c src/check/*.c src/report/*.c)
CLI_SOURCES := $(wildcard src/cli/*.c)
TEST_SOURCES := $(wildcard tests/unit/test_*.c)
FUZZ_SOURCES := $(wildcard tests/fuzz/*.c)

object = $(patsubst %.c,$(BUILD)/%.o,$(1))
READER_OBJECTS := $(call object,$(READER_SOURCES))
LIBRARY_OBJECTS := $(call object,$(LIBRARY_SOURCES)) $(BUILD)/rules.o
TESTS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(TEST_SOURCES))
FUZZ_TARGETS := $(patsubst tests/fuzz/target_%.c,$(BUILD)/fuzz/%,$(filter tests/fuzz/target_%.c,$(FUZZ_SOURCES)))
OBJECTS := $(LIBRARY_OBJECTS) $(call object,$(CLI_SOURCES) $(TEST_SOURCES) $(FUZZ_SOURCES) src/tools/compile_rules.c)

.PHONY: all patfinder test bench lint fuzz fuzz-targets unit deps deps-build deps-test clean install uninstall dist distcheck deb format golden-update objects coverage pictures FORCE
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BUILD)/patfinder $(if $(filter release,$(MODE)),patfinder $(BUILD)/$(SHARED_LIBRARY))

# A link may point at the build of another mode, which its time does not show.
patfinder: $(BUILD)/patfinder
	$(Q)ln -sf $< $@

link = $(CC) $(CFLAGS_ALL) -pie $(HARDENED_LINK) -o $@ $(filter %.o %.a,$^) $(LIBRARIES)

$(BUILD)/patfinder: $(call object,$(CLI_SOURCES)) $(BUILD)/libpatfinder.a $(BUILD)/parts
	$(SAY) LINK $@
	$(Q)$(link) $(EDIT) $(LDFLAGS)

# For packages, which get the mended libraries of their distribution, `make bench`, which tells what the static archives gain, and
# tests/faults.py, which asks whose an allocation is.
SHARED = $(call later,SHARED,$(shell $(PKG_CONFIG) --libs $(PACKAGES) 2>/dev/null) -lm)
SHARED_EDIT = $(call later,SHARED_EDIT,$(shell $(PKG_CONFIG) --libs libedit 2>/dev/null || echo -ledit))
$(BUILD)/patfinder-shared: $(call object,$(CLI_SOURCES)) $(BUILD)/libpatfinder.a $(BUILD)/parts
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS_ALL) -pie $(HARDENED_LINK) -o $@ $(filter %.o %.a,$^) $(SHARED) $(SHARED_EDIT) $(LDFLAGS)

# What tests load into the program to make its life hard.
$(BUILD)/tests/%.so: tests/faults/%.c $(BUILD)/flags
	$(SAY) LINK $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -std=c17 -O1 $(WARNINGS) -shared -fPIC $(CFLAGS) -o $@ $< $(LDFLAGS)

$(BUILD)/libpatfinder.a: $(LIBRARY_OBJECTS) $(BUILD)/parts
	$(SAY) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $(filter %.o,$^)

$(BUILD)/$(SHARED_LIBRARY): $(LIBRARY_OBJECTS) $(BUILD)/parts
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS_ALL) $(SHARED_FLAGS) $(HARDENED_LINK) -o $@ $(filter %.o,$^) $(SHARED) $(LDFLAGS)

$(BUILD)/compile_rules: $(BUILD)/src/tools/compile_rules.o $(READER_OBJECTS) $(BUILD)/parts
	$(SAY) LINK $@
	$(Q)$(link) $(LDFLAGS)

$(BUILD)/rules.S: $(BUILD)/compile_rules $(RULES) $(BUILD)/parts
	$(SAY) RULES $@
	$(Q)$(BUILD)/compile_rules rules > $@.new && mv $@.new $@

$(BUILD)/rules.o: $(BUILD)/rules.S $(BUILD)/flags
	$(SAY) AS $@
	$(Q)$(CC) $(filter -fcf-protection,$(FLAGS_$(MODE))) $(CFLAGS) -c -o $@ $<

$(BUILD)/%.o: %.c $(BUILD)/flags
	$(SAY) CC $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(BUILD)/libpatfinder.a $(BUILD)/parts
	$(SAY) LINK $@
	$(Q)mkdir -p $(@D)
	$(Q)$(link) $(CMOCKA) $(LDFLAGS)

# What works on numbers of words compares nothing that an input could be mended by: that is not traced, which takes a quarter of the time.
$(BUILD)/src/engine/%.o $(BUILD)/src/facts/%.o $(BUILD)/src/match/%.o: FLAGS_fuzz += -fno-sanitize-coverage=trace-cmp

# With the fuzzer, or with a main that replays files.
FUZZER = $(if $(filter fuzz,$(MODE)),-fsanitize=fuzzer)
$(FUZZ_TARGETS): $(BUILD)/fuzz/%: $(BUILD)/tests/fuzz/target_%.o $(BUILD)/tests/fuzz/fuzz.o $(if $(filter fuzz,$(MODE)),,$(BUILD)/tests/fuzz/replay.o) \
		$(BUILD)/libpatfinder.a $(BUILD)/parts
	$(SAY) LINK $@
	$(Q)mkdir -p $(@D)
	$(Q)$(link) $(FUZZER) $(LDFLAGS)
$(BUILD)/fuzz/arguments: $(BUILD)/src/cli/command_line.o

# Changed flags compile everything anew. What files there are, and what they are linked with, is said by no file's time: one that
# is deleted or renamed would leave what was made of it.
PARTS = $(RULES) $(LIBRARY_SOURCES) $(CLI_SOURCES) $(LIBRARIES) $(EDIT) $(CMOCKA) $(LDFLAGS)
stamp = $(Q)mkdir -p $(@D) && echo '$(1)' | cmp -s - $@ || echo '$(1)' > $@

$(BUILD)/flags: FORCE
	$(call stamp,$(CC) $(CFLAGS_ALL))
$(BUILD)/parts: FORCE
	$(call stamp,$(PARTS))
FORCE:

unit: $(TESTS) $(patsubst tests/faults/%.c,$(BUILD)/tests/%.so,$(wildcard tests/faults/*.c)) $(BUILD)/patfinder-shared

fuzz-targets: $(FUZZ_TARGETS)

# All that is compiled, for a compiler that has no libraries to link.
objects: $(filter-out $(BUILD)/rules.o,$(OBJECTS))

test:
	$(Q)tests/run

coverage:
	$(Q)tests/run coverage/

SECONDS ?= 60
CLANG ?= clang
fuzz:
	$(Q)CLANG='$(CLANG)' tests/fuzz.py $(SECONDS)

# Each tool reads each file by itself. That it found nothing there is told by the time of a file, until the source, a header, the tool or
# what is asked of it is another.
LINT_SOURCES := $(sort $(wildcard src/*/*.c tests/*/*.c))
LINTERS := gcc clang-tidy cppcheck
GCC ?= gcc
CLANG_TIDY ?= clang-tidy
CPPCHECK ?= cppcheck
# Of leaks gcc's analyzer sees too many where memory is kept through pointers to pointers; the other two look for them, and LeakSanitizer.
# That a test ends where an assertion of cmocka does not hold, it does not see.
lint_gcc = $(GCC) $(CFLAGS_ALL) -fanalyzer -Wno-analyzer-malloc-leak $(if $(filter tests/unit/%,$<),$(CMOCKA_UNSEEN)) -S -o /dev/null $<
CMOCKA_UNSEEN := -Wno-analyzer-null-dereference -Wno-analyzer-null-argument -Wno-analyzer-use-of-uninitialized-value
lint_clang-tidy = $(CLANG_TIDY) --quiet $< -- $(filter -std=% -D% -I% -W%,$(CFLAGS_ALL))
lint_cppcheck = $(CPPCHECK) --quiet --enable=warning,style,performance,portability --library=posix \
	--suppressions-list=tests/cppcheck.suppressions --error-exitcode=1 $(filter -D% -I%,$(CFLAGS_ALL)) $<
define lint_rules
.PHONY: lint-$(1)
lint-$(1): $$(LINT_SOURCES:%.c=build/lint/$(1)/%.ok)
build/lint/$(1)/flags: FORCE
	$$(call stamp,$$(lint_$(1)) $$(shell $$(firstword $$(lint_$(1))) --version 2>&1))
build/lint/$(1)/%.ok: %.c build/lint/$(1)/flags $(2)
	$$(SAY) LINT '$(1) $$<'
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(lint_$(1)) > $$@.said 2>&1 || { cat $$@.said; exit 1; }
	$$(Q)$$(CC) $$(CFLAGS_ALL) -MM -MP -MT $$@ -MF $$(@:.ok=.d) $$< && touch $$@
endef
$(eval $(call lint_rules,gcc))
$(eval $(call lint_rules,clang-tidy,.clang-tidy tests/unit/.clang-tidy))
$(eval $(call lint_rules,cppcheck,tests/cppcheck.suppressions))
lint: $(LINTERS:%=lint-%)

bench: all $(BUILD)/patfinder-shared
	$(Q)CC='$(CC)' tests/bench.py $(BUILD)/patfinder

pictures: all
	$(Q)tests/pictures.py $(BUILD)/patfinder

golden-update: all
	$(Q)tests/golden.py --update $(BUILD)/patfinder

# As root, or with sudo where there is one.
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
# Packages for apt, dnf, apk and brew, and what to say to those who have none of them.
install_packages = $(Q)if command -v apt-get >/dev/null; then \
		$(SUDO) apt-get update && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y --no-install-recommends $(1); \
	elif command -v dnf >/dev/null; then $(SUDO) dnf install -y $(2); \
	elif command -v apk >/dev/null; then $(SUDO) apk add $(3); \
	elif command -v brew >/dev/null; then brew install $(4); \
	else echo 'make deps knows apt, dnf, apk and brew; install $(5) yourself' >&2; exit 1; fi
deps: $(if $(filter test,$(MAKECMDGOALS)),deps-test,deps-build)
deps-build:
	$(call install_packages,build-essential pkg-config libyaml-dev libpcre2-dev libmd4c-dev libjansson-dev libedit-dev, \
		gcc make pkgconf-pkg-config libyaml-devel pcre2-devel md4c-devel jansson-devel libedit-devel, \
		build-base pkgconf yaml-dev pcre2-dev md4c-dev jansson-dev libedit-dev, \
		pkg-config libyaml pcre2 md4c jansson libedit, \
		libyaml$(comma) PCRE2$(comma) md4c$(comma) jansson$(comma) libedit and pkg-config)

# Node.js with npm may come from elsewhere, and Debian's would be in its way.
comma := ,
npm = $$(command -v npm >/dev/null || echo $(1))
# Not for every machine.
apt_has = $$(apt-cache show $(1) >/dev/null 2>&1 && echo $(1))
test_apt = libcmocka-dev mandoc python3 python3-jsonschema python3-yaml libxml2-utils parallel strace tmux zsh fish debhelper lintian \
	cmark-gfm gcovr clang libclang-rt-dev clang-tidy cppcheck locales musl-tools $(call apt_has,gcc-multilib) $(call npm,nodejs npm) \
	$(call apt_has,chromium) graphviz poppler-utils pngquant fonts-dejavu-core fonts-droid-fallback fonts-noto-color-emoji
test_dnf = gcc-c++ libcmocka-devel mandoc python3 python3-jsonschema python3-pyyaml bash libasan libubsan libtsan libxml2 parallel strace \
	tmux zsh fish gcovr clang compiler-rt clang-tools-extra cppcheck $(call npm,nodejs-npm) \
	chromium graphviz poppler-utils pngquant dejavu-sans-fonts
test_apk = bash cmocka-dev mandoc python3 py3-jsonschema py3-yaml libxml2-utils parallel strace tmux zsh fish gcovr clang compiler-rt \
	clang-extra-tools cppcheck $(call npm,npm) chromium graphviz poppler-utils pngquant font-dejavu
test_brew = cmocka mandoc python-jsonschema pyyaml parallel tmux bash zsh fish cmark-gfm gcovr llvm cppcheck $(call npm,node) graphviz poppler pngquant \
	$$([ -d '/Applications/Google Chrome.app' ] || echo google-chrome)
test_named = cmocka$(comma) mandoc$(comma) xmllint$(comma) GNU parallel$(comma) strace$(comma) tmux$(comma) zsh$(comma) fish$(comma) cmark-gfm$(comma) \
	gcovr$(comma) clang with libFuzzer$(comma) clang-tidy$(comma) cppcheck$(comma) npm$(comma) Chromium$(comma) Graphviz$(comma) pdfinfo$(comma) pngquant$(comma) and jsonschema and yaml for python3
deps-test: deps-build
	$(call install_packages,$(test_apt),$(test_dnf),$(test_apk),$(test_brew),$(test_named))
	$(Q)$(MAKE) --no-print-directory $(CONSUMERS)/node_modules/.package-lock.json $(BROWSER)/node_modules/.package-lock.json

# Programs and schemas of others, for tests/consumers.py; their install scripts, which are not run, would only do the last line. What
# drives a browser, and Mermaid, for tests/browser.py.
CONSUMERS := tests/consumers
BROWSER := tests/browser
$(CONSUMERS)/node_modules/.package-lock.json $(BROWSER)/node_modules/.package-lock.json: tests/%/node_modules/.package-lock.json: \
		tests/%/package.json tests/%/package-lock.json tests/%/.npmrc
	$(SAY) NPM tests/$*
	$(Q)cd tests/$* && npm ci
	$(Q)chmod -f a+x tests/$*/node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool || :

LIBDIR ?= $(PREFIX)/lib
MANUALS := $(wildcard man/*.[0-9])
# The names of places may have blanks, so that the shell puts them in: of each manual, $PREFIX/share/man/man1/patfinder.1.
INSTALLED_MANUALS := $(foreach page,$(MANUALS),$$PREFIX/share/man/man$(subst .,,$(suffix $(page)))/$(notdir $(page)))
# Where each shell looks for those of programs.
BASH_COMPLETION := $$PREFIX/share/bash-completion/completions/patfinder
ZSH_COMPLETION := $$PREFIX/share/zsh/site-functions/_patfinder
FISH_COMPLETION := $$PREFIX/share/fish/vendor_completions.d/patfinder.fish
INSTALLED := $$PREFIX/bin/patfinder $(INSTALLED_MANUALS) $$PREFIX/include/patfinder.h $$LIBDIR/libpatfinder.a $$LIBDIR/$(SHARED_LIBRARY) \
	$$LIBDIR/$(SONAME) $$LIBDIR/$(SHARED_LINK) $$LIBDIR/pkgconfig/patfinder.pc $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION)
# Which of the two is installed: packages take $(BUILD)/patfinder-shared.
PROGRAM ?= $(BUILD)/patfinder

# Whoever links the shared library needs nothing else; whoever links the archive, what it is made with.
blank := $(subst ,, )
define PKG_CONFIG_FILE
prefix=$(subst $(blank),\ ,$(PREFIX))
libdir=$(subst $(blank),\ ,$(subst $(PREFIX)/,$${prefix}/,$(LIBDIR)))
Name: patfinder
Description: Recommends system-design patterns for a description of a system
Version: $(VERSION)
Requires.private: $(PACKAGES)
Cflags: -I$${prefix}/include
Libs: -L$${libdir} -lpatfinder
Libs.private: -lm -pthread
endef

staged = $(foreach place,$(1),"$$DESTDIR$(place)")
install uninstall: export DESTDIR := $(DESTDIR)
install uninstall: export PREFIX := $(PREFIX)
install uninstall: export LIBDIR := $(LIBDIR)
install: export TEXT = $(PKG_CONFIG_FILE)
install: all $(PROGRAM) $(BUILD)/$(SHARED_LIBRARY)
	install -d $(call staged,$(sort $(dir $(INSTALLED))))
	install -m 755 $(PROGRAM) $(call staged,$$PREFIX/bin/patfinder)
	for page in $(MANUALS); do install -m 644 $$page $(call staged,$$PREFIX/share/man/man)$${page##*.}; done
	install -m 644 include/patfinder.h $(call staged,$$PREFIX/include/patfinder.h)
	install -m 644 $(BUILD)/libpatfinder.a $(BUILD)/$(SHARED_LIBRARY) $(call staged,$$LIBDIR)
	ln -sf $(SHARED_LIBRARY) $(call staged,$$LIBDIR/$(SONAME))
	ln -sf $(SONAME) $(call staged,$$LIBDIR/$(SHARED_LINK))
	$(PROGRAM) completion bash > $(call staged,$(BASH_COMPLETION))
	$(PROGRAM) completion zsh > $(call staged,$(ZSH_COMPLETION))
	$(PROGRAM) completion fish > $(call staged,$(FISH_COMPLETION))
	printf '%s\n' "$$TEXT" > $(call staged,$$LIBDIR/pkgconfig/patfinder.pc)
	chmod 644 $(call staged,$$LIBDIR/pkgconfig/patfinder.pc $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION))
	$(if $(DESTDIR),,$(if $(filter /usr /usr/local,$(PREFIX)),ldconfig || :)) # so that the loader knows the library at once

uninstall:
	rm -f $(call staged,$(INSTALLED))

NAME := patfinder-$(VERSION)
DIST := build/$(NAME).tar.gz
# The time of the files in packages: the same commit gives the same bytes.
SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct)

# The tracked files as they are now.
dist:
	$(Q)[ "$$(git rev-parse --show-cdup 2>&1)" = '' ] || { echo 'make dist packs what git tracks: run it in a clone of the repository' >&2; exit 1; }
	$(SAY) DIST $(DIST)
	$(Q)mkdir -p build
	$(Q)git ls-files -z | LC_ALL=C sort -z | tar -c --null --no-recursion -T - --transform 's,^,$(NAME)/,S' --format=gnu --mode=go=rX \
		--owner=0 --group=0 --numeric-owner --mtime=@$(SOURCE_DATE_EPOCH) -f $(DIST:.gz=)
	$(Q)gzip -9nf $(DIST:.gz=)

# What of tests/run is run by distcheck; DISTCHECK=/ is all of it.
DISTCHECK ?= release/golden release/install
distcheck: dist
	$(Q)rm -rf build/distcheck && mkdir build/distcheck && tar -xzf $(DIST) -C build/distcheck
	$(Q)cd build/distcheck/$(NAME) && for filter in $(DISTCHECK); do tests/run $$filter || exit 1; done
	$(Q)$(MAKE) -s -C build/distcheck/$(NAME) clean
	$(Q)tar -tzf $(DIST) --quoting-style=literal | LC_ALL=C sort > build/distcheck/packed
	$(Q)cd build/distcheck && find $(NAME) ! -type d | LC_ALL=C sort | diff packed - && tar -dzf ../../$(DIST)
	$(Q)rm -r build/distcheck

# Who stands in the packages: as for other tools of Debian, DEBFULLNAME and DEBEMAIL; else the latest author.
DEBFULLNAME ?= $(shell git log -1 --format=%an)
DEBEMAIL ?= $(shell git log -1 --format=%ae)
MAINTAINER = $(DEBFULLNAME) <$(DEBEMAIL)>
DEBIAN := src/tools/debian
deb: dist
	$(Q)rm -rf build/deb && mkdir build/deb && tar -xzf $(DIST) -C build/deb
	$(Q)mkdir build/deb/$(NAME)/debian && cp $(DEBIAN)/rules $(DEBIAN)/*.install build/deb/$(NAME)/debian
	$(Q)sed 's/@MAINTAINER@/$(MAINTAINER)/' $(DEBIAN)/control.in > build/deb/$(NAME)/debian/control
	$(Q){ sed "s/@COPYRIGHT@/$$(sed -n 's/^Copyright (c) //p' LICENSE)/" $(DEBIAN)/copyright.in; sed '1,/^Copyright/d' LICENSE | sed '1d; s/^$$/./; s/^/ /'; } \
		> build/deb/$(NAME)/debian/copyright
	$(Q)printf '%s\n' 'patfinder ($(VERSION)) unstable; urgency=medium' '' '  * Release $(VERSION).' '' \
		" -- $(MAINTAINER)  $$(LC_ALL=C date -u -R -d @$(SOURCE_DATE_EPOCH))" > build/deb/$(NAME)/debian/changelog
	$(Q)cd build/deb/$(NAME) && env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS DEB_BUILD_OPTIONS="noautodbgsym $$DEB_BUILD_OPTIONS" \
		SOURCE_DATE_EPOCH=$(SOURCE_DATE_EPOCH) dpkg-buildpackage -b -us -uc
	$(Q)rm -r build/deb/$(NAME)

format:
	clang-format -i $$(git ls-files 'src/*.[ch]' 'include/*.h' 'tests/*.[ch]')

clean:
	rm -rf build patfinder

-include $(OBJECTS:.o=.d)
ifneq ($(filter lint%,$(MAKECMDGOALS)),)
-include $(foreach linter,$(LINTERS),$(LINT_SOURCES:%.c=build/lint/$(linter)/%.d))
endif
