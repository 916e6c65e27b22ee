// SPDX-License-Identifier: MIT
// Compares what a design document needs with what it designs.
#include "engine/examine.h"

#include "base/bytes.h"
#include "document/code_lines.h"
#include "engine/state.h"
#include "facts/assign.h"

#include <string.h>

// Values nearer than this are one value, rounded twice; those farther apart are of two things, such as one user's and all users'.
static const double NEAR = 1.25, FAR = 100;

// In whatever way its words stand: that "Non-goals" denies what stands below it makes it no less a chapter of a design.
static bool holds(pf_state *state, uint32_t condition)
{
    if (condition == PF_UNRESOLVED)
        return false;
    return pf_evaluate(state, &state->rules->pack.conditions.items[condition].when, pf_whole_text(state)).standing != PF_ABSENT;
}

static bool has_design(const pf_state *state)
{
    const pf_document *document = state->text->document;
    for (uint32_t i = 0; i < document->block_count; i++)
        if (state->sides[i] == PF_SECTION_DESIGN && !pf_opens_section(document, i))
            return true;
    return false;
}

// --- Options and considerations -------------------------------------------------------------------------------------

// What is read for options and considerations.
typedef struct examination_input {
    pf_state *state;
    pf_hits code;  // what stands in code blocks: it may answer, and neither needs nor adopts anything
    bool designed; // the document has a design
} examination_input;

static bool read_code(examination_input *input)
{
    pf_state *state = input->state;
    pf_document code;
    pf_text text;
    return pf_document_of_code(state->arena, state->text->document, &code) && pf_text_split(state->arena, &code, state->rules->lexicon, &text) &&
           pf_state_scan(state, &text, &input->code);
}

// Whether the terms stand anywhere but in the background: what an old system did answers nothing.
static bool is_mentioned(const examination_input *input, const pf_phrases *terms)
{
    const pf_state *state = input->state;
    if (pf_hits_of(&input->code, terms->set).count)
        return true;
    pf_range hits = pf_hits_of(&state->hits, terms->set);
    for (uint32_t i = 0; i < hits.count; i++) {
        pf_standing standing = pf_finding_of_hit(state, pf_hit_at(&state->hits, hits.first + i)).standing;
        if (standing != PF_ABSENT && standing != PF_STANDS_BACKGROUND)
            return true;
    }
    return false;
}

// Whether more than the needs speaks of the pattern, under the name of one of its options or more loosely.
static bool is_addressed(const examination_input *input, const pf_pattern_use *use)
{
    for (size_t i = 0; i < use->pattern->options.count; i++)
        if (use->options[i].mentioned)
            return true;
    const pf_state *state = input->state;
    uint32_t set = use->pattern->addressed.set;
    pf_range hits = pf_hits_of(&state->hits, set);
    bool found = pf_hits_of(&input->code, set).count > 0;
    for (uint32_t i = 0; i < hits.count && !found; i++) {
        const pf_hit *hit = pf_hit_at(&state->hits, hits.first + i);
        found = state->sides[state->text->sentences[hit->sentence].block] != PF_SECTION_NEED && pf_finding_of_hit(state, hit).standing != PF_STANDS_BACKGROUND;
    }
    return found;
}

// Where the design is described; in a document without a design all that it plainly states may be one. A heading says what is spoken of.
static bool may_adopt(const pf_state *state, const pf_hit *hit, bool designed)
{
    uint32_t block = state->text->sentences[hit->sentence].block;
    int side = state->sides[block];
    return !pf_opens_section(state->text->document, block) && (designed ? side == PF_SECTION_DESIGN : side != PF_SECTION_ASIDE);
}

static void find_adoption(const examination_input *input, pf_option_use *use)
{
    const pf_state *state = input->state;
    pf_range hits = pf_hits_of(&state->hits, use->option->terms.set);
    for (uint32_t i = 0; i < hits.count && !use->adopted; i++) {
        const pf_hit *hit = pf_hit_at(&state->hits, hits.first + i);
        pf_finding finding = pf_finding_of_hit(state, hit);
        if (finding.standing != PF_STANDS || !may_adopt(state, hit, input->designed))
            continue;
        use->adopted = true;
        use->start = finding.start;
        use->end = finding.end;
    }
}

