// SPDX-License-Identifier: MIT
// Finds waivers in comments, reads what they say, and notes whether they were of use.
#include "check/waivers.h"

#include "base/bytes.h"
#include "check/finding_id.h"
#include "check/waiver_extent.h"

#include <string.h>
#include <strings.h>

static const char OPENING[] = "<!--", CLOSING[] = "-->", NAME[] = "patfinder:", VERB[] = "ignore", DASHES[] = "--";
static const char BAD[] = "bad-waiver", UNUSED[] = "unused-waiver"; // kinds of findings

// A run of bytes of the document.
typedef struct slice {
    const char *start, *end;
} slice;

static const char *find(slice in, const char *what)
{
    size_t length = strlen(what);
    const char *at = in.start;
    for (; (size_t)(in.end - at) >= length && (at = memchr(at, *what, (size_t)(in.end - at))) != NULL; at++)
        if ((size_t)(in.end - at) >= length && memcmp(at, what, length) == 0)
            return at;
    return NULL;
}

static slice trim(slice text)
{
    while (text.start < text.end && is_blank(*text.start))
        text.start++;
    while (text.end > text.start && is_blank(text.end[-1]))
        text.end--;
    return text;
}

// Takes the word at the beginning off.
static slice take_word(slice *text)
{
    *text = trim(*text);
    slice word = {text->start, text->start};
    while (word.end < text->end && !is_blank(*word.end) && *word.end != ',')
        word.end++;
    text->start = word.end;
    while (text->start < text->end && (is_blank(*text->start) || *text->start == ','))
        text->start++;
    return word;
}

static bool is_word(slice word, const char *name)
{
    return (size_t)(word.end - word.start) == strlen(name) && memcmp(word.start, name, strlen(name)) == 0;
}

// --- What it says ---------------------------------------------------------------------------------------------------

static bool read_ids(pf_arena *arena, const pf_ruleset *rules, slice text, pf_waiver *waiver)
{
    const char **ids = NULL;
    size_t capacity = 0;
    while (text.start < text.end) {
        slice word = take_word(&text);
        const char **grown = pf_arena_grow(arena, ids, waiver->id_count, &capacity, sizeof *grown);
        const char *id = grown ? pf_arena_copy(arena, word.start, (size_t)(word.end - word.start)) : NULL;
        if (!id)
            return false;
        ids = grown;
        ids[waiver->id_count++] = id;
        pf_hint hint;
        if (waiver->problem || pf_check_id_exists(rules, id, &hint))
            continue;
        waiver->problem = pf_arena_format(arena, "there is no finding '%s'%s", id, hint.text);
        if (!waiver->problem)
            return false;
    }
    waiver->ids = ids;
    waiver->uses = pf_arena_array(arena, waiver->id_count, sizeof *waiver->uses);
    return waiver->uses != NULL;
}

static bool read_text(pf_arena *arena, const pf_ruleset *rules, slice text, pf_waiver *waiver)
{
    slice verb = take_word(&text);
    waiver->of_file = is_word(verb, "ignore-file");
    if (!waiver->of_file && !is_word(verb, "ignore")) {
        waiver->problem = "it says neither 'ignore' nor 'ignore-file'";
        return true;
    }
    const char *dashes = find(text, DASHES);
    slice reason = trim((slice){dashes ? dashes + strlen(DASHES) : text.end, text.end});
    if (!read_ids(arena, rules, trim((slice){text.start, dashes ? dashes : text.end}), waiver))
        return false;
    if (!waiver->id_count)
        waiver->problem = "it names no finding";
    else if (reason.start == reason.end)
        waiver->problem = "it gives no reason behind '--'";
    else
        waiver->reason = pf_arena_copy(arena, reason.start, (size_t)(reason.end - reason.start));
    return waiver->problem || waiver->reason;
}

// Takes the mark of a waiver off the text of a comment. One that is nearly right is better reported than passed over in silence.
static bool take_mark(slice *text, pf_waiver *waiver)
{
    slice rest = {text->start + strlen(NAME) - 1, text->end};
    if ((size_t)(text->end - text->start) < strlen(NAME) || strncasecmp(text->start, NAME, strlen(NAME) - 1) != 0)
        return false;
    bool exact = memcmp(text->start, NAME, strlen(NAME)) == 0;
    while (rest.start < rest.end && (is_blank(*rest.start) || *rest.start == '-' || *rest.start == ':'))
        rest.start++;
    bool is_near = (size_t)(rest.end - rest.start) >= strlen(VERB) && strncasecmp(rest.start, VERB, strlen(VERB)) == 0;
    if (!exact)
        waiver->problem = "it does not begin with 'patfinder: ignore'";
    text->start += strlen(NAME);
    return exact || is_near;
}

