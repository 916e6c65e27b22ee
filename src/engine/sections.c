// SPDX-License-Identifier: MIT
// What headings, labels and words of denial make of the text around them.
#include "engine/state.h"

#include "base/bytes.h"

#include <stdlib.h>

static pf_marks collect_marks(const pf_state *state, const uint32_t *sets, size_t count, pf_mark *items)
{
    pf_marks marks = {items, 0};
    for (size_t i = 0; i < count; i++) {
        pf_range hits = pf_hits_of(&state->hits, sets[i]);
        for (uint32_t j = 0; j < hits.count; j++) {
            const pf_hit *hit = pf_hit_at(&state->hits, hits.first + j);
            items[marks.count++] = (pf_mark){hit->sentence, hit->first_token, hit->last_token, 0, 0, 0, false, false};
        }
    }
    return marks;
}

static size_t count_hits(const pf_state *state, const uint32_t *sets, size_t count)
{
    size_t hits = 0;
    for (size_t i = 0; i < count; i++)
        hits += pf_hits_of(&state->hits, sets[i]).count;
    return hits;
}

static int compare_marks(const void *a, const void *b)
{
    const pf_mark *left = a, *right = b;
    if (left->first_token != right->first_token)
        return left->first_token < right->first_token ? -1 : 1;
    if (left->last_token != right->last_token)
        return left->last_token < right->last_token ? -1 : 1;
    return left->effect - right->effect;
}

static bool read_marks(pf_state *state, const uint32_t *sets, size_t count, pf_marks *marks)
{
    pf_mark *items = pf_arena_array(state->arena, count_hits(state, sets, count), sizeof *items);
    if (!items)
        return false;
    *marks = collect_marks(state, sets, count, items);
    qsort(items, marks->count, sizeof *items, compare_marks);
    return true;
}

static bool read_cues(pf_state *state, pf_marks *marks)
{
    const pf_cues *cues = &state->rules->pack.denial.cues;
    size_t total = 0;
    for (size_t i = 0; i < cues->count; i++)
        total += count_hits(state, &cues->items[i].phrases.set, 1);
    pf_mark *items = pf_arena_array(state->arena, total, sizeof *items);
    if (!items)
        return false;
    marks->items = items;
    marks->count = 0;
    for (size_t i = 0; i < cues->count; i++) {
        const pf_cue *cue = &cues->items[i];
        pf_marks own = collect_marks(state, &cue->phrases.set, 1, items + marks->count);
        for (size_t j = 0; j < own.count; j++) {
            items[marks->count + j].effect = cue->effect;
            items[marks->count + j].direction = cue->direction;
            items[marks->count + j].reach = (uint32_t)cue->reach;
            items[marks->count + j].across = cue->across == PF_TRUE;
            items[marks->count + j].lone = cue->lone == PF_TRUE;
        }
        marks->count += own.count;
    }
    qsort(items, marks->count, sizeof *items, compare_marks);
    return true;
}

// Counted no further than `most` + 1.
static uint32_t count_words(const pf_text *text, uint32_t first, uint32_t last, uint32_t most)
{
    uint32_t words = 0;
    for (uint32_t i = first; i <= last && words <= most; i++)
        words += text->tokens[i].kind != PF_TOKEN_PUNCTUATION;
    return words;
}

// One more than the position of the section rule; 0 for none.
typedef uint32_t role;

// A heading speaks for its section when the phrase makes up a good part of it: "Future work" does, "A platform for the future
// of farming" does not.
static bool is_telling(const pf_text *text, const pf_hit *hit)
{
    const pf_sentence *sentence = &text->sentences[hit->sentence];
    uint32_t last = sentence->first_token + sentence->token_count - 1;
    uint32_t most = count_words(text, hit->first_token, hit->last_token, sentence->token_count) * 5 / 2;
    return count_words(text, sentence->first_token, last, most) <= most;
}