static bool judge_excess(pf_state *state, pf_option_use *use)
{
    if (!use->adopted || !use->option->excessive)
        return true;
    pf_finding excess = pf_evaluate(state, use->option->excessive, pf_whole_text(state));
    if (excess.standing != PF_STANDS)
        return true;
    use->excessive = true;
    use->number_located = excess.located;
    use->number_start = excess.start;
    use->number_end = excess.end;
    use->arithmetic = excess.fact ? pf_write_comparison(state, excess.fact) : NULL;
    return use->arithmetic || !excess.fact;
}

static const pf_fact *find_unstated(const pf_state *state, const pf_option_use *use)
{
    const pf_strings *numbers = &use->option->numbers;
    const pf_fact *first = NULL;
    for (size_t i = 0; use->adopted && i < numbers->count; i++) {
        uint32_t fact = pf_find_fact(state->rules, numbers->items[i].text);
        if (fact == PF_UNRESOLVED || state->facts.items[fact].fact)
            return NULL;
        first = first ? first : &state->rules->pack.facts.items[fact];
    }
    return first;
}

static bool examine_pattern(const examination_input *input, const pf_pattern *pattern, pf_pattern_use *use)
{
    pf_state *state = input->state;
    pf_option_use *options = pf_arena_array(state->arena, pattern->options.count, sizeof *options);
    bool *considered = pf_arena_array(state->arena, pattern->considerations.count, sizeof *considered);
    if (!options || !considered)
        return false;
    for (size_t i = 0; i < pattern->options.count; i++) {
        options[i].option = &pattern->options.items[i];
        options[i].mentioned = is_mentioned(input, &pattern->options.items[i].terms);
        find_adoption(input, &options[i]);
        options[i].unstated = find_unstated(state, &options[i]);
        if (!judge_excess(state, &options[i]))
            return false;
    }
    for (size_t i = 0; i < pattern->considerations.count; i++)
        considered[i] = is_mentioned(input, &pattern->considerations.items[i].terms);
    *use = (pf_pattern_use){pattern, options, considered, false, PF_UNRESOLVED};
    for (size_t i = 0; i < pattern->options.count && use->start_with == PF_UNRESOLVED; i++)
        use->start_with = options[i].excessive ? pf_start_with(state, pattern, NULL) : PF_UNRESOLVED;
    use->addressed = is_addressed(input, use);
    return true;
}

static bool examine_patterns(pf_state *state, pf_examination *examination)
{
    const pf_patterns *patterns = &state->rules->pack.patterns;
    pf_pattern_use *uses = pf_arena_array(state->arena, patterns->count, sizeof *uses);
    examination_input input = {.state = state, .designed = examination->has_design};
    if (!uses || !read_code(&input))
        return false;
    for (size_t i = 0; i < patterns->count; i++)
        if (!examine_pattern(&input, &patterns->items[i], &uses[i]))
            return false;
    examination->patterns = uses;
    examination->pattern_count = patterns->count;
    return true;
}

// --- Contradictions -------------------------------------------------------------------------------------------------

