// SPDX-License-Identifier: MIT
// The keys under `units` in rule files: the source of the lexicon of numbers, one to one.
#include "rules/record.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define BARE(type, title, fields, text) {title, sizeof(type), SIZE_MAX, fields, COUNT(fields), text, NULL, false}

// In the order of pf_dimension, pf_bound, pf_place and (from 1) pf_abbreviation.
static const char *const dimensions[] = {"count", "size", "duration", "rate", "data_rate", "ratio", "percent", "distance",
                                         "interval", NULL};
static const char *const bounds[] = {"lower", "upper", "about", NULL};
static const char *const places[] = {"before", "after", "label", NULL};
static const char *const abbreviations[] = {"none", "any", "number", "lower", NULL};

static const pf_field measure_fields[] = {
    {.key = "dimension", .kind = PF_FIELD_CHOICE, .offset = offsetof(pf_measure_source, dimension), .choices = dimensions, .about = "See rules/units.yaml."},
    {.key = "factor", .kind = PF_FIELD_NUMBER, .offset = offsetof(pf_measure_source, factor), .about = "See rules/units.yaml."},
    {.key = "names", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_measure_source, names), .about = "See rules/units.yaml."},
    {.key = "symbols", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_measure_source, symbols), .about = "See rules/units.yaml."},
    {.key = "context", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_measure_source, context), .about = "See rules/units.yaml."},
    {.key = "of", .kind = PF_FIELD_STRING, .offset = offsetof(pf_measure_source, of), .about = "See rules/units.yaml."},
    {.key = "article", .kind = PF_FIELD_FLAG, .offset = offsetof(pf_measure_source, article), .about = "See rules/units.yaml."},
    {.key = "attached", .kind = PF_FIELD_FLAG, .offset = offsetof(pf_measure_source, attached), .about = "See rules/units.yaml."},
};
static const pf_record measure_record = BARE(pf_measure_source, "a measure", measure_fields, "A unit of measure.");

static const pf_field value_fields[] = {
    {.key = "words", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_value_source, words), .about = "See rules/units.yaml."},
    {.key = "symbols", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_value_source, symbols), .about = "See rules/units.yaml."},
    {.key = "value", .kind = PF_FIELD_NUMBER, .offset = offsetof(pf_value_source, value), .about = "See rules/units.yaml."},
};
static const pf_record value_record = BARE(pf_value_source, "a number word", value_fields, "Words with a value.");

static const pf_field cue_fields[] = {
    {.key = "phrases", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_cue_source, phrases), .about = "See rules/units.yaml."},
    {.key = "bound", .kind = PF_FIELD_CHOICE, .offset = offsetof(pf_cue_source, bound), .choices = bounds, .about = "See rules/units.yaml."},
    {.key = "place", .kind = PF_FIELD_CHOICE, .offset = offsetof(pf_cue_source, place), .choices = places, .about = "See rules/units.yaml."},
    {.key = "article", .kind = PF_FIELD_FLAG, .offset = offsetof(pf_cue_source, article), .about = "See rules/units.yaml."},
    {.key = "negatable", .kind = PF_FIELD_FLAG, .offset = offsetof(pf_cue_source, negatable), .about = "See rules/units.yaml."},
    {.key = "preposition", .kind = PF_FIELD_FLAG, .offset = offsetof(pf_cue_source, preposition), .about = "See rules/units.yaml."},
};
static const pf_record cue_record = BARE(pf_cue_source, "a bound", cue_fields, "Words that bound a number.");

static const pf_field noun_fields[] = {
    {.key = "words", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_noun_source, words), .about = "See rules/units.yaml."},
    {.key = "noun", .kind = PF_FIELD_STRING, .offset = offsetof(pf_noun_source, noun), .about = "See rules/units.yaml."},
};
static const pf_record noun_record = BARE(pf_noun_source, "a noun", noun_fields, "Words that stand for a noun.");

