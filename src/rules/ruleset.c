// SPDX-License-Identifier: MIT
// The frozen rule set: all layers of rule files merged, resolved and compiled.
#include "rules/layer.h"

static bool build_lexicon(pf_layer *layer)
{
    if (layer->base) {
        layer->rules->lexicon = layer->base->lexicon;
        return true;
    }
    pf_lexicon *lexicon = pf_arena_alloc(layer->keep, sizeof *lexicon);
    layer->rules->lexicon = lexicon;
    return (lexicon && pf_lexicon_build(pf_arena_flat(layer->keep), &layer->own.units, lexicon)) || pf_layer_exhausted(layer);
}

pf_ruleset *pf_ruleset_layer(const pf_ruleset *base, const pf_rule_text *files, size_t count, pf_arena *keep,
                             pf_arena *scratch, pf_diagnostics *diagnostics)
{
    pf_layer layer = {.base = base, .keep = keep, .scratch = scratch, .diagnostics = diagnostics, .errors_before = diagnostics->errors};
    layer.rules = pf_arena_alloc(keep, sizeof *layer.rules);
    if (!layer.rules) {
        pf_layer_exhausted(&layer);
        return NULL;
    }
    layer.rules->regex_count = base ? base->regex_count : 0;
    if (base && base->index_count == PF_LAYERS) {
        pf_diagnostics_add(diagnostics, PF_ERROR, "rule-conflict", NULL, 0, 0, "rules can be laid over the default rules only once");
        return NULL;
    }
    bool made = pf_layer_read(&layer, files, count) && build_lexicon(&layer) && pf_layer_compile(&layer, files, count) &&
                pf_layer_merge(&layer) && pf_layer_resolve(&layer);
    return made && pf_layer_is_good(&layer) ? layer.rules : NULL;
}

static void strip_strings(pf_strings *strings)
{
    strings->place = (pf_origin){0};
    for (size_t i = 0; i < strings->count; i++)
        strings->items[i].place = (pf_origin){0};
}

static bool strip(void *context, const pf_record *record, void *instance)
{
    (void)context;
    if (record->place != SIZE_MAX)
        *(pf_origin *)(void *)((char *)instance + record->place) = (pf_origin){0};
    for (size_t i = 0; i < record->field_count; i++) {
        void *slot = (char *)instance + record->fields[i].offset;
        if (record->fields[i].kind == PF_FIELD_PHRASES)
            *(pf_phrases *)slot = (pf_phrases){.set = ((pf_phrases *)slot)->set};
        if (record->fields[i].kind == PF_FIELD_VALUE)
            ((pf_value *)slot)->place = (pf_origin){0};
        if (record->fields[i].kind == PF_FIELD_STRINGS)
            strip_strings(slot);
        PF_LIST(pf_strings) *lists = slot;
        for (size_t j = 0; record->fields[i].kind == PF_FIELD_STRINGS_LIST && j < lists->count; j++)
            strip_strings(&lists->items[j]);
    }
    return true;
}

void pf_ruleset_strip(pf_ruleset *rules)
{
    pf_pack *pack = &rules->pack;
    for (size_t i = 0; i < pack->patterns.count; i++)
        pf_walk(&pf_pattern_record, &pack->patterns.items[i], strip, NULL);
    pf_walk(&pf_pack_record, pack, strip, NULL);
}
