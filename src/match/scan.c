// SPDX-License-Identifier: MIT
// Finds all phrases of one or two phrase indexes in a text.
#include "match/scan.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "match/hash.h"

#include <stdlib.h>

enum { MEMORY_STEPS = 16, FIRST_HITS = 1024, TRIED_PATHS = 512 };

// An entry of a class that begins at a word: one of several words, or of a list that includes one of the layer below.
typedef struct class_run {
    uint32_t class, words;
} class_run;

static const pf_signature no_classes;

// A word of the sentence at hand.
typedef struct word_position {
    uint32_t token;
    bool breaks_before; // a comma, bracket, dash or other sign that no phrase reaches across but by a gap
    bool skipped;       // an article or the like
    uint32_t profiles[PF_LAYERS]; // one more than that of the word in each layer, or 0
    pf_range runs;
    const pf_signature *begins, *ends; // the classes that begin at the word, and those that end with it
} word_position;

// Up to where a path was looked for last. Few are looked for at one time, and one that is forgotten is looked for again.
typedef struct tried_path {
    const pf_path *path;
    uint32_t end; // serial number behind the last word it was looked for from
} tried_path;

typedef struct set_list {
    const uint32_t *items;
    uint32_t count;
} set_list;

typedef struct scan_state {
    pf_arena *arena;
    const pf_text *text;
    const pf_index *const *indexes;
    size_t index_count;
    word_position *positions;
    size_t position_count, position_capacity;
    pf_signature *begins, *ends; // of each position, where its own is no other's
    class_run *runs;
    size_t run_count, run_capacity;
    uint32_t longest_run; // words
    pf_hit *hits;
    size_t hit_count, hit_capacity;
    set_list *sets; // of each hit; allocated, until they are grouped
    size_t set_capacity;
    uint32_t *newest; // of each note: the serial number, from 1, of the last word so far at which its class begins
    tried_path tried[TRIED_PATHS];
    uint32_t serial;   // of the first word of the sentence
    uint32_t sentence;
    bool failed;
} scan_state;

// One path that is looked for from one word on.
typedef struct attempt {
    const pf_path_step *steps;
    uint32_t count;
    size_t start, end; // its first word, and the one behind the shortest occurrence so far, or SIZE_MAX
    uint64_t gaps, best_gaps; // bit n: word start + n is in a gap; of the way taken, and of the shortest occurrence
    uint32_t tries;
    uint64_t seen[MEMORY_STEPS]; // of each step: bit n: it was tried at word start + n
} attempt;

static uint64_t bit(size_t distance)
{
    return distance < 64 ? UINT64_C(1) << distance : 0;
}

// The word in lower case, with a plain apostrophe; 0 when it is longer than any form.
static size_t fold(const char *word, size_t length, char *folded)
{
    size_t size = 0;
    for (size_t i = 0; i < length; i++) {
        if (size == PF_LIMIT_WORD)
            return 0;
        unsigned char byte = (unsigned char)word[i];
        if (byte == 0xe2 && i + 2 < length && (unsigned char)word[i + 1] == 0x80 && (unsigned char)word[i + 2] == 0x99) {
            folded[size++] = '\'';
            i += 2;
        } else {
            folded[size++] = to_lower((char)byte);
        }
    }
    return size;
}

static void join(pf_signature *signature, const pf_signature *other)
{
    for (size_t i = 0; i < sizeof signature->bits / sizeof *signature->bits; i++)
        signature->bits[i] |= other->bits[i];
}

// The signature of a position, to be added to.
static pf_signature *make_own(const pf_signature **signature, pf_signature *own)
{
    if (*signature != own) {
        *own = **signature;
        *signature = own;
    }
    return own;
}

static void add_profile(const scan_state *scanner, word_position *position, size_t layer, uint32_t profile)
{
    const pf_index *index = scanner->indexes[layer];
    const pf_signature *signature = &index->signatures[profile];
    position->profiles[layer] = profile + 1;
    position->skipped = position->skipped || index->profiles[profile].skipped;
    if (position->begins == &no_classes)
        position->begins = signature;
    else
        join(make_own(&position->begins, &scanner->begins[position - scanner->positions]), signature);
}

