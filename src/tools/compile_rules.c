// SPDX-License-Identifier: MIT
// Compiles a folder of rule files into constant data: prints an assembly file with pf_rules_image.
//
// The rules are loaded twice, by the same loader that reads users' rules, into two pairs of regions at different addresses: one for what
// holds pointers and one for texts and tables of numbers. A word that is the same in both is a number; one that differs by the distance of
// the regions is a pointer. So no table of the model's shape is needed here, and none can fall out of step with it.
#include "api/rule_paths.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const char pf_rules_flat[] = ""; // nothing is stored yet

enum { REGION_SIZE = 64 * 1024 * 1024, PER_LINE = 8 };

typedef struct memory_region {
    pf_arena arena;
    char *begin;
    size_t used; // whole words
} memory_region;

// The rules as they were loaded once.
typedef struct rule_memory {
    memory_region structs, flat;
    pf_arena scratch;
    pf_ruleset *rules;
} rule_memory;

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

static bool open_region(memory_region *region)
{
    pf_arena_init(&region->arena);
    region->begin = pf_arena_reserve(&region->arena, REGION_SIZE);
    return region->begin != NULL;
}

static bool load(rule_memory *memory, const char *path)
{
    pf_diagnostics diagnostics;
    pf_rule_texts texts;
    pf_diagnostics_init(&diagnostics);
    pf_arena_init(&memory->scratch);
    bool opened = open_region(&memory->structs) && open_region(&memory->flat);
    memory->structs.arena.flat = &memory->flat.arena;
    if (opened && pf_rule_paths_read(&path, 1, &memory->scratch, &texts, &diagnostics))
        memory->rules = pf_ruleset_layer(NULL, texts.items, texts.count, &memory->structs.arena, &memory->scratch, &diagnostics);
    if (memory->rules)
        pf_ruleset_strip(memory->rules);
    memory->structs.used = memory->structs.arena.used;
    memory->flat.used = memory->flat.arena.used;
    print_messages(&diagnostics);
    pf_diagnostics_release(&diagnostics);
    return memory->rules != NULL;
}

static void release(rule_memory *memory)
{
    pf_arena_release(&memory->structs.arena);
    pf_arena_release(&memory->flat.arena);
    pf_arena_release(&memory->scratch);
}

static uintptr_t word_at(const memory_region *region, size_t offset)
{
    uintptr_t word;
    memcpy(&word, region->begin + offset, sizeof word);
    return word;
}

// Whether two addresses are the same place in both regions.
static bool is_same_place(const memory_region *a, uintptr_t left, const memory_region *b, uintptr_t right)
{
    return left >= (uintptr_t)a->begin && left <= (uintptr_t)a->begin + a->used && left - (uintptr_t)a->begin == right - (uintptr_t)b->begin;
}

// What a word of the image is.
typedef struct image_word {
    bool is_pointer;
    uintptr_t value; // a number, or the distance of what is pointed to
} image_word;

// Words that nothing reaches any more may point to what the loader has thrown away: they become 0.
static image_word read_struct_word(const rule_memory *a, const rule_memory *b, size_t offset)
{
    uintptr_t left = word_at(&a->structs, offset), right = word_at(&b->structs, offset);
    if (left == right)
        return (image_word){false, left};
    if (is_same_place(&a->structs, left, &b->structs, right))
        return (image_word){true, left - (uintptr_t)a->structs.begin};
    if (is_same_place(&a->flat, left, &b->flat, right))
        return (image_word){true, a->structs.used + (left - (uintptr_t)a->flat.begin)};
    return (image_word){false, 0};
}

// Among texts and tables, pointers lead to others of them, and are written as rules/stored.h has them.
static uintptr_t read_flat_word(const rule_memory *a, const rule_memory *b, size_t offset)
{
    uintptr_t left = word_at(&a->flat, offset), right = word_at(&b->flat, offset);
    if (left == right)
        return left;
    return is_same_place(&a->flat, left, &b->flat, right) ? (left - (uintptr_t)a->flat.begin) << 1 | 1 : 0;
}

