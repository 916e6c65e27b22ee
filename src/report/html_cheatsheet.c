// SPDX-License-Identifier: MIT
// The cheat sheet as a page in HTML: rows of columns where there is room, cards where there is not, and on paper one page of A4 across,
// in the largest type with which all patterns are expected to fit.
#include "base/utf8.h"
#include "report/cheatsheet.h"
#include "report/html.h"
#include "report/palette.h"

#include <math.h>
#include <string.h>

// --- Type -----------------------------------------------------------------------------------------------------------

// Points on paper: the columns and what is around the rows, as the style below has them.
static const double PAGE = 547;   // between the margins
static const double AROUND = 40;  // title, heads of columns and last line
static const double ROW = 7;      // around a pattern
static const double COLUMNS = 765; // all columns together, of which those of options take what they need
// Widths of the columns of options in sizes of the type, and the shares of the rest.
static const double OPTION = 16.5, WHEN = 25.2, WITH = 16.5, GAPS = 8;
static const double WHAT = 0.338, SIGNS = 0.315, FALLS = 0.347;
// Sizes of the type: of which a line is high and a letter wide, and those that are tried.
static const double LINE = 1.2, LETTER = 0.485, BOLD = 1.12, HEADING = 1.25;
enum { LARGEST = 80, LEAST = 40, USUAL = 56 }; // eighths of a point; the usual one where not all fit on one page

// Lines into which a text is broken in a column, which empties it. `scale` is how much wider than usual its letters are.
static double lines_of(pf_buffer *text, double width, double type, double scale)
{
    size_t room = (size_t)fmax(width / (type * LETTER * scale), 1), used = 0, lines = text->length > 0;
    for (size_t at = 0; at < text->length;) {
        size_t length = strcspn(text->bytes + at, " \n");
        size_t word = pf_utf8_display_width(text->bytes + at, length);
        if (used > 0 && used + 1 + word > room) {
            lines++;
            used = 0;
        }
        used += word + (used > 0);
        if (used > room) {
            lines += (used - 1) / room;
            used = (used - 1) % room + 1;
        }
        at += length + 1;
    }
    text->length = 0;
    return (double)lines;
}

static double lines_of_option(const pf_option *option, double type, pf_buffer *text)
{
    pf_cheatsheet_option(option, text);
    double lines = lines_of(text, (OPTION - 1.5) * type, type, BOLD);
    pf_cheatsheet_when(option, text);
    lines = fmax(lines, lines_of(text, WHEN * type, type, 1));
    pf_cheatsheet_technologies(option, text);
    return fmax(lines, lines_of(text, WITH * type, type, 1));
}

// Lines of the highest column.
static double lines_of_pattern(const pf_pattern *pattern, double type, pf_buffer *text)
{
    double rest = COLUMNS - GAPS - (OPTION + WHEN + WITH) * type;
    pf_cheatsheet_title(pattern, text);
    double what = HEADING * lines_of(text, WHAT * rest - 2.3 * type, type, HEADING * BOLD);
    pf_cheatsheet_problem(pattern, text);
    what += 1 + lines_of(text, WHAT * rest, type, 1);
    pf_cheatsheet_signs(pattern, text);
    double signs = lines_of(text, SIGNS * rest, type, 1);
    pf_cheatsheet_numbers(pattern, text);
    signs += 0.2 + lines_of(text, SIGNS * rest, type, BOLD);
    double options = 0, falls = 0;
    for (size_t i = 0; i < pattern->options.count; i++)
        options += 0.1 + lines_of_option(&pattern->options.items[i], type, text);
    for (size_t i = 0; i < pf_cheatsheet_pitfall_count(pattern); i++) {
        pf_cheatsheet_pitfall(pattern, i, text);
        falls += 0.1 + lines_of(text, FALLS * rest - type, type, 1);
    }
    return fmax(fmax(what, signs), fmax(options, falls));
}

static double height_of(const pf_pattern *patterns, size_t count, double type, pf_buffer *text)
{
    double height = AROUND;
    for (size_t i = 0; i < count && height <= PAGE; i++)
        height += ROW + lines_of_pattern(&patterns[i], type, text) * type * LINE;
    return height;
}

static double type_for(const pf_pattern *patterns, size_t count, pf_buffer *text)
{
    for (int eighths = LARGEST; eighths >= LEAST; eighths--)
        if (height_of(patterns, count, eighths / 8.0, text) <= PAGE)
            return eighths / 8.0;
    return USUAL / 8.0;
}