static void look_up(const scan_state *scanner, const pf_token *token, word_position *position)
{
    char form[PF_LIMIT_WORD];
    size_t length = fold(scanner->text->document->source + token->start, token->length, form);
    uint32_t hash = pf_hash(form, length);
    for (size_t i = 0; length && i < scanner->index_count; i++) {
        uint32_t number = pf_index_form(scanner->indexes[i], form, length, hash);
        if (number)
            add_profile(scanner, position, i, scanner->indexes[i]->forms[number - 1].profile);
    }
    position->ends = position->begins;
}

// Signs that phrases do not reach across: all but hyphens within a word, quotes, slashes, ampersands and the like.
static bool is_break(const pf_text *text, const pf_token *token, const pf_token *next)
{
    switch (token->code) {
    case '-':
        return (token->space_before && next->space_before) || pf_token_is_dash(text, token);
    case ',': case ';': case ':': case '(': case ')': case '[': case ']': case '{': case '}': case '|': case '.': case '!': case '?': case '*':
        return true;
    default:
        return false;
    }
}

static bool reserve_positions(scan_state *scanner, size_t count)
{
    if (scanner->position_capacity >= count)
        return true;
    scanner->positions = pf_arena_array(scanner->arena, count, sizeof *scanner->positions);
    scanner->begins = pf_arena_array(scanner->arena, count, sizeof *scanner->begins);
    scanner->ends = pf_arena_array(scanner->arena, count, sizeof *scanner->ends);
    bool reserved = scanner->positions && scanner->begins && scanner->ends;
    scanner->position_capacity = reserved ? count : 0;
    return reserved;
}

static bool add_positions(scan_state *scanner, const pf_sentence *sentence)
{
    if (!reserve_positions(scanner, sentence->token_count))
        return false;
    scanner->position_count = 0;
    bool breaks = true;
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        uint32_t number = sentence->first_token + i;
        const pf_token *token = &scanner->text->tokens[number];
        if (token->kind == PF_TOKEN_PUNCTUATION) {
            breaks = breaks || i + 1 == sentence->token_count || is_break(scanner->text, token, token + 1);
            continue;
        }
        word_position *position = &scanner->positions[scanner->position_count++];
        *position = (word_position){.token = number, .breaks_before = breaks, .begins = &no_classes};
        look_up(scanner, token, position);
        breaks = false;
    }
    return true;
}

// --- The classes that begin at each word --------------------------------------------------------------------------

static void note(scan_state *scanner, size_t at, uint32_t class)
{
    uint32_t number = scanner->indexes[scanner->index_count - 1]->notes[class];
    if (number)
        scanner->newest[number - 1] = scanner->serial + (uint32_t)at + 1;
}

static bool add_run(scan_state *scanner, size_t at, uint32_t class, uint32_t words)
{
    class_run *runs = pf_arena_grow(scanner->arena, scanner->runs, scanner->run_count, &scanner->run_capacity, sizeof *runs);
    if (!runs)
        return false;
    scanner->runs = runs;
    runs[scanner->run_count++] = (class_run){class, words};
    note(scanner, at, class);
    size_t last = at + words - 1;
    pf_signature_add(make_own(&scanner->positions[at].begins, &scanner->begins[at]), class);
    pf_signature_add(make_own(&scanner->positions[last].ends, &scanner->ends[last]), class);
    if (words > scanner->longest_run)
        scanner->longest_run = words;
    return true;
}

// Word lists of the layer above that include this one of `layer`.
static bool add_runs_above(scan_state *scanner, size_t at, size_t layer, uint32_t class, uint32_t words)
{
    if (layer + 1 == scanner->index_count || !scanner->indexes[layer + 1]->includes_below)
        return true;
    const pf_index *above = scanner->indexes[layer + 1];
    pf_range parents = above->parents[class];
    for (uint32_t i = 0; i < parents.count; i++) {
        uint32_t parent = above->parent_items[parents.first + i];
        if (parent >= scanner->indexes[layer]->class_end && !add_run(scanner, at, parent, words))
            return false;
    }
    return true;
}

