// SPDX-License-Identifier: MIT
// The keys of rule files: what each is called, holds and means.
#include "base/limits.h"
#include "rules/record.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define PLACED(type, title, fields, text) BOUND(type, title, fields, text, NULL)
#define BOUND(type, title, fields, text, constraints) {title, sizeof(type), offsetof(type, place), fields, COUNT(fields), text, constraints, false}

// What goes with what, as JSON Schema; resolve.c says the same to those who run the program.
#define HAS(key) "{\"required\": [\"" key "\"]}"
#define ONE_MAIN_KEY                                                                                                                             \
    "\"oneOf\": [" HAS("phrases") ", " HAS("fact") ", " HAS("regex") ", " HAS("is") ", " HAS("signal") ", " HAS("system") ", " HAS("all") ", " HAS( \
        "any") ", " HAS("none") ", " HAS("words") "]"
#define PARTNERS                                                                                                                                 \
    "\"dependentRequired\": {\"gate\": [\"regex\"], \"regex\": [\"gate\"], \"unless\": [\"phrases\"], \"at_least\": [\"fact\"], "                     \
    "\"more_than\": [\"fact\"], \"at_most\": [\"fact\"], \"less_than\": [\"fact\"], \"known\": [\"fact\"], \"different\": [\"phrases\"]},\n      "                                \
    "\"dependentSchemas\": {\"fact\": {\"anyOf\": [" HAS("at_least") ", " HAS("more_than") ", " HAS("at_most") ", " HAS("less_than") ", " HAS("known") "]}}"
#define IN_A_PATTERN "{\"anyOf\": [" HAS("pattern") ", " HAS("extends") "]}"

static const char condition_constraints[] = ONE_MAIN_KEY ",\n      " PARTNERS;
static const char signal_constraints[] = "\"if\": {\"properties\": {\"enabled\": {\"const\": false}}, \"required\": [\"enabled\"]},\n      "
                                         "\"else\": {\"required\": [\"certainty\", \"because\"], \"not\": {\"properties\": {\"certainty\": {\"const\": 0}}}, " ONE_MAIN_KEY "},\n      " PARTNERS;
static const char file_constraints[] = "\"dependentRequired\": {\"pattern\": [\"title\", \"problem\", \"signals\"]},\n      "
                                       "\"not\": {\"required\": [\"pattern\", \"extends\"]},\n      "
                                       "\"dependentSchemas\": {\"title\": " IN_A_PATTERN ", \"problem\": " IN_A_PATTERN ", \"signals\": " IN_A_PATTERN
                                       ", \"options\": " IN_A_PATTERN "}";

static const char *const scopes[] = {"document", "section", "paragraph", "sentence", NULL};
static const char *const audiences[] = {"either", "public", "organisation", "program", NULL};
// In the order of pf_tier.
static const char *const tiers[] = {"client", "edge", "service", "broker", "worker", "store", "external", NULL};
static const char *const sides[] = {"either", "before", "after", NULL};
static const char *const picks[] = {"max", "min", "sum", "first", NULL};
static const char *const effects[] = {"stated", "denied", "hypothetical", "background", "ignored", NULL};
static const char *const directions[] = {"after", "before", "sentence", "question", NULL};
// In the order of pf_section_side.
static const char *const sides_of_a_design[] = {"open", "need", "design", "aside", NULL};
// In the order of pf_dimension.
static const char *const dimensions[] = {"count", "size", "duration", "rate", "data_rate", "ratio", "percent", "distance",
                                         "interval", NULL};
// One more, so that 0 says that there is none.
static const char *const more_dimensions[] = {"none", "count", "size", "duration", "rate", "data_rate", "ratio", "percent",
                                              "distance", "interval", NULL};

