// SPDX-License-Identifier: MIT
// What is in force for a document and where it was said, as a configuration with comments.
#include "check/show.h"

#include "base/utf8.h"
#include "base/visible.h"
#include "check/glob.h"

#include <string.h>

enum { COMMENT_COLUMN = 44 };

typedef struct shown_config {
    const pf_check_config *config, *own, *command_line; // of the document, what it says of itself, and above both; NULL: nothing
    const char *path;
    bool is_folder;
    pf_buffer *buffer;
    const char *indent; // of lines that stand deeper than the top
} shown_config;

// Ends the line that began at `start` with a comment on where it comes from; no place: a default.
static void comment(const shown_config *shown, size_t start, const pf_origin *place)
{
    pf_buffer *buffer = shown->buffer;
    size_t width = buffer->failed ? 0 : pf_utf8_display_width(buffer->bytes + start, buffer->length - start);
    pf_buffer_repeat(buffer, ' ', width < COMMENT_COLUMN ? COMMENT_COLUMN - width : 1);
    pf_buffer_string(buffer, "# ");
    pf_visible_add(buffer, place ? place->file : "default");
    if (place && place->line)
        pf_buffer_format(buffer, ":%u", place->line);
    pf_buffer_character(buffer, '\n');
}

// One character in double quotes of YAML, which have an escape for each. A byte that is none is shown as elsewhere.
static size_t quote_character(pf_buffer *buffer, const char *text, size_t length)
{
    uint32_t code = 0;
    size_t taken = pf_utf8_decode(text, length, &code);
    if (taken == 0)
        pf_buffer_format(buffer, "\\\\x%02x", (unsigned char)*text);
    else if (code == '"' || code == '\\')
        pf_buffer_format(buffer, "\\%c", (char)code);
    else if (code > 0xFFFF && pf_utf8_is_harmful(code))
        pf_buffer_format(buffer, "\\U%08X", (unsigned)code);
    else if (pf_utf8_is_harmful(code) || pf_visible_is_command(text, length))
        pf_buffer_format(buffer, code > 0xFF ? "\\u%04X" : "\\x%02X", (unsigned)code);
    else
        pf_buffer_append(buffer, text, taken);
    return taken ? taken : 1;
}

static void quote(pf_buffer *buffer, const char *text)
{
    pf_buffer_character(buffer, '"');
    for (size_t length = strlen(text), taken; length > 0; text += taken, length -= taken)
        taken = quote_character(buffer, text, length);
    pf_buffer_character(buffer, '"');
}

// A line "  - "item"" with its place.
static void show_item(const shown_config *shown, const char *indent, const pf_string_item *item)
{
    size_t start = shown->buffer->length;
    pf_buffer_format(shown->buffer, "%s%s- ", shown->indent, indent);
    quote(shown->buffer, item->text);
    comment(shown, start, &item->place);
}

// A line on what there is where nothing was said, or where a list was said to be empty.
static void show_default(const shown_config *shown, const char *key, const char *value, const pf_origin *place)
{
    size_t start = shown->buffer->length;
    pf_buffer_format(shown->buffer, "%s%s: %s", shown->indent, key, value);
    comment(shown, start, place);
}

static void show_list(const shown_config *shown, const char *key, const pf_strings *list, const pf_strings *more)
{
    if (!list->count && !(more && more->count)) {
        show_default(shown, key, "[]", list->items ? &list->place : NULL);
        return;
    }
    pf_buffer_format(shown->buffer, "%s%s:\n", shown->indent, key);
    for (size_t i = 0; i < list->count; i++)
        show_item(shown, "  ", &list->items[i]);
    for (size_t i = 0; more && i < more->count; i++)
        show_item(shown, "  ", &more->items[i]);
}

