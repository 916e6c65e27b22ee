// SPDX-License-Identifier: MIT
// Decides which fact each quantity of a text is.
#include "facts/assign.h"

#include "base/bytes.h"
#include "base/search.h"

#include <math.h>
#include <string.h>

static const double OF_WEIGHT = 0.7; // of a head noun, where the rules give none
static const double LONGER_NOUN = 0.03; // for each further word of a head noun: "concurrent user" tells more than "user"
static const double FARTHER_NOUN = 0.01; // less for each token between it and the number
static const double FAR_AWAY = 0.5;   // share of a context's weight at the end of its reach
static const double IN_HEADING = 0.6; // share of a context that stands in the heading or the table's head
static const double OF_ANOTHER = 0.6; // share of a context that is nearer to another quantity of the same dimension
static const double LEAST_SCORE = 0.25;
enum {
    DEFAULT_REACH = 12,
    NOUN_REACH = 4,
    FEW_SENTENCES = 8,   // of a heading, that are looked at one by one
    LONGEST_PHRASE = 64, // tokens between the beginning of a phrase and its end; farther back none is looked for
    SENTENCE_REACH = 256 // tokens on either side of a quantity that count as its sentence
};

// A stretch of the text, and which sets occur in it, see pf_fact_source.
typedef struct stretch {
    uint32_t first_token, end_token;
    uint64_t sets;
} stretch;

// A quantity and what stands around it.
typedef struct setting {
    const pf_fact_source *source;
    const pf_quantity *quantity;
    stretch sentence, heading, header; // the heading of its section, and of the table that it stands in; empty when there is none
} setting;

static uint32_t token_end(const pf_quantity *quantity)
{
    return quantity->first_token + quantity->token_count; // one behind
}

// Tokens between a hit and the quantity; 0 when they touch or overlap.
static uint32_t distance(const pf_hit *hit, const pf_quantity *quantity)
{
    if (hit->last_token < quantity->first_token)
        return quantity->first_token - hit->last_token - 1;
    if (hit->first_token >= token_end(quantity))
        return hit->first_token - token_end(quantity);
    return 0;
}

static uint64_t bit_of(uint32_t set)
{
    return UINT64_C(1) << (set & 63);
}

static void mark(const pf_hits *hits, uint32_t set, uint64_t *sets)
{
    pf_range range = pf_hits_of(hits, set);
    for (uint32_t i = range.first; i < range.first + range.count; i++)
        sets[pf_hit_at(hits, i)->sentence] |= bit_of(set);
}

uint64_t *pf_fact_sets_mark(pf_arena *arena, const pf_ruleset *rules, const pf_text *text, const pf_hits *hits)
{
    uint64_t *sets = pf_arena_array(arena, text->sentence_count, sizeof *sets);
    for (uint32_t i = 0; sets && i < rules->pack.facts.count; i++) {
        const pf_fact *fact = &rules->pack.facts.items[i];
        mark(hits, fact->of.set, sets);
        mark(hits, fact->unless.set, sets);
        for (size_t k = 0; k < fact->context.count; k++)
            mark(hits, fact->context.items[k].phrases.set, sets);
    }
    return sets;
}

static bool may_occur(const stretch *where, uint32_t set)
{
    return where->sets & bit_of(set);
}

static pf_range hits_in(const setting *place, const stretch *where, uint32_t set)
{
    return may_occur(where, set) ? pf_hits_between(place->source->hits, set, where->first_token, where->end_token) : (pf_range){0};
}

// The hits of a set in the quantity's sentence, at most `reach` tokens away.
static pf_range hits_near(const setting *place, uint32_t set, uint32_t reach)
{
    const stretch *sentence = &place->sentence;
    if (!may_occur(sentence, set))
        return (pf_range){0};
    uint32_t first = sentence->first_token, end = sentence->end_token, back = reach + LONGEST_PHRASE;
    if (place->quantity->first_token > first + back)
        first = place->quantity->first_token - back;
    if (end > token_end(place->quantity) + reach)
        end = token_end(place->quantity) + reach + 1;
    return pf_hits_between(place->source->hits, set, first, end);
}

