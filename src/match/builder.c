// SPDX-License-Identifier: MIT
// Builds a phrase index from phrases and word lists.
#include "match/builder.h"

#include "base/limits.h"
#include "match/lists.h"

#include <string.h>

bool pf_index_builder_init(pf_index_builder *builder, pf_arena *scratch, const pf_inflector *inflector, const pf_index *base)
{
    *builder = (pf_index_builder){.scratch = scratch, .inflector = inflector, .base = base};
    builder->set_end = base ? base->set_end : 0;
    return pf_numbering_init(&builder->lexemes, scratch, 0) && pf_numbering_init(&builder->forms, scratch, 0) &&
           pf_numbering_init(&builder->classes, scratch, base ? base->class_end : 0) &&
           pf_trie_builder_init(&builder->entries, scratch) && pf_trie_builder_init(&builder->phrases, scratch);
}

static const pf_class_name *find_term(const pf_index_builder *builder, const char *name)
{
    for (size_t i = 0; i < builder->name_count; i++)
        if (strcmp(builder->names[i].name, name) == 0)
            return &builder->names[i];
    for (uint32_t i = 0; builder->base && i < builder->base->name_count; i++)
        if (strcmp(builder->base->names[i].name, name) == 0)
            return &builder->base->names[i];
    return NULL;
}

bool pf_index_declare_term(pf_index_builder *builder, const char *name)
{
    if (find_term(builder, name))
        return true;
    pf_class_name *names = pf_arena_grow(builder->scratch, builder->names, builder->name_count, &builder->name_capacity, sizeof *names);
    const char *key = pf_arena_format(builder->scratch, "<%s", name); // no phrase's element can be this
    uint32_t class;
    bool added;
    if (!names || !key || !pf_number_of(&builder->classes, builder->scratch, key, &class, &added))
        return false;
    builder->names = names;
    names[builder->name_count++] = (pf_class_name){key + 1, class};
    return true;
}

// The lexeme of one word of a phrase ("upload", "=upload"); its forms are numbered when it is new.
static bool lexeme_of(pf_index_builder *builder, const char *word, uint32_t *lexeme)
{
    bool added;
    if (!pf_number_of(&builder->lexemes, builder->scratch, word, lexeme, &added))
        return false;
    if (!added)
        return true;
    const char *exact = word[0] == '=' ? word + 1 : NULL;
    pf_forms forms = {.items = &exact, .count = 1};
    if (!exact && !pf_inflect(builder->inflector, word, &forms))
        return false;
    for (size_t i = 0; i < forms.count; i++) {
        uint32_t form;
        if (strlen(forms.items[i]) > PF_LIMIT_WORD) // never looked for
            continue;
        if (!pf_number_of(&builder->forms, builder->scratch, forms.items[i], &form, &added) ||
            !pf_pairs_add(builder->scratch, &builder->form_lexemes, form, *lexeme))
            return false;
    }
    return true;
}

// Adds a run of words, given as one string with blanks between them, as an entry of `class`.
static bool add_run(pf_index_builder *builder, uint32_t class, char *words)
{
    uint32_t node = 0;
    char *rest;
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        uint32_t lexeme;
        if (!lexeme_of(builder, word, &lexeme) || !pf_trie_follow(&builder->entries, node, lexeme, &node))
            return false;
    }
    return pf_trie_accept(&builder->entries, node, class);
}

// All ways to write a run of words, some with hyphens: apart and as one. Of an exact word ("=sign-up") every part is exact.
static bool add_hyphenated(pf_index_builder *builder, uint32_t class, const char *word)
{
    char *apart = pf_arena_alloc(builder->scratch, 2 * strlen(word) + 1);
    char *joined = pf_arena_alloc(builder->scratch, strlen(word) + 1);
    if (!apart || !joined)
        return false;
    char *apart_end = apart, *joined_end = joined;
    bool exact = false;
    for (const char *at = word; *at; at++) {
        bool between = *at == '-' || *at == ' ';
        exact = *at != ' ' && (exact || *at == '=');
        *apart_end++ = between ? ' ' : *at;
        if (*at == '-' && exact)
            *apart_end++ = '=';
        if (!between && (*at != '=' || at == word))
            *joined_end++ = *at;
    }
    *apart_end = *joined_end = '\0';
    return add_run(builder, class, apart) && (!strpbrk(word, "- ") || add_run(builder, class, joined));
}

static bool add_parent(pf_index_builder *builder, uint32_t class, uint32_t parent)
{
    return class == parent || pf_pairs_add(builder->scratch, &builder->parents, class, parent);
}

// The class of one element's alternatives, made of words and word lists.
static bool class_of(pf_index_builder *builder, const char *alternatives, uint32_t *class, const char **unknown_term)
{
    bool added;
    if (!pf_number_of(&builder->classes, builder->scratch, alternatives, class, &added))
        return false;
    char *copy = added ? pf_arena_copy(builder->scratch, alternatives, strlen(alternatives)) : NULL;
    if (added && !copy)
        return false;
    char *rest = NULL;
    for (char *word = copy ? strtok_r(copy, "|", &rest) : NULL; word; word = strtok_r(NULL, "|", &rest)) {
        if (word[0] != '<') {
            if (!add_hyphenated(builder, *class, word))
                return false;
            continue;
        }
        word[strlen(word) - 1] = '\0';
        const pf_class_name *term = find_term(builder, word + 1);
        if (!term)
            *unknown_term = pf_arena_copy(builder->scratch, word + 1, strlen(word + 1));
        else if (!add_parent(builder, term->class, *class))
            return false;
    }
    return true;
}