#define AT(member) offsetof(pf_condition, member)
static const pf_field condition_fields[] = {
    {.key = "phrases", .kind = PF_FIELD_PHRASES, .offset = AT(phrases), .about = "Holds when one of these phrases occurs."},
    {.key = "unless", .kind = PF_FIELD_PHRASES, .offset = AT(unless), .about = "With phrases: not counted in a sentence in which one of these occurs too."},
    {.key = "fact", .kind = PF_FIELD_STRING, .offset = AT(fact), .about = "Holds when this fact is known and within the bounds given."},
    {.key = "at_least", .kind = PF_FIELD_VALUE, .offset = AT(at_least), .about = "Lower bound, inclusive, such as 10 MB."},
    {.key = "more_than", .kind = PF_FIELD_VALUE, .offset = AT(more_than), .about = "Lower bound, exclusive."},
    {.key = "at_most", .kind = PF_FIELD_VALUE, .offset = AT(at_most), .about = "Upper bound, inclusive."},
    {.key = "less_than", .kind = PF_FIELD_VALUE, .offset = AT(less_than), .about = "Upper bound, exclusive."},
    {.key = "known", .kind = PF_FIELD_BOOL, .offset = AT(known), .about = "Whether the fact is known at all."},
    {.key = "regex", .kind = PF_FIELD_STRING, .offset = AT(regex), .about = "A Perl-compatible regular expression, tried in sentences that have the gate word; case does not matter."},
    {.key = "gate", .kind = PF_FIELD_STRING, .offset = AT(gate), .about = "The word without which the regex is not tried."},
    {.key = "is", .kind = PF_FIELD_STRING, .offset = AT(is), .about = "Holds when this named condition holds."},
    {.key = "signal", .kind = PF_FIELD_STRING, .offset = AT(signal), .about = "Holds when this signal (of this pattern, or pattern/signal) has fired."},
    {.key = "system", .kind = PF_FIELD_STRING, .offset = AT(system), .about = "Holds when the text describes this kind of system."},
    {.key = "all", .kind = PF_FIELD_LIST, .offset = AT(all), .record = &pf_condition_record, .about = "Holds when all of these hold."},
    {.key = "any", .kind = PF_FIELD_LIST, .offset = AT(any), .record = &pf_condition_record, .about = "Holds when one of these holds."},
    {.key = "none", .kind = PF_FIELD_LIST, .offset = AT(none), .record = &pf_condition_record, .about = "Holds when none of these holds."},
    {.key = "minimum", .kind = PF_FIELD_NUMBER, .offset = AT(minimum), .least = 2, .most = 100, .about = "With phrases or any: in how many sentences, or how many of any, at least."},
    {.key = "different", .kind = PF_FIELD_NUMBER, .offset = AT(different), .least = 2, .most = PF_LIMIT_DIFFERENT, .about = "With phrases: how many different ones must occur at least."},
    {.key = "words", .kind = PF_FIELD_NUMBER, .offset = AT(words), .least = 1, .most = 100000, .about = "Holds when the text has at least so many words."},
    {.key = "within", .kind = PF_FIELD_CHOICE, .offset = AT(within), .choices = scopes, .about = "How near together all, any and none are judged."},
};
const pf_record pf_condition_record = BOUND(pf_condition, "a condition", condition_fields, "Something that holds of a text, or does not.", condition_constraints);
#undef AT

#define AT(member) offsetof(pf_signal, member)
static const pf_field signal_fields[] = {
    {.key = "id", .kind = PF_FIELD_ID, .offset = AT(id), .required = true, .about = "Name of the signal, unique in its pattern."},
    {.kind = PF_FIELD_INLINE, .offset = AT(when), .record = &pf_condition_record},
    {.key = "certainty", .kind = PF_FIELD_NUMBER, .offset = AT(certainty), .least = -1, .most = 1, .about = "Certainty factor: 1 proves the pattern, -1 rules it out."},
    {.key = "because", .kind = PF_FIELD_STRING, .offset = AT(because), .about = "Why this speaks for or against the pattern, as a clause."},
    {.key = "source", .kind = PF_FIELD_STRING, .offset = AT(source), .about = "The id of the source of its threshold."},
    {.key = "enabled", .kind = PF_FIELD_BOOL, .offset = AT(enabled), .about = "false switches off a signal of the pattern that is extended."},
};
static const pf_record signal_record = BOUND(pf_signal, "a signal", signal_fields, "One kind of evidence for or against the pattern.", signal_constraints);
#undef AT

#define AT(member) offsetof(pf_arrow, member)
static const pf_field arrow_fields[] = {
    {.key = "from", .kind = PF_FIELD_STRING, .offset = AT(from), .required = true, .about = "The node that does it."},
    {.key = "to", .kind = PF_FIELD_STRING, .offset = AT(to), .required = true, .about = "The node to which it is done."},
    {.key = "label", .kind = PF_FIELD_STRING, .offset = AT(label), .most = PF_LIMIT_SHORT_LINE, .required = true, .about = "What is done, in a few words: asks for an upload URL."},
    {.key = "async", .kind = PF_FIELD_FLAG, .offset = AT(async), .about = "true: nobody waits for an answer; the arrow is dashed."},
    {.key = "if_both", .kind = PF_FIELD_FLAG, .offset = AT(if_both), .about = "true: drawn only where both nodes stand in the picture because of other arrows."},
};
static const pf_record arrow_record = PLACED(pf_arrow, "an arrow", arrow_fields, "What one node does to another, or sends it.");
#undef AT