// What a team calls its sections goes before what is usual, unless that fits more of the heading: "Non-goals" is not "goals".
static bool goes_before(const pf_state *state, uint32_t present, uint32_t rule, const pf_hit *hit)
{
    const pf_section_rule *rules = state->rules->pack.sections.items;
    if (!rules[rule].is_addition || rules[present].is_addition)
        return false;
    const pf_sentence *sentence = &state->text->sentences[hit->sentence];
    pf_range usual = pf_hits_between(&state->hits, rules[present].headings.set, sentence->first_token, sentence->first_token + sentence->token_count);
    for (uint32_t i = 0; i < usual.count; i++) {
        const pf_hit *other = pf_hit_at(&state->hits, usual.first + i);
        if (other->last_token - other->first_token > hit->last_token - hit->first_token)
            return false;
    }
    return true;
}

static void take_role(const pf_state *state, role *slot, uint32_t rule, const pf_hit *hit)
{
    const pf_section_rule *rules = state->rules->pack.sections.items;
    if (!*slot || goes_before(state, *slot - 1, rule, hit) ||
        pf_effect_stronger(rules[*slot - 1].effect, rules[rule].effect) != rules[*slot - 1].effect)
        *slot = rule + 1;
}

// Whether the hit lies in the label that opens the block.
static bool is_in_label(const pf_state *state, const pf_block *block, const pf_hit *hit)
{
    if (!block->label_pieces)
        return false;
    const pf_piece *last = &state->text->document->pieces[block->first_piece + block->label_pieces - 1];
    return state->text->tokens[hit->last_token].start < last->end;
}

// Whether what a section says of itself holds for its parts too, whatever they are called: "Database" among the alternatives.
static bool sets_aside(const pf_section_rules *rules, role section, role part)
{
    if (!section || !part || rules->items[part - 1].side == PF_SECTION_ASIDE)
        return false;
    return rules->items[section - 1].side == PF_SECTION_ASIDE && rules->items[section - 1].effect != PF_EFFECT_STATED;
}

// Whether the section is the document, or has its first heading or one of the highest level: such a heading names a thing.
static bool is_title(const pf_document *document, uint32_t section)
{
    return section <= 1 || document->blocks[document->sections[section].heading_block].depth == 1;
}

// What headings and labels say of themselves.
static void read_own_roles(const pf_state *state, role *sections, role *blocks)
{
    const pf_document *document = state->text->document;
    const pf_section_rules *rules = &state->rules->pack.sections;
    for (uint32_t i = 0; i < rules->count; i++) {
        pf_range hits = pf_hits_of(&state->hits, rules->items[i].headings.set);
        for (uint32_t j = 0; j < hits.count; j++) {
            const pf_hit *hit = pf_hit_at(&state->hits, hits.first + j);
            uint32_t number = state->text->sentences[hit->sentence].block;
            const pf_block *block = &document->blocks[number];
            const pf_section *section = &document->sections[block->section];
            if (section->heading_block == number && is_telling(state->text, hit))
                take_role(state, &sections[block->section], i, hit);
            else if (is_in_label(state, block, hit))
                take_role(state, &blocks[number], i, hit);
        }
    }
}

static bool is_below(const pf_document *document, uint32_t section, uint32_t above)
{
    while (section != PF_NONE && section != above)
        section = document->sections[section].parent;
    return section == above;
}

// The title of a document names its matter ("Payment API") and is no section where the sections below it say what they are.
static void drop_title(const pf_document *document, role *sections)
{
    for (uint32_t i = 2; i < document->section_count; i++)
        if (sections[i] && is_below(document, i, 1)) {
            sections[1] = 0;
            return;
        }
}

static void read_roles(pf_state *state, role *sections, role *blocks)
{
    const pf_document *document = state->text->document;
    const pf_section_rules *rules = &state->rules->pack.sections;
    read_own_roles(state, sections, blocks);
    drop_title(document, sections);
    for (uint32_t i = 0; i < document->section_count; i++)
        if (sections[i] && rules->items[sections[i] - 1].is_addition && rules->items[sections[i] - 1].side != PF_SECTION_ASIDE)
            state->has_own_sections = true;
    // A part of a section has its role unless its own heading says otherwise; sections stand behind those they belong to.
    for (uint32_t i = 1; i < document->section_count; i++) {
        uint32_t parent = document->sections[i].parent;
        if (!sections[i] || (!is_title(document, parent) && sets_aside(rules, sections[parent], sections[i])))
            sections[i] = sections[parent];
    }
    for (uint32_t i = 0; i < document->block_count; i++) {
        role section = sections[document->blocks[i].section];
        if (!blocks[i] || sets_aside(rules, section, blocks[i]))
            blocks[i] = section;
    }
}