static const pf_field ending_fields[] = {
    {.key = "ending", .kind = PF_FIELD_STRING, .offset = offsetof(pf_ending_source, ending), .about = "See rules/units.yaml."},
    {.key = "singular", .kind = PF_FIELD_ENDING, .offset = offsetof(pf_ending_source, singular), .about = "See rules/units.yaml."},
};
static const pf_record ending_record = BARE(pf_ending_source, "an ending", ending_fields, "A plural ending.");

static const pf_field abbreviation_fields[] = {
    {.key = "words", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_abbreviation_source, words), .about = "See rules/units.yaml."},
    {.key = "before", .kind = PF_FIELD_CHOICE, .offset = offsetof(pf_abbreviation_source, before), .choices = abbreviations, .about = "See rules/units.yaml."},
};
static const pf_record abbreviation_record = BARE(pf_abbreviation_source, "abbreviations", abbreviation_fields, "Words whose dot ends no sentence.");

static const pf_field display_fields[] = {
    {.key = "dimension", .kind = PF_FIELD_CHOICE, .offset = offsetof(pf_display_source, dimension), .choices = dimensions, .about = "See rules/units.yaml."},
    {.key = "factor", .kind = PF_FIELD_NUMBER, .offset = offsetof(pf_display_source, factor), .about = "See rules/units.yaml."},
    {.key = "least", .kind = PF_FIELD_NUMBER, .offset = offsetof(pf_display_source, least), .about = "See rules/units.yaml."},
    {.key = "text", .kind = PF_FIELD_ENDING, .offset = offsetof(pf_display_source, text), .about = "See rules/units.yaml."},
};
static const pf_record display_record = BARE(pf_display_source, "a display unit", display_fields, "A unit in which values are shown.");

