// SPDX-License-Identifier: MIT
// What fuzz targets share.
#define _XOPEN_SOURCE 700
#include "fuzz.h"

#include "base/utf8.h"

#include <ftw.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void fuzz_refute(const char *claim)
{
    fprintf(stderr, "fuzz: this does not hold: %s\n", claim);
    abort();
}

static void *take_memory(size_t size)
{
    void *memory = malloc(size);
    fuzz_require(memory != NULL, "there is memory");
    return memory;
}

// FNV-1a, 32 bits.
size_t fuzz_draw(const uint8_t *data, size_t size, size_t count)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < size; i++)
        hash = (uint32_t)((hash ^ data[i]) * UINT64_C(16777619));
    return (hash >> 8) % count;
}

void fuzz_parts_open(fuzz_parts *parts, const uint8_t *data, size_t size, char separator, size_t most)
{
    *parts = (fuzz_parts){.bytes = take_memory(size + 1)};
    if (size)
        memcpy(parts->bytes, data, size);
    char *end = parts->bytes + size;
    *end = '\0';
    for (char *at = parts->bytes; at; parts->count++) {
        char *cut = parts->count + 1 < most ? memchr(at, separator, (size_t)(end - at)) : NULL;
        parts->items[parts->count] = at;
        parts->lengths[parts->count] = (size_t)((cut ? cut : end) - at);
        if (cut)
            *cut = '\0';
        at = cut ? cut + 1 : NULL;
    }
}

void fuzz_parts_close(fuzz_parts *parts)
{
    free(parts->bytes);
}

const pf_rules *fuzz_default_rules(void)
{
    static pf_rules *rules;
    if (!rules) {
        pf_messages *messages = pf_messages_new();
        rules = pf_rules_load(NULL, 0, messages);
        fuzz_require(rules != NULL, "the default rules can be loaded");
        pf_messages_free(messages);
    }
    return rules;
}

const pf_ruleset *fuzz_default_ruleset(void)
{
    return fuzz_default_rules()->rules;
}

void fuzz_layer_open(fuzz_layer *layer, const char *bytes, size_t length)
{
    const pf_rule_text file = {"fuzzed.yaml", bytes, length};
    *layer = (fuzz_layer){.messages = pf_messages_new()};
    fuzz_require(layer->messages != NULL, "there is memory for messages");
    struct pf_rules *rules = &layer->rules;
    pf_arena_init(&rules->keep);
    pf_arena_init(&rules->scratch);
    rules->rules = pf_ruleset_layer(fuzz_default_ruleset(), &file, 1, &rules->keep, &rules->scratch, &layer->messages->diagnostics);
    layer->loaded = rules->rules != NULL;
    fuzz_require(layer->loaded == (pf_messages_errors(layer->messages) == 0), "rules are refused with an error, and only then");
    if (!layer->loaded)
        return;
    rules->own = *rules->rules;
    rules->own.regexes = &rules->regexes;
    rules->rules = &rules->own;
}

void fuzz_layer_close(fuzz_layer *layer)
{
    fuzz_take_messages(layer->messages);
    pf_messages_free(layer->messages);
    pf_regex_pool_release(&layer->rules.regexes);
    pf_arena_release(&layer->rules.keep);
    pf_arena_release(&layer->rules.scratch);
}

// --- What text claims to be -----------------------------------------------------------------------------------------

// The bytes of an escape sequence that changes colours, "ESC [ 1;32 m"; 0 when it is none.
static size_t color_sequence(const char *bytes, size_t length)
{
    size_t at = 2;
    if (length < 3 || bytes[0] != '\x1B' || bytes[1] != '[')
        return 0;
    while (at < length && ((bytes[at] >= '0' && bytes[at] <= '9') || bytes[at] == ';'))
        at++;
    return at < length && bytes[at] == 'm' ? at + 1 : 0;
}

static void prove_characters(const char *bytes, size_t length, bool color)
{
    for (size_t at = 0; at < length;) {
        uint32_t code;
        size_t taken = pf_utf8_decode(bytes + at, length - at, &code), escape = color ? color_sequence(bytes + at, length - at) : 0;
        fuzz_require(taken > 0, "output is UTF-8");
        fuzz_require(code == '\n' || escape || !pf_utf8_is_control(code), "output has no control characters");
        fuzz_require(!pf_utf8_is_bidi_control(code), "output has no marks of direction");
        at += escape ? escape : taken;
    }
}