static const pf_section_rule *rule_of(const pf_state *state, role number)
{
    return number ? &state->rules->pack.sections.items[number - 1] : NULL;
}

static int side_of(const pf_state *state, role number)
{
    const pf_section_rule *rule = rule_of(state, number);
    return rule ? rule->side : PF_SECTION_OPEN;
}

// Whether a section, or one that it is a part of, is about the design: "Scaling" under "Architecture" asks for nothing.
static bool is_in_design(const pf_state *state, const role *sections, uint32_t section)
{
    for (; section != PF_NONE; section = state->text->document->sections[section].parent)
        if (side_of(state, sections[section]) == PF_SECTION_DESIGN)
            return true;
    return false;
}

// "> 100k users": before a number the sign means "more than" (text/token.c).
static bool is_quotation(const pf_document *document, const pf_block *block)
{
    return block->quote_depth > 0 && block->piece_count > 0 && !is_digit(document->source[document->pieces[block->first_piece].start]);
}

// How many sentences of each section, without those of its parts, say how something works; NULL when memory is exhausted.
static uint32_t *count_workings(const pf_state *state)
{
    const pf_text *text = state->text;
    const pf_ruleset *rules = state->rules;
    uint32_t *counts = pf_arena_array(state->arena, text->document->section_count, sizeof *counts), newest = PF_NONE;
    if (rules->design_section == PF_UNRESOLVED)
        return counts;
    pf_range hits = pf_hits_of(&state->hits, rules->pack.conditions.items[rules->design_section].when.phrases.set);
    for (uint32_t i = 0; counts && i < hits.count; i++) {
        uint32_t sentence = pf_hit_at(&state->hits, hits.first + i)->sentence, block = text->sentences[sentence].block;
        counts[text->document->blocks[block].section] += sentence != newest && !pf_opens_section(text->document, block);
        newest = sentence;
    }
    return counts;
}

// Whether a section without a role says how things work: then it is about the design, whatever it is called.
static bool tells_design(const pf_state *state, const role *sections, const uint32_t *workings, uint32_t section)
{
    const pf_ruleset *rules = state->rules;
    return !sections[section] && rules->design_section != PF_UNRESOLVED &&
           workings[section] >= rules->pack.conditions.items[rules->design_section].when.minimum;
}

static bool names_design(const pf_state *state, const role *blocks)
{
    for (uint32_t i = 0; i < state->text->document->block_count; i++)
        if (side_of(state, blocks[i]) == PF_SECTION_DESIGN)
            return true;
    return false;
}

// The side of each block. What is quoted neither asks for anything nor adopts it. A section that no rule knows belongs to the
// design when it stands behind a part of the design, and else to what is needed: most documents say first what they want.
static void find_sides(pf_state *state, const role *sections, const role *blocks, const uint32_t *workings)
{
    const pf_document *document = state->text->document;
    bool named = names_design(state, blocks), told = false;
    int open = PF_SECTION_NEED;
    for (uint32_t i = 0; i < document->block_count; i++) {
        uint32_t section = document->blocks[i].section;
        bool begins = i == 0 || document->blocks[i - 1].section != section;
        int side = is_quotation(document, &document->blocks[i]) ? PF_SECTION_ASIDE : side_of(state, blocks[i]);
        if (begins)
            told = tells_design(state, sections, workings, section);
        if (told && side == PF_SECTION_OPEN)
            side = PF_SECTION_DESIGN;
        if (told && !named)
            open = PF_SECTION_DESIGN;
        if (side != PF_SECTION_ASIDE && is_in_design(state, sections, section))
            side = open = PF_SECTION_DESIGN;
        state->sides[i] = (uint8_t)(side == PF_SECTION_OPEN ? open : side);
    }
}