// Whether a token is the noun (given in the singular), in any number.
static bool is_noun(const pf_text *text, uint32_t token, const char *noun)
{
    const pf_token *word = &text->tokens[token];
    size_t length = strlen(noun), common = 0;
    while (common < length && common < word->length) {
        if (to_lower(text->document->source[word->start + common]) != noun[common])
            break;
        common++;
    }
    return common == length || (length > 3 && common == length - 1 && word->length >= length);
}

uint32_t pf_noun_within(const pf_text *text, const pf_quantity *quantity)
{
    for (uint32_t i = quantity->first_token; quantity->of && i < token_end(quantity); i++)
        if (is_noun(text, i, quantity->of))
            return i;
    return PF_NONE;
}

// Whether a phrase runs over a number outside the quantity: "300 guests, 40 at the same time".
static bool covers_another(const pf_text *text, const pf_hit *hit, const pf_quantity *quantity)
{
    for (uint32_t i = hit->first_token; i <= hit->last_token; i++)
        if ((i < quantity->first_token || i >= token_end(quantity)) && text->tokens[i].kind == PF_TOKEN_NUMBER)
            return true;
    return false;
}

// Whether a phrase names what the quantity counts. It ends or begins with the head noun ("active user", "member per
// group"): "200 service points" are no services. What is stated per something else is no total, unless the phrase says
// so too.
static bool names(const setting *place, const pf_hit *hit, uint32_t noun)
{
    const pf_text *text = place->source->text;
    const pf_quantity *quantity = place->quantity;
    uint32_t away = distance(hit, quantity);
    if (covers_another(text, hit, quantity))
        return false;
    if (noun != PF_NONE && away == 0)
        return quantity->per ? hit->first_token == noun && hit->last_token > noun
                             : hit->first_token == noun || hit->last_token == noun;
    bool same = quantity->of && is_noun(text, hit->last_token, quantity->of);
    if (same)
        return away <= NOUN_REACH || quantity->labelled || quantity->calculated; // behind a calculation the label is far
    return away == 0 && !(quantity->of && hit->first_token >= token_end(quantity)); // "2 million people vote": no votes
}

// Sentences are in the order of the blocks.
uint32_t pf_first_sentence_of(const pf_text *text, uint32_t block)
{
    return text->sentence_count ? (uint32_t)PF_FIRST_AT_LEAST(text->sentences, block, text->sentence_count, block) : 0;
}

static stretch stretch_of(const pf_fact_source *source, uint32_t block)
{
    const pf_text *text = source->text;
    if (block == PF_NONE)
        return (stretch){0};
    uint32_t first = pf_first_sentence_of(text, block), end = first;
    uint64_t sets = 0;
    while (end < text->sentence_count && text->sentences[end].block == block && end < first + FEW_SENTENCES)
        sets |= source->fact_sets[end++];
    if (end == first + FEW_SENTENCES) { // what is that long is not walked over for each number below it
        sets = UINT64_MAX;
        end = pf_first_sentence_of(text, block + 1);
    }
    if (first == end)
        return (stretch){0};
    const pf_sentence *last = &text->sentences[end - 1];
    return (stretch){text->sentences[first].first_token, last->first_token + last->token_count, sets};
}

static setting place_of(const pf_fact_source *source, const pf_quantity *quantity)
{
    const pf_text *text = source->text;
    const pf_sentence *sentence = &text->sentences[quantity->sentence];
    const pf_block *block = &text->document->blocks[sentence->block];
    uint32_t heading = text->document->sections[block->section].heading_block;
    return (setting){.source = source,
                     .quantity = quantity,
                     .sentence = {sentence->first_token, sentence->first_token + sentence->token_count, source->fact_sets[quantity->sentence]},
                     .heading = stretch_of(source, heading == sentence->block ? PF_NONE : heading),
                     .header = stretch_of(source, block->table_header)};
}