#define AT(member) offsetof(pf_diagram_node, member)
static const pf_field node_fields[] = {
    {.key = "id", .kind = PF_FIELD_ID, .offset = AT(id), .required = true, .about = "Name of the node; it is one in all diagrams."},
    {.key = "title", .kind = PF_FIELD_STRING, .offset = AT(title), .most = PF_LIMIT_SHORT_LINE, .required = true, .about = "What is written on it."},
    {.key = "kind", .kind = PF_FIELD_CHOICE, .offset = AT(tier), .choices = tiers, .required = true, .about = "What kind of thing it is: its shape and its place."},
};
static const pf_record node_record = PLACED(pf_diagram_node, "a node", node_fields, "A thing that stands in diagrams.");
#undef AT

#define AT(member) offsetof(pf_option_in_short, member)
static const pf_field option_in_short_fields[] = {
    {.key = "title", .kind = PF_FIELD_STRING, .offset = AT(title), .most = PF_LIMIT_SHORT_TITLE, .about = "The option in a few words."},
    {.key = "when", .kind = PF_FIELD_STRING, .offset = AT(when), .most = PF_LIMIT_SHORT_WHEN, .about = "When to take it, with the number."},
};
static const pf_record option_in_short_record = PLACED(pf_option_in_short, "an option in short", option_in_short_fields, "What the cheat sheet says of an option.");
#undef AT

#define AT(member) offsetof(pf_option, member)
static const pf_field option_fields[] = {
    {.key = "name", .kind = PF_FIELD_ID, .offset = AT(name), .required = true, .about = "Name of the option, unique in its pattern."},
    {.key = "title", .kind = PF_FIELD_STRING, .offset = AT(title), .required = true, .about = "The option as a heading."},
    {.key = "in_short", .kind = PF_FIELD_RECORD, .offset = AT(in_short), .record = &option_in_short_record, .about = "The option on the cheat sheet; without this title and when, cut where they are too long."},
    {.key = "text", .kind = PF_FIELD_STRING, .offset = AT(text), .required = true, .about = "What it is and how it works, in a sentence or two."},
    {.key = "technologies", .kind = PF_FIELD_STRINGS, .offset = AT(technologies), .about = "Products that do it."},
    {.key = "choose", .kind = PF_FIELD_POINTER, .offset = AT(choose), .record = &pf_condition_record, .about = "What justifies it; without this it is always justified."},
    {.key = "outgrown", .kind = PF_FIELD_POINTER, .offset = AT(outgrown), .record = &pf_condition_record, .about = "When it is no longer enough."},
    {.key = "excessive", .kind = PF_FIELD_POINTER, .offset = AT(excessive), .record = &pf_condition_record, .about = "What makes it more than is needed; a check reports a document that takes it all the same."},
    {.key = "numbers", .kind = PF_FIELD_STRINGS, .offset = AT(numbers), .about = "Facts that tell whether it is needed, the most telling first; a check asks a document that adopts it and states none of them."},
    {.key = "when", .kind = PF_FIELD_STRING, .offset = AT(when), .required = true, .about = "In words, with the number, when to take this step."},
    {.key = "because", .kind = PF_FIELD_STRING, .offset = AT(because), .required = true, .about = "Why it stands at this place of the ladder, as a clause."},
    {.key = "terms", .kind = PF_FIELD_PHRASES, .offset = AT(terms), .about = "How a design document says that it uses this."},
    {.key = "diagram", .kind = PF_FIELD_LIST, .offset = AT(diagram), .record = &arrow_record, .about = "A small picture of it: arrows between nodes, in the order of time."},
};
static const pf_record option_record = PLACED(pf_option, "an option", option_fields, "One way to do it; the list goes from the simplest on.");
#undef AT

#define AT(member) offsetof(pf_trade_off, member)
static const pf_field trade_off_fields[] = {
    {.key = "gain", .kind = PF_FIELD_STRING, .offset = AT(gain), .required = true, .about = "What one wins."},
    {.key = "cost", .kind = PF_FIELD_STRING, .offset = AT(cost), .required = true, .about = "What one pays for it."},
};
static const pf_record trade_off_record = PLACED(pf_trade_off, "a trade-off", trade_off_fields, "A gain and its cost.");
#undef AT

#define AT(member) offsetof(pf_pitfall, member)
static const pf_field pitfall_fields[] = {
    {.key = "id", .kind = PF_FIELD_ID, .offset = AT(id), .required = true, .about = "Name of the pitfall, unique in its pattern."},
    {.key = "text", .kind = PF_FIELD_STRING, .offset = AT(text), .required = true, .about = "The pitfall and its consequence."},
    {.key = "in_short", .kind = PF_FIELD_STRING, .offset = AT(in_short), .most = PF_LIMIT_SHORT_LINE, .about = "The pitfall on the cheat sheet, which has the first three with this key; without any the first three, cut."},
    {.key = "when", .kind = PF_FIELD_POINTER, .offset = AT(when), .record = &pf_condition_record, .about = "When it applies to this text in particular."},
    {.key = "overuse", .kind = PF_FIELD_FLAG, .offset = AT(overuse), .about = "true: it is what those run into who use the pattern where nothing calls for it; the quiz shows it."},
};
static const pf_record pitfall_record = PLACED(pf_pitfall, "a pitfall", pitfall_fields, "What goes wrong with this pattern.");
#undef AT

