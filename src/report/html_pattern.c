// SPDX-License-Identifier: MIT
// A recommended pattern as a card: certainty, why, the ladder of options, pitfalls, and more on demand.
#include "report/html_pattern.h"

#include <string.h>

enum { FEW_EVIDENCE = 4, FEW_PITFALLS = 3 };

void pf_html_open_heading(const pf_html_part *part, unsigned depth, const char *id)
{
    pf_buffer_format(part->output, "<h%u class=\"h%u\"", part->level + depth, depth);
    if (id)
        pf_buffer_format(part->output, " id=\"%s-%s\"", part->prefix, id);
    pf_buffer_character(part->output, '>');
}

void pf_html_close_heading(const pf_html_part *part, unsigned depth)
{
    pf_buffer_format(part->output, "</h%u>\n", part->level + depth);
}

void pf_html_heading(const pf_html_part *part, unsigned depth, const char *id, const char *text)
{
    pf_html_open_heading(part, depth, id);
    pf_buffer_string(part->output, text);
    pf_html_close_heading(part, depth);
}

void pf_html_number(const pf_html_part *part, size_t index)
{
    pf_buffer_format(part->output, "<span class=\"number\">%zu</span> ", index + 1);
}

void pf_html_bar(const pf_html_part *part, const pf_assessment *assessment)
{
    int percent = pf_percent(assessment->certainty);
    pf_buffer_format(part->output, "<span class=\"certainty\"><span class=\"bar\" aria-hidden=\"true\"><span style=\"width:%d%%\"></span></span> %s, %d%%</span>",
                     percent, pf_view_level_words(assessment->level), percent);
}

void pf_html_arithmetic(pf_buffer *output, const char *arithmetic)
{
    if (!arithmetic)
        return;
    pf_buffer_string(output, " <small class=\"sum\">");
    pf_markup_string(output, arithmetic);
    pf_buffer_string(output, "</small>");
}