// Follows the entries of several words of one layer from word `start` on; `words` of them have led to `node`.
static bool follow_entries(scan_state *scanner, size_t layer, uint32_t node, size_t start, uint32_t words)
{
    size_t at = start + words;
    const pf_index *index = scanner->indexes[layer];
    pf_range accepts = words > 1 ? index->entries.accepts[node] : (pf_range){0};
    for (uint32_t i = 0; i < accepts.count; i++) {
        uint32_t class = index->entries.accepted[accepts.first + i];
        if (!add_run(scanner, start, class, words) || !add_runs_above(scanner, start, layer, class, words))
            return false;
    }
    if (at == scanner->position_count || words == PF_LIMIT_ENTRY_WORDS || scanner->positions[at].breaks_before)
        return true;
    uint32_t number = scanner->positions[at].profiles[layer];
    for (uint32_t i = number ? index->profiles[number - 1].lexemes : 0; number && i < index->profiles[number].lexemes; i++) {
        uint32_t child = pf_trie_next(&index->entries, node, index->profile_lexemes[i]);
        if (child && !follow_entries(scanner, layer, child, start, words + 1))
            return false;
    }
    return true;
}

// The classes of the word by itself are those of its profile; only what the signature cannot tell is noted of them.
static bool find_classes_of(scan_state *scanner, size_t layer, size_t at)
{
    const pf_index *index = scanner->indexes[layer];
    uint32_t number = scanner->positions[at].profiles[layer];
    if (!number)
        return true;
    const pf_profile *profile = &index->profiles[number - 1];
    for (uint32_t i = profile->notes; i < profile[1].notes; i++)
        scanner->newest[index->profile_notes[i]] = scanner->serial + (uint32_t)at + 1;
    bool above = layer + 1 < scanner->index_count && scanner->indexes[layer + 1]->includes_below;
    for (uint32_t i = profile->classes; above && i < profile[1].classes; i++)
        if (!add_runs_above(scanner, at, layer, index->profile_classes[i], 1))
            return false;
    for (uint32_t i = profile->starts; i < profile[1].starts; i++)
        if (!follow_entries(scanner, layer, index->profile_starts[i], at, 1))
            return false;
    return true;
}

static bool find_classes(scan_state *scanner)
{
    scanner->run_count = 0;
    scanner->longest_run = 1;
    for (size_t at = 0; at < scanner->position_count; at++) {
        uint32_t first = (uint32_t)scanner->run_count;
        for (size_t layer = 0; layer < scanner->index_count; layer++)
            if (!find_classes_of(scanner, layer, at))
                return false;
        scanner->positions[at].runs = (pf_range){first, (uint32_t)scanner->run_count - first};
    }
    return true;
}

// --- Paths --------------------------------------------------------------------------------------------------------

// The words in gaps as tokens.
static uint64_t gap_tokens(const scan_state *scanner, size_t start, uint64_t gaps)
{
    uint64_t tokens = 0;
    const word_position *first = &scanner->positions[start];
    for (uint32_t i = 0; i < 64 && gaps >> i; i++)
        if (gaps >> i & 1)
            tokens |= bit(first[i].token - first->token);
    return tokens;
}

static bool reserve_sets(scan_state *scanner)
{
    if (scanner->hit_count < scanner->set_capacity)
        return true;
    size_t capacity = scanner->set_capacity ? scanner->set_capacity * 2 : FIRST_HITS;
    set_list *sets = realloc(scanner->sets, capacity * sizeof *sets);
    if (!sets)
        return false;
    scanner->sets = sets;
    scanner->set_capacity = capacity;
    return true;
}

static void add_hit(scan_state *scanner, const uint32_t *sets, uint32_t count, size_t start, size_t end, uint64_t gaps)
{
    pf_hit *hits = pf_arena_grow(scanner->arena, scanner->hits, scanner->hit_count, &scanner->hit_capacity, sizeof *hits);
    if (!hits || !reserve_sets(scanner)) {
        scanner->failed = true;
        return;
    }
    scanner->hits = hits;
    scanner->sets[scanner->hit_count] = (set_list){sets, count};
    hits[scanner->hit_count++] = (pf_hit){.sentence = scanner->sentence, .first_token = scanner->positions[start].token,
                                          .last_token = scanner->positions[end - 1].token,
                                          .gaps = gaps ? gap_tokens(scanner, start, gaps) : 0};
}