static bool element_class(pf_index_builder *builder, const pf_element *element, uint32_t *class, const char **unknown_term)
{
    if (element->kind == PF_ELEMENT_WORDS)
        return class_of(builder, element->text, class, unknown_term);
    const pf_class_name *term = find_term(builder, element->text);
    if (term)
        *class = term->class;
    else
        *unknown_term = element->text;
    return true;
}

bool pf_index_add_phrase(pf_index_builder *builder, uint32_t set, const char *text, const char **problem, const char **unknown_term)
{
    pf_phrase phrase;
    *unknown_term = NULL;
    *problem = pf_phrase_parse(builder->scratch, text, &phrase);
    if (*problem)
        return true;
    uint32_t node = 0;
    for (size_t i = 0; i < phrase.count; i++) {
        const pf_element *element = &phrase.elements[i];
        uint32_t class = 0;
        if (element->kind == PF_ELEMENT_GAP) {
            if (!pf_trie_follow_gap(&builder->phrases, node, element->gap, &node))
                return false;
            continue;
        }
        if (!element_class(builder, element, &class, unknown_term))
            return false;
        if (*unknown_term)
            return true;
        if (!pf_trie_follow(&builder->phrases, node, class, &node))
            return false;
    }
    if (set >= builder->set_end)
        builder->set_end = set + 1;
    return pf_trie_accept(&builder->phrases, node, set);
}

// An entry's words with every alternative of every element: "a|b c" gives "a c" and "b c".
static bool add_alternatives(pf_index_builder *builder, uint32_t class, const pf_phrase *phrase, size_t at, const char *before)
{
    if (at == phrase->count)
        return add_hyphenated(builder, class, before);
    char *copy = pf_arena_copy(builder->scratch, phrase->elements[at].text, strlen(phrase->elements[at].text));
    if (!copy)
        return false;
    char *rest;
    for (char *word = strtok_r(copy, "|", &rest); word; word = strtok_r(NULL, "|", &rest)) {
        const char *run = pf_arena_format(builder->scratch, "%s%s%s", before, *before ? " " : "", word);
        if (!run || !add_alternatives(builder, class, phrase, at + 1, run))
            return false;
    }
    return true;
}

// Whether the list `outer` is `inner`, or lies in it.
static bool lies_in(const pf_index_builder *builder, uint32_t outer, uint32_t inner, bool *found)
{
    pf_arena arena;
    pf_arena_init(&arena);
    pf_list_graph graph;
    bool opened = pf_list_graph_open(builder, &arena, &graph);
    if (opened)
        pf_list_graph_ancestors(&graph, outer);
    *found = outer == inner;
    for (size_t i = 0; opened && i < graph.count; i++)
        *found = *found || graph.found[i] == inner;
    pf_arena_release(&arena);
    return opened;
}

// Makes `list` include another one; `*problem` becomes NULL or why it cannot.
static bool include(pf_index_builder *builder, uint32_t list, const char *name, const char **problem)
{
    const pf_class_name *included = find_term(builder, name);
    bool circular = false;
    if (included && !lies_in(builder, list, included->class, &circular))
        return false;
    if (!included)
        *problem = "it names a word list that does not exist";
    else if (circular)
        *problem = "the word list that it names is this one, or includes it";
    else if (builder->inclusions++ == PF_LIMIT_INCLUSIONS)
        *problem = "word lists include others more than 1000 times: leave some out";
    return *problem || add_parent(builder, included->class, list);
}

// The words of the longest of the alternatives.
static size_t most_words(const char *alternatives)
{
    size_t words = 1, most = 1;
    for (const char *at = alternatives; *at; at++) {
        words = *at == '|' ? 1 : words + (*at == '-');
        most = words > most ? words : most;
    }
    return most;
}

static size_t count_alternatives(const char *alternatives)
{
    size_t count = 1;
    for (const char *at = alternatives; *at; at++)
        count += *at == '|';
    return count;
}

// What is wrong with an entry that is well-formed as a phrase, and not another list alone.
static const char *check_entry(const pf_phrase *phrase)
{
    size_t words = 0, runs = 1;
    for (size_t i = 0; i < phrase->count; i++) {
        const pf_element *element = &phrase->elements[i];
        if (element->kind != PF_ELEMENT_WORDS || strchr(element->text, '<'))
            return "an entry of a word list is plain words, or one other list alone: no gaps, no lists among words";
        words += most_words(element->text);
        runs *= count_alternatives(element->text);
        if (runs > PF_LIMIT_ENTRY_RUNS)
            return "its alternatives make more than 1000 runs of words: write it as several entries with fewer";
    }
    return words > PF_LIMIT_ENTRY_WORDS ? "an entry of a word list has at most 12 words: leave some out" : NULL;
}

bool pf_index_add_entry(pf_index_builder *builder, const char *name, const char *entry, const char **problem)
{
    const pf_class_name *term = find_term(builder, name);
    pf_phrase phrase;
    *problem = pf_phrase_parse(builder->scratch, entry, &phrase);
    if (*problem || !term)
        return true;
    if (phrase.count == 1 && phrase.elements[0].kind == PF_ELEMENT_TERM)
        return include(builder, term->class, phrase.elements[0].text, problem);
    *problem = check_entry(&phrase);
    return *problem || add_alternatives(builder, term->class, &phrase, 0, "");
}

bool pf_index_add_text(pf_index_builder *builder, const char *bytes, size_t length)
{
    pf_index_text *texts = pf_arena_grow(builder->scratch, builder->texts, builder->text_count, &builder->text_capacity, sizeof *texts);
    if (!texts)
        return false;
    builder->texts = texts;
    texts[builder->text_count++] = (pf_index_text){bytes, length};
    return true;
}

void pf_index_set_skipped(pf_index_builder *builder, const char *const *words, size_t count)
{
    builder->skipped = words;
    builder->skipped_count = count;
}