void fuzz_prove_text(const char *bytes, size_t length)
{
    prove_characters(bytes, length, false);
}

void fuzz_prove_colored(const char *bytes, size_t length)
{
    prove_characters(bytes, length, true);
}

void fuzz_prove_json(const char *bytes, size_t length)
{
    json_error_t error;
    json_t *root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        fprintf(stderr, "fuzz: %s\n%.*s\n", error.text, (int)length, bytes);
    fuzz_require(root != NULL, "JSON can be parsed");
    json_decref(root);
}

void fuzz_prove_json_lines(const char *bytes, size_t length)
{
    for (const char *at = bytes, *end = bytes + length; at < end;) {
        const char *feed = memchr(at, '\n', (size_t)(end - at));
        fuzz_require(feed != NULL, "each line of NDJSON ends in a line feed");
        fuzz_prove_json(at, (size_t)(feed - at));
        at = feed + 1;
    }
}

static bool is_command(const char *line)
{
    return strncmp(line, "::error ", 8) == 0 || strncmp(line, "::warning ", 10) == 0 || strncmp(line, "::notice ", 9) == 0;
}

// Of workflow commands each line has to be one; the last may say how many more there are.
static void prove_commands(const char *bytes)
{
    for (const char *at = bytes, *end; *at; at = end + 1) {
        end = strchr(at, '\n');
        fuzz_require(end != NULL, "each command ends in a line feed");
        fuzz_require(is_command(at) || (strncmp(at, "And ", 4) == 0 && !end[1]), "each line is a command of ours");
    }
}

void fuzz_prove_format(pf_format format, bool color, const pf_output *output)
{
    fuzz_require(output->bytes && strlen(output->bytes) == output->length, "output ends in its only NUL");
    if (color)
        fuzz_prove_colored(output->bytes, output->length);
    else
        fuzz_prove_text(output->bytes, output->length);
    if (format == PF_FORMAT_JSON || format == PF_FORMAT_SARIF || format == PF_FORMAT_GITLAB || format == PF_FORMAT_RDJSON)
        fuzz_prove_json(output->bytes, output->length);
    else if (format == PF_FORMAT_NDJSON)
        fuzz_prove_json_lines(output->bytes, output->length);
    else if (format == PF_FORMAT_GITHUB)
        prove_commands(output->bytes);
}

void fuzz_take_output(bool written, pf_format format, bool color, pf_output *output, const pf_messages *messages)
{
    fuzz_require(written || pf_messages_errors(messages) > 0, "a writer fails only with an error");
    if (written)
        fuzz_prove_format(format, color, output);
    pf_output_release(output);
}

static bool is_code(const char *code)
{
    return code[0] && strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(code);
}

void fuzz_take_messages(pf_messages *messages)
{
    for (size_t i = 0; i < pf_messages_count(messages); i++) {
        pf_output output;
        fuzz_require(is_code(pf_messages_get(messages, i).code), "a message has a code");
        fuzz_require(pf_messages_format(messages, i, &output), "a message can be shown");
        fuzz_prove_format(PF_FORMAT_GNU, false, &output);
        fuzz_require(strchr(output.bytes, '\n') == output.bytes + output.length - 1, "a message is one line");
        pf_output_release(&output);
    }
    pf_messages_clear(messages);
}

// --- Files ----------------------------------------------------------------------------------------------------------

static char folder[4096];
static pid_t maker;

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

void fuzz_remove(const char *path)
{
    fuzz_require(nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS) == 0, "what was made can be removed");
}

// A child that replays one input ends without removing what its parent made.
static void remove_folder(void)
{
    if (maker == getpid())
        nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

const char *fuzz_folder(void)
{
    if (!folder[0]) {
        const char *place = getenv("TMPDIR");
        snprintf(folder, sizeof folder, "%s/patfinder-fuzz-XXXXXX", place && place[0] ? place : "/tmp");
        fuzz_require(mkdtemp(folder) != NULL, "a folder can be made");
        maker = getpid();
        atexit(remove_folder);
    }
    return folder;
}

void fuzz_make_folder(const char *path)
{
    fuzz_require(mkdir(path, 0700) == 0, "a folder can be made");
}

void fuzz_write_file(const char *path, const uint8_t *data, size_t size)
{
    FILE *file = fopen(path, "wb");
    fuzz_require(file && fwrite(data, 1, size, file) == size && fclose(file) == 0, "a file can be written");
}