#define AT(member) offsetof(pf_consideration, member)
static const pf_field consideration_fields[] = {
    {.key = "name", .kind = PF_FIELD_ID, .offset = AT(name), .required = true, .about = "Name of the consideration, unique in its pattern."},
    {.key = "text", .kind = PF_FIELD_STRING, .offset = AT(text), .required = true, .about = "What a design has to settle."},
    {.key = "terms", .kind = PF_FIELD_PHRASES, .offset = AT(terms), .about = "Phrases that show that a document addresses it."},
    {.key = "of", .kind = PF_FIELD_STRINGS, .offset = AT(of), .about = "Names of the options that cannot do without it: a check asks a document that adopts one of them for it."},
};
static const pf_record consideration_record = PLACED(pf_consideration, "a consideration", consideration_fields, "What a design with this pattern must speak of.");
#undef AT

#define AT(member) offsetof(pf_question, member)
static const pf_field question_fields[] = {
    {.key = "fact", .kind = PF_FIELD_STRING, .offset = AT(fact), .required = true, .about = "The fact that is asked for."},
    {.key = "ask", .kind = PF_FIELD_STRING, .offset = AT(ask), .required = true, .about = "The question in a person's words."},
};
static const pf_record question_record = PLACED(pf_question, "a question", question_fields, "A fact that would decide.");
#undef AT

#define AT(member) offsetof(pf_source, member)
static const pf_field source_fields[] = {
    {.key = "id", .kind = PF_FIELD_ID, .offset = AT(id), .required = true, .about = "Name of the source, unique in its pattern."},
    {.key = "title", .kind = PF_FIELD_STRING, .offset = AT(title), .required = true, .about = "Author, title, year."},
    {.key = "url", .kind = PF_FIELD_STRING, .offset = AT(url), .about = "Where it can be read."},
};
static const pf_record source_record = PLACED(pf_source, "a source", source_fields, "Where a threshold or claim comes from.");
#undef AT

#define AT(member) offsetof(pf_examples, member)
static const pf_field examples_fields[] = {
    {.key = "fires", .kind = PF_FIELD_STRINGS, .offset = AT(fires), .about = "Texts for which the pattern must be recommended."},
    {.key = "silent", .kind = PF_FIELD_STRINGS, .offset = AT(silent), .about = "Texts for which it must not."},
};
static const pf_record examples_record = PLACED(pf_examples, "examples", examples_fields, "The rule file's own tests.");
#undef AT

#define AT(member) offsetof(pf_pattern_in_short, member)
static const pf_field pattern_in_short_fields[] = {
    {.key = "problem", .kind = PF_FIELD_STRING, .offset = AT(problem), .most = PF_LIMIT_SHORT_LINE, .about = "The problem in one line."},
    {.key = "signs", .kind = PF_FIELD_STRING, .offset = AT(signs), .most = PF_LIMIT_SHORT_LINE, .about = "Words by which people give away that they need it, with commas between them."},
    {.key = "numbers", .kind = PF_FIELD_STRING, .offset = AT(numbers), .most = PF_LIMIT_SHORT_LINE, .about = "From which numbers on it pays, and below which it does not."},
};
static const pf_record pattern_in_short_record = PLACED(pf_pattern_in_short, "a pattern in short", pattern_in_short_fields, "What the cheat sheet says of a pattern.");
#undef AT