static double weigh_noun(const pf_fact *fact, const pf_hit *hit, uint32_t away)
{
    double weight = fact->of_weight > 0 ? fact->of_weight : OF_WEIGHT;
    return weight + (LONGER_NOUN * (double)(hit->last_token - hit->first_token) - FARTHER_NOUN * away);
}

// Where the noun stands in the header above the number: "| Registered users |".
static double score_header(const setting *place, const pf_fact *fact)
{
    double best = 0;
    pf_range hits = place->quantity->labelled ? hits_in(place, &place->header, fact->of.set) : (pf_range){0};
    for (uint32_t i = 0; i < hits.count; i++) {
        const pf_hit *hit = pf_hit_at(place->source->hits, hits.first + i);
        if (is_noun(place->source->text, hit->last_token, place->quantity->of))
            best = fmax(best, weigh_noun(fact, hit, 0));
    }
    return best;
}

static double score_noun(const setting *place, const pf_fact *fact)
{
    double best = score_header(place, fact);
    pf_range hits = hits_near(place, fact->of.set, SENTENCE_REACH);
    uint32_t noun = hits.count ? pf_noun_within(place->source->text, place->quantity) : PF_NONE;
    for (uint32_t i = 0; i < hits.count; i++) {
        const pf_hit *hit = pf_hit_at(place->source->hits, hits.first + i);
        if (names(place, hit, noun))
            best = fmax(best, weigh_noun(fact, hit, distance(hit, place->quantity)));
    }
    return best;
}

// The next quantity of the same dimension in the sentence, before or after; NULL when there is none.
static const pf_quantity *neighbour(const pf_fact_source *source, const pf_quantity *quantity, bool before)
{
    const pf_quantity *first = source->quantities, *end = first + source->quantity_count, *other = quantity;
    while (before ? other-- > first : ++other < end) {
        if (other->sentence != quantity->sentence)
            return NULL;
        if (other->dimension == quantity->dimension)
            return other;
    }
    return NULL;
}

// Whether the words of a hit belong to the next quantity of the same dimension, which is nearer to them. The result of a
// calculation has the label, its operands have not.
static bool is_of_another(const pf_fact_source *source, const pf_hit *hit, const pf_quantity *quantity)
{
    uint32_t away = quantity->calculated ? 0 : distance(hit, quantity);
    if (away == 0)
        return false;
    const pf_quantity *other = neighbour(source, quantity, hit->last_token < quantity->first_token);
    return other && distance(hit, other) < away;
}

static bool on_side(const pf_fact_context *context, const pf_hit *hit, const pf_quantity *quantity)
{
    if (context->side == PF_SIDE_BEFORE)
        return hit->first_token < quantity->first_token;
    return context->side != PF_SIDE_AFTER || hit->last_token >= token_end(quantity);
}

static double score_context(const setting *place, const pf_fact_context *context, bool own_only)
{
    uint32_t set = context->phrases.set, reach = context->reach > 0 ? (uint32_t)context->reach : DEFAULT_REACH;
    double best = 0;
    pf_range hits = hits_near(place, set, reach);
    for (uint32_t i = 0; i < hits.count; i++) {
        const pf_hit *hit = pf_hit_at(place->source->hits, hits.first + i);
        uint32_t away = distance(hit, place->quantity);
        if (away > reach || !on_side(context, hit, place->quantity))
            continue;
        bool shared = is_of_another(place->source, hit, place->quantity);
        double share = !shared ? 1 : own_only ? 0 : OF_ANOTHER;
        best = fmax(best, share * context->weight * (1 - (1 - FAR_AWAY) * away / (reach + 1.0)));
    }
    bool headed = hits_in(place, &place->heading, set).count || hits_in(place, &place->header, set).count;
    return headed ? fmax(best, context->weight * IN_HEADING) : best;
}

