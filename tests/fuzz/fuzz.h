// SPDX-License-Identifier: MIT
// What fuzz targets share. Each target is one file, target_NAME.c, with an entry that libFuzzer and AFL++ know. What it claims with
// fuzz_require ends the program where it does not hold.
#ifndef PF_TESTS_FUZZ_H
#define PF_TESTS_FUZZ_H

#include "api/handles.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

_Noreturn void fuzz_refute(const char *claim);
static inline void fuzz_require(bool holds, const char *claim)
{
    if (!holds)
        fuzz_refute(claim);
}

// One of `count`, by the bytes of the input: the same each time, so that a kept input is replayed as it was found.
size_t fuzz_draw(const uint8_t *data, size_t size, size_t count);

// The input cut at `separator` into at most `most` parts, each with a NUL behind it; the last one has all the rest.
enum { FUZZ_MOST_PARTS = 64 };
typedef struct fuzz_parts {
    char *bytes; // of all
    char *items[FUZZ_MOST_PARTS];
    size_t lengths[FUZZ_MOST_PARTS];
    size_t count; // at least 1
} fuzz_parts;
void fuzz_parts_open(fuzz_parts *parts, const uint8_t *data, size_t size, char separator, size_t most);
void fuzz_parts_close(fuzz_parts *parts);

// The default rules, loaded once and never freed.
const pf_ruleset *fuzz_default_ruleset(void);
const pf_rules *fuzz_default_rules(void);

// A rule file as a user's layer over them, held as the public interface holds rules. What was said is proved when it is closed.
typedef struct fuzz_layer {
    struct pf_rules rules;
    pf_messages *messages;
    bool loaded;
} fuzz_layer;
void fuzz_layer_open(fuzz_layer *layer, const char *bytes, size_t length);
void fuzz_layer_close(fuzz_layer *layer);

// Text that was made for people or machines, and what it claims to be.
void fuzz_prove_text(const char *bytes, size_t length); // UTF-8 without controls (but line feeds) and marks of direction
void fuzz_prove_colored(const char *bytes, size_t length); // the same, with escape sequences that change colours
void fuzz_prove_json(const char *bytes, size_t length);
void fuzz_prove_json_lines(const char *bytes, size_t length);
void fuzz_prove_format(pf_format format, bool color, const pf_output *output);

// What a writer gave, or else an error among the messages. Releases the output.
void fuzz_take_output(bool written, pf_format format, bool color, pf_output *output, const pf_messages *messages);
// Shows all messages, and forgets them.
void fuzz_take_messages(pf_messages *messages);

// A folder for this process and its children, removed at its end; what is made in it, and removed from it.
const char *fuzz_folder(void);
void fuzz_make_folder(const char *path);
void fuzz_remove(const char *path); // with all that is in it
void fuzz_write_file(const char *path, const uint8_t *data, size_t size);

#endif