static bool begins_alone(const scan_state *scanner, const word_position *position, uint32_t class)
{
    for (size_t i = 0; i < scanner->index_count; i++)
        if (position->profiles[i] && class < scanner->indexes[i]->class_end &&
            pf_index_profile_in(scanner->indexes[i], position->profiles[i] - 1, class))
            return true;
    return false;
}

static void follow(const scan_state *scanner, attempt *try, uint32_t step, size_t at);

// Takes the class of the step as often as the word begins with it: an entry may have several words.
static void take(const scan_state *scanner, attempt *try, uint32_t step, size_t at)
{
    const word_position *position = &scanner->positions[at];
    uint32_t class = try->steps[step].class;
    if (!pf_signature_has(position->begins, class))
        return;
    if (begins_alone(scanner, position, class))
        follow(scanner, try, step + 1, at + 1);
    for (uint32_t i = 0; i < position->runs.count; i++) {
        class_run run = scanner->runs[position->runs.first + i];
        if (run.class == class)
            follow(scanner, try, step + 1, at + run.words);
    }
}

// Whether the step was tried at that word before: it would find the same ends again.
static bool was_seen(attempt *try, uint32_t step, size_t at)
{
    uint64_t place = bit(at - try->start);
    if (step >= MEMORY_STEPS || !place)
        return ++try->tries > PF_LIMIT_PHRASE_STEPS;
    bool seen = try->seen[step] & place;
    try->seen[step] |= place;
    return seen;
}

// Stands behind all steps before this one, in front of word `at`: goes on to the next word, across articles, or into the gap.
static void follow(const scan_state *scanner, attempt *try, uint32_t step, size_t at)
{
    if (step == try->count && at < try->end) {
        try->end = at;
        try->best_gaps = try->gaps;
    }
    if (step == try->count || at >= try->end || was_seen(try, step, at))
        return;
    bool adjacent = try->steps[step].gap == PF_ADJACENT;
    size_t last = at + (adjacent ? PF_MOST_SKIPPED : try->steps[step].gap);
    uint64_t before = try->gaps;
    for (size_t next = at; next <= last && next < scanner->position_count; next++) {
        if (adjacent && scanner->positions[next].breaks_before)
            break;
        take(scanner, try, step, next);
        if (adjacent && !scanner->positions[next].skipped)
            break;
        if (!adjacent)
            try->gaps |= bit(next - try->start);
    }
    try->gaps = before;
}

static attempt begin(const pf_index *index, const pf_path *path, size_t start)
{
    attempt try;
    try.steps = index->steps + path->first;
    try.count = path->count;
    try.start = start;
    try.end = SIZE_MAX;
    try.gaps = try.best_gaps = 0;
    try.tries = 0;
    for (uint32_t i = 0; i < path->count && i < MEMORY_STEPS; i++) // not all of it: attempts are many, and steps few
        try.seen[i] = 0;
    return try;
}

static void finish(scan_state *scanner, const pf_index *index, const pf_path *path, const attempt *try)
{
    if (try->end != SIZE_MAX)
        add_hit(scanner, index->path_sets + path->sets.first, path->sets.count, try->start, try->end, try->best_gaps);
}

static void find_from(scan_state *scanner, const pf_index *index, const pf_path *path, size_t start)
{
    attempt try = begin(index, path, start);
    take(scanner, &try, 0, start);
    finish(scanner, index, path, &try);
}

// The first word from which a path can lead to its anchor at word `at`, as a bound: what stands between is not looked at.
static size_t earliest_start(const scan_state *scanner, const pf_path_step *steps, uint32_t anchor, size_t at)
{
    size_t start = at;
    for (uint32_t step = anchor; step > 0; step--) {
        size_t words = steps[step].gap == PF_ADJACENT ? 0 : steps[step].gap;
        start = start > words + 1 ? start - words - 1 : 0;
        for (int passed = 0; steps[step].gap == PF_ADJACENT && passed < PF_MOST_SKIPPED && start && scanner->positions[start].skipped; passed++)
            start--;
        start = start > scanner->longest_run - 1 ? start - (scanner->longest_run - 1) : 0; // entries of several words
    }
    return start;
}