static bool points_to_structs(const rule_memory *a, const rule_memory *b)
{
    for (size_t offset = 0; offset < a->flat.used; offset += sizeof(uintptr_t)) {
        uintptr_t left = word_at(&a->flat, offset), right = word_at(&b->flat, offset);
        if (left != right && is_same_place(&a->structs, left, &b->structs, right))
            return true;
    }
    return false;
}

static void print_label(const char *name)
{
    printf("\n\t.globl SYMBOL(%s)\n\t.balign 64\nSYMBOL(%s):", name, name);
}

static void print_number(size_t number, const char *directive, uint64_t value)
{
    if (number % PER_LINE == 0)
        printf("\n\t%s ", directive);
    printf(number % PER_LINE ? ",%" PRIu64 : "%" PRIu64, value);
}

static void print_structs(const rule_memory *a, const rule_memory *b, const char *directive)
{
    size_t count = a->structs.used / sizeof(uintptr_t);
    print_label("pf_rules_structs");
    for (size_t i = 0; i < count; i++)
        print_number(i, directive, read_struct_word(a, b, i * sizeof(uintptr_t)).value);
    print_label("pf_rules_pointers");
    for (size_t i = 0; i < count; i += 64) {
        uint64_t bits = 0;
        for (size_t j = i; j < count && j < i + 64; j++)
            bits |= (uint64_t)read_struct_word(a, b, j * sizeof(uintptr_t)).is_pointer << (j - i);
        print_number(i / 64, ".quad", bits);
    }
    print_label("pf_rules_struct_words");
    print_number(0, directive, count);
}

// As assembly, which takes a second where a C initialiser of this size takes minutes.
static void print_image(const rule_memory *a, const rule_memory *b)
{
    const char *directive = sizeof(uintptr_t) == 8 ? ".quad" : ".long";
    printf("// Made by src/tools/compile_rules.c from the rule files; do not edit.\n"
           "#if defined(__APPLE__)\n#define SYMBOL(name) _##name\n\t.section __TEXT,__const\n#define HIDDEN .private_extern\n"
           "#else\n#define SYMBOL(name) name\n#define HIDDEN .hidden\n\t.section .note.GNU-stack,\"\"\n"
           "#if defined(__CET__)\n#include <cet.h>\n#endif\n\t.section .rodata\n#endif\n"
           "\tHIDDEN SYMBOL(pf_rules_structs)\n\tHIDDEN SYMBOL(pf_rules_pointers)\n\tHIDDEN SYMBOL(pf_rules_struct_words)\n"
           "\tHIDDEN SYMBOL(pf_rules_flat)\n");
    print_structs(a, b, directive);
    print_label("pf_rules_flat");
    for (size_t i = 0; i < a->flat.used; i += sizeof(uintptr_t))
        print_number(i / sizeof(uintptr_t), directive, read_flat_word(a, b, i));
    printf("\n");
}

static int fail(const char *problem)
{
    fprintf(stderr, "compile_rules: %s\n", problem);
    return 2;
}

static int compile(const char *path, rule_memory *a, rule_memory *b)
{
    if (!load(a, path) || !load(b, path))
        return 2;
    if (!pf_arena_is_whole(&a->structs.arena) || !pf_arena_is_whole(&b->structs.arena) || !pf_arena_is_whole(&a->flat.arena) ||
        !pf_arena_is_whole(&b->flat.arena))
        return fail("the rules are too large: enlarge REGION_SIZE");
    if (a->structs.used != b->structs.used || a->flat.used != b->flat.used)
        return fail("the rules do not load the same way twice");
    if ((const char *)a->rules != a->structs.begin)
        return fail("the rule set does not stand at the beginning of its memory");
    if (points_to_structs(a, b))
        return fail("something among the texts and tables points to what is copied");
    print_image(a, b);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}

int main(int count, char **arguments)
{
    rule_memory a = {0}, b = {0};
    if (count != 2) {
        fprintf(stderr, "usage: compile_rules FOLDER\n");
        return 2;
    }
    int status = compile(arguments[1], &a, &b);
    release(&a);
    release(&b);
    return status;
}
