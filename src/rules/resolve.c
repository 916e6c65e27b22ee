// SPDX-License-Identifier: MIT
// Turns the names in rules into positions and their values into numbers, and refuses what can never hold.
#include "base/limits.h"
#include "match/regex.h"
#include "match/required.h"
#include "rules/layer.h"

#include <math.h>
#include <string.h>

static uint32_t find_name(pf_names names, const char *name)
{
    for (size_t i = 0; i < names.count; i++)
        if (pf_name_at(&names, i) && strcmp(pf_name_at(&names, i), name) == 0)
            return (uint32_t)i;
    return PF_UNRESOLVED;
}

#define FIND(list, type, member, name) find_name(PF_NAMES(list, type, member), name)

uint32_t pf_find_pattern(const pf_ruleset *rules, const char *id)
{
    return FIND(rules->pack.patterns, pf_pattern, id, id);
}

uint32_t pf_find_fact(const pf_ruleset *rules, const char *name)
{
    return FIND(rules->pack.facts, pf_fact, name, name);
}

bool pf_strings_contain(const pf_strings *strings, const char *string)
{
    for (size_t i = 0; i < strings->count; i++)
        if (strcmp(strings->items[i].text, string) == 0)
            return true;
    return false;
}

// As find_name, with an error that names the nearest when there is none.
static uint32_t require(pf_layer *layer, const pf_origin *place, const char *what, const char *name, pf_names names)
{
    uint32_t index = find_name(names, name);
    if (index == PF_UNRESOLVED)
        pf_layer_error(layer, place, "rule-dangling", "there is no %s '%s'%s", what, name, pf_did_you_mean(name, names, "").text);
    return index;
}

#define REQUIRE(layer, place, what, name, list, type, member) require(layer, place, what, name, PF_NAMES(list, type, member))

static bool has_bound(const pf_condition *condition)
{
    return condition->at_least.text || condition->more_than.text || condition->at_most.text || condition->less_than.text;
}

// The one main key of a condition; PF_CONDITION_NONE with an error when there are several.
static int kind_of(pf_layer *layer, const pf_condition *condition)
{
    const bool given[] = {condition->phrases.set != PF_UNRESOLVED && condition->phrases.count, condition->fact, condition->regex,
                          condition->is, condition->signal, condition->system, condition->all.count, condition->any.count,
                          condition->none.count, condition->words > 0};
    int kind = PF_CONDITION_NONE;
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
        if (given[i] && kind != PF_CONDITION_NONE) {
            pf_layer_error(layer, &condition->place, "rule-conflict",
                           "a condition has one of phrases, fact, regex, is, signal, system, all, any, none, words: combine several with all or any");
            return PF_CONDITION_NONE;
        }
        if (given[i])
            kind = (int)i + PF_CONDITION_PHRASES;
    }
    return kind;
}

static bool parse_value(pf_layer *layer, pf_value *value, const pf_fact *fact)
{
    if (!value->text)
        return true;
    pf_quantity quantity;
    bool exhausted = false;
    bool read = pf_quantity_parse(layer->rules->lexicon, value->text, strlen(value->text), &quantity, &exhausted);
    if (exhausted)
        return pf_layer_exhausted(layer);
    if (!read || !pf_fact_measures(fact, quantity.dimension)) {
        pf_layer_error(layer, &value->place, "rule-bad-unit", "'%s' is no %s, which the fact '%s' is measured in: write it as in %s", value->text,
                       pf_dimension_name((pf_dimension)fact->dimension), fact->name, pf_dimension_example((pf_dimension)fact->dimension));
        return false;
    }
    value->value = quantity.has_upper ? quantity.upper : quantity.lower;
    return true;
}