// An entry of a class with an anchor, and the classes that may stand directly before and behind it.
typedef struct anchor_place {
    size_t at, end; // its words
    const pf_signature *before, *behind;
    pf_signature joined_before, joined_behind; // where articles stand between
} anchor_place;

// The classes that may begin at word `at`, or behind articles there.
static const pf_signature *signature_behind(const scan_state *scanner, size_t at, pf_signature *joined)
{
    if (at >= scanner->position_count || scanner->positions[at].breaks_before)
        return &no_classes;
    if (!scanner->positions[at].skipped)
        return scanner->positions[at].begins;
    *joined = no_classes;
    for (size_t last = at + PF_MOST_SKIPPED; at <= last && at < scanner->position_count && !scanner->positions[at].breaks_before; at++) {
        join(joined, scanner->positions[at].begins);
        if (!scanner->positions[at].skipped)
            break;
    }
    return joined;
}

// The classes that may end before word `at`, or before articles there.
static const pf_signature *signature_before(const scan_state *scanner, size_t at, pf_signature *joined)
{
    if (at == 0 || scanner->positions[at].breaks_before)
        return &no_classes;
    if (!scanner->positions[at - 1].skipped)
        return scanner->positions[at - 1].ends;
    *joined = no_classes;
    for (size_t passed = 0; passed <= PF_MOST_SKIPPED && at && !scanner->positions[at].breaks_before; passed++) {
        at--;
        join(joined, scanner->positions[at].ends);
        if (!scanner->positions[at].skipped)
            break;
    }
    return joined;
}

static void find_place(const scan_state *scanner, size_t at, uint32_t words, anchor_place *place)
{
    place->at = at;
    place->end = at + words;
    place->before = signature_before(scanner, at, &place->joined_before);
    place->behind = signature_behind(scanner, at + words, &place->joined_behind);
}

// Whether what is to stand directly before and behind the anchor of a path may stand there.
static bool may_stand(const pf_path *path, const pf_path_step *steps, const anchor_place *place)
{
    uint32_t anchor = path->anchor, next = anchor + 1;
    if (anchor && steps[anchor].gap == PF_ADJACENT && !pf_signature_has(place->before, steps[anchor - 1].class))
        return false;
    return next == path->count || steps[next].gap != PF_ADJACENT || pf_signature_has(place->behind, steps[next].class);
}

// Looks for a path that has its anchor at that place, from each word where it can begin and was not looked for yet.
static void find_path(scan_state *scanner, size_t layer, uint32_t number, const anchor_place *place)
{
    const pf_index *index = scanner->indexes[layer];
    const pf_path *path = &index->paths[number];
    const pf_path_step *steps = index->steps + path->first;
    if (!may_stand(path, steps, place))
        return;
    if (!path->anchor) {
        attempt try = begin(index, path, place->at);
        follow(scanner, &try, 1, place->end);
        finish(scanner, index, path, &try);
        return;
    }
    size_t start = earliest_start(scanner, steps, path->anchor, place->at);
    tried_path *tried = &scanner->tried[number % TRIED_PATHS];
    if (tried->path == path && tried->end > scanner->serial + start)
        start = tried->end - scanner->serial;
    for (uint32_t first = pf_signature_places(steps->class); start <= place->at; start++)
        if (pf_signature_is_set(scanner->positions[start].begins, first))
            find_from(scanner, index, path, start);
    *tried = (tried_path){path, scanner->serial + (uint32_t)start};
}

