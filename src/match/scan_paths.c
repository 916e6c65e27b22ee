// SPDX-License-Identifier: MIT
// Looks for paths where their anchor begins.
#include "match/scanner.h"

#include "base/limits.h"

enum { MEMORY_STEPS = 16 };

// One path that is looked for from one word on.
typedef struct attempt {
    const pf_path_step *steps;
    uint32_t count;
    size_t start, end; // its first word, and the one behind the shortest occurrence so far, or SIZE_MAX
    uint64_t gaps, best_gaps; // bit n: word start + n is in a gap; of the way taken, and of the shortest occurrence
    uint32_t tries;
    uint64_t seen[MEMORY_STEPS]; // of each step: bit n: it was tried at word start + n
} attempt;

// The words in gaps as tokens.
static uint64_t gap_tokens(const pf_scanner *scanner, size_t start, uint64_t gaps)
{
    uint64_t tokens = 0;
    const pf_word_position *first = &scanner->positions[start];
    for (uint32_t i = 0; i < 64 && gaps >> i; i++)
        if (gaps >> i & 1)
            tokens |= pf_gap_bit(first[i].token - first->token);
    return tokens;
}

static void add_hit(pf_scanner *scanner, pf_hit_source source, size_t start, size_t end, uint64_t gaps)
{
    pf_found_hit hit = {.first_token = scanner->positions[start].token, .last_token = scanner->positions[end - 1].token,
                        .gaps = gaps ? gap_tokens(scanner, start, gaps) : 0, .source = source};
    if (!pf_gather_hit(&scanner->hits, hit))
        scanner->failed = true;
}

static bool begins_alone(const pf_scanner *scanner, const pf_word_position *position, uint32_t class)
{
    for (size_t i = 0; i < scanner->index_count; i++)
        if (position->profiles[i] && class < scanner->indexes[i]->class_end &&
            pf_index_profile_in(scanner->indexes[i], position->profiles[i] - 1, class))
            return true;
    return false;
}

static bool begins_run(const pf_scanner *scanner, const pf_word_position *position, uint32_t class)
{
    for (uint32_t i = 0; i < position->runs.count; i++) // of a sentence without runs there may be none at all
        if (scanner->runs[position->runs.first + i].class == class)
            return true;
    return false;
}

static void follow(const pf_scanner *scanner, attempt *try, uint32_t step, size_t at);

// Takes the class of the step, which the signature of the word has, as often as the word begins with it: an entry may have several words.
static void take(const pf_scanner *scanner, attempt *try, uint32_t step, size_t at)
{
    const pf_word_position *position = &scanner->positions[at];
    uint32_t class = try->steps[step].class;
    if (begins_alone(scanner, position, class))
        follow(scanner, try, step + 1, at + 1);
    for (uint32_t i = 0; i < position->runs.count; i++) {
        pf_class_run run = scanner->runs[position->runs.first + i];
        if (run.class == class)
            follow(scanner, try, step + 1, at + run.words);
    }
}

// Whether the step was tried at that word before: it would find the same ends again.
static bool was_seen(attempt *try, uint32_t step, size_t at)
{
    uint64_t place = pf_gap_bit(at - try->start);
    if (step >= MEMORY_STEPS || !place)
        return ++try->tries > PF_LIMIT_PHRASE_STEPS;
    bool seen = try->seen[step] & place;
    try->seen[step] |= place;
    return seen;
}

// Stands behind all steps before this one, in front of word `at`: goes on to the next word, across articles, or into the gap.
static void follow(const pf_scanner *scanner, attempt *try, uint32_t step, size_t at)
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
    uint32_t places = pf_signature_places(try->steps[step].class);
    for (size_t next = at; next <= last && next < scanner->position_count; next++) {
        if (adjacent && scanner->positions[next].breaks_before)
            break;
        if (pf_signature_is_set(scanner->positions[next].begins, places))
            take(scanner, try, step, next);
        if (adjacent && !scanner->positions[next].skipped)
            break;
        if (!adjacent)
            try->gaps |= pf_gap_bit(next - try->start);
    }
    try->gaps = before;
}

static void begin(attempt *try, const pf_index *index, const pf_path *path, size_t start)
{
    try->steps = index->steps + path->first;
    try->count = path->count;
    try->start = start;
    try->end = SIZE_MAX;
    try->gaps = try->best_gaps = 0;
    try->tries = 0;
    for (uint32_t i = 0; i < path->count && i < MEMORY_STEPS; i++) // not all of it: attempts are many, and steps few
        try->seen[i] = 0;
}

static void finish(pf_scanner *scanner, pf_hit_source source, const attempt *try)
{
    if (try->end == SIZE_MAX && try->tries > PF_LIMIT_PHRASE_STEPS && !scanner->is_unfinished) {
        scanner->is_unfinished = true;
        scanner->unfinished = scanner->positions[try->start].token;
    }
    if (try->end != SIZE_MAX)
        add_hit(scanner, source, try->start, try->end, try->best_gaps);
}