// --- Style ----------------------------------------------------------------------------------------------------------

// On paper it is as wide as reckoned above in usual fonts; a wider one, which is all that some machines have, is made smaller.
static const char style[] =
    "body{font-size:var(--type);line-height:1.35;--type:14px;overflow-wrap:anywhere}\n"
    "header{display:flex;flex-wrap:wrap;align-items:baseline;gap:.2em 1em}\n"
    "h1{font-size:1.7em;line-height:1.1;margin:0}\n"
    "header p,footer{color:var(--dim);margin:0}\n"
    "section{border:1px solid var(--line);border-left:4px solid var(--hue);background:var(--card);break-inside:avoid}\n"
    "h2{font-size:1.25em;line-height:1.15;margin:0;color:var(--hue)}\n"
    "h2 span{display:inline-block;min-width:1.5em;margin-right:.35em;text-align:center;background:var(--hue);color:var(--page);border-radius:.2em}\n"
    "h3{font-size:1em;margin:.7em 0 .2em;color:var(--dim)}\n"
    "code{font-family:ui-monospace,\"DejaVu Sans Mono\",Consolas,monospace;font-size:.88em;color:var(--dim)}\n"
    "section p{margin:.15em 0 0}\n"
    "ol,ul{margin:0;padding:0;list-style:none}\n"
    "ol{counter-reset:option}\n"
    "ol li{counter-increment:option;position:relative;padding-left:1.5em}\n"
    "ol li::before{content:counter(option);position:absolute;left:0;color:var(--hue);font-weight:bold}\n"
    "ul li{position:relative;padding-left:.9em}\n"
    "ul li::before{content:\"\\2022\";position:absolute;left:0;color:var(--hue)}\n"
    ".numbers,.option{font-weight:600}\n"
    ".with{color:var(--dim)}\n"
    "p,li,.option,.when,.with{unicode-bidi:plaintext;text-align:left}\n"
    ".heads{display:none}\n"
    // Cards
    "@media screen{\n"
    "body{padding:1em;max-width:1680px;margin:auto}\n"
    "main{columns:22em;column-gap:1em;margin:1em 0}\n"
    "section{padding:.8em .9em;margin-bottom:1em;border-radius:.3em}\n"
    "li{margin-top:.3em}\n"
    ".option,.when,.with{display:block}\n"
    "}\n"
    // Rows
    "@media print,(min-width:1180px){\n"
    "section,.heads{display:grid;grid-template-columns:338fr 315fr var(--options) 347fr;column-gap:6pt}\n"
    ".heads{padding:0 5pt 0 9pt;color:var(--dim);font-weight:600}\n"
    "ol li,.ladder{display:grid;padding-left:1.5em;grid-template-columns:165fr 252fr 165fr;column-gap:4pt}\n"
    "main{columns:auto}\n"
    "body{--options:1190fr}\n"
    "h3{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\n"
    "}\n"
    "@media screen and (min-width:1180px){\n"
    "body{--type:12.5px}\n"
    "main{margin:.3em 0 .8em}\n"
    "section{margin-bottom:.6em}\n"
    ".heads{margin-top:.8em}\n"
    "}\n"
    "@font-face{font-family:Narrowed;src:local(\"DejaVu Sans\");size-adjust:86%}\n"
    "@font-face{font-family:Narrowed;font-weight:bold;src:local(\"DejaVu Sans Bold\"),local(\"DejaVuSans-Bold\");size-adjust:84%}\n"
    "@page{size:A4 landscape;margin:8mm}\n"
    "@media print{\n"
    "*{print-color-adjust:exact;-webkit-print-color-adjust:exact}\n"
    "body{--type:var(--print);--options:calc(58.2em + 8pt);line-height:1.2;font-family:Arial,Helvetica,\"Liberation Sans\",Arimo,\"DejaVu Sans Condensed\",\"Noto Sans\",Narrowed,sans-serif;"
    "min-height:193mm;display:flex;flex-direction:column}\n"
    "h1{font-size:13pt}\n"
    "header p,footer{font-size:7pt}\n"
    "header{gap:0 8pt}\n"
    ".heads{margin:2pt 0 1pt}\n"
    "main{flex:1;display:flex;flex-direction:column}\n"
    "section{flex:1 0 auto;padding:1.5pt 5pt;margin-bottom:2.5pt;border-width:.5pt .5pt .5pt 3pt;align-content:center}\n"
    "li+li{margin-top:.1em}\n"
    "}\n";

// --- Content --------------------------------------------------------------------------------------------------------

