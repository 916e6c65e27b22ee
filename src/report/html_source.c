// SPDX-License-Identifier: MIT
// The text of a page with its marks. Marks that overlap are one place of the text, which is reached and explained at once.
#include "report/html_source.h"

#include <stdlib.h>
#include <string.h>

// What is said stands below the line: an element without a place of its own is laid out there, and as wide as the text, so that the mouse
// comes to it from wherever the mark is; it begins before it is seen, since there is a gap between lines. A mark that gets the focus at the
// end of the screen goes up for it.
const char pf_html_source_style[] =
    ".source{position:relative;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext;line-height:1.75}\n"
    ".source mark{background:none;color:inherit;cursor:help;border-radius:3px;outline-offset:2px;scroll-margin-bottom:10rem}\n"
    ".source mark>span{background:var(--tint);border-bottom:2px solid var(--hue);padding:1px 0}\n"
    ".source mark>b{font-size:.7em;line-height:1;vertical-align:super;color:var(--hue);margin:0 1px;user-select:none}\n"
    ".source mark:focus-visible{outline:2px solid var(--ink)}\n"
    ".source mark:target>span{outline:2px solid var(--hue)}\n"
    ".why{display:none;position:absolute;left:0;right:0;z-index:2;white-space:normal;unicode-bidi:isolate;direction:ltr;text-align:left;"
    "line-height:1.45;font-size:.875rem;background:var(--page);border:1px solid var(--line);border-radius:8px;padding:.25rem .75rem;"
    "box-shadow:0 6px 24px rgba(0,0,0,.22)}\n"
    ".why::before{content:\"\";position:absolute;inset:-.75rem 0 auto;height:.75rem}\n"
    ".source mark:hover+.why,.source mark:focus+.why,.why:hover{display:block}\n"
    ".why>span{display:block;margin:.4rem 0;padding-left:.6rem;border-left:4px solid var(--hue)}\n"
    ".why b{color:var(--hue)}\n"
    ".why small{display:block;font-size:.8125rem;color:var(--dim)}\n"
    "@media (forced-colors:active){.source mark,.source mark>b{color:CanvasText}}\n"
    "@media print{.why{display:none!important}}\n";

// A place of the text: marks [first, end) of the sorted ones, which overlap one another.
typedef struct pf_marked {
    const pf_html_mark *marks;
    size_t first, end;
    uint32_t from, to; // bytes of the source
} pf_marked;

static int by_place(const void *a, const void *b)
{
    const pf_html_mark *left = a, *right = b;
    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    if (left->end != right->end)
        return left->end > right->end ? -1 : 1;
    return (left->weight < right->weight) - (left->weight > right->weight);
}

static pf_marked next_place(const pf_html_mark *marks, size_t first, size_t count)
{
    pf_marked place = {marks, first, first + 1, marks[first].start, marks[first].end};
    for (; place.end < count && marks[place.end].start < place.to; place.end++)
        if (marks[place.end].end > place.to)
            place.to = marks[place.end].end;
    return place;
}

// Where the marks that hold at `at` begin to be others.
static uint32_t next_change(const pf_marked *place, uint32_t at)
{
    uint32_t next = place->to;
    for (size_t i = place->first; i < place->end; i++) {
        const pf_html_mark *mark = &place->marks[i];
        if (mark->start > at && mark->start < next)
            next = mark->start;
        if (mark->end > at && mark->end < next)
            next = mark->end;
    }
    return next;
}

static const pf_html_mark *weightiest_at(const pf_marked *place, uint32_t at)
{
    const pf_html_mark *best = &place->marks[place->first];
    bool found = false;
    for (size_t i = place->first; i < place->end; i++) {
        const pf_html_mark *mark = &place->marks[i];
        if (mark->start <= at && at < mark->end && (!found || mark->weight > best->weight)) {
            best = mark;
            found = true;
        }
    }
    return best;
}

static int compare_labels(const char *a, const char *b)
{
    size_t left = strlen(a), right = strlen(b);
    return left == right ? strcmp(a, b) : left < right ? -1 : 1;
}

// The mark with the label that follows `label` (NULL: the first one), short ones first, so that numbers stand in their order.
static const pf_html_mark *next_label(const pf_marked *place, const char *label)
{
    const pf_html_mark *next = NULL;
    for (size_t i = place->first; i < place->end; i++) {
        const pf_html_mark *mark = &place->marks[i];
        if ((!label || compare_labels(mark->label, label) > 0) && (!next || compare_labels(mark->label, next->label) < 0))
            next = mark;
    }
    return next;
}

static bool is_said_before(const pf_marked *place, size_t index)
{
    for (size_t i = place->first; i < index; i++)
        if (strcmp(place->marks[i].title, place->marks[index].title) == 0 && strcmp(place->marks[i].text, place->marks[index].text) == 0)
            return true;
    return false;
}

static void put_words(pf_buffer *output, const char *source, const pf_marked *place)
{
    for (uint32_t at = place->from; at < place->to;) {
        uint32_t next = next_change(place, at);
        pf_buffer_format(output, "<span class=\"%s\">", weightiest_at(place, at)->style);
        pf_markup_lines(output, source + at, next - at);
        pf_buffer_string(output, "</span>");
        at = next;
    }
    for (const pf_html_mark *mark = next_label(place, NULL); mark; mark = next_label(place, mark->label))
        pf_buffer_format(output, "<b class=\"%s\" aria-hidden=\"true\">%s</b>", mark->style, mark->label);
}

static void put_reasons(pf_buffer *output, const pf_marked *place)
{
    for (size_t i = place->first; i < place->end; i++) {
        const pf_html_mark *mark = &place->marks[i];
        if (is_said_before(place, i))
            continue;
        pf_buffer_format(output, "<span class=\"%s\"><b>%s ", mark->style, mark->label);
        pf_markup_string(output, mark->title);
        pf_buffer_string(output, "</b> ");
        pf_markup_string(output, mark->text);
        if (mark->detail) {
            pf_buffer_string(output, " <small>");
            pf_markup_string(output, mark->detail);
            pf_buffer_string(output, "</small>");
        }
        pf_buffer_string(output, "</span>");
    }
}

void pf_html_place_marks(pf_html_mark *marks, size_t count)
{
    if (count > 0)
        qsort(marks, count, sizeof *marks, by_place);
    for (size_t i = 0, number = 0; i < count; number++)
        for (size_t end = next_place(marks, i, count).end; i < end; i++)
            marks[i].place = number;
}

void pf_html_source(pf_buffer *output, const char *source, size_t length, const pf_html_mark *marks, size_t count, const char *prefix)
{
    uint32_t at = 0;
    pf_buffer_string(output, "<div class=\"source\">");
    for (size_t i = 0, number = 0; i < count; number++) {
        pf_marked place = next_place(marks, i, count);
        pf_markup_lines(output, source + at, place.from - at);
        pf_buffer_format(output, "<mark id=\"%s-w%zu\" tabindex=\"0\" aria-describedby=\"%s-y%zu\">", prefix, number, prefix, number);
        put_words(output, source, &place);
        pf_buffer_format(output, "</mark><span class=\"why\" role=\"tooltip\" id=\"%s-y%zu\">", prefix, number);
        put_reasons(output, &place);
        pf_buffer_string(output, "</span>");
        at = place.to;
        i = place.end;
    }
    pf_markup_lines(output, source + at, length - at);
    pf_buffer_string(output, "</div>\n");
}