static void find_from(pf_scanner *scanner, pf_hit_source source, size_t start)
{
    const pf_index *index = scanner->indexes[source.layer];
    attempt try;
    begin(&try, index, &index->paths[source.number], start);
    take(scanner, &try, 0, start);
    finish(scanner, source, &try);
}

// The first word from which a path can lead to its anchor at word `at`, as a bound: what stands between is not looked at.
static size_t earliest_start(const pf_scanner *scanner, const pf_path_step *steps, uint32_t anchor, size_t at)
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
static const pf_signature *signature_behind(const pf_scanner *scanner, size_t at, pf_signature *joined)
{
    if (at >= scanner->position_count || scanner->positions[at].breaks_before)
        return &pf_no_classes;
    if (!scanner->positions[at].skipped)
        return scanner->positions[at].begins;
    *joined = pf_no_classes;
    for (size_t last = at + PF_MOST_SKIPPED; at <= last && at < scanner->position_count && !scanner->positions[at].breaks_before; at++) {
        pf_signature_join(joined, scanner->positions[at].begins);
        if (!scanner->positions[at].skipped)
            break;
    }
    return joined;
}

// The classes that may end before word `at`, or before articles there.
static const pf_signature *signature_before(const pf_scanner *scanner, size_t at, pf_signature *joined)
{
    if (at == 0 || scanner->positions[at].breaks_before)
        return &pf_no_classes;
    if (!scanner->positions[at - 1].skipped)
        return scanner->positions[at - 1].ends;
    *joined = pf_no_classes;
    for (size_t passed = 0; passed <= PF_MOST_SKIPPED && at && !scanner->positions[at].breaks_before; passed++) {
        at--;
        pf_signature_join(joined, scanner->positions[at].ends);
        if (!scanner->positions[at].skipped)
            break;
    }
    return joined;
}

static void find_place(const pf_scanner *scanner, size_t at, uint32_t words, anchor_place *place)
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

// What a straight look along the words beside an anchor comes to.
typedef enum straight { STRAIGHT_MISS, STRAIGHT_HIT, NOT_STRAIGHT } straight;

// Whether the class stands at the only word where the step can go; `*at` becomes that word. It is the next one (`way` 1) or the one before
// (-1), with articles between; where several could be, or entries of several words, nothing is told.
static straight step_straight(const pf_scanner *scanner, uint32_t class, size_t *at, int way)
{
    uint32_t places = pf_signature_places(class);
    for (int passed = 0; passed <= PF_MOST_SKIPPED; passed++) {
        size_t break_at = way > 0 ? *at + 1 : *at;
        if (break_at >= scanner->position_count || scanner->positions[break_at].breaks_before)
            return STRAIGHT_MISS;
        *at += (size_t)way;
        const pf_word_position *position = &scanner->positions[*at];
        bool may_stand = pf_signature_is_set(way > 0 ? position->begins : position->ends, places);
        if (may_stand && (position->skipped || (way > 0 ? begins_run(scanner, position, class) : position->ends == &scanner->ends[*at])))
            return NOT_STRAIGHT;
        if (may_stand)
            return begins_alone(scanner, position, class) ? STRAIGHT_HIT : STRAIGHT_MISS;
        if (!position->skipped)
            return STRAIGHT_MISS;
    }
    return STRAIGHT_MISS;
}

// Most paths are words side by side, which need no attempt: looks along them from the anchor.
static straight find_straight(pf_scanner *scanner, pf_hit_source source, const pf_path *path, const anchor_place *place)
{
    const pf_path_step *steps = scanner->indexes[source.layer]->steps + path->first;
    size_t start = place->at, last = place->end - 1;
    straight outcome = STRAIGHT_HIT;
    for (uint32_t step = path->anchor; step > 0 && outcome == STRAIGHT_HIT; step--)
        outcome = steps[step].gap == PF_ADJACENT ? step_straight(scanner, steps[step - 1].class, &start, -1) : NOT_STRAIGHT;
    for (uint32_t step = path->anchor + 1u; step < path->count && outcome == STRAIGHT_HIT; step++)
        outcome = steps[step].gap == PF_ADJACENT ? step_straight(scanner, steps[step].class, &last, 1) : NOT_STRAIGHT;
    if (outcome == STRAIGHT_HIT)
        add_hit(scanner, source, start, last + 1, 0);
    return outcome;
}