// Whether the companion of a path may stand where it has to.
static bool is_accompanied(const scan_state *scanner, pf_companion companion, const anchor_place *place)
{
    if (companion.where == PF_BEHIND)
        return pf_signature_is_set(place->behind, companion.note);
    if (companion.where == PF_BEFORE)
        return pf_signature_is_set(place->before, companion.note);
    if (companion.where == PF_UNTOLD)
        return true;
    size_t words = companion.words + companion.steps * (scanner->longest_run - 1);
    size_t first = companion.where == PF_LATER ? place->at + 1 : place->at > words ? place->at - words : 0;
    return scanner->newest[companion.note] > scanner->serial + first;
}

static void find_paths(scan_state *scanner, size_t layer, pf_range paths, const anchor_place *place)
{
    const pf_companion *companions = scanner->indexes[layer]->companions;
    for (uint32_t i = paths.first; i < paths.first + paths.count; i++)
        if (is_accompanied(scanner, companions[i], place))
            find_path(scanner, layer, i, place);
}

static void find_paths_of_class(scan_state *scanner, size_t layer, uint32_t class, const anchor_place *place)
{
    if (class < scanner->indexes[layer]->class_end)
        find_paths(scanner, layer, scanner->indexes[layer]->anchored[class], place);
}

// Paths of one layer that are anchored in a class which the word is an entry of in another.
static void find_paths_across(scan_state *scanner, size_t layer, size_t other, const anchor_place *place)
{
    const pf_index *index = scanner->indexes[other];
    uint32_t number = scanner->positions[place->at].profiles[other];
    if (!number || (layer > other && !scanner->indexes[layer]->anchors_below))
        return;
    for (uint32_t i = index->profiles[number - 1].classes; i < index->profiles[number].classes; i++)
        find_paths_of_class(scanner, layer, index->profile_classes[i], place);
}

// Candidates whose companions stand beside the word, as far as the signature tells.
static void find_beside(scan_state *scanner, size_t layer, const pf_signature *signature, uint32_t first, uint32_t end, const anchor_place *place)
{
    const pf_candidate *candidates = scanner->indexes[layer]->candidates;
    if (signature == &no_classes)
        return;
    for (uint32_t i = first; i < end; i++)
        if (pf_signature_is_set(signature, candidates[i].places))
            find_path(scanner, layer, candidates[i].path, place);
}

// Paths that are anchored in a class of which the word by itself is an entry in the same layer.
static void find_paths_of_word(scan_state *scanner, size_t layer, const anchor_place *place)
{
    const pf_index *index = scanner->indexes[layer];
    uint32_t number = scanner->positions[place->at].profiles[layer];
    if (!number)
        return;
    const pf_profile *profile = &index->profiles[number - 1];
    if (profile[1].sets > profile->sets)
        add_hit(scanner, index->profile_sets + profile->sets, profile[1].sets - profile->sets, place->at, place->end, 0);
    find_beside(scanner, layer, place->behind, profile->behind, profile->before, place);
    find_beside(scanner, layer, place->before, profile->before, profile->others, place);
    for (uint32_t i = profile->others; i < profile[1].behind; i++) {
        uint32_t path = index->candidates[i].path;
        if (is_accompanied(scanner, index->companions[path], place))
            find_path(scanner, layer, path, place);
    }
}

// What stands beside a word, or beside an entry of several, is the same for all layers.
static void find_paths_at(scan_state *scanner, size_t at)
{
    const word_position *position = &scanner->positions[at];
    anchor_place place;
    find_place(scanner, at, 1, &place);
    for (size_t layer = 0; layer < scanner->index_count; layer++) {
        find_paths_of_word(scanner, layer, &place);
        for (size_t other = 0; other < scanner->index_count; other++)
            if (other != layer)
                find_paths_across(scanner, layer, other, &place);
    }
    for (uint32_t i = 0; i < position->runs.count; i++) {
        class_run run = scanner->runs[position->runs.first + i];
        find_place(scanner, at, run.words, &place);
        for (size_t layer = 0; layer < scanner->index_count; layer++)
            find_paths_of_class(scanner, layer, run.class, &place);
    }
}

static bool scan_sentence(scan_state *scanner, const pf_sentence *sentence)
{
    if (!add_positions(scanner, sentence) || !find_classes(scanner))
        return false;
    for (size_t at = 0; at < scanner->position_count; at++)
        find_paths_at(scanner, at);
    scanner->serial += (uint32_t)scanner->position_count;
    return !scanner->failed;
}