bool pf_waivers_read(pf_arena *arena, const pf_document *document, const pf_ruleset *rules, pf_waivers *waivers)
{
    const char *source = document->source;
    pf_waiver_map map = {0};
    slice rest = {source, source + document->length};
    for (const char *open; (open = find(rest, OPENING)) != NULL;) {
        slice text = {open + strlen(OPENING), rest.end};
        const char *close = find(text, CLOSING);
        rest.start = close ? close + strlen(CLOSING) : rest.end;
        text = trim((slice){text.start, close ? close : rest.end});
        pf_waiver waiver = {.start = (uint32_t)(open - source), .end = (uint32_t)(rest.start - source)};
        if (!take_mark(&text, &waiver))
            continue;
        if (!map.document && !pf_waiver_map_make(arena, document, &map))
            return false;
        if (pf_waiver_map_is_shown(&map, waiver.start)) // code that shows a waiver, and prose that quotes one, waive nothing
            continue;
        pf_waiver *grown = pf_arena_grow(arena, waivers->items, waivers->count, &waivers->capacity, sizeof *grown);
        if (!close || find(text, OPENING)) // the rest of the document, or all up to another comment, is in it, and is not judged
            waiver.problem = "it is not closed with '-->'";
        if (!grown || !(waiver.problem || read_text(arena, rules, text, &waiver)))
            return false;
        pf_waiver_find_extent(&map, &waiver);
        waivers->items = grown;
        grown[waivers->count++] = waiver;
    }
    return pf_waivers_note_repeated(arena, waivers);
}

// --- Of what use it was ---------------------------------------------------------------------------------------------

static bool add(pf_remarks *remarks, const pf_waiver *waiver, const char *name, const char *message)
{
    pf_remark remark = {.kind = pf_check_find_kind(name), .id = name, .located = true, .start = waiver->start, .end = waiver->end, .message = message};
    remark.help = strcmp(name, BAD) == 0 ? "write <!-- patfinder: ignore ID -- reason -->" : "take it out, or correct its id or its place";
    return pf_remark_add(remarks, &remark);
}

static bool judge_unreadable(const pf_waivers *waivers, pf_remarks *remarks)
{
    for (size_t i = 0; i < waivers->count; i++) {
        const pf_waiver *waiver = &waivers->items[i];
        if (waiver->problem && !add(remarks, waiver, BAD, pf_arena_format(remarks->arena, "this waiver cannot be read: %s", waiver->problem)))
            return false;
    }
    return true;
}

static bool judge_use(const pf_waiver *waiver, size_t number, pf_remarks *remarks)
{
    const pf_waiver_use *use = &waiver->uses[number];
    if (use->used && !use->repeated)
        return true;
    const char *format = use->used ? "'%s' is waived here already, by a waiver before this one" : "there is no '%s' here to waive";
    return add(remarks, waiver, UNUSED, pf_arena_format(remarks->arena, format, waiver->ids[number]));
}

// Of the ids that name unused waivers, or of the others.
static bool judge_uses(const pf_waivers *waivers, bool of_unused, pf_remarks *remarks)
{
    for (size_t i = 0; i < waivers->count; i++) {
        const pf_waiver *waiver = &waivers->items[i];
        for (size_t j = 0; !waiver->problem && j < waiver->id_count; j++)
            if ((strcmp(waiver->ids[j], UNUSED) == 0) == of_unused && !judge_use(waiver, j, remarks))
                return false;
    }
    return true;
}

// A waiver of unused waivers that is itself unused is past waiving: it would be of use for itself.
bool pf_waivers_judge(pf_waivers *waivers, pf_remarks *remarks)
{
    size_t first = remarks->count;
    if (!judge_unreadable(waivers, remarks) || !pf_waivers_apply(waivers, remarks, first))
        return false;
    first = remarks->count;
    return judge_uses(waivers, false, remarks) && pf_waivers_apply(waivers, remarks, first) && judge_uses(waivers, true, remarks);
}