typedef enum forbidden { NOT_FORBIDDEN, NEIGHBOUR_FORBIDDEN, FORBIDDEN } forbidden;

// What forbids the fact to a neighbour leaves this quantity only its own words: "a flight takes 2 hours, a transfer 20
// minutes".
static forbidden how_forbidden(const setting *place, const pf_fact *fact)
{
    forbidden result = NOT_FORBIDDEN;
    pf_range hits = hits_near(place, fact->unless.set, SENTENCE_REACH);
    for (uint32_t i = 0; i < hits.count; i++) {
        const pf_hit *hit = pf_hit_at(place->source->hits, hits.first + i);
        if (!is_of_another(place->source, hit, place->quantity))
            return FORBIDDEN;
        result = NEIGHBOUR_FORBIDDEN;
    }
    return result;
}

static bool is_plausible(const pf_fact *fact, const pf_quantity *quantity)
{
    double value = pf_quantity_value(quantity);
    return (!fact->at_least.text || value >= fact->at_least.value) && (!fact->at_most.text || value <= fact->at_most.value);
}

static bool may_speak_of(const pf_fact *fact, uint64_t sets)
{
    uint64_t wanted = bit_of(fact->of.set);
    for (size_t i = 0; i < fact->context.count; i++)
        wanted |= bit_of(fact->context.items[i].phrases.set);
    return sets & wanted;
}

static bool may_be(const pf_fact *fact, const pf_quantity *quantity)
{
    pf_quantity as_fact = *quantity;
    return !(quantity->calculated && fact->calculated == PF_FALSE) && pf_fact_accepts(fact, &as_fact) && is_plausible(fact, &as_fact);
}

static double score(const setting *place, const pf_fact *fact)
{
    forbidden forbids = how_forbidden(place, fact);
    if (forbids == FORBIDDEN)
        return 0;
    bool counts = place->quantity->dimension == fact->dimension; // "changes every 90 days" are no rate of changes
    double best = counts ? score_noun(place, fact) : 0;
    for (size_t i = 0; i < fact->context.count; i++)
        best = fmax(best, score_context(place, &fact->context.items[i], forbids != NOT_FORBIDDEN));
    return best;
}

// Numbers that are denied, merely possible or of another system say nothing of this one, nor do those of plans and tests.
static bool is_stated(const pf_fact_source *source, const pf_quantity *quantity)
{
    uint32_t block = source->text->sentences[quantity->sentence].block;
    return !source->without_facts[block] && source->affected[quantity->first_token] >= token_end(quantity);
}

// `quantity` is one of the source's. Searching the hits of each set cost most of reading facts; mostly no word near by speaks of a fact, which
// the bits of its sets tell.
static uint32_t find_best(const pf_fact_source *source, const pf_quantity *quantity)
{
    const pf_facts *facts = &source->rules->pack.facts;
    setting place = place_of(source, quantity);
    uint64_t sets = place.sentence.sets | place.heading.sets | place.header.sets;
    const pf_fact *best = NULL;
    double best_score = LEAST_SCORE;
    for (const pf_fact *fact = facts->items; sets && fact < facts->items + facts->count; fact++) {
        if (!pf_fact_measures(fact, quantity->dimension) || !may_speak_of(fact, sets) || !may_be(fact, quantity))
            continue;
        double value = score(&place, fact);
        if (value > best_score) {
            best = fact;
            best_score = value;
        }
    }
    return best ? pf_fact_number(source->rules, best) : PF_UNRESOLVED;
}

uint32_t pf_fact_of_quantity(const pf_fact_source *source, const pf_quantity *quantity)
{
    uint32_t *known = &source->memory[quantity - source->quantities]; // 0: not asked; 1: none; else the fact and 2
    if (!is_stated(source, quantity))
        return PF_UNRESOLVED;
    if (!*known)
        *known = find_best(source, quantity) + 2;
    return *known - 2;
}