#define AT(member) offsetof(pf_pattern, member)
static const pf_field pattern_fields[] = {
    {.key = "pattern", .kind = PF_FIELD_ID, .offset = AT(id), .about = "Id of the pattern that this file defines."},
    {.key = "extends", .kind = PF_FIELD_ID, .offset = AT(extends), .about = "Id of a pattern that this file changes: signals of the same id are replaced, others added."},
    {.key = "title", .kind = PF_FIELD_STRING, .offset = AT(title), .about = "The pattern as a heading."},
    {.key = "problem", .kind = PF_FIELD_STRING, .offset = AT(problem), .about = "The problem, and why the naive way fails."},
    {.key = "in_short", .kind = PF_FIELD_RECORD, .offset = AT(in_short), .record = &pattern_in_short_record, .about = "The pattern on the cheat sheet; without this its problem and signals, cut where they are too long."},
    {.key = "signals", .kind = PF_FIELD_LIST, .offset = AT(signals), .record = &signal_record, .about = "What speaks for and against it."},
    {.key = "options", .kind = PF_FIELD_LIST, .offset = AT(options), .record = &option_record, .about = "Ways to do it, simplest first."},
    {.key = "trade_offs", .kind = PF_FIELD_LIST, .offset = AT(trade_offs), .record = &trade_off_record, .about = "What it gives and what it costs."},
    {.key = "pitfalls", .kind = PF_FIELD_LIST, .offset = AT(pitfalls), .record = &pitfall_record, .about = "What goes wrong."},
    {.key = "considerations", .kind = PF_FIELD_LIST, .offset = AT(considerations), .record = &consideration_record, .about = "What a design must settle."},
    {.key = "addressed", .kind = PF_FIELD_PHRASES, .offset = AT(addressed), .about = "Words that show that a design speaks of it at all, looser than the terms of options."},
    {.key = "questions", .kind = PF_FIELD_LIST, .offset = AT(questions), .record = &question_record, .about = "Facts worth asking for."},
    {.key = "sources", .kind = PF_FIELD_LIST, .offset = AT(sources), .record = &source_record, .about = "Where thresholds and claims come from."},
    {.key = "examples", .kind = PF_FIELD_RECORD, .offset = AT(examples), .record = &examples_record, .about = "The file's own tests."},
};
const pf_record pf_pattern_record = PLACED(pf_pattern, "a pattern", pattern_fields, "A system-design pattern.");
#undef AT

static const pf_field term_fields[] = {
    {.key = "name", .kind = PF_FIELD_ID, .offset = offsetof(pf_term, name), .about = "Name of the list, used as <name>."},
    {.key = "entries", .kind = PF_FIELD_PHRASES, .offset = offsetof(pf_term, entries), .about = "Its words."},
};
const pf_record pf_term_record = {"a word list", sizeof(pf_term), offsetof(pf_term, place), term_fields,
                                      COUNT(term_fields), "A word list.", NULL, true};

static const pf_field named_condition_fields[] = {
    {.key = "name", .kind = PF_FIELD_ID, .offset = offsetof(pf_named_condition, name), .about = "Name of the condition, used by is."},
    {.kind = PF_FIELD_INLINE, .offset = offsetof(pf_named_condition, when), .record = &pf_condition_record},
};
static const pf_record named_condition_record = BOUND(pf_named_condition, "a named condition", named_condition_fields, "A condition that several patterns use.", condition_constraints);

#define AT(member) offsetof(pf_part, member)
static const pf_field part_fields[] = {
    {.key = "part", .kind = PF_FIELD_STRING, .offset = AT(part), .required = true, .about = "The part of the system."},
    {.key = "pattern", .kind = PF_FIELD_STRING, .offset = AT(pattern), .required = true, .about = "The pattern that serves it."},
    {.key = "certainty", .kind = PF_FIELD_NUMBER, .offset = AT(certainty), .least = -1, .most = 1, .required = true, .about = "How sure a designer would be who hears only the system's name."},
    {.key = "because", .kind = PF_FIELD_STRING, .offset = AT(because), .required = true, .about = "Why this part needs it, as a clause."},
};
static const pf_record part_record = PLACED(pf_part, "a part", part_fields, "A part of a system and the pattern that serves it.");
#undef AT

#define AT(member) offsetof(pf_system, member)
static const pf_field system_fields[] = {
    {.key = "id", .kind = PF_FIELD_ID, .offset = AT(id), .required = true, .about = "Name of the kind of system."},
    {.key = "title", .kind = PF_FIELD_STRING, .offset = AT(title), .required = true, .about = "The kind of system as a heading."},
    {.key = "names", .kind = PF_FIELD_PHRASES, .offset = AT(names), .required = true, .about = "What it is called."},
    {.key = "description", .kind = PF_FIELD_PHRASES, .offset = AT(description), .about = "Phrases at the beginning of a text that describe it without naming it."},
    {.key = "when", .kind = PF_FIELD_POINTER, .offset = AT(when), .record = &pf_condition_record, .about = "What a text that does not name it speaks of."},
    {.key = "audience", .kind = PF_FIELD_CHOICE, .offset = AT(audience), .choices = audiences, .about = "Who uses it when nothing is said."},
    {.key = "parts", .kind = PF_FIELD_LIST, .offset = AT(parts), .record = &part_record, .about = "Which pattern serves which part."},
    {.key = "examples", .kind = PF_FIELD_STRINGS, .offset = AT(examples), .about = "Prompts that must be recognised."},
};
static const pf_record system_record = PLACED(pf_system, "a system", system_fields, "A kind of system that people name in one sentence.");
#undef AT

