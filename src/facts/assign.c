// SPDX-License-Identifier: MIT
// Decides which fact each quantity of a text is.
#include "facts/assign.h"

#include "base/bytes.h"
#include "base/search.h"

#include <math.h>
#include <string.h>

static const double OF_WEIGHT = 0.7; // of a head noun, where the rules give none
static const double LONGER_NOUN = 0.03; // for each further word of a head noun: "concurrent user" tells more than "user"
static const double FAR_AWAY = 0.5;   // share of a context's weight at the end of its reach
static const double IN_HEADING = 0.6; // share of a context that stands in the heading or the table's head
static const double OF_ANOTHER = 0.6; // share of a context that is nearer to another quantity of the same dimension
static const double LEAST_SCORE = 0.25;
enum {
    DEFAULT_REACH = 12,
    NOUN_REACH = 4,
    LONGEST_PHRASE = 64, // tokens between the beginning of a phrase and its end; farther back none is looked for
    SENTENCE_REACH = 256 // tokens on either side of a quantity that count as its sentence
};

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

// The hits of a set in the quantity's sentence, at most `reach` tokens away.
static pf_range hits_near(const pf_fact_source *source, uint32_t set, const pf_quantity *quantity, uint32_t reach)
{
    if (!pf_hits_of(source->hits, set).count)
        return (pf_range){0};
    const pf_sentence *sentence = &source->text->sentences[quantity->sentence];
    uint32_t first = sentence->first_token, end = first + sentence->token_count, back = reach + LONGEST_PHRASE;
    if (quantity->first_token > first + back)
        first = quantity->first_token - back;
    if (end > token_end(quantity) + reach)
        end = token_end(quantity) + reach + 1;
    return pf_hits_between(source->hits, set, first, end);
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
        if (text->tokens[i].kind == PF_TOKEN_NUMBER && (i < quantity->first_token || i >= token_end(quantity)))
            return true;
    return false;
}

// Whether a phrase names what the quantity counts. It ends or begins with the head noun ("active user", "member per
// group"): "200 service points" are no services. What is stated per something else is no total, unless the phrase says
// so too.
static bool names(const pf_fact_source *source, const pf_hit *hit, const pf_quantity *quantity, uint32_t noun)
{
    uint32_t away = distance(hit, quantity);
    if (covers_another(source->text, hit, quantity))
        return false;
    if (noun != PF_NONE && away == 0)
        return quantity->per ? hit->first_token == noun && hit->last_token > noun
                             : hit->first_token == noun || hit->last_token == noun;
    bool same = quantity->of && is_noun(source->text, hit->last_token, quantity->of);
    if (same)
        return away <= NOUN_REACH || quantity->labelled || quantity->calculated; // behind a calculation the label is far
    return away == 0 && !(quantity->of && hit->first_token >= token_end(quantity)); // "2 million people vote": no votes
}

// Sentences are in the order of the blocks.
uint32_t pf_first_sentence_of(const pf_text *text, uint32_t block)
{
    return text->sentence_count ? (uint32_t)PF_FIRST_AT_LEAST(text->sentences, block, text->sentence_count, block) : 0;
}

static uint32_t first_token_of(const pf_text *text, uint32_t block)
{
    uint32_t sentence = pf_first_sentence_of(text, block);
    return sentence < text->sentence_count ? text->sentences[sentence].first_token : text->token_count;
}

// Where the noun stands in the header above the number: "| Registered users |".
static double score_header(const pf_fact_source *source, const pf_fact *fact, const pf_quantity *quantity)
{
    const pf_text *text = source->text;
    uint32_t header = text->document->blocks[text->sentences[quantity->sentence].block].table_header;
    if (!quantity->labelled || header == PF_NONE)
        return 0;
    double best = 0;
    pf_range hits = pf_hits_between(source->hits, fact->of.set, first_token_of(text, header), first_token_of(text, header + 1));
    for (uint32_t i = 0; i < hits.count; i++) {
        const pf_hit *hit = &source->hits->items[hits.first + i];
        double weight = fact->of_weight > 0 ? fact->of_weight : OF_WEIGHT;
        if (is_noun(text, hit->last_token, quantity->of))
            best = fmax(best, weight + LONGER_NOUN * (double)(hit->last_token - hit->first_token));
    }
    return best;
}