static void resolve_fact(pf_layer *layer, pf_condition *condition)
{
    condition->target = REQUIRE(layer, &condition->place, "fact", condition->fact, layer->rules->pack.facts, pf_fact, name);
    if (condition->target == PF_UNRESOLVED)
        return;
    const pf_fact *fact = &layer->rules->pack.facts.items[condition->target];
    if (!has_bound(condition) && condition->known == PF_UNSET)
        pf_layer_error(layer, &condition->place, "rule-missing-key", "a fact needs at_least, more_than, at_most, less_than or known");
    if ((condition->at_least.text && condition->more_than.text) || (condition->at_most.text && condition->less_than.text))
        pf_layer_error(layer, &condition->place, "rule-conflict", "two bounds on the same side: keep one");
    if (has_bound(condition) && condition->known == PF_FALSE)
        pf_layer_error(layer, &condition->place, "rule-never-fires", "a fact that is not known has no value within bounds: remove 'known: false' or the bound");
    bool read = parse_value(layer, &condition->at_least, fact) && parse_value(layer, &condition->more_than, fact) &&
                parse_value(layer, &condition->at_most, fact) && parse_value(layer, &condition->less_than, fact);
    const pf_value *lower = condition->at_least.text ? &condition->at_least : &condition->more_than;
    const pf_value *upper = condition->at_most.text ? &condition->at_most : &condition->less_than;
    bool meet = condition->at_least.text && condition->at_most.text;
    if (read && lower->text && upper->text && (lower->value > upper->value || (lower->value >= upper->value && !meet)))
        pf_layer_error(layer, &condition->place, "rule-never-fires", "no value is %s %s and %s %s",
                       condition->at_least.text ? "at least" : "more than", lower->text, condition->at_most.text ? "at most" : "less than", upper->text);
}

// Half of all that regexes cost in short texts was compiling them, and finding out which bytes they need took as long: both are kept.
static void keep_regex(pf_layer *layer, pf_condition *condition, const pf_regex *regex)
{
    bool bytes[256];
    if (pf_required_bytes(condition->regex, bytes))
        condition->required = (const bool *)pf_arena_copy(layer->keep, (const char *)bytes, sizeof bytes);
    condition->compiled = pf_regex_store(regex, layer->keep);
}

static void resolve_regex(pf_layer *layer, pf_condition *condition)
{
    if (!condition->gate) {
        pf_layer_error(layer, &condition->place, "rule-missing-key", "a regex needs 'gate': a word without which it is not tried");
        return;
    }
    char problem[256];
    pf_regex *regex = pf_regex_new(condition->regex, problem, sizeof problem);
    if (!regex)
        pf_layer_error(layer, &condition->place, "rule-bad-regex", "the regex does not compile: %s", problem);
    else
        keep_regex(layer, condition, regex);
    pf_regex_free(regex);
    condition->number = layer->rules->regex_count++;
}

static void resolve_signal(pf_layer *layer, pf_condition *condition, uint32_t pattern)
{
    const pf_patterns *patterns = &layer->rules->pack.patterns;
    const char *slash = strchr(condition->signal, '/');
    const char *id = slash ? slash + 1 : condition->signal;
    if (slash) {
        const char *name = pf_arena_copy(layer->scratch, condition->signal, (size_t)(slash - condition->signal));
        pattern = name ? REQUIRE(layer, &condition->place, "pattern", name, *patterns, pf_pattern, id) : PF_UNRESOLVED;
        if (pattern == PF_UNRESOLVED)
            return;
    }
    if (pattern == PF_UNRESOLVED) {
        pf_layer_error(layer, &condition->place, "rule-dangling", "outside a pattern a signal is named pattern/signal");
        return;
    }
    condition->target_pattern = pattern;
    condition->target = REQUIRE(layer, &condition->place, "signal", id, patterns->items[pattern].signals, pf_signal, id);
}

static void resolve_condition(pf_layer *layer, pf_condition *condition, uint32_t pattern);

// Whether the condition has a main key; one mistake in it is reported once.
static bool says_something(pf_layer *layer, pf_condition *condition, uint32_t pattern)
{
    size_t errors = layer->diagnostics->errors;
    resolve_condition(layer, condition, pattern);
    return condition->kind != PF_CONDITION_NONE || layer->diagnostics->errors > errors;
}

static void require_condition(pf_layer *layer, pf_condition *condition, uint32_t pattern)
{
    if (!says_something(layer, condition, pattern))
        pf_layer_error(layer, &condition->place, "rule-never-fires", "this condition says nothing: give it phrases, a fact or another main key");
}