// How many marks begin at `start` or before.
static size_t count_marks(const pf_html_part *part, uint32_t start)
{
    size_t low = 0, high = part->mark_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (part->marks[middle].start <= start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// A mark that covers such words; NULL where none does. It has the place of the last one that begins before them.
static const pf_html_mark *find_mark(const pf_html_part *part, uint32_t start, uint32_t end)
{
    size_t count = count_marks(part, start), last = count > 0 ? part->marks[count - 1].place : 0;
    for (size_t i = count; i > 0 && part->marks[i - 1].place == last; i--)
        if (end <= part->marks[i - 1].end)
            return &part->marks[i - 1];
    return NULL;
}

void pf_html_quote(const pf_html_part *part, uint32_t start, uint32_t end)
{
    const pf_html_mark *mark = find_mark(part, start, end);
    pf_spot spot = pf_view_spot(part->view, start, end);
    pf_excerpt excerpt = pf_excerpt_of(spot.text, spot.length);
    if (mark)
        pf_buffer_format(part->output, "<a href=\"#%s-w%zu\">", part->prefix, mark->place);
    pf_buffer_string(part->output, "<q><bdi>");
    pf_markup_add(part->output, spot.text, excerpt.head);
    if (excerpt.tail < spot.length) {
        pf_buffer_string(part->output, " … ");
        pf_markup_add(part->output, spot.text + excerpt.tail, spot.length - excerpt.tail);
    }
    pf_buffer_string(part->output, mark ? "</bdi></q></a>" : "</bdi></q>");
}

static void put_evidence(const pf_html_part *part, const pf_evidence *evidence)
{
    pf_buffer_format(part->output, "<li class=\"%s\"><b>%+.2f</b> <span>", evidence->certainty < 0 ? "against" : "for", evidence->certainty);
    if (pf_evidence_quotes(evidence)) {
        pf_html_quote(part, evidence->start, evidence->end);
        pf_buffer_string(part->output, evidence->status == PF_EFFECT_STATED ? ": " : " ");
    }
    if (evidence->status != PF_EFFECT_STATED)
        pf_buffer_format(part->output, "(%s) ", pf_effect_name(evidence->status));
    pf_markup_string(part->output, evidence->because);
    pf_html_arithmetic(part->output, evidence->arithmetic);
    pf_buffer_string(part->output, "</span></li>\n");
}

static void put_reasons(const pf_html_part *part, const pf_assessment *assessment)
{
    size_t all = assessment->evidence_count, first = all <= FEW_EVIDENCE + 1 ? all : FEW_EVIDENCE;
    pf_html_heading(part, 2, NULL, "Why");
    pf_buffer_string(part->output, "<ul class=\"evidence\">\n");
    for (size_t i = 0; i < first; i++)
        put_evidence(part, &assessment->evidence[i]);
    if (first < all)
        pf_buffer_format(part->output, "</ul>\n<details><summary>%zu more</summary>\n<ul class=\"evidence\">\n", all - first);
    for (size_t i = first; i < all; i++)
        put_evidence(part, &assessment->evidence[i]);
    pf_buffer_string(part->output, first < all ? "</ul>\n</details>\n" : "</ul>\n");
}

// How an option stands: in a word, and as a class.
typedef struct pf_standing {
    const char *style, *words;
} pf_standing;

static pf_standing standing_of(const pf_assessment *assessment, size_t index)
{
    const pf_option_result *option = &assessment->options[index];
    if (index == assessment->start_with)
        return (pf_standing){"start", "start here"};
    if (option->outgrown)
        return (pf_standing){"outgrown", index < assessment->start_with ? "no longer enough" : "does not fit here"};
    if (option->fits == PF_TRUE)
        return (pf_standing){"fits", "also fits, when the one before is not enough"};
    if (option->fits == PF_UNSET)
        return (pf_standing){"unknown", "not known"};
    return (pf_standing){"no", "not called for"};
}

static void put_technologies(pf_buffer *output, const pf_option *option)
{
    for (size_t i = 0; i < option->technologies.count; i++) {
        pf_buffer_string(output, i == 0 ? "<p class=\"with\">With " : ", ");
        pf_markup_string(output, option->technologies.items[i].text);
    }
    if (option->technologies.count > 0)
        pf_buffer_string(output, "</p>");
}

static void put_option(const pf_html_part *part, const pf_assessment *assessment, size_t index)
{
    const pf_option_result *option = &assessment->options[index];
    pf_standing standing = standing_of(assessment, index);
    bool is_start = index == assessment->start_with;
    pf_buffer_format(part->output, "<li class=\"%s\"><p><strong>", standing.style);
    pf_markup_string(part->output, option->option->title);
    pf_buffer_format(part->output, "</strong> <em>%s</em></p><p>", standing.words);
    if (is_start)
        pf_markup_string(part->output, option->option->because);
    else if (!option->outgrown || !option->arithmetic)
        pf_markup_string(part->output, option->option->when);
    pf_html_arithmetic(part->output, option->arithmetic);
    pf_buffer_string(part->output, "</p>");
    if (is_start) {
        pf_buffer_string(part->output, "<p>");
        pf_markup_string(part->output, option->option->text);
        pf_buffer_string(part->output, "</p>");
        put_technologies(part->output, option->option);
    }
    pf_buffer_string(part->output, "</li>\n");
}

static void put_ladder(const pf_html_part *part, const pf_assessment *assessment)
{
    if (assessment->option_count == 0)
        return;
    pf_html_heading(part, 2, NULL, "Options, simplest first");
    pf_buffer_string(part->output, "<ol class=\"ladder\">\n");
    for (size_t i = 0; i < assessment->option_count; i++)
        put_option(part, assessment, i);
    pf_buffer_string(part->output, "</ol>\n");
}

static void put_pitfalls(const pf_html_part *part, const pf_assessment *assessment, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const pf_pitfall_result *pitfall = &assessment->pitfalls[i];
        pf_buffer_string(part->output, pitfall->applies ? "<li class=\"applies\">" : "<li>");
        pf_markup_string(part->output, pitfall->pitfall->text);
        pf_buffer_string(part->output, "</li>\n");
    }
}

// Those that apply stand first; the first of them are shown at once.
static void put_beware(const pf_html_part *part, const pf_assessment *assessment)
{
    size_t all = assessment->pitfall_count, shown = 0;
    while (shown < all && shown < FEW_PITFALLS && assessment->pitfalls[shown].applies)
        shown++;
    if (shown > 0) {
        pf_html_heading(part, 2, NULL, "Pitfalls that apply here");
        pf_buffer_string(part->output, "<ul class=\"pitfalls\">\n");
        put_pitfalls(part, assessment, 0, shown);
        pf_buffer_string(part->output, "</ul>\n");
    }
    if (shown < all) {
        pf_buffer_format(part->output, "<details><summary>%zu %s pitfall%s</summary>\n<ul class=\"pitfalls\">\n", all - shown, shown > 0 ? "more" : "general",
                         all - shown == 1 ? "" : "s");
        put_pitfalls(part, assessment, shown, all);
        pf_buffer_string(part->output, "</ul>\n</details>\n");
    }
}

static void put_trade_offs(pf_buffer *output, const pf_pattern *pattern)
{
    if (pattern->trade_offs.count == 0)
        return;
    pf_buffer_string(output, "<details><summary>Trade-offs</summary>\n<dl>\n");
    for (size_t i = 0; i < pattern->trade_offs.count; i++) {
        pf_buffer_string(output, "<dt>");
        pf_markup_string(output, pattern->trade_offs.items[i].gain);
        pf_buffer_string(output, "</dt><dd>");
        pf_markup_string(output, pattern->trade_offs.items[i].cost);
        pf_buffer_string(output, "</dd>\n");
    }
    pf_buffer_string(output, "</dl>\n</details>\n");
}

static void put_considerations(pf_buffer *output, const pf_pattern *pattern)
{
    if (pattern->considerations.count == 0)
        return;
    pf_buffer_string(output, "<details><summary>To consider</summary>\n<ul>\n");
    for (size_t i = 0; i < pattern->considerations.count; i++) {
        pf_buffer_string(output, "<li>");
        pf_markup_string(output, pattern->considerations.items[i].text);
        pf_buffer_string(output, "</li>\n");
    }
    pf_buffer_string(output, "</ul>\n</details>\n");
}

static void put_sources(pf_buffer *output, const pf_pattern *pattern)
{
    if (pattern->sources.count == 0)
        return;
    pf_buffer_string(output, "<details><summary>Sources</summary>\n<ul>\n");
    for (size_t i = 0; i < pattern->sources.count; i++) {
        const pf_source *source = &pattern->sources.items[i];
        bool links = source->url && pf_markup_is_address(source->url);
        pf_buffer_string(output, "<li>");
        if (links) {
            pf_buffer_string(output, "<a rel=\"noreferrer\" href=\"");
            pf_markup_string(output, source->url);
            pf_buffer_string(output, "\">");
        }
        pf_markup_string(output, source->title);
        pf_buffer_string(output, links ? "</a></li>\n" : "</li>\n");
    }
    pf_buffer_string(output, "</ul>\n</details>\n");
}

static void put_parts(const pf_html_part *part, const pf_assessment *assessment)
{
    for (size_t i = 0; i < assessment->part_count; i++) {
        pf_buffer_string(part->output, i == 0 ? "<p class=\"serves\">Serves " : ", ");
        pf_markup_string(part->output, assessment->parts[i]);
    }
    if (assessment->part_count > 0)
        pf_buffer_string(part->output, "</p>\n");
}

void pf_html_pattern(const pf_html_part *part, size_t index)
{
    const pf_assessment *assessment = &part->view->result->assessments[index];
    pf_buffer_format(part->output, "<article id=\"%s-p%zu\" class=\"p%zu\">\n", part->prefix, index, pf_view_hue(part->view->result, index));
    pf_html_open_heading(part, 1, NULL);
    pf_html_number(part, index);
    pf_markup_string(part->output, assessment->pattern->title);
    pf_html_close_heading(part, 1);
    pf_buffer_string(part->output, "<p>");
    pf_html_bar(part, assessment);
    pf_buffer_string(part->output, "</p>\n");
    put_parts(part, assessment);
    put_reasons(part, assessment);
    put_ladder(part, assessment);
    put_beware(part, assessment);
    put_trade_offs(part->output, assessment->pattern);
    put_considerations(part->output, assessment->pattern);
    put_sources(part->output, assessment->pattern);
    pf_buffer_string(part->output, "</article>\n");
}

void pf_html_footer(pf_buffer *output)
{
    pf_buffer_string(output, "<footer>Made by patfinder " PF_VERSION ". Point at, tap or tab to marked words to see what they say.</footer>\n");
}
