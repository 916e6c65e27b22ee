// SPDX-License-Identifier: MIT
// Decides which fact each quantity of a text is.
#include "facts/assign.h"

#include <math.h>
#include <string.h>

static const double OF_WEIGHT = 0.7;     // of a head noun, where the rules give none
static const double LONGER_NOUN = 0.03;  // for each further word of a head noun: "concurrent user" tells more than "user"
static const double FAR_AWAY = 0.5;      // share of a context's weight at the end of its reach
static const double IN_HEADING = 0.6;    // share of a context that stands in the heading or the table's head
static const double LEAST_SCORE = 0.25;
enum { DEFAULT_REACH = 12, NOUN_REACH = 4 };

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

// Whether a token is the noun (given in the singular), in any number.
static bool is_noun(const pf_text *text, uint32_t token, const char *noun)
{
    const pf_token *word = &text->tokens[token];
    size_t length = strlen(noun), common = 0;
    while (common < length && common < word->length) {
        char letter = text->document->source[word->start + common];
        if (letter >= 'A' && letter <= 'Z')
            letter = (char)(letter - 'A' + 'a');
        if (letter != noun[common])
            break;
        common++;
    }
    return common == length || (length > 3 && common == length - 1 && word->length >= length);
}

static double score_noun(const pf_fact_source *source, const pf_fact *fact, const pf_quantity *quantity)
{
    double best = 0;
    pf_range hits = pf_hits_of(source->hits, fact->of.set);
    for (uint32_t i = 0; i < hits.count; i++) {
        const pf_hit *hit = &source->hits->items[hits.first + i];
        if (hit->sentence != quantity->sentence)
            continue;
        uint32_t away = distance(hit, quantity);
        bool same = quantity->of && is_noun(source->text, hit->last_token, quantity->of);
        if (!(away == 0 || (same && (away <= NOUN_REACH || quantity->calculated)))) // behind a calculation the label is far
            continue;
        double words = (double)(hit->last_token - hit->first_token);
        double weight = (fact->of_weight > 0 ? fact->of_weight : OF_WEIGHT) + LONGER_NOUN * words - 0.01 * away;
        best = fmax(best, weight);
    }
    return best;
}

static bool on_side(const pf_fact_context *context, const pf_hit *hit, const pf_quantity *quantity)
{
    if (context->side == PF_SIDE_BEFORE)
        return hit->first_token < quantity->first_token;
    return context->side != PF_SIDE_AFTER || hit->last_token >= token_end(quantity);
}

static bool is_in_block(const pf_text *text, const pf_hit *hit, uint32_t block)
{
    return block != PF_NONE && text->sentences[hit->sentence].block == block;
}

static double score_context(const pf_fact_source *source, const pf_fact_context *context, const pf_quantity *quantity)
{
    const pf_text *text = source->text;
    const pf_block *block = &text->document->blocks[text->sentences[quantity->sentence].block];
    uint32_t heading = text->document->sections[block->section].heading_block;
    uint32_t reach = context->reach > 0 ? (uint32_t)context->reach : DEFAULT_REACH;
    double best = 0;
    pf_range hits = pf_hits_of(source->hits, context->phrases.set);
    for (uint32_t i = 0; i < hits.count; i++) {
        const pf_hit *hit = &source->hits->items[hits.first + i];
        if (hit->sentence == quantity->sentence) {
            uint32_t away = distance(hit, quantity);
            if (away <= reach && on_side(context, hit, quantity))
                best = fmax(best, context->weight * (1 - (1 - FAR_AWAY) * away / (reach + 1.0)));
        } else if (is_in_block(text, hit, heading) || is_in_block(text, hit, block->table_header)) {
            best = fmax(best, context->weight * IN_HEADING);
        }
    }
    return best;
}

static bool is_forbidden(const pf_fact_source *source, const pf_fact *fact, const pf_quantity *quantity)
{
    pf_range hits = pf_hits_of(source->hits, fact->unless.set);
    for (uint32_t i = 0; i < hits.count; i++)
        if (source->hits->items[hits.first + i].sentence == quantity->sentence)
            return true;
    return false;
}

static bool is_plausible(const pf_fact *fact, const pf_quantity *quantity)
{
    double value = pf_quantity_value(quantity);
    return (!fact->at_least.text || value >= fact->at_least.value) && (!fact->at_most.text || value <= fact->at_most.value);
}

static double score(const pf_fact_source *source, const pf_fact *fact, const pf_quantity *quantity)
{
    pf_quantity as_fact = *quantity;
    if (quantity->calculated && fact->calculated == PF_FALSE)
        return 0;
    if (!pf_fact_accepts(fact, &as_fact) || !is_plausible(fact, &as_fact) || is_forbidden(source, fact, quantity))
        return 0;
    double best = score_noun(source, fact, quantity);
    for (size_t i = 0; i < fact->context.count; i++)
        best = fmax(best, score_context(source, &fact->context.items[i], quantity));
    return best;
}

// Numbers that are denied, merely possible or of another system say nothing of this one.
static bool is_stated(const pf_fact_source *source, const pf_quantity *quantity)
{
    for (uint32_t i = quantity->first_token; i < token_end(quantity); i++)
        if (source->effects[i] != PF_EFFECT_STATED)
            return false;
    return true;
}

uint32_t pf_fact_of_quantity(const pf_fact_source *source, const pf_quantity *quantity)
{
    const pf_facts *facts = &source->rules->pack.facts;
    uint32_t best = PF_UNRESOLVED;
    double best_score = LEAST_SCORE;
    if (!is_stated(source, quantity))
        return PF_UNRESOLVED;
    for (uint32_t i = 0; i < facts->count; i++) {
        double value = score(source, &facts->items[i], quantity);
        if (value > best_score) {
            best = i;
            best_score = value;
        }
    }
    return best;
}