static void resolve_children(pf_layer *layer, pf_conditions *children, uint32_t pattern)
{
    for (size_t i = 0; i < children->count; i++)
        require_condition(layer, pf_condition_at(children, i), pattern);
}

// Keys that only go with another one, and would be read and never looked at without it.
static void check_partners(pf_layer *layer, const pf_condition *condition)
{
    bool group = condition->kind == PF_CONDITION_ALL || condition->kind == PF_CONDITION_ANY || condition->kind == PF_CONDITION_NOT;
    if (condition->unless.count && condition->kind != PF_CONDITION_PHRASES)
        pf_layer_error(layer, &condition->place, "rule-conflict", "'unless' goes with 'phrases'");
    if ((has_bound(condition) || condition->known != PF_UNSET) && condition->kind != PF_CONDITION_FACT)
        pf_layer_error(layer, &condition->place, "rule-conflict", "a bound such as 'at_least' goes with 'fact'");
    if (condition->gate && condition->kind != PF_CONDITION_REGEX)
        pf_layer_error(layer, &condition->place, "rule-conflict", "'gate' goes with 'regex'");
    if (condition->minimum > 0 && condition->kind != PF_CONDITION_PHRASES && condition->kind != PF_CONDITION_ANY)
        pf_layer_error(layer, &condition->place, "rule-conflict", "'minimum' goes with 'phrases' or 'any'");
    if (condition->different != floor(condition->different) || condition->words != floor(condition->words) || condition->minimum != floor(condition->minimum))
        pf_layer_error(layer, &condition->place, "rule-conflict", "'minimum', 'different' and 'words' are counts: give a whole number");
    if (condition->different > 0 && condition->kind != PF_CONDITION_PHRASES)
        pf_layer_error(layer, &condition->place, "rule-conflict", "'different' goes with 'phrases'");
    if (condition->kind == PF_CONDITION_ANY && condition->minimum > (double)condition->any.count)
        pf_layer_error(layer, &condition->place, "rule-never-fires", "'any' has fewer members than 'minimum' asks for");
    if (condition->within != PF_SCOPE_DOCUMENT && condition->kind != PF_CONDITION_NONE && !group)
        pf_layer_error(layer, &condition->place, "rule-conflict", "'within' goes with 'all', 'any' or 'none'");
}

// Conditions of the layer below are resolved already, and constant.
static void resolve_condition(pf_layer *layer, pf_condition *condition, uint32_t pattern)
{
    if (condition->kind != PF_CONDITION_NONE)
        return;
    size_t errors = layer->diagnostics->errors;
    condition->kind = kind_of(layer, condition);
    const pf_pack *pack = &layer->rules->pack;
    if (layer->diagnostics->errors == errors)
        check_partners(layer, condition);
    switch (condition->kind) {
    case PF_CONDITION_FACT:
        resolve_fact(layer, condition);
        break;
    case PF_CONDITION_REGEX:
        resolve_regex(layer, condition);
        break;
    case PF_CONDITION_IS:
        condition->target = REQUIRE(layer, &condition->place, "condition", condition->is, pack->conditions, pf_named_condition, name);
        break;
    case PF_CONDITION_SYSTEM:
        condition->target = REQUIRE(layer, &condition->place, "system", condition->system, pack->systems, pf_system, id);
        break;
    case PF_CONDITION_SIGNAL:
        resolve_signal(layer, condition, pattern);
        break;
    default:
        break;
    }
    resolve_children(layer, &condition->all, pattern);
    resolve_children(layer, &condition->any, pattern);
    resolve_children(layer, &condition->none, pattern);
}

static void resolve_signals(pf_layer *layer, pf_pattern *pattern, uint32_t index)
{
    for (size_t i = 0; i < pattern->signals.count; i++) {
        pf_signal *signal = &pattern->signals.items[i];
        if (signal->when.kind != PF_CONDITION_NONE || signal->enabled == PF_FALSE)
            continue;
        if (!says_something(layer, &signal->when, index))
            pf_layer_error(layer, &signal->place, "rule-never-fires", "the signal '%s' has no condition, so it can never fire: give it phrases or a fact", signal->id);
        if (signal->certainty == 0)
            pf_layer_error(layer, &signal->place, "rule-missing-key", "the signal '%s' needs a 'certainty' other than 0", signal->id);
        if (!signal->because)
            pf_layer_error(layer, &signal->place, "rule-missing-key", "the signal '%s' needs 'because'", signal->id);
        if (signal->source)
            REQUIRE(layer, &signal->place, "source", signal->source, pattern->sources, pf_source, id);
    }
}

