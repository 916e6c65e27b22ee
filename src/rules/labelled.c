// SPDX-License-Identifier: MIT
// Texts with the patterns that readers named for them: what a rule set is measured on.
#include "rules/labelled.h"

#include "rules/reader.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define AT(member) offsetof(pf_labelled_text, member)
static const pf_field text_fields[] = {
    {.key = "id", .kind = PF_FIELD_ID, .offset = AT(id), .required = true, .about = "Name of the text, unique in its file."},
    {.key = "group", .kind = PF_FIELD_ID, .offset = AT(group), .about = "Author or kind of the text."},
    {.key = "text", .kind = PF_FIELD_STRING, .offset = AT(text), .required = true, .about = "The text."},
    {.key = "must", .kind = PF_FIELD_STRINGS, .offset = AT(must), .about = "Patterns that must be recommended."},
    {.key = "may", .kind = PF_FIELD_STRINGS, .offset = AT(may), .about = "Patterns that may be recommended or not."},
};
#undef AT
static const pf_record text_record = {"a labelled text", sizeof(pf_labelled_text), offsetof(pf_labelled_text, place), text_fields,
                                      COUNT(text_fields), "A text and its patterns.", NULL, false};
static const pf_field file_fields[] = {
    {.key = "texts", .kind = PF_FIELD_LIST, .record = &text_record, .required = true, .about = "The labelled texts."},
};
static const pf_record file_record = {"a file of labelled texts", sizeof(pf_labelled_texts), SIZE_MAX, file_fields, COUNT(file_fields),
                                      "Texts to measure rules on.", NULL, false};

static void check_patterns(const pf_ruleset *rules, const pf_strings *ids, pf_diagnostics *diagnostics)
{
    const pf_patterns *patterns = &rules->pack.patterns;
    for (size_t i = 0; i < ids->count; i++) {
        const pf_string_item *item = &ids->items[i];
        if (pf_find_pattern(rules, item->text) != PF_UNRESOLVED)
            continue;
        pf_hint hint = pf_did_you_mean(item->text, PF_NAMES(*patterns, pf_pattern, id), "");
        pf_diagnostics_add(diagnostics, PF_ERROR, "rule-dangling", item->place.file, item->place.line, item->place.column,
                           "there is no pattern '%s'%s", item->text, hint.text);
    }
}

static bool append(pf_arena *arena, const pf_labelled_texts *more, pf_labelled_texts *all)
{
    pf_labelled_text *items = pf_arena_array(arena, all->count + more->count, sizeof *items);
    if (!items)
        return false;
    if (all->count)
        memcpy(items, all->items, all->count * sizeof *items);
    if (more->count)
        memcpy(items + all->count, more->items, more->count * sizeof *items);
    *all = (pf_labelled_texts){items, all->count + more->count};
    return true;
}

bool pf_labelled_read(pf_arena *arena, const pf_ruleset *rules, const pf_rule_text *file, pf_labelled_texts *all,
                      pf_diagnostics *diagnostics)
{
    size_t errors = diagnostics->errors;
    pf_reader reader = {arena, arena, diagnostics, &pf_yaml_rules};
    pf_labelled_texts texts = {0};
    const pf_node *root = pf_node_parse(arena, &pf_yaml_rules, file->name, file->bytes, file->length, diagnostics);
    if (!root && diagnostics->errors == errors)
        pf_diagnostics_add(diagnostics, PF_ERROR, "rule-empty", file->name, 0, 0, "the file holds no labelled texts: give it the key 'texts'");
    if (!root || !pf_read_record(&reader, &file_record, root, &texts))
        return false;
    for (size_t i = 0; i < texts.count; i++) {
        check_patterns(rules, &texts.items[i].must, diagnostics);
        check_patterns(rules, &texts.items[i].may, diagnostics);
    }
    if (!append(arena, &texts, all))
        pf_diagnostics_add(diagnostics, PF_ERROR, "out-of-memory", file->name, 0, 0, "out of memory");
    return diagnostics->errors == errors;
}