#define AT(member) offsetof(pf_scenario, member)
static const pf_field scenario_fields[] = {
    {.key = "id", .kind = PF_FIELD_ID, .offset = AT(id), .required = true, .about = "Name of the scenario."},
    {.key = "title", .kind = PF_FIELD_STRING, .offset = AT(title), .required = true, .about = "The system as a heading, which does not give the answer away."},
    {.key = "text", .kind = PF_FIELD_STRING, .offset = AT(text), .required = true, .about = "The description, in Markdown."},
    {.key = "fits", .kind = PF_FIELD_STRINGS, .offset = AT(fits), .required = true, .about = "Patterns that must be recommended for it; no others may be. Empty where it needs none."},
};
static const pf_record scenario_record = PLACED(pf_scenario, "a scenario", scenario_fields, "A description of a system to practise on.");
#undef AT

#define AT(member) offsetof(pf_fact_context, member)
static const pf_field context_fields[] = {
    {.key = "phrases", .kind = PF_FIELD_PHRASES, .offset = AT(phrases), .required = true, .about = "Words near the quantity."},
    {.key = "weight", .kind = PF_FIELD_NUMBER, .offset = AT(weight), .least = 0, .most = 1, .required = true, .about = "How telling they are; the weightiest and nearest wins."},
    {.key = "reach", .kind = PF_FIELD_NUMBER, .offset = AT(reach), .least = 0, .most = 100, .about = "How many words away they may stand; 12 when not given."},
    {.key = "side", .kind = PF_FIELD_CHOICE, .offset = AT(side), .choices = sides, .about = "On which side of the quantity they stand."},
};
static const pf_record context_record = PLACED(pf_fact_context, "a context", context_fields, "Words that make a quantity this fact.");
#undef AT

static const pf_field derivation_fields[] = {
    {.key = "formula", .kind = PF_FIELD_STRING, .offset = offsetof(pf_derivation, formula), .required = true, .about = "An expression over other facts with + - * / and brackets, in base units."},
};
static const pf_record derivation_record = PLACED(pf_derivation, "a derivation", derivation_fields, "How the fact follows from others.");

#define AT(member) offsetof(pf_fact, member)
static const pf_field fact_fields[] = {
    {.key = "name", .kind = PF_FIELD_ID, .offset = AT(name), .required = true, .about = "Name of the fact."},
    {.key = "title", .kind = PF_FIELD_STRING, .offset = AT(title), .required = true, .about = "What it is, in words."},
    {.key = "ask", .kind = PF_FIELD_STRING, .offset = AT(ask), .about = "A question for it in a person's words, for when it decides more than one pattern."},
    {.key = "dimension", .kind = PF_FIELD_CHOICE, .offset = AT(dimension), .choices = dimensions, .required = true, .about = "Its dimension."},
    {.key = "also", .kind = PF_FIELD_CHOICE, .offset = AT(also), .choices = more_dimensions, .about = "A second dimension in which it may be stated."},
    {.key = "pick", .kind = PF_FIELD_CHOICE, .offset = AT(pick), .choices = picks, .about = "Which of several stated values holds."},
    {.key = "of", .kind = PF_FIELD_PHRASES, .offset = AT(of), .about = "Head nouns that make a quantity this fact."},
    {.key = "of_weight", .kind = PF_FIELD_NUMBER, .offset = AT(of_weight), .least = 0, .most = 1, .about = "How telling the head noun is; 0.7 when not given."},
    {.key = "context", .kind = PF_FIELD_LIST, .offset = AT(context), .record = &context_record, .about = "Words near by that make a quantity this fact."},
    {.key = "unless", .kind = PF_FIELD_PHRASES, .offset = AT(unless), .about = "Words in the sentence that forbid it."},
    {.key = "at_least", .kind = PF_FIELD_VALUE, .offset = AT(at_least), .about = "Values below are not taken for this fact."},
    {.key = "at_most", .kind = PF_FIELD_VALUE, .offset = AT(at_most), .about = "Values above are not taken for this fact."},
    {.key = "inverted_by", .kind = PF_FIELD_STRINGS, .offset = AT(inverted_by), .about = "Of a ratio: first nouns that state it the other way round, such as write in a write:read ratio."},
    {.key = "calculated", .kind = PF_FIELD_BOOL, .offset = AT(calculated), .about = "false: the result of a calculation that the text writes out is not this fact."},
    {.key = "single", .kind = PF_FIELD_BOOL, .offset = AT(single), .about = "true: a document states it once, so that a check reports two different values."},
    {.key = "derive", .kind = PF_FIELD_LIST, .offset = AT(derive), .record = &derivation_record, .about = "How it follows from other facts; the first that can be worked out holds."},
};
static const pf_record fact_record = PLACED(pf_fact, "a fact", fact_fields, "A number that decides.");
#undef AT