// The arrows of the layer below are resolved, and their nodes stand where they stood.
static void resolve_diagram(pf_layer *layer, pf_option *option)
{
    const pf_diagram_nodes *nodes = &layer->rules->pack.nodes;
    for (size_t i = 0; i < option->diagram.count; i++) {
        pf_arrow *arrow = &option->diagram.items[i];
        if (!arrow->place.line)
            continue;
        arrow->ends[0] = REQUIRE(layer, &arrow->place, "node", arrow->from, *nodes, pf_diagram_node, id);
        arrow->ends[1] = REQUIRE(layer, &arrow->place, "node", arrow->to, *nodes, pf_diagram_node, id);
        if (strcmp(arrow->from, arrow->to) == 0)
            pf_layer_error(layer, &arrow->place, "rule-conflict", "an arrow from '%s' to itself says nothing: name two nodes", arrow->from);
    }
}

static void resolve_pattern(pf_layer *layer, pf_pattern *pattern, uint32_t index)
{
    resolve_signals(layer, pattern, index);
    for (size_t i = 0; i < pattern->options.count; i++) {
        if (pattern->options.items[i].choose)
            require_condition(layer, pattern->options.items[i].choose, index);
        if (pattern->options.items[i].outgrown)
            require_condition(layer, pattern->options.items[i].outgrown, index);
        if (pattern->options.items[i].excessive)
            require_condition(layer, pattern->options.items[i].excessive, index);
        resolve_diagram(layer, &pattern->options.items[i]);
        for (size_t j = 0; j < pattern->options.items[i].numbers.count; j++)
            REQUIRE(layer, &pattern->options.items[i].numbers.items[j].place, "fact", pattern->options.items[i].numbers.items[j].text, layer->rules->pack.facts, pf_fact, name);
    }
    for (size_t i = 0; i < pattern->considerations.count; i++)
        for (size_t j = 0; j < pattern->considerations.items[i].of.count; j++)
            REQUIRE(layer, &pattern->considerations.items[i].place, "option", pattern->considerations.items[i].of.items[j].text, pattern->options,
                    pf_option, name);
    for (size_t i = 0; i < pattern->pitfalls.count; i++)
        if (pattern->pitfalls.items[i].when)
            require_condition(layer, pattern->pitfalls.items[i].when, index);
    for (size_t i = 0; i < pattern->questions.count; i++) {
        pf_question *question = &pattern->questions.items[i];
        if (question->place.line) // else it is of the layer below: resolved, and constant
            question->fact_index = REQUIRE(layer, &question->place, "fact", question->fact, layer->rules->pack.facts, pf_fact, name);
    }
}

static bool resolve_facts(pf_layer *layer)
{
    pf_facts *facts = &layer->rules->pack.facts;
    size_t inherited = layer->base ? layer->base->pack.facts.count : 0;
    for (size_t i = 0; i < facts->count; i++) {
        pf_fact *fact = &facts->items[i];
        if (i < inherited && !fact->place.line)
            continue; // of the layer below
        parse_value(layer, &fact->at_least, fact);
        parse_value(layer, &fact->at_most, fact);
        for (size_t j = 0; j < fact->derive.count; j++)
            if (!pf_layer_parse_formula(layer, &fact->derive.items[j], (uint32_t)i))
                return false;
    }
    return true;
}

static void resolve_systems(pf_layer *layer)
{
    const pf_patterns *patterns = &layer->rules->pack.patterns;
    for (size_t i = 0; i < layer->own.systems.count; i++) {
        pf_system *system = &layer->own.systems.items[i];
        if (system->when)
            require_condition(layer, system->when, PF_UNRESOLVED);
        for (size_t j = 0; j < system->parts.count; j++) {
            pf_part *part = &system->parts.items[j];
            part->pattern_index = REQUIRE(layer, &part->place, "pattern", part->pattern, *patterns, pf_pattern, id);
        }
    }
}

