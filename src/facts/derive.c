// SPDX-License-Identifier: MIT
// Works out facts from others by the formulas of the rules, and shows the arithmetic.
#include "base/limits.h"
#include "facts/facts.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SOURCES = 64 };

// A value with bounds; NaN stands for a missing one.
typedef struct interval {
    double lower, upper;
} interval;

static interval combine(int operator, interval a, interval b)
{
    switch (operator) {
    case PF_ADD:
        return (interval){a.lower + b.lower, a.upper + b.upper};
    case PF_SUBTRACT:
        return (interval){a.lower - b.upper, a.upper - b.lower};
    case PF_MULTIPLY:
        return (interval){a.lower * b.lower, a.upper * b.upper};
    default: // all facts are positive numbers
        return (interval){a.lower / b.upper, a.upper / b.lower};
    }
}

// False when a fact it needs is not known, or the result is no positive number.
static bool evaluate(const pf_derivation *derivation, const pf_fact_table *table, interval *result)
{
    interval stack[PF_LIMIT_FORMULA_STEPS] = {0};
    size_t count = 0;
    for (size_t i = 0; i < derivation->steps.count; i++) {
        const pf_step *step = &derivation->steps.items[i];
        if (step->operator == PF_PUSH_NUMBER) {
            stack[count++] = (interval){step->number, step->number};
        } else if (step->operator == PF_PUSH_FACT) {
            const pf_known_fact *known = &table->items[step->fact];
            if (!known->fact)
                return false;
            stack[count++] = (interval){known->has_lower ? known->lower : NAN, known->has_upper ? known->upper : NAN};
        } else {
            count--;
            stack[count - 1] = combine(step->operator, stack[count - 1], stack[count]);
        }
    }
    *result = stack[0];
    bool lower = isfinite(result->lower) && result->lower >= 0, upper = isfinite(result->upper) && result->upper >= 0;
    if (!lower)
        result->lower = NAN;
    if (!upper)
        result->upper = NAN;
    return lower || upper;
}

static bool describe_value(pf_arena *arena, const pf_ruleset *rules, pf_known_fact *known)
{
    if (!known->value)
        known->value = pf_fact_describe(arena, rules->lexicon, known);
    return known->value != NULL;
}

// The formula with values in the place of names: "100 million × 2/day".
static bool write_formula(pf_arena *arena, const pf_ruleset *rules, const pf_derivation *derivation, pf_fact_table *table, pf_buffer *buffer)
{
    for (const char *at = derivation->formula; *at;) {
        size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789_-");
        if (isdigit((unsigned char)*at)) {
            char *end;
            strtod(at, &end);
            pf_buffer_append(buffer, at, (size_t)(end - at));
            at = end;
        } else if (length && *at != '-') {
            const char *name = pf_arena_copy(arena, at, length);
            uint32_t fact = name ? pf_find_fact(rules, name) : PF_UNRESOLVED;
            if (fact == PF_UNRESOLVED || !describe_value(arena, rules, &table->items[fact]))
                return false;
            pf_buffer_string(buffer, table->items[fact].value);
            at += length;
        } else {
            const char *sign = *at == '*' ? "×" : *at == '/' ? "÷" : *at == '-' ? "−" : NULL;
            if (sign)
                pf_buffer_string(buffer, sign);
            else
                pf_buffer_character(buffer, *at);
            at++;
        }
    }
    return !buffer->failed;
}

static bool collect_sources(pf_arena *arena, const pf_derivation *derivation, const pf_fact_table *table, pf_known_fact *known)
{
    uint32_t sources[MOST_SOURCES];
    size_t count = 0;
    for (size_t i = 0; i < derivation->steps.count; i++) {
        const pf_step *step = &derivation->steps.items[i];
        const pf_known_fact *from = step->operator == PF_PUSH_FACT ? &table->items[step->fact] : NULL;
        for (size_t j = 0; from && j < from->quantity_count && count < MOST_SOURCES; j++)
            sources[count++] = from->quantities[j];
    }
    uint32_t *copy = pf_arena_array(arena, count, sizeof *copy);
    if (!copy)
        return false;
    memcpy(copy, sources, count * sizeof *copy);
    known->quantities = copy;
    known->quantity_count = count;
    return true;
}

static bool derive_fact(pf_arena *arena, const pf_ruleset *rules, uint32_t fact, pf_fact_table *table, bool *changed)
{
    const pf_fact *rule = &rules->pack.facts.items[fact];
    for (size_t i = 0; i < rule->derive.count; i++) {
        interval value;
        if (!evaluate(&rule->derive.items[i], table, &value))
            continue;
        pf_known_fact known = {.fact = rule, .provenance = PF_DERIVED, .derivation = &rule->derive.items[i]};
        known.has_lower = !isnan(value.lower);
        known.has_upper = !isnan(value.upper);
        known.lower = known.has_lower ? value.lower : 0;
        known.upper = known.has_upper ? value.upper : 0;
        if (!collect_sources(arena, known.derivation, table, &known))
            return false;
        table->items[fact] = known;
        *changed = true;
        return true;
    }
    return true;
}

bool pf_facts_derive(pf_arena *arena, const pf_ruleset *rules, pf_fact_table *table)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (uint32_t i = 0; i < table->count; i++)
            if (!table->items[i].fact && !derive_fact(arena, rules, i, table, &changed))
                return false;
    }
    return true;
}

static bool describe_derivation(pf_arena *arena, const pf_ruleset *rules, pf_fact_table *table, pf_known_fact *known)
{
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    if (write_formula(arena, rules, known->derivation, table, &buffer))
        known->arithmetic = pf_arena_format(arena, "%s = %s", buffer.bytes, known->value);
    pf_buffer_release(&buffer);
    return known->arithmetic != NULL;
}

bool pf_facts_describe(pf_arena *arena, const pf_ruleset *rules, pf_fact_table *table, uint32_t fact)
{
    pf_known_fact *known = &table->items[fact];
    return describe_value(arena, rules, known) && (!known->derivation || known->arithmetic || describe_derivation(arena, rules, table, known));
}