static const pf_field units_fields[] = {
    {.key = "measures", .kind = PF_FIELD_LIST, .offset = offsetof(pf_lexicon_source, measures), .record = &measure_record, .about = "See rules/units.yaml."},
    {.key = "magnitudes", .kind = PF_FIELD_LIST, .offset = offsetof(pf_lexicon_source, magnitudes), .record = &value_record, .about = "See rules/units.yaml."},
    {.key = "numbers", .kind = PF_FIELD_LIST, .offset = offsetof(pf_lexicon_source, numbers), .record = &value_record, .about = "See rules/units.yaml."},
    {.key = "parts", .kind = PF_FIELD_LIST, .offset = offsetof(pf_lexicon_source, parts), .record = &value_record, .about = "See rules/units.yaml."},
    {.key = "indefinite", .kind = PF_FIELD_LIST, .offset = offsetof(pf_lexicon_source, indefinite), .record = &value_record, .about = "See rules/units.yaml."},
    {.key = "frequencies", .kind = PF_FIELD_LIST, .offset = offsetof(pf_lexicon_source, frequencies), .record = &value_record, .about = "See rules/units.yaml."},
    {.key = "times", .kind = PF_FIELD_LIST, .offset = offsetof(pf_lexicon_source, times), .record = &value_record, .about = "See rules/units.yaml."},
    {.key = "cues", .kind = PF_FIELD_LIST, .offset = offsetof(pf_lexicon_source, cues), .record = &cue_record, .about = "See rules/units.yaml."},
    {.key = "aliases", .kind = PF_FIELD_LIST, .offset = offsetof(pf_lexicon_source, aliases), .record = &noun_record, .about = "See rules/units.yaml."},
    {.key = "plurals", .kind = PF_FIELD_LIST, .offset = offsetof(pf_lexicon_source, plurals), .record = &noun_record, .about = "See rules/units.yaml."},
    {.key = "endings", .kind = PF_FIELD_LIST, .offset = offsetof(pf_lexicon_source, endings), .record = &ending_record, .about = "See rules/units.yaml."},
    {.key = "abbreviations", .kind = PF_FIELD_LIST, .offset = offsetof(pf_lexicon_source, abbreviations), .record = &abbreviation_record, .about = "See rules/units.yaml."},
    {.key = "displays", .kind = PF_FIELD_LIST, .offset = offsetof(pf_lexicon_source, displays), .record = &display_record, .about = "See rules/units.yaml."},
    {.key = "articles", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, articles), .about = "See rules/units.yaml."},
    {.key = "conjunctions", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, conjunctions), .about = "See rules/units.yaml."},
    {.key = "alternatives", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, alternatives), .about = "See rules/units.yaml."},
    {.key = "range_joiners", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, range_joiners), .about = "See rules/units.yaml."},
    {.key = "range_openers", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, range_openers), .about = "See rules/units.yaml."},
    {.key = "of", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, of), .about = "See rules/units.yaml."},
    {.key = "negations", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, negations), .about = "See rules/units.yaml."},
    {.key = "prepositional", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, prepositional), .about = "See rules/units.yaml."},
    {.key = "changes", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, changes), .about = "See rules/units.yaml."},
    {.key = "below", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, below), .about = "See rules/units.yaml."},
    {.key = "exactly", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, exactly), .about = "See rules/units.yaml."},
    {.key = "per", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, per), .about = "See rules/units.yaml."},
    {.key = "every", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, every), .about = "See rules/units.yaml."},
    {.key = "other", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, other), .about = "See rules/units.yaml."},
    {.key = "for_each", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, for_each), .about = "See rules/units.yaml."},
    {.key = "occasions", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, occasions), .about = "See rules/units.yaml."},
    {.key = "unit_modifiers", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, unit_modifiers), .about = "See rules/units.yaml."},
    {.key = "article_before", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, article_before), .about = "See rules/units.yaml."},
    {.key = "links", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, links), .about = "See rules/units.yaml."},
    {.key = "flow_verbs", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, flow_verbs), .about = "See rules/units.yaml."},
    {.key = "ratio_words", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, ratio_words), .about = "See rules/units.yaml."},
    {.key = "ratio_joiners", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, ratio_joiners), .about = "See rules/units.yaml."},
    {.key = "ratio_verbs", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, ratio_verbs), .about = "See rules/units.yaml."},
    {.key = "operations", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, operations), .about = "See rules/units.yaml."},
    {.key = "plain_ratios", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, plain_ratios), .about = "See rules/units.yaml."},
    {.key = "identifiers", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, identifiers), .about = "See rules/units.yaml."},
    {.key = "products", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, products), .about = "See rules/units.yaml."},
    {.key = "void_after", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, void_after), .about = "See rules/units.yaml."},
    {.key = "void_compounds", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, void_compounds), .about = "See rules/units.yaml."},
    {.key = "multiples", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, multiples), .about = "See rules/units.yaml."},
    {.key = "compared", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, compared), .about = "See rules/units.yaml."},
    {.key = "months", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, months), .about = "See rules/units.yaml."},
    {.key = "year_before", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, year_before), .about = "See rules/units.yaml."},
    {.key = "clock", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, clock), .about = "See rules/units.yaml."},
    {.key = "currencies", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, currencies), .about = "See rules/units.yaml."},
    {.key = "status_codes", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, status_codes), .about = "See rules/units.yaml."},
    {.key = "status_nouns", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, status_nouns), .about = "See rules/units.yaml."},
    {.key = "screen_nouns", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, screen_nouns), .about = "See rules/units.yaml."},
    {.key = "names_before_colon", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, names_before_colon), .about = "See rules/units.yaml."},
    {.key = "stops", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, stops), .about = "See rules/units.yaml."},
    {.key = "not_plural", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, not_plural), .about = "See rules/units.yaml."},
    {.key = "plural_modifiers", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, plural_modifiers), .about = "See rules/units.yaml."},
    {.key = "people", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, people), .about = "See rules/units.yaml."},
    {.key = "standing", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, standing), .about = "See rules/units.yaml."},
    {.key = "label_fillers", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, label_fillers), .about = "See rules/units.yaml."},
    {.key = "generic_labels", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, generic_labels), .about = "See rules/units.yaml."},
    {.key = "quantifiers", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, quantifiers), .about = "See rules/units.yaml."},
    {.key = "pronouns", .kind = PF_FIELD_WORDS, .offset = offsetof(pf_lexicon_source, pronouns), .about = "See rules/units.yaml."},
};
const pf_record pf_units_record = BARE(pf_lexicon_source, "units", units_fields, "Units, number words and the grammar of quantities.");