static void resolve_scenarios(pf_layer *layer)
{
    const pf_patterns *patterns = &layer->rules->pack.patterns;
    for (size_t i = 0; i < layer->own.scenarios.count; i++)
        for (size_t j = 0; j < layer->own.scenarios.items[i].fits.count; j++) {
            const pf_string_item *id = &layer->own.scenarios.items[i].fits.items[j];
            (void)REQUIRE(layer, &id->place, "pattern", id->text, *patterns, pf_pattern, id);
        }
}

// A condition or signal that others can refer to.
typedef struct referable {
    const char *what, *name;
    const pf_condition *condition;
    uint32_t height; // how many it leads through, itself too; 0: not known yet
    bool is_open;    // what it leads to is being looked at
    bool is_reported;
} referable;

typedef struct chain {
    pf_layer *layer;
    referable *links;
    referable *open[PF_LIMIT_CHAIN];
    uint32_t depth;
} chain;

// What a condition refers to; NULL for most.
static referable *referred(const chain *walk, const pf_condition *condition)
{
    if (condition->kind == PF_CONDITION_IS)
        return &walk->links[condition->target];
    if (condition->kind == PF_CONDITION_SIGNAL)
        return &walk->links[walk->layer->rules->pack.conditions.count + pf_signal_number(walk->layer->rules, condition->target_pattern, condition->target)];
    return NULL;
}

// What is of the layer below has no place, and no mistake of its own.
static void complain(const chain *walk, referable *at, const char *code, const char *problem)
{
    if (!at->is_reported && at->condition->place.line)
        pf_layer_error(walk->layer, &at->condition->place, code, "the %s '%s' %s", at->what, at->name, problem);
    at->is_reported = true;
}

// All from `first` on lead to one another.
static void report_cycle(const chain *walk, const referable *first)
{
    uint32_t from = walk->depth;
    while (walk->open[from - 1] != first)
        from--;
    for (uint32_t i = from - 1; i < walk->depth; i++)
        complain(walk, walk->open[i], "rule-cycle", "leads back to itself");
}

static void report_length(const chain *walk, referable *at)
{
    complain(walk, at, "rule-too-deep", "leads through more than 256 others: make the chain shorter");
}

static uint32_t height_below(chain *walk, const pf_condition *condition);

// How many conditions and signals evaluating this one goes through. Each is looked at once, however many refer to it.
static uint32_t height_of(chain *walk, referable *at)
{
    if (at->is_open)
        report_cycle(walk, at);
    if (at->is_open || at->height)
        return at->height;
    if (walk->depth == PF_LIMIT_CHAIN) {
        report_length(walk, walk->open[0]);
        return 0;
    }
    walk->open[walk->depth++] = at;
    at->is_open = true;
    at->height = 1 + height_below(walk, at->condition);
    at->is_open = false;
    walk->depth--;
    if (at->height > PF_LIMIT_CHAIN) {
        report_length(walk, at);
        at->height = 1; // else each that refers to it would be reported too
    }
    return at->height;
}

static uint32_t height_below(chain *walk, const pf_condition *condition)
{
    referable *next = referred(walk, condition);
    if (next)
        return height_of(walk, next);
    uint32_t height = 0;
    const pf_conditions *lists[] = {&condition->all, &condition->any, &condition->none};
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < lists[i]->count; j++) {
            uint32_t below = height_below(walk, pf_condition_at(lists[i], j));
            height = below > height ? below : height;
        }
    return height;
}

static bool number_signals(pf_layer *layer)
{
    const pf_patterns *patterns = &layer->rules->pack.patterns;
    uint32_t *first = pf_arena_array(layer->keep, patterns->count, sizeof *first), count = 0;
    for (size_t i = 0; first && i < patterns->count; i++) {
        first[i] = count;
        count += (uint32_t)patterns->items[i].signals.count;
    }
    layer->rules->first_signals = first;
    layer->rules->signal_count = count;
    return first || pf_layer_exhausted(layer);
}