static const pf_check_severity *deciding(const shown_config *shown, const char *id)
{
    const pf_check_config *const strongest_first[] = {shown->command_line, shown->own, shown->config};
    const pf_check_severity *entry = NULL;
    for (size_t i = 0; i < 3 && !entry; i++)
        entry = strongest_first[i] ? pf_check_config_find_severity(strongest_first[i], shown->path, id) : NULL;
    return entry;
}

static void show_severity(const shown_config *shown, const char *id, const pf_check_severity *entry, pf_severity otherwise)
{
    size_t start = shown->buffer->length;
    pf_buffer_format(shown->buffer, "%s  %s: %s", shown->indent, id, pf_severity_name(entry ? entry->severity : otherwise));
    comment(shown, start, entry ? &entry->place : NULL);
}

// Entries for single findings, where nothing that stands above them decides otherwise.
static void show_exceptions(const shown_config *shown, const pf_check_severities *severities, const pf_check_kind *kind)
{
    size_t length = strlen(kind->name);
    for (size_t i = 0; i < severities->count; i++) {
        const pf_check_severity *entry = &severities->items[i];
        bool is_of_kind = strncmp(entry->id, kind->name, length) == 0 && entry->id[length] == '/';
        if (is_of_kind && deciding(shown, entry->id) == entry)
            show_severity(shown, entry->id, entry, kind->severity);
    }
}

static void show_severities(const shown_config *shown)
{
    pf_buffer_string(shown->buffer, "severities:\n");
    for (size_t i = 0; i < pf_check_kind_count; i++) {
        const pf_check_kind *kind = &pf_check_kinds[i];
        show_severity(shown, kind->name, deciding(shown, kind->name), kind->severity);
        show_exceptions(shown, &shown->config->severities, kind);
        for (size_t j = 0; j < shown->config->overrides.count; j++)
            if (pf_glob_find(&shown->config->overrides.items[j].paths, shown->path, false))
                show_exceptions(shown, &shown->config->overrides.items[j].severities, kind);
        if (shown->own)
            show_exceptions(shown, &shown->own->severities, kind);
        if (shown->command_line)
            show_exceptions(shown, &shown->command_line->severities, kind);
    }
}

// False when neither says anything.
static bool show_value(const shown_config *shown, const char *key, const pf_value *low, const pf_value *high)
{
    const pf_value *value = high && high->text ? high : low;
    size_t start = shown->buffer->length;
    if (!value->text)
        return false;
    pf_buffer_format(shown->buffer, "%s: ", key);
    quote(shown->buffer, value->text);
    comment(shown, start, &value->place);
    return true;
}

static void show_expectations(const shown_config *shown)
{
    pf_check_expectations expectations = {0};
    pf_check_config_expect(shown->config, shown->path, &expectations);
    if (shown->own)
        pf_check_config_expect(shown->own, shown->path, &expectations);
    if (shown->command_line)
        pf_check_config_expect(shown->command_line, shown->path, &expectations);
    if (expectations.expect.items)
        show_list(shown, "expect", &expectations.expect, NULL);
    else
        show_default(shown, "# expect", "(nothing is said)", NULL);
    show_list(shown, "require", &expectations.require, NULL);
    show_list(shown, "forbid", &expectations.forbid, NULL);
}

// The lists of an override that the command line does not replace; NULL in `items`: nothing is said.
static pf_check_expectations lists_in_force(const shown_config *shown, const pf_check_override *override)
{
    static const pf_strings unsaid = {0};
    pf_check_expectations lists = override->expectations;
    const pf_check_expectations *above = shown->command_line ? &shown->command_line->expectations : NULL;
    if (above && above->expect.items)
        lists.expect = unsaid;
    if (above && above->require.items)
        lists.require = unsaid;
    if (above && above->forbid.items)
        lists.forbid = unsaid;
    return lists;
}

