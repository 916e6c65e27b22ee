// SPDX-License-Identifier: MIT
// What the cheat sheet says of a pattern.
#include "report/cheatsheet.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "report/view.h"

#include <string.h>

enum {
    PITFALLS = 3,
    REASONS = 3, // of signals, in place of words that give a pattern away
    TECHNOLOGIES = 3,
    TECHNOLOGY_CHARACTERS = 32, // of all together
    TITLE_CHARACTERS = 60,
};

static const char SIGN_OF_A_CUT[] = "\xE2\x80\xA6";

static size_t characters(const char *text)
{
    return pf_utf8_count(text, strlen(text));
}

// The bytes of a text of which so many characters are kept, between words where it has words.
static size_t kept_bytes(const char *text, size_t most)
{
    size_t at = 0, count = 0, end = 0;
    uint32_t code;
    for (; text[at] && count < most; count++) {
        if (is_blank(text[at]) && at > 0 && !is_blank(text[at - 1]))
            end = at;
        at += pf_utf8_decode(text + at, strlen(text + at), &code);
    }
    if (is_blank(text[at]) || end == 0)
        end = at;
    while (end > 0 && strchr(" \n\t\r,;:(", text[end - 1]))
        end--;
    return end;
}

static void add_cut(pf_buffer *text, const char *string, size_t most)
{
    if (!string)
        return;
    if (characters(string) <= most) {
        pf_buffer_string(text, string);
        return;
    }
    pf_buffer_append(text, string, kept_bytes(string, most - 1));
    pf_buffer_string(text, SIGN_OF_A_CUT);
}

void pf_cheatsheet_title(const pf_pattern *pattern, pf_buffer *text)
{
    add_cut(text, pattern->title, TITLE_CHARACTERS);
}

void pf_cheatsheet_problem(const pf_pattern *pattern, pf_buffer *text)
{
    add_cut(text, pattern->in_short.problem ? pattern->in_short.problem : pattern->problem, PF_LIMIT_SHORT_LINE);
}

// What is put together from several texts, and then cut.
static void add_joined(pf_buffer *text, pf_buffer *joined)
{
    add_cut(text, joined->length > 0 && !joined->failed ? joined->bytes : NULL, PF_LIMIT_SHORT_LINE);
    text->failed = text->failed || joined->failed;
    pf_buffer_release(joined);
}

static bool speaks_for(const pf_signal *signal)
{
    return signal->enabled != PF_FALSE && signal->certainty > 0;
}

void pf_cheatsheet_signs(const pf_pattern *pattern, pf_buffer *text)
{
    if (pattern->in_short.signs) {
        pf_buffer_string(text, pattern->in_short.signs);
        return;
    }
    pf_buffer reasons;
    pf_buffer_init(&reasons);
    for (size_t i = 0, count = 0; i < pattern->signals.count && count < REASONS; i++) {
        const pf_signal *signal = &pattern->signals.items[i];
        if (speaks_for(signal) && signal->because)
            pf_buffer_format(&reasons, "%s%s", count++ > 0 ? "; " : "", signal->because);
    }
    add_joined(text, &reasons);
}

void pf_cheatsheet_numbers(const pf_pattern *pattern, pf_buffer *text)
{
    if (pattern->in_short.numbers) {
        pf_buffer_string(text, pattern->in_short.numbers);
        return;
    }
    pf_buffer bounds, one;
    pf_buffer_init(&bounds);
    pf_buffer_init(&one);
    for (size_t i = 0; i < pattern->signals.count; i++) {
        one.length = 0;
        if (speaks_for(&pattern->signals.items[i]))
            pf_view_bounds(&one, &pattern->signals.items[i].when);
        if (one.length > 0)
            pf_buffer_format(&bounds, "%s%s", bounds.length > 0 ? "; " : "", one.bytes);
    }
    bounds.failed = bounds.failed || one.failed;
    pf_buffer_release(&one);
    add_joined(text, &bounds);
}

void pf_cheatsheet_option(const pf_option *option, pf_buffer *text)
{
    add_cut(text, option->in_short.title ? option->in_short.title : option->title, PF_LIMIT_SHORT_TITLE);
}

void pf_cheatsheet_when(const pf_option *option, pf_buffer *text)
{
    add_cut(text, option->in_short.when ? option->in_short.when : option->when, PF_LIMIT_SHORT_WHEN);
}

void pf_cheatsheet_technologies(const pf_option *option, pf_buffer *text)
{
    size_t room = TECHNOLOGY_CHARACTERS, taken = 0;
    for (size_t i = 0; i < option->technologies.count && taken < TECHNOLOGIES; i++) {
        const char *technology = option->technologies.items[i].text;
        size_t length = characters(technology) + (taken > 0 ? 2 : 0);
        if (length > room)
            continue;
        pf_buffer_format(text, "%s%s", taken++ > 0 ? ", " : "", technology);
        room -= length;
    }
    if (taken == 0 && option->technologies.count > 0)
        add_cut(text, option->technologies.items[0].text, TECHNOLOGY_CHARACTERS);
}

// Whether pitfalls are chosen by their authors.
static bool chooses(const pf_pitfalls *pitfalls)
{
    for (size_t i = 0; i < pitfalls->count; i++)
        if (pitfalls->items[i].in_short)
            return true;
    return false;
}

// That of the sheet's pitfalls which stands at the index, or NULL.
static const pf_pitfall *find_pitfall(const pf_pitfalls *pitfalls, size_t index)
{
    bool only_chosen = chooses(pitfalls);
    for (size_t i = 0; i < pitfalls->count && index < PITFALLS; i++)
        if ((!only_chosen || pitfalls->items[i].in_short) && index-- == 0)
            return &pitfalls->items[i];
    return NULL;
}

size_t pf_cheatsheet_pitfall_count(const pf_pattern *pattern)
{
    size_t count = 0;
    while (count < PITFALLS && find_pitfall(&pattern->pitfalls, count))
        count++;
    return count;
}

void pf_cheatsheet_pitfall(const pf_pattern *pattern, size_t index, pf_buffer *text)
{
    const pf_pitfall *pitfall = find_pitfall(&pattern->pitfalls, index);
    if (pitfall)
        add_cut(text, pitfall->in_short ? pitfall->in_short : pitfall->text, PF_LIMIT_SHORT_LINE);
}