// --- Hits ---------------------------------------------------------------------------------------------------------

static bool comes_before(const pf_hit *a, const pf_hit *b)
{
    return a->first_token != b->first_token ? a->first_token < b->first_token : a->last_token < b->last_token;
}

// Orders the hits of a set, which are nearly in order, and keeps the shortest from each beginning.
static uint32_t put_in_order(const pf_hit *hits, uint32_t *order, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        uint32_t hit = order[i], at = i;
        for (; at && comes_before(&hits[hit], &hits[order[at - 1]]); at--)
            order[at] = order[at - 1];
        order[at] = hit;
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (!kept || hits[order[i]].first_token != hits[order[kept - 1]].first_token)
            order[kept++] = order[i];
    return kept;
}

// How many hits each set has, and where they begin; returns how many all have.
static uint32_t lay_out(const scan_state *scanner, uint32_t set_end, pf_range *sets)
{
    for (size_t i = 0; i < scanner->hit_count; i++)
        for (uint32_t j = 0; j < scanner->sets[i].count; j++)
            sets[scanner->sets[i].items[j]].count++;
    uint32_t first = 0;
    for (uint32_t i = 0; i < set_end; i++) {
        sets[i].first = first;
        first += sets[i].count;
        sets[i].count = 0;
    }
    return first;
}

static bool group_hits(const scan_state *scanner, uint32_t set_end, pf_hits *hits)
{
    pf_range *sets = pf_arena_array(scanner->arena, set_end, sizeof *sets);
    uint32_t *order = sets ? pf_arena_array(scanner->arena, lay_out(scanner, set_end, sets), sizeof *order) : NULL;
    if (!order)
        return false;
    for (uint32_t i = 0; i < scanner->hit_count; i++)
        for (uint32_t j = 0; j < scanner->sets[i].count; j++) {
            pf_range *set = &sets[scanner->sets[i].items[j]];
            order[set->first + set->count++] = i;
        }
    for (uint32_t i = 0; i < set_end; i++)
        sets[i].count = put_in_order(scanner->hits, order + sets[i].first, sets[i].count);
    *hits = (pf_hits){scanner->hits, order, sets, set_end};
    return true;
}

bool pf_scan(pf_arena *arena, const pf_text *text, const pf_index *const *indexes, size_t index_count, pf_hits *hits)
{
    const pf_index *top = indexes[index_count - 1];
    *hits = (pf_hits){0};
    if (!text->sentence_count)
        return true;
    scan_state scanner = {.arena = arena, .text = text, .indexes = indexes, .index_count = index_count};
    scanner.newest = pf_arena_array(arena, top->note_count, sizeof *scanner.newest);
    bool failed = !scanner.newest;
    for (uint32_t i = 0; !failed && i < text->sentence_count; i++) {
        scanner.sentence = i;
        failed = !scan_sentence(&scanner, &text->sentences[i]);
    }
    failed = failed || !group_hits(&scanner, top->set_end, hits);
    free(scanner.sets);
    return !failed;
}

bool pf_hit_skips(const pf_hit *hit, uint32_t token)
{
    return token >= hit->first_token && hit->gaps & bit(token - hit->first_token);
}

pf_range pf_hits_of(const pf_hits *hits, uint32_t set)
{
    return set < hits->set_end ? hits->sets[set] : (pf_range){0};
}

// The number of hits in the range that begin before `token`; hits of a set are in the order of the text.
static uint32_t count_before(const pf_hits *hits, pf_range range, uint32_t token)
{
    uint32_t low = 0, high = range.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (pf_hit_at(hits, range.first + middle)->first_token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

pf_range pf_hits_between(const pf_hits *hits, uint32_t set, uint32_t first, uint32_t end)
{
    pf_range range = pf_hits_of(hits, set);
    uint32_t before = count_before(hits, range, first), most = end > first ? end - first : 0;
    range.first += before;
    range.count -= before;
    if (range.count > most)
        range.count = most; // at most one begins at each token
    range.count = count_before(hits, range, end);
    return range;
}