// What is in `text`, escaped, in an element; nothing when it is empty.
static void put_element(pf_buffer *output, const char *element, const char *class, pf_buffer *text)
{
    if (text->length == 0)
        return;
    pf_buffer_format(output, "<%s class=\"%s\">", element, class);
    pf_markup_add(output, text->bytes, text->length);
    pf_buffer_format(output, "</%s>\n", element);
    text->length = 0;
}

static void put_options(pf_buffer *output, const pf_pattern *pattern, pf_buffer *text)
{
    pf_buffer_string(output, "<div>\n");
    if (pattern->options.count > 0)
        pf_buffer_string(output, "<h3>Options, simplest first</h3>\n<ol>\n");
    for (size_t i = 0; i < pattern->options.count; i++) {
        pf_buffer_string(output, "<li>");
        pf_cheatsheet_option(&pattern->options.items[i], text);
        put_element(output, "span", "option", text);
        pf_cheatsheet_when(&pattern->options.items[i], text);
        put_element(output, "span", "when", text);
        pf_cheatsheet_technologies(&pattern->options.items[i], text);
        put_element(output, "span", "with", text);
        pf_buffer_string(output, "</li>\n");
    }
    pf_buffer_string(output, pattern->options.count > 0 ? "</ol>\n</div>\n" : "</div>\n");
}

static void put_pitfalls(pf_buffer *output, const pf_pattern *pattern, pf_buffer *text)
{
    size_t count = pf_cheatsheet_pitfall_count(pattern);
    pf_buffer_string(output, count > 0 ? "<div>\n<h3>Pitfalls</h3>\n<ul>\n" : "<div>\n");
    for (size_t i = 0; i < count; i++) {
        pf_cheatsheet_pitfall(pattern, i, text);
        put_element(output, "li", "pitfall", text);
    }
    pf_buffer_string(output, count > 0 ? "</ul>\n</div>\n" : "</div>\n");
}

static void put_pattern(pf_buffer *output, const pf_pattern *pattern, size_t index, pf_buffer *text)
{
    pf_buffer_format(output, "<section class=\"p%zu\">\n<div>\n<h2><span>%zu</span>", pf_hue_index(index), index + 1);
    pf_cheatsheet_title(pattern, text);
    pf_markup_add(output, text->bytes, text->length);
    text->length = 0;
    pf_buffer_string(output, "</h2>\n<code>");
    pf_markup_string(output, pattern->id);
    pf_buffer_string(output, "</code>\n");
    pf_cheatsheet_problem(pattern, text);
    put_element(output, "p", "problem", text);
    pf_buffer_string(output, "</div>\n<div>\n<h3>Signs and numbers</h3>\n");
    pf_cheatsheet_signs(pattern, text);
    put_element(output, "p", "signs", text);
    pf_cheatsheet_numbers(pattern, text);
    put_element(output, "p", "numbers", text);
    pf_buffer_string(output, "</div>\n");
    put_options(output, pattern, text);
    put_pitfalls(output, pattern, text);
    pf_buffer_string(output, "</section>\n");
}

static void open_page(pf_buffer *output, double type)
{
    pf_buffer own;
    pf_buffer_init(&own);
    pf_buffer_format(&own, "%s:root{--print:%gpt}\n", style, type);
    pf_html_open(output, "System-design patterns on one page", own.bytes ? own.bytes : "");
    output->failed = output->failed || own.failed;
    pf_buffer_release(&own);
}

void pf_html_cheatsheet(const pf_pattern *patterns, size_t count, pf_look look, pf_buffer *output)
{
    (void)look;
    pf_buffer text;
    pf_buffer_init(&text);
    open_page(output, type_for(patterns, count, &text));
    pf_buffer_string(output, "<header><h1>System-design patterns</h1>\n<p>" PF_CHEATSHEET_ADVICE "</p></header>\n"
                             "<div class=\"heads\" aria-hidden=\"true\"><span>Pattern and problem</span><span>Signs and numbers</span>"
                             "<div class=\"ladder\"><span>Options, simplest first</span><span>Take it</span><span>With</span></div>"
                             "<span>Pitfalls</span></div>\n<main>\n");
    for (size_t i = 0; i < count; i++)
        put_pattern(output, &patterns[i], i, &text);
    pf_buffer_string(output, "</main>\n<footer>Made by <code>patfinder cheatsheet</code>; <code>patfinder show PATTERN</code> says all of one.</footer>\n");
    pf_html_close(output);
    output->failed = output->failed || text.failed;
    pf_buffer_release(&text);
}
