// SPDX-License-Identifier: MIT
// What SARIF wants of strings: relative URIs, messages with links and a greatest length.
#include "report/sarif_text.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "base/visible.h"
#include "report/view.h"

#include <stdio.h>
#include <string.h>

// Units of UTF-16 that GitHub shows of a message or a description, and of a name; pieces of evidence that are linked.
enum { MOST_UNITS = 1024, MOST_NAME = 255, LINKS = 3 };

// A string that takes no more than `room` units of UTF-16, the dots of a cut among them.
typedef struct bounded {
    pf_buffer bytes;
    size_t room;
    bool full;
} bounded;

static void open_bounded(bounded *text, size_t room)
{
    *text = (bounded){.room = room};
    pf_buffer_init(&text->bytes);
}

static size_t units_of(const char *bytes, size_t length)
{
    size_t units = pf_utf8_count(bytes, length);
    for (size_t i = 0; i < length; i++)
        units += (unsigned char)bytes[i] >= 0xF0; // a pair of surrogates
    return units;
}

// Whole or not at all; one unit is kept for the dots.
static void add_piece(bounded *text, const char *bytes, size_t length)
{
    size_t units = units_of(bytes, length);
    if (text->full)
        return;
    text->full = units + 1 > text->room;
    if (text->full) {
        pf_buffer_string(&text->bytes, "…");
        return;
    }
    pf_buffer_append(&text->bytes, bytes, length);
    text->room -= units;
}

static void add_own(bounded *text, const char *string)
{
    add_piece(text, string, strlen(string));
}

// Brackets make links of messages and braces places for arguments, so those of the text are escaped, as 3.11.5 and 3.11.6 of the
// standard say.
static void add_text(bounded *text, const char *bytes, size_t length)
{
    while (length > 0 && !text->full) {
        pf_visible visible = pf_visible_next(bytes, length);
        char piece[2 * sizeof visible.bytes];
        size_t size = 0;
        for (size_t i = 0; i < visible.length; i++) {
            if (strchr("\\[]", visible.bytes[i]))
                piece[size++] = '\\';
            else if (strchr("{}", visible.bytes[i]))
                piece[size++] = visible.bytes[i];
            piece[size++] = visible.bytes[i];
        }
        add_piece(text, piece, size);
        bytes += visible.taken;
        length -= visible.taken;
    }
}

// With `markdown` beside it, unless that is NULL.
static void write_bounded(pf_json *json, const char *key, bounded *text, const pf_buffer *markdown)
{
    pf_json_object(json, key);
    pf_json_buffer(json, "text", &text->bytes);
    if (markdown)
        pf_json_buffer(json, "markdown", markdown);
    pf_json_close(json);
    pf_buffer_release(&text->bytes);
}

// A link that has no room is left out.
static bool add_link(bounded *text, const pf_related *related, size_t id)
{
    bounded link;
    open_bounded(&link, text->room);
    size_t length = strlen(related->text);
    pf_excerpt excerpt = pf_excerpt_of(related->text, length);
    add_own(&link, id == 1 ? " Evidence: [“" : ", [“");
    add_text(&link, related->text, excerpt.head);
    if (excerpt.tail < length) {
        add_own(&link, " … ");
        add_text(&link, related->text + excerpt.tail, length - excerpt.tail);
    }
    char target[32];
    snprintf(target, sizeof target, "”](%zu)", id);
    add_own(&link, target);
    text->bytes.failed = text->bytes.failed || link.bytes.failed;
    bool fits = !link.full && !link.bytes.failed;
    if (fits)
        add_piece(text, link.bytes.bytes, link.bytes.length);
    pf_buffer_release(&link.bytes);
    return fits;
}

void pf_sarif_message(pf_json *json, const char *key, const pf_check_finding *finding)
{
    bounded text;
    open_bounded(&text, MOST_UNITS);
    pf_buffer sentences;
    pf_buffer_init(&sentences);
    pf_finding_sentences(&sentences, finding, " ");
    if (!sentences.failed)
        add_text(&text, sentences.bytes, sentences.length);
    text.bytes.failed = text.bytes.failed || sentences.failed;
    pf_buffer_release(&sentences);
    size_t links = 0;
    while (links < finding->related_count && links < LINKS && add_link(&text, &finding->related[links], links + 1))
        links++;
    if (links > 0)
        add_own(&text, ".");
    write_bounded(json, key, &text, NULL);
}

void pf_sarif_notice(pf_json *json, const char *key, const char *string, const char *code)
{
    bounded text;
    open_bounded(&text, MOST_UNITS);
    add_text(&text, string, strlen(string));
    const char *const own[] = {" [", code, "]"};
    for (size_t i = 0; code && i < sizeof own / sizeof *own; i++)
        add_own(&text, own[i]);
    write_bounded(json, key, &text, NULL);
}

void pf_sarif_help(pf_json *json, const char *key, const char *string, const pf_buffer *markdown)
{
    bounded text;
    open_bounded(&text, MOST_UNITS);
    add_text(&text, string, strlen(string));
    write_bounded(json, key, &text, markdown);
}

void pf_sarif_text(pf_json *json, const char *key, const char *string)
{
    pf_sarif_help(json, key, string, NULL);
}

void pf_sarif_artifact(pf_json *json, const char *key, const char *path)
{
    pf_buffer uri;
    pf_buffer_init(&uri);
    bool absolute = path[0] == '/';
    if (absolute)
        pf_buffer_string(&uri, "file://");
    for (const char *at = path; *at; at++) {
        if (is_letter(*at) || is_digit(*at) || strchr("-._~/", *at))
            pf_buffer_character(&uri, *at);
        else
            pf_buffer_format(&uri, "%%%02X", (unsigned char)*at);
    }
    pf_json_object(json, key);
    pf_json_buffer(json, "uri", &uri);
    if (!absolute)
        pf_json_string(json, "uriBaseId", "%SRCROOT%");
    pf_json_close(json);
    pf_buffer_release(&uri);
}

void pf_sarif_name(pf_json *json, const char *key, const char *id)
{
    char name[MOST_NAME];
    size_t length = 0;
    bool starts = true;
    for (; *id && length < sizeof name; id++) {
        bool capital = starts && *id >= 'a' && *id <= 'z';
        starts = !is_letter(*id) && !is_digit(*id);
        if (!starts)
            name[length++] = (char)(capital ? *id - 'a' + 'A' : *id);
    }
    pf_json_bytes(json, key, name, length);
}