// Looks for a path that has its anchor at that place, from each word where it can begin and was not looked for yet.
static void find_path(pf_scanner *scanner, size_t layer, uint32_t number, const anchor_place *place)
{
    const pf_index *index = scanner->indexes[layer];
    const pf_path *path = &index->paths[number];
    const pf_path_step *steps = index->steps + path->first;
    pf_hit_source source = {.number = number & PF_MOST_SOURCES, .is_path = true, .layer = layer & 1};
    if (find_straight(scanner, source, path, place) != NOT_STRAIGHT || !may_stand(path, steps, place))
        return;
    if (!path->anchor) {
        attempt try;
        begin(&try, index, path, place->at);
        follow(scanner, &try, 1, place->end);
        finish(scanner, source, &try);
        return;
    }
    size_t start = earliest_start(scanner, steps, path->anchor, place->at);
    pf_tried_path *tried = &scanner->tried[number % PF_TRIED_PATHS];
    if (tried->path == path && tried->end > scanner->serial + start)
        start = tried->end - scanner->serial;
    for (uint32_t first = pf_signature_places(steps->class); start <= place->at; start++)
        if (pf_signature_is_set(scanner->positions[start].begins, first))
            find_from(scanner, source, start);
    *tried = (pf_tried_path){path, scanner->serial + (uint32_t)start};
}

// Whether the companion of a path may stand where it has to.
static bool is_accompanied(const pf_scanner *scanner, pf_companion companion, const anchor_place *place)
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

static void find_paths(pf_scanner *scanner, size_t layer, pf_range paths, const anchor_place *place)
{
    const pf_companion *companions = scanner->indexes[layer]->companions;
    for (uint32_t i = paths.first; i < paths.first + paths.count; i++)
        if (is_accompanied(scanner, companions[i], place))
            find_path(scanner, layer, i, place);
}

static void find_paths_of_class(pf_scanner *scanner, size_t layer, uint32_t class, const anchor_place *place)
{
    if (class < scanner->indexes[layer]->class_end)
        find_paths(scanner, layer, scanner->indexes[layer]->anchored[class], place);
}

// Paths of one layer that are anchored in a class which the word is an entry of in another.
static void find_paths_across(pf_scanner *scanner, size_t layer, size_t other, const anchor_place *place)
{
    const pf_index *index = scanner->indexes[other];
    uint32_t number = scanner->positions[place->at].profiles[other];
    if (!number || (layer > other && !scanner->indexes[layer]->anchors_below))
        return;
    for (uint32_t i = index->profiles[number - 1].classes; i < index->profiles[number].classes; i++)
        find_paths_of_class(scanner, layer, index->profile_classes[i], place);
}

// Candidates whose companions stand beside the word, as far as the signature tells.
static void find_beside(pf_scanner *scanner, size_t layer, const pf_signature *signature, uint32_t first, uint32_t end, const anchor_place *place)
{
    const pf_candidate *candidates = scanner->indexes[layer]->candidates;
    if (signature == &pf_no_classes)
        return;
    for (uint32_t i = first; i < end; i++)
        if (pf_signature_is_set(signature, candidates[i].note))
            find_path(scanner, layer, candidates[i].path, place);
}

// Candidates whose companions stand with gaps between, or anywhere. For most, none is in the sentence.
static void find_farther(pf_scanner *scanner, size_t layer, uint32_t first, uint32_t end, const anchor_place *place)
{
    const pf_index *index = scanner->indexes[layer];
    const uint32_t *newest = scanner->newest;
    uint32_t serial = scanner->serial;
    for (const pf_candidate *candidate = index->candidates + first; candidate < index->candidates + end; candidate++)
        if (newest[candidate->note] > serial && is_accompanied(scanner, index->companions[candidate->path], place))
            find_path(scanner, layer, candidate->path, place);
}

// Paths that are anchored in a class of which the word by itself is an entry in the same layer.
static void find_paths_of_word(pf_scanner *scanner, size_t layer, const anchor_place *place)
{
    const pf_index *index = scanner->indexes[layer];
    uint32_t number = scanner->positions[place->at].profiles[layer];
    if (!number)
        return;
    const pf_profile *profile = &index->profiles[number - 1];
    if (profile[1].sets > profile->sets)
        add_hit(scanner, (pf_hit_source){.number = (number - 1) & PF_MOST_SOURCES, .layer = layer & 1}, place->at, place->end, 0);
    find_beside(scanner, layer, place->behind, profile->behind, profile->before, place);
    find_beside(scanner, layer, place->before, profile->before, profile->others, place);
    find_farther(scanner, layer, profile->others, profile[1].behind, place);
}

// What stands beside a word, or beside an entry of several, is the same for all layers.
void pf_scan_paths(pf_scanner *scanner, size_t at)
{
    const pf_word_position *position = &scanner->positions[at];
    anchor_place place;
    find_place(scanner, at, 1, &place);
    for (size_t layer = 0; layer < scanner->index_count; layer++) {
        find_paths_of_word(scanner, layer, &place);
        for (size_t other = 0; other < scanner->index_count; other++)
            if (other != layer)
                find_paths_across(scanner, layer, other, &place);
    }
    for (uint32_t i = 0; i < position->runs.count; i++) {
        pf_class_run run = scanner->runs[position->runs.first + i];
        find_place(scanner, at, run.words, &place);
        for (size_t layer = 0; layer < scanner->index_count; layer++)
            find_paths_of_class(scanner, layer, run.class, &place);
    }
}