static void show_override(const shown_config *shown, const pf_check_override *override, const pf_check_expectations *lists)
{
    shown_config inner = *shown;
    inner.indent = "    ";
    pf_buffer_string(shown->buffer, "  - paths:\n");
    for (size_t i = 0; i < override->paths.count; i++)
        show_item(&inner, "  ", &override->paths.items[i]);
    if (override->severities.count)
        pf_buffer_string(shown->buffer, "    severities:\n");
    for (size_t i = 0; i < override->severities.count; i++)
        show_severity(&inner, override->severities.items[i].id, &override->severities.items[i], PF_SEVERITY_OFF);
    if (lists->expect.items)
        show_list(&inner, "expect", &lists->expect, NULL);
    if (lists->require.items)
        show_list(&inner, "require", &lists->require, NULL);
    if (lists->forbid.items)
        show_list(&inner, "forbid", &lists->forbid, NULL);
}

// For a folder, where some documents may have what others have not. Those of one document stand in the rest already.
static void show_overrides(const shown_config *shown)
{
    bool any = false;
    for (size_t i = 0; shown->is_folder && i < shown->config->overrides.count; i++) {
        const pf_check_override *override = &shown->config->overrides.items[i];
        pf_check_expectations lists = lists_in_force(shown, override);
        if (!override->severities.count && !lists.expect.items && !lists.require.items && !lists.forbid.items)
            continue;
        if (!any)
            pf_buffer_string(shown->buffer, "overrides:\n");
        any = true;
        show_override(shown, override, &lists);
    }
}

static void show_sections(const shown_config *shown)
{
    const pf_check_sections *sections = &shown->config->sections;
    if (!sections->count)
        show_default(shown, "sections", "{}", NULL);
    else
        pf_buffer_string(shown->buffer, "sections:\n");
    for (size_t i = 0; i < sections->count; i++) {
        pf_buffer_format(shown->buffer, "  %s:\n", sections->items[i].role);
        for (size_t j = 0; j < sections->items[i].headings.count; j++)
            show_item(shown, "    ", &sections->items[i].headings.items[j]);
    }
}

static void show_title(const shown_config *shown, const char *name)
{
    const pf_string_item *by = pf_check_config_excludes(shown->config, shown->path, shown->is_folder);
    pf_buffer_string(shown->buffer, "# ");
    pf_visible_add(shown->buffer, name);
    pf_buffer_string(shown->buffer, ": ");
    if (by) {
        pf_buffer_string(shown->buffer, "not checked, since ");
        quote(shown->buffer, by->text);
        pf_buffer_string(shown->buffer, " excludes it (");
        pf_visible_add(shown->buffer, by->place.file);
        pf_buffer_format(shown->buffer, ":%u)\n", by->place.line);
    } else if (shown->config->file) {
        pf_buffer_string(shown->buffer, "checked as ");
        pf_visible_add(shown->buffer, shown->config->file);
        pf_buffer_string(shown->buffer, " says\n");
    } else {
        pf_buffer_string(shown->buffer, "checked without a " PF_CHECK_CONFIG_NAME "\n");
    }
}

void pf_check_show(pf_check_target target, const char *name, bool is_folder, const pf_check_config *own, const pf_check_config *command_line, pf_buffer *buffer)
{
    shown_config shown = {target.config, own, command_line, target.path, is_folder, buffer, ""};
    show_title(&shown, name);
    if (!show_value(&shown, "fail_on", &target.config->fail_on, command_line ? &command_line->fail_on : NULL))
        show_default(&shown, "fail_on", pf_severity_name(target.config->fail_on_severity), NULL);
    show_severities(&shown);
    show_list(&shown, "exclude", &target.config->exclude, NULL);
    show_expectations(&shown);
    show_overrides(&shown);
    show_list(&shown, "rules", &target.config->rules, command_line ? &command_line->rules : NULL);
    show_sections(&shown);
    if (!show_value(&shown, "baseline", &target.config->baseline, command_line ? &command_line->baseline : NULL))
        show_default(&shown, "# baseline", "(none)", NULL);
}