static bool open_chain(pf_layer *layer, chain *walk, uint32_t *count)
{
    const pf_pack *pack = &layer->rules->pack;
    *count = (uint32_t)pack->conditions.count + layer->rules->signal_count;
    walk->layer = layer;
    walk->links = pf_arena_array(layer->scratch, *count, sizeof *walk->links);
    if (!walk->links)
        return false;
    referable *next = walk->links;
    for (size_t i = 0; i < pack->conditions.count; i++)
        *next++ = (referable){.what = "condition", .name = pack->conditions.items[i].name, .condition = &pack->conditions.items[i].when};
    for (size_t i = 0; i < pack->patterns.count; i++)
        for (size_t j = 0; j < pack->patterns.items[i].signals.count; j++) {
            const pf_signal *signal = &pack->patterns.items[i].signals.items[j];
            *next++ = (referable){.what = "signal", .name = signal->id, .condition = &signal->when};
        }
    return true;
}

// A condition that leads back to itself would never end, and one that leads on and on would need too much of the stack.
static bool check_cycles(pf_layer *layer)
{
    chain walk = {0};
    uint32_t count;
    if (!open_chain(layer, &walk, &count))
        return pf_layer_exhausted(layer);
    for (uint32_t i = 0; i < count; i++)
        height_of(&walk, &walk.links[i]);
    return true;
}

uint32_t pf_required_set(const pf_condition *condition)
{
    if (condition->kind == PF_CONDITION_PHRASES)
        return condition->phrases.set;
    if (condition->kind == PF_CONDITION_REGEX)
        return condition->gate_set;
    for (size_t i = 0; condition->kind == PF_CONDITION_ALL && i < condition->all.count; i++) {
        uint32_t set = pf_required_set(pf_condition_at(&condition->all, i));
        if (set != PF_UNRESOLVED)
            return set;
    }
    return PF_UNRESOLVED;
}

// Most signals are about words that a text does not have: a short list tells so without a look at their conditions.
static bool list_signal_sets(pf_layer *layer)
{
    const pf_patterns *patterns = &layer->rules->pack.patterns;
    size_t at = 0;
    uint32_t *sets = pf_arena_array(layer->keep, layer->rules->signal_count, sizeof *sets);
    for (size_t i = 0; sets && i < patterns->count; i++)
        for (size_t j = 0; j < patterns->items[i].signals.count; j++)
            sets[at++] = pf_required_set(&patterns->items[i].signals.items[j].when);
    layer->rules->signal_sets = sets;
    return sets || pf_layer_exhausted(layer);
}

bool pf_layer_resolve(pf_layer *layer)
{
    pf_pack *pack = &layer->rules->pack;
    if (!resolve_facts(layer))
        return false;
    for (size_t i = 0; i < pack->conditions.count; i++)
        require_condition(layer, &pack->conditions.items[i].when, PF_UNRESOLVED);
    for (uint32_t i = 0; i < pack->patterns.count; i++)
        resolve_pattern(layer, &pack->patterns.items[i], i);
    resolve_systems(layer);
    resolve_scenarios(layer);
    layer->rules->small_audience = FIND(pack->conditions, pf_named_condition, name, "small-audience");
    layer->rules->design_document = FIND(pack->conditions, pf_named_condition, name, "design-document");
    layer->rules->design_section = FIND(pack->conditions, pf_named_condition, name, "design-section");
    layer->rules->differs_by_circumstance = FIND(pack->conditions, pf_named_condition, name, "differs-by-circumstance");
    layer->rules->public_product = FIND(pack->conditions, pf_named_condition, name, "public-product");
    layer->rules->single_user_program = FIND(pack->conditions, pf_named_condition, name, "single-user-program");
    if (pf_layer_is_good(layer) && !(number_signals(layer) && check_cycles(layer)))
        return false;
    if (pf_layer_is_good(layer) && !(list_signal_sets(layer) && pf_layer_list_thresholds(layer)))
        return false;
    return pf_layer_is_good(layer);
}