// When one side is looked at alone, quotations are on none.
static bool is_passed_over(const pf_state *state, uint32_t block)
{
    const pf_document *document = state->text->document;
    bool is_side = state->passed_over != PF_SECTION_OPEN;
    return is_side && (state->sides[block] == state->passed_over || is_quotation(document, &document->blocks[block]));
}

// Whether the text has anything for which its background could be one. A text that has nothing else is about what stands there.
static bool has_foreground(const pf_state *state)
{
    const pf_document *document = state->text->document;
    for (uint32_t i = 0; i < document->block_count; i++) {
        const pf_section_rule *rule = rule_of(state, state->block_roles[i]);
        bool passed_over = is_passed_over(state, i);
        bool speaks = !rule || rule->effect == PF_EFFECT_STATED || rule->effect == PF_EFFECT_HYPOTHETICAL;
        if (!pf_opens_section(document, i) && !passed_over && speaks)
            return true;
    }
    return false;
}

static void apply_sections(pf_state *state)
{
    const pf_document *document = state->text->document;
    bool foreground = has_foreground(state);
    state->denies = false;
    for (uint32_t i = 0; i < document->block_count; i++) {
        const pf_section_rule *rule = rule_of(state, state->block_roles[i]);
        if (rule && rule->effect == PF_EFFECT_BACKGROUND && !foreground)
            rule = NULL;
        state->weights[i] = rule ? rule->weight : 1;
        state->section_effects[i] = rule ? (uint8_t)rule->effect : PF_EFFECT_STATED;
        if (is_passed_over(state, i))
            state->section_effects[i] = PF_EFFECT_IGNORED;
        state->without_facts[i] = (rule && rule->facts == PF_FALSE) || state->section_effects[i] != PF_EFFECT_STATED;
        state->denies = state->denies || state->section_effects[i] == PF_EFFECT_DENIED;
    }
}

static void note_affected(pf_state *state)
{
    uint32_t next = state->text->token_count;
    state->affected[next] = next;
    for (uint32_t i = next; i-- > 0;) {
        next = state->effects[i] == PF_EFFECT_STATED ? next : i;
        state->affected[i] = next;
    }
}

bool pf_state_read_clauses(pf_state *state)
{
    const pf_set_list *stopping = &state->rules->stops, *excepting = &state->rules->exceptions;
    uint32_t tokens = state->text->token_count;
    pf_marks stops, exceptions;
    state->effects = pf_arena_alloc(state->arena, tokens);
    state->causes = pf_arena_array(state->arena, tokens, sizeof *state->causes);
    state->affected = pf_arena_array(state->arena, (size_t)tokens + 1, sizeof *state->affected);
    if (!state->effects || !state->causes || !state->affected || !read_cues(state, &state->cues) ||
        !read_marks(state, stopping->items, stopping->count, &stops) || !read_marks(state, excepting->items, excepting->count, &exceptions) ||
        !pf_scope_apply(state->arena, state->text, state->cues, stops, exceptions, state->effects, state->causes))
        return false;
    note_affected(state);
    return true;
}

bool pf_state_read_sections(pf_state *state)
{
    const pf_document *document = state->text->document;
    uint32_t *workings = count_workings(state);
    state->section_roles = pf_arena_array(state->arena, document->section_count, sizeof *state->section_roles);
    state->block_roles = pf_arena_array(state->arena, document->block_count, sizeof *state->block_roles);
    state->sides = pf_arena_alloc(state->arena, document->block_count);
    if (!workings || !state->section_roles || !state->block_roles || !state->sides)
        return false;
    read_roles(state, state->section_roles, state->block_roles);
    find_sides(state, state->section_roles, state->block_roles, workings);
    return true;
}

bool pf_state_weigh_sections(pf_state *state)
{
    uint32_t blocks = state->text->document->block_count;
    state->weights = pf_arena_array(state->arena, blocks, sizeof *state->weights);
    state->section_effects = pf_arena_alloc(state->arena, blocks);
    state->without_facts = pf_arena_array(state->arena, blocks, sizeof *state->without_facts);
    if (!state->weights || !state->section_effects || !state->without_facts)
        return false;
    apply_sections(state);
    return true;
}