#define AT(member) offsetof(pf_cue, member)
static const pf_field cue_fields[] = {
    {.key = "id", .kind = PF_FIELD_ID, .offset = AT(id), .required = true, .about = "Name of the cue."},
    {.key = "effect", .kind = PF_FIELD_CHOICE, .offset = AT(effect), .choices = effects, .required = true, .about = "What it makes of the words in its reach."},
    {.key = "direction", .kind = PF_FIELD_CHOICE, .offset = AT(direction), .choices = directions, .required = true, .about = "Which words it reaches."},
    {.key = "reach", .kind = PF_FIELD_NUMBER, .offset = AT(reach), .least = 1, .most = 1000, .about = "How many words at most; to the end of the clause when not given."},
    {.key = "across", .kind = PF_FIELD_BOOL, .offset = AT(across), .about = "true: it reaches across ; : brackets and table cells."},
    {.key = "lone", .kind = PF_FIELD_BOOL, .offset = AT(lone), .about = "true: it counts only where it stands alone between signs (Chat: no)."},
    {.key = "phrases", .kind = PF_FIELD_PHRASES, .offset = AT(phrases), .required = true, .about = "The cue's words."},
};
static const pf_record cue_record = PLACED(pf_cue, "a cue", cue_fields, "Words that deny or weaken what stands near them.");
#undef AT

#define AT(member) offsetof(pf_denial, member)
static const pf_field denial_fields[] = {
    {.key = "cues", .kind = PF_FIELD_LIST, .offset = AT(cues), .record = &cue_record, .about = "Words that deny or weaken."},
    {.key = "stops", .kind = PF_FIELD_PHRASES, .offset = AT(stops), .about = "Words that end a cue's reach."},
    {.key = "exceptions", .kind = PF_FIELD_PHRASES, .offset = AT(exceptions), .about = "Phrases that look like a cue and are none."},
};
static const pf_record denial_record = PLACED(pf_denial, "denial", denial_fields, "Denial and mere possibility.");
#undef AT

#define AT(member) offsetof(pf_section_rule, member)
static const pf_field section_fields[] = {
    {.key = "role", .kind = PF_FIELD_ID, .offset = AT(role), .required = true, .about = "Name of the role."},
    {.key = "effect", .kind = PF_FIELD_CHOICE, .offset = AT(effect), .choices = effects, .required = true, .about = "What being in such a section makes of the words."},
    {.key = "side", .kind = PF_FIELD_CHOICE, .offset = AT(side), .choices = sides_of_a_design, .about = "For checks: whether such a section says what is needed (need), how it is met (design), or neither (aside); open: as the sections around it."},
    {.key = "facts", .kind = PF_FIELD_BOOL, .offset = AT(facts), .about = "false: the numbers in such a section are no facts of the system."},
    {.key = "weight", .kind = PF_FIELD_NUMBER, .offset = AT(weight), .least = 0, .most = 1, .required = true, .about = "How much its evidence counts."},
    {.key = "headings", .kind = PF_FIELD_PHRASES, .offset = AT(headings), .required = true, .about = "Phrases in the heading or label."},
};
static const pf_record section_record = PLACED(pf_section_rule, "a section role", section_fields, "What a heading says about the text under it.");
#undef AT

static const pf_field more_headings_fields[] = {
    {.key = "role", .kind = PF_FIELD_ID, .offset = offsetof(pf_more_headings, role), .about = "Name of the role."},
    {.key = "phrases", .kind = PF_FIELD_PHRASES, .offset = offsetof(pf_more_headings, phrases), .about = "Phrases in the heading or label."},
};
static const pf_record more_headings_record = {"more headings", sizeof(pf_more_headings), offsetof(pf_more_headings, place),
                                               more_headings_fields, COUNT(more_headings_fields), "More headings of a role.", NULL, true};

static const pf_field inflected_fields[] = {
    {.key = "word", .kind = PF_FIELD_STRING, .offset = offsetof(pf_inflected, word), .required = true, .about = "The base form."},
    {.key = "forms", .kind = PF_FIELD_STRINGS, .offset = offsetof(pf_inflected, forms), .required = true, .about = "Its other forms."},
};
static const pf_record inflected_record = PLACED(pf_inflected, "a word", inflected_fields, "A word and its other forms.");

#define AT(member) offsetof(pf_word_rules, member)
static const pf_field words_fields[] = {
    {.key = "skipped", .kind = PF_FIELD_STRINGS, .offset = AT(skipped), .about = "Words passed over between two words of a phrase."},
    {.key = "irregular", .kind = PF_FIELD_LIST, .offset = AT(irregular), .record = &inflected_record, .about = "Inflections that regular spelling does not give."},
    {.key = "spellings", .kind = PF_FIELD_STRINGS_LIST, .offset = AT(spellings), .about = "Spellings of the same word."},
    {.key = "misspellings", .kind = PF_FIELD_LIST, .offset = AT(misspellings), .record = &inflected_record, .about = "Slips of the hand that are understood."},
    {.key = "unsure", .kind = PF_FIELD_STRINGS, .offset = AT(unsure), .about = "Answers that mean that one does not know."},
};
static const pf_record words_record = PLACED(pf_word_rules, "words", words_fields, "What the matching of words has to know.");
#undef AT

