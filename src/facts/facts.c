// SPDX-License-Identifier: MIT
// What the numbers of a text mean: stated facts, facts set from outside, and their values.
#include "facts/facts.h"

#include "facts/assign.h"

#include <string.h>

double pf_fact_value(const pf_known_fact *fact)
{
    return fact->has_upper ? fact->upper : fact->lower;
}

double pf_quantity_value(const pf_quantity *quantity)
{
    return quantity->has_upper ? quantity->upper : quantity->lower;
}

// A gap of at most 5 s is a rate of at least 0.2 per second, and the other way round; likewise for ratios.
static void invert(pf_quantity *quantity)
{
    pf_quantity before = *quantity;
    quantity->has_lower = before.has_upper;
    quantity->has_upper = before.has_lower;
    quantity->lower = before.has_upper ? 1 / before.upper : 0;
    quantity->upper = before.has_lower ? 1 / before.lower : 0;
}

// Whether a ratio is stated the other way round: "write:read" where reads for each write are wanted.
static bool is_inverted(const pf_fact *fact, const pf_quantity *quantity)
{
    size_t first = quantity->of && fact->inverted_by.count ? strcspn(quantity->of, ":") : 0;
    for (size_t i = 0; first > 0 && i < fact->inverted_by.count; i++) {
        const char *noun = fact->inverted_by.items[i].text;
        if (strlen(noun) == first && memcmp(noun, quantity->of, first) == 0)
            return pf_quantity_value(quantity) > 0;
    }
    return false;
}

bool pf_fact_accepts(const pf_fact *fact, pf_quantity *quantity)
{
    if (quantity->dimension == fact->dimension) {
        if (is_inverted(fact, quantity))
            invert(quantity);
        return true;
    }
    if (!pf_fact_measures(fact, quantity->dimension))
        return false;
    bool rate = fact->dimension == PF_DIMENSION_RATE || quantity->dimension == PF_DIMENSION_RATE;
    if (rate && pf_quantity_value(quantity) <= 0)
        return false;
    if (rate)
        invert(quantity);
    quantity->dimension = (uint8_t)fact->dimension;
    return true;
}

bool pf_facts_init(pf_arena *arena, const pf_ruleset *rules, pf_fact_table *table)
{
    table->count = rules->pack.facts.count;
    table->items = pf_arena_array(arena, table->count, sizeof *table->items);
    return table->items != NULL;
}

const char *pf_fact_describe(pf_arena *arena, const pf_lexicon *lexicon, const pf_known_fact *known)
{
    pf_dimension dimension = (pf_dimension)known->fact->dimension;
    const char *lower = known->has_lower ? pf_quantity_format(arena, lexicon, dimension, known->lower) : NULL;
    const char *upper = known->has_upper ? pf_quantity_format(arena, lexicon, dimension, known->upper) : NULL;
    if ((known->has_lower && !lower) || (known->has_upper && !upper))
        return NULL;
    if (!lower || !upper)
        return lower ? pf_arena_format(arena, "at least %s", lower) : upper ? pf_arena_format(arena, "at most %s", upper) : NULL;
    if (known->lower < known->upper)
        return pf_arena_format(arena, "%s to %s", lower, upper);
    return upper;
}

static pf_known_fact know(const pf_fact *fact, const pf_quantity *value, pf_provenance provenance)
{
    return (pf_known_fact){.fact = fact, .has_lower = value->has_lower, .has_upper = value->has_upper, .lower = value->lower,
                           .upper = value->upper, .provenance = provenance};
}

static bool is_better(int pick, const pf_known_fact *known, const pf_quantity *quantity)
{
    double value = pf_quantity_value(quantity);
    switch (pick) {
    case PF_PICK_MAX:
        return value > pf_fact_value(known);
    case PF_PICK_MIN:
        return value < pf_fact_value(known);
    default:
        return false;
    }
}

// Quantity `number` is one more of those that the fact is the sum of.
static bool add_to_sum(pf_arena *arena, pf_known_fact *known, const pf_quantity *quantity, uint32_t number)
{
    pf_known_fact before = *known;
    pf_quantity sum = *quantity;
    sum.lower += before.lower;
    sum.upper += before.upper;
    sum.has_lower = sum.has_lower && before.has_lower;
    sum.has_upper = sum.has_upper && before.has_upper;
    uint32_t *numbers = pf_arena_grow(arena, before.quantities, before.quantity_count, &before.quantity_capacity, sizeof *numbers);
    if (!numbers)
        return false;
    *known = know(before.fact, &sum, PF_STATED);
    numbers[before.quantity_count] = number;
    known->quantities = numbers;
    known->quantity_count = before.quantity_count + 1;
    known->quantity_capacity = before.quantity_capacity;
    return true;
}

static bool add_quantity(pf_arena *arena, const pf_fact_source *source, pf_fact_table *table, uint32_t fact, uint32_t number)
{
    pf_quantity as_fact = source->quantities[number], *quantity = &as_fact;
    const pf_fact *rule = &source->rules->pack.facts.items[fact];
    pf_known_fact *known = &table->items[fact];
    pf_fact_accepts(rule, quantity); // it did when the fact was chosen
    if (known->fact && rule->pick == PF_PICK_SUM)
        return add_to_sum(arena, known, quantity, number);
    if (known->fact && !is_better(rule->pick, known, quantity))
        return true;
    uint32_t *only = pf_arena_alloc(arena, sizeof *only);
    if (!only)
        return false;
    *known = know(rule, quantity, PF_STATED);
    *only = number;
    known->quantities = only;
    known->quantity_count = known->quantity_capacity = 1;
    return true;
}

bool pf_facts_read(pf_arena *arena, const pf_fact_source *source, pf_fact_table *table)
{
    for (uint32_t i = 0; i < source->quantity_count; i++) {
        uint32_t fact = pf_fact_of_quantity(source, &source->quantities[i]);
        if (fact != PF_UNRESOLVED && !add_quantity(arena, source, table, fact, i))
            return false;
    }
    return true;
}

void pf_facts_set(const pf_ruleset *rules, pf_fact_table *table, uint32_t fact, const pf_quantity *value)
{
    table->items[fact] = know(&rules->pack.facts.items[fact], value, PF_SET);
}
