// SPDX-License-Identifier: MIT
// Compiles a folder of rule files into constant data: prints an assembly file with pf_rules_image.
//
// The rules are loaded twice, by the same loader that reads users' rules, into two regions of memory at different addresses.
// A word that is the same in both is a number; one that differs by the distance of the regions is a pointer, and is printed as
// such. So no table of the model's shape is needed here, and none can fall out of step with it.
#include "api/rule_paths.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { REGION_SIZE = 64 * 1024 * 1024 };

typedef struct memory_region {
    pf_arena keep, scratch;
    char *begin;
    size_t used;
    bool is_whole; // nothing stands outside of it
    pf_ruleset *rules;
} memory_region;

static void print_messages(const pf_diagnostics *diagnostics)
{
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    for (size_t i = 0; i < diagnostics->count; i++)
        pf_diagnostic_write(&diagnostics->items[i], &buffer);
    if (buffer.length)
        fwrite(buffer.bytes, 1, buffer.length, stderr);
    pf_buffer_release(&buffer);
}

static bool load(memory_region *region, const char *path)
{
    pf_diagnostics diagnostics;
    pf_diagnostics_init(&diagnostics);
    pf_arena_init(&region->keep);
    pf_arena_init(&region->scratch);
    region->begin = pf_arena_reserve(&region->keep, REGION_SIZE);
    pf_rule_texts texts;
    if (region->begin && pf_rule_paths_read(&path, 1, &region->scratch, &texts, &diagnostics))
        region->rules = pf_ruleset_layer(NULL, texts.items, texts.count, &region->keep, &region->scratch, &diagnostics);
    if (region->rules)
        pf_ruleset_strip(region->rules);
    region->used = region->keep.used;
    region->is_whole = pf_arena_is_whole(&region->keep);
    print_messages(&diagnostics);
    pf_diagnostics_release(&diagnostics);
    return region->rules != NULL;
}

static bool is_inside(const memory_region *region, uintptr_t address)
{
    return address >= (uintptr_t)region->begin && address <= (uintptr_t)region->begin + region->used;
}

// What a word of the image is.
typedef struct image_word {
    bool is_pointer;
    uintptr_t value; // a number, or the offset of what is pointed to
} image_word;

// Words that nothing reaches any more may point to what the loader has thrown away: they become 0.
static image_word read_word(const memory_region *a, const memory_region *b, size_t offset)
{
    uintptr_t left, right;
    memcpy(&left, a->begin + offset, sizeof left);
    memcpy(&right, b->begin + offset, sizeof right);
    if (left == right)
        return (image_word){false, left};
    bool moved = is_inside(a, left) && is_inside(b, right) && left - (uintptr_t)a->begin == right - (uintptr_t)b->begin;
    return (image_word){moved, moved ? left - (uintptr_t)a->begin : 0};
}

static void print_zeros(size_t count)
{
    if (count)
        printf("\t.zero %zu\n", count * sizeof(uintptr_t));
}

// As assembly, which takes a second where a C initialiser of this size takes minutes.
static void print_image(const memory_region *a, const memory_region *b)
{
    const char *directive = sizeof(uintptr_t) == 8 ? ".quad" : ".long";
    size_t zeros = 0;
    printf("// Made by src/tools/compile_rules.c from the rule files; do not edit.\n"
           "#if defined(__APPLE__)\n#define SYMBOL(name) _##name\n\t.section __DATA,__const\n\t.private_extern SYMBOL(pf_rules_image)\n"
           "#else\n#define SYMBOL(name) name\n\t.section .data.rel.ro,\"aw\"\n\t.hidden SYMBOL(pf_rules_image)\n\t.section .note.GNU-stack,\"\"\n\t.section .data.rel.ro\n#endif\n"
           "\t.globl SYMBOL(pf_rules_image)\n\t.balign 16\nSYMBOL(pf_rules_image):\n");
    for (size_t offset = 0; offset < a->used; offset += sizeof(uintptr_t)) {
        image_word word = read_word(a, b, offset);
        if (!word.is_pointer && word.value == 0) {
            zeros++;
            continue;
        }
        print_zeros(zeros);
        zeros = 0;
        printf(word.is_pointer ? "\t%s SYMBOL(pf_rules_image)+%" PRIuPTR "\n" : "\t%s %" PRIuPTR "\n", directive, word.value);
    }
    print_zeros(zeros + 1);
}

static int compile(const char *path, memory_region *a, memory_region *b)
{
    if (!load(a, path) || !load(b, path))
        return 2;
    if (!a->is_whole || !b->is_whole) {
        fprintf(stderr, "compile_rules: the rules are too large: enlarge REGION_SIZE\n");
        return 2;
    }
    if (a->used != b->used) {
        fprintf(stderr, "compile_rules: the rules do not load the same way twice\n");
        return 2;
    }
    if ((const char *)a->rules != a->begin) {
        fprintf(stderr, "compile_rules: the rule set does not stand at the beginning of its memory\n");
        return 2;
    }
    print_image(a, b);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}

int main(int count, char **arguments)
{
    memory_region a = {0}, b = {0};
    if (count != 2) {
        fprintf(stderr, "usage: compile_rules FOLDER\n");
        return 2;
    }
    int status = compile(arguments[1], &a, &b);
    pf_arena_release(&a.keep);
    pf_arena_release(&a.scratch);
    pf_arena_release(&b.keep);
    pf_arena_release(&b.scratch);
    return status;
}