#define SHARE(name, text) {.key = #name, .kind = PF_FIELD_NUMBER, .offset = offsetof(pf_certainty, name), .least = -1, .most = 1, .about = text}
static const pf_field certainty_fields[] = {
    SHARE(strong, "Certainty from which a pattern is strongly recommended."),
    SHARE(likely, "Certainty from which it is recommended."),
    SHARE(likely_long, "The same in a long text, in which a single hint may be chance."),
    SHARE(possible, "Certainty from which it is considered."),
    SHARE(not_needed, "Certainty up to which it is said not to be needed."),
    SHARE(denied, "Share with which a denied signal counts against."),
    SHARE(denied_beside, "The same where another signal of the pattern is plainly stated, and in a section of denials also where several together are strong."),
    SHARE(hypothetical, "Share with which a merely possible signal counts."),
    SHARE(background, "Share with which a signal about another system counts."),
    SHARE(system_short, "Share with which a system's parts count in a short text."),
    SHARE(system_long, "Share with which they count in a long text, which says more itself."),
    SHARE(mention, "Share with which a system counts that is named in passing or only described."),
    {.key = "short_words", .kind = PF_FIELD_NUMBER, .offset = offsetof(pf_certainty, short_words), .about = "Words up to which a text is short."},
    {.key = "long_words", .kind = PF_FIELD_NUMBER, .offset = offsetof(pf_certainty, long_words), .about = "Words from which a text is long."},
};
static const pf_record certainty_record = PLACED(pf_certainty, "certainty", certainty_fields, "How evidence is weighed.");

#define AT(member) offsetof(pf_pack, member)
static const pf_field pack_fields[] = {
    {.key = "terms", .kind = PF_FIELD_MAP, .offset = AT(terms), .record = &pf_term_record, .about = "Word lists, used in phrases as <name>."},
    {.key = "conditions", .kind = PF_FIELD_MAP, .offset = AT(conditions), .record = &named_condition_record, .about = "Conditions with a name, used by is."},
    {.key = "systems", .kind = PF_FIELD_LIST, .offset = AT(systems), .record = &system_record, .about = "Kinds of system."},
    {.key = "scenarios", .kind = PF_FIELD_LIST, .offset = AT(scenarios), .record = &scenario_record, .about = "Descriptions of systems to practise on."},
    {.key = "facts", .kind = PF_FIELD_LIST, .offset = AT(facts), .record = &fact_record, .about = "Numbers that decide."},
    {.key = "nodes", .kind = PF_FIELD_LIST, .offset = AT(nodes), .record = &node_record, .about = "Things that stand in the diagrams of options."},
    {.key = "sections", .kind = PF_FIELD_LIST, .offset = AT(sections), .record = &section_record, .about = "Headings and what they mean."},
    {.key = "headings", .kind = PF_FIELD_MAP, .offset = AT(headings), .record = &more_headings_record, .about = "More headings for roles that there are already."},
    {.key = "denial", .kind = PF_FIELD_RECORD, .offset = AT(denial), .record = &denial_record, .about = "Words of denial."},
    {.key = "words", .kind = PF_FIELD_RECORD, .offset = AT(words), .record = &words_record, .about = "Inflection and spelling."},
    {.key = "certainty", .kind = PF_FIELD_RECORD, .offset = AT(certainty), .record = &certainty_record, .about = "Levels and shares."},
    {.key = "units", .kind = PF_FIELD_RECORD, .offset = AT(units), .record = &pf_units_record, .defaults_only = true, .about = "Units and number words."},
};
const pf_record pf_pack_record = {"a rule file", sizeof(pf_pack), SIZE_MAX, pack_fields, COUNT(pack_fields), "Shared knowledge.", NULL, false};
#undef AT

static const pf_field file_fields[] = {
    {.kind = PF_FIELD_INLINE, .offset = offsetof(pf_rule_file, pattern), .record = &pf_pattern_record},
    {.kind = PF_FIELD_INLINE, .offset = offsetof(pf_rule_file, pack), .record = &pf_pack_record},
};
const pf_record pf_file_record = {"a rule file", sizeof(pf_rule_file), SIZE_MAX, file_fields, COUNT(file_fields),
                                  "A patfinder rule file: a pattern, shared knowledge, or both.", file_constraints, false};