static double score_noun(const pf_fact_source *source, const pf_fact *fact, const pf_quantity *quantity)
{
    double best = score_header(source, fact, quantity);
    uint32_t noun = pf_noun_within(source->text, quantity);
    pf_range hits = hits_near(source, fact->of.set, quantity, SENTENCE_REACH);
    for (uint32_t i = 0; i < hits.count; i++) {
        const pf_hit *hit = &source->hits->items[hits.first + i];
        if (!names(source, hit, quantity, noun))
            continue;
        double words = (double)(hit->last_token - hit->first_token);
        double weight = fact->of_weight > 0 ? fact->of_weight : OF_WEIGHT;
        weight += LONGER_NOUN * words - 0.01 * distance(hit, quantity);
        best = fmax(best, weight);
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

static bool stands_in_block(const pf_fact_source *source, uint32_t set, uint32_t block)
{
    const pf_text *text = source->text;
    return block != PF_NONE && pf_hits_of(source->hits, set).count && pf_hits_between(source->hits, set, first_token_of(text, block), first_token_of(text, block + 1)).count > 0;
}

static double score_context(const pf_fact_source *source, const pf_fact_context *context, const pf_quantity *quantity,
                            bool own_only)
{
    const pf_text *text = source->text;
    const pf_block *block = &text->document->blocks[text->sentences[quantity->sentence].block];
    uint32_t heading = text->document->sections[block->section].heading_block;
    uint32_t reach = context->reach > 0 ? (uint32_t)context->reach : DEFAULT_REACH;
    double best = 0;
    pf_range hits = hits_near(source, context->phrases.set, quantity, reach);
    for (uint32_t i = 0; i < hits.count; i++) {
        const pf_hit *hit = &source->hits->items[hits.first + i];
        uint32_t away = distance(hit, quantity);
        if (away > reach || !on_side(context, hit, quantity))
            continue;
        bool shared = is_of_another(source, hit, quantity);
        double share = !shared ? 1 : own_only ? 0 : OF_ANOTHER;
        best = fmax(best, share * context->weight * (1 - (1 - FAR_AWAY) * away / (reach + 1.0)));
    }
    uint32_t own = text->sentences[quantity->sentence].block;
    bool headed = (heading != own && stands_in_block(source, context->phrases.set, heading)) ||
                  stands_in_block(source, context->phrases.set, block->table_header);
    return headed ? fmax(best, context->weight * IN_HEADING) : best;
}

typedef enum forbidden { NOT_FORBIDDEN, NEIGHBOUR_FORBIDDEN, FORBIDDEN } forbidden;

// What forbids the fact to a neighbour leaves this quantity only its own words: "a flight takes 2 hours, a transfer 20
// minutes".
static forbidden how_forbidden(const pf_fact_source *source, const pf_fact *fact, const pf_quantity *quantity)
{
    forbidden result = NOT_FORBIDDEN;
    pf_range hits = hits_near(source, fact->unless.set, quantity, SENTENCE_REACH);
    for (uint32_t i = 0; i < hits.count; i++) {
        const pf_hit *hit = &source->hits->items[hits.first + i];
        if (!is_of_another(source, hit, quantity))
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

// `quantity` is one of the source's.
static double score(const pf_fact_source *source, const pf_fact *fact, const pf_quantity *quantity)
{
    if (!pf_fact_measures(fact, quantity->dimension))
        return 0;
    pf_quantity as_fact = *quantity;
    if (quantity->calculated && fact->calculated == PF_FALSE)
        return 0;
    if (!pf_fact_accepts(fact, &as_fact) || !is_plausible(fact, &as_fact))
        return 0;
    forbidden forbids = how_forbidden(source, fact, quantity);
    if (forbids == FORBIDDEN)
        return 0;
    bool counts = quantity->dimension == fact->dimension; // "changes every 90 days" are no rate of changes
    double best = counts ? score_noun(source, fact, quantity) : 0;
    for (size_t i = 0; i < fact->context.count; i++)
        best = fmax(best, score_context(source, &fact->context.items[i], quantity, forbids != NOT_FORBIDDEN));
    return best;
}

// Numbers that are denied, merely possible or of another system say nothing of this one, nor do those of plans and tests.
static bool is_stated(const pf_fact_source *source, const pf_quantity *quantity)
{
    if (source->without_facts[source->text->sentences[quantity->sentence].block])
        return false;
    for (uint32_t i = quantity->first_token; i < token_end(quantity); i++)
        if (source->effects[i] != PF_EFFECT_STATED)
            return false;
    return true;
}

static uint32_t find_best(const pf_fact_source *source, const pf_quantity *quantity)
{
    const pf_facts *facts = &source->rules->pack.facts;
    uint32_t best = PF_UNRESOLVED;
    double best_score = LEAST_SCORE;
    for (uint32_t i = 0; i < facts->count; i++) {
        double value = score(source, &facts->items[i], quantity);
        if (value > best_score) {
            best = i;
            best_score = value;
        }
    }
    return best;
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