static bool same_word(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

// The word of a quantity that is `back` words before its noun, or before its end when it has none; NULL when it has none there.
static const pf_token *word_from_end(const pf_text *text, const pf_quantity *quantity, uint32_t back)
{
    uint32_t noun = pf_noun_within(text, quantity);
    uint32_t end = noun == PF_NONE ? quantity->first_token + quantity->token_count : noun + 1;
    for (uint32_t i = end; i > quantity->first_token; i--)
        if (text->tokens[i - 1].kind == PF_TOKEN_WORD && back-- == 0)
            return &text->tokens[i - 1];
    return NULL;
}

// Whether the last word of one holds the first letters of the last words of the other: "DAU" and "daily active users".
static bool abbreviates(const pf_text *text, const pf_quantity *a, const pf_quantity *b)
{
    const pf_token *initials = word_from_end(text, a, 0);
    for (uint32_t i = 0; initials && i < initials->length; i++) {
        const pf_token *word = word_from_end(text, b, initials->length - 1 - i);
        if (!word || to_lower(text->document->source[word->start]) != to_lower(text->document->source[initials->start + i]))
            return false;
    }
    return initials && initials->length > 1;
}

// Whether both are counted in the same last two words: "1B active users" and "750M DAU" may well be two things.
static bool same_unit(const pf_text *text, const pf_quantity *a, const pf_quantity *b)
{
    if (abbreviates(text, a, b) || abbreviates(text, b, a))
        return true;
    for (uint32_t back = 0; back < 2; back++) {
        const pf_token *x = word_from_end(text, a, back), *y = word_from_end(text, b, back);
        if (!x || !y)
            return x == y;
        if (x->length != y->length || memcmp(text->document->source + x->start, text->document->source + y->start, x->length) != 0)
            return false;
    }
    return true;
}

static bool same_kind(const pf_text *text, const pf_quantity *a, const pf_quantity *b)
{
    return a->dimension == b->dimension && same_word(a->of, b->of) && same_word(a->per, b->per) && same_unit(text, a, b);
}

// The rows of a table are about different things.
static bool in_one_table(const pf_text *text, const pf_quantity *a, const pf_quantity *b)
{
    uint32_t header = text->document->blocks[text->sentences[a->sentence].block].table_header;
    return header != PF_NONE && header == text->document->blocks[text->sentences[b->sentence].block].table_header;
}

static bool differ(const pf_quantity *a, const pf_quantity *b)
{
    double x = pf_quantity_value(a), y = pf_quantity_value(b);
    bool exact = a->has_lower == a->has_upper && b->has_lower == b->has_upper && a->lower >= a->upper && b->lower >= b->upper;
    double times = x > y ? x / y : y / x;
    return exact && x > 0 && y > 0 && times > NEAR && times <= FAR;
}

static bool names_circumstances(pf_state *state, pf_extent extent)
{
    return pf_evaluate(state, &state->rules->pack.conditions.items[state->rules->differs_by_circumstance].when, extent).standing != PF_ABSENT;
}

static bool block_names_circumstances(pf_state *state, uint32_t block)
{
    const pf_text *text = state->text;
    uint32_t i = block == PF_NONE ? text->sentence_count : pf_first_sentence_of(text, block);
    for (; i < text->sentence_count && text->sentences[i].block == block; i++)
        if (names_circumstances(state, pf_extent_of_sentence(state, i)))
            return true;
    return false;
}

// From the beginning of its sentence to the next rate, or number of the same things: "1M DAU open 5 pages a day, 20 at the peak" has no
// peak of its users.
static pf_extent words_about(const pf_state *state, const pf_quantity *quantity)
{
    pf_extent extent = pf_extent_of_sentence(state, quantity->sentence);
    const pf_quantity *next = quantity + 1, *end = state->quantities + state->quantity_count;
    while (next < end && next->sentence == quantity->sentence && next->dimension != PF_DIMENSION_RATE &&
           !(next->dimension == PF_DIMENSION_COUNT && same_word(next->of, quantity->of)))
        next++;
    if (next < end && next->sentence == quantity->sentence)
        extent.end = next->first_token;
    return extent;
}

// Two values in one sentence are parts of a whole, or before and after: "half a million users now, two million at the end".
static bool has_sibling(const pf_state *state, const pf_quantity *quantity)
{
    const pf_quantity *other = quantity, *end = state->quantities + state->quantity_count;
    while (other > state->quantities && other[-1].sentence == quantity->sentence)
        other--;
    while (other < end && other->sentence == quantity->sentence && !(same_kind(state->text, other, quantity) && differ(other, quantity)))
        other++;
    return other < end && other->sentence == quantity->sentence;
}

// Stated plainly, for what the document is about, and not for one of several circumstances ("at the peak", "in the first year").
static bool is_plain_value(pf_state *state, const pf_quantity *quantity)
{
    uint32_t number = state->text->sentences[quantity->sentence].block;
    const pf_block *block = &state->text->document->blocks[number];
    if (quantity->calculated || state->sides[number] == PF_SECTION_ASIDE || has_sibling(state, quantity))
        return false;
    if (state->rules->differs_by_circumstance == PF_UNRESOLVED)
        return true;
    return !names_circumstances(state, words_about(state, quantity)) && !block_names_circumstances(state, block->table_header) &&
           !block_names_circumstances(state, state->text->document->sections[block->section].heading_block);
}

// The first plain value of each fact, and the first one that contradicts it.
static bool find_conflicts(pf_state *state, pf_examination *examination)
{
    const pf_facts *facts = &state->rules->pack.facts;
    const pf_quantity **first = pf_arena_array(state->arena, facts->count, sizeof *first);
    bool *settled = pf_arena_array(state->arena, facts->count, sizeof *settled);
    pf_conflict *conflicts = pf_arena_array(state->arena, facts->count, sizeof *conflicts);
    if (!first || !settled || !conflicts)
        return false;
    pf_fact_source source = pf_state_fact_source(state);
    for (uint32_t i = 0; i < state->quantity_count; i++) {
        const pf_quantity *quantity = &state->quantities[i];
        uint32_t fact = pf_fact_of_quantity(&source, quantity);
        if (fact == PF_UNRESOLVED || facts->items[fact].single != PF_TRUE || settled[fact] || !is_plain_value(state, quantity))
            continue;
        if (!first[fact])
            first[fact] = quantity;
        const pf_quantity *before = first[fact];
        if (before->sentence == quantity->sentence || !same_kind(state->text, before, quantity) || in_one_table(state->text, before, quantity) ||
            !differ(before, quantity))
            continue;
        settled[fact] = true;
        conflicts[examination->conflict_count++] = (pf_conflict){&facts->items[fact], before, quantity};
    }
    examination->conflicts = conflicts;
    return true;
}

// --- All of it, and its sides ---------------------------------------------------------------------------------------

struct pf_sides {
    pf_state whole, needs, design;
    pf_assessment **assessments; // of each pattern, by the needs; NULL: not asked for yet
};

// What the document is, and, of a design document, what it says of each pattern and where it contradicts itself.
static bool examine_whole(pf_state *state, pf_examination *examination)
{
    if (!pf_state_prepare(state))
        return false;
    uint32_t design_document = state->rules->design_document;
    examination->has_design = has_design(state);
    examination->is_design = design_document == PF_UNRESOLVED || state->has_own_sections || holds(state, design_document);
    return !examination->is_design || (examine_patterns(state, examination) && find_conflicts(state, examination));
}

pf_engine_status pf_engine_examine(pf_arena *arena, const pf_ruleset *rules, const pf_text *text, const pf_given *given, size_t given_count,
                                   pf_examination *examination)
{
    pf_sides *sides = pf_arena_alloc(arena, sizeof *sides);
    *examination = (pf_examination){.rules = rules, .source = text->document->source, .sides = sides};
    if (!sides)
        return pf_engine_exhausted();
    sides->whole = (pf_state){.arena = arena, .rules = rules, .text = text, .given = given, .given_count = given_count, .brief = true};
    sides->assessments = pf_arena_array(arena, rules->pack.patterns.count, sizeof *sides->assessments);
    bool done = sides->assessments && examine_whole(&sides->whole, examination);
    return done || sides->whole.status.outcome != PF_ENGINE_OK ? sides->whole.status : pf_engine_exhausted();
}

void pf_examination_release(pf_examination *examination)
{
    if (examination->sides)
        pf_state_release(&examination->sides->whole);
}

pf_engine_status pf_examination_status(const pf_examination *examination)
{
    const pf_sides *sides = examination->sides;
    const pf_engine_status all[] = {sides->whole.status, sides->needs.status, sides->design.status};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].outcome != PF_ENGINE_OK)
            return all[i];
    return (pf_engine_status){.outcome = PF_ENGINE_OK};
}

// Reads a side when it is first asked for.
static bool read_side(const pf_sides *sides, pf_section_side passed_over, pf_state *side)
{
    return side->arena || pf_state_pass_over(&sides->whole, passed_over, side);
}

const pf_assessment *pf_examine_need(pf_examination *examination, const pf_pattern *pattern)
{
    pf_sides *sides = examination->sides;
    pf_assessment **slot = &sides->assessments[pf_pattern_number(examination->rules, pattern)];
    if (*slot)
        return *slot;
    pf_assessment *assessment = pf_arena_alloc(sides->whole.arena, sizeof *assessment);
    if (!assessment || !read_side(sides, PF_SECTION_DESIGN, &sides->needs) || !pf_assess(&sides->needs, pattern, assessment))
        return NULL;
    return *slot = assessment;
}

bool pf_examine_design(pf_examination *examination, const pf_pattern *pattern, bool *called_for)
{
    pf_state *design = &examination->sides->design;
    if (!read_side(examination->sides, PF_SECTION_NEED, design))
        return false;
    *called_for = pf_level_recommends(pf_level_of(&design->levels, pf_weigh(design, pattern)));
    return true;
}
