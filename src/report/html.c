// SPDX-License-Identifier: MIT
// The frame of the pages in HTML, and their colours.
#include "report/html.h"

enum { HUES = 10 };

typedef struct pf_hue {
    const char *hue, *tint;
} pf_hue;

static const pf_hue light[HUES] = {
    {"#b3261e", "#fde3e0"}, {"#1558b0", "#dceafd"}, {"#8a5300", "#fbe8c6"}, {"#6b3fc4", "#eae2fc"}, {"#1b6e3a", "#d8f2df"},
    {"#006a75", "#d1f1f3"}, {"#a8266f", "#fbdfee"}, {"#5a5e00", "#eff0c4"}, {"#3f51b5", "#e2e6fb"}, {"#6d4c41", "#f0e4df"},
};
static const pf_hue dark[HUES] = {
    {"#ff9a90", "#5a1f1b"}, {"#8ab8ff", "#17365f"}, {"#f5b754", "#4d3408"}, {"#bfa5ff", "#3b2a68"}, {"#72d394", "#14452a"},
    {"#5fd0da", "#07434a"}, {"#ff94c8", "#571c3f"}, {"#cfd35a", "#393b0c"}, {"#a5b3ff", "#2a3463"}, {"#d7b3a5", "#47342c"},
};

static const char common[] =
    ":root{color-scheme:light dark;--page:#fff;--card:#f6f7f9;--ink:#1a1c20;--dim:#555a63;--line:#c9cdd4;--good:#1b6e3a;--bad:#b3261e}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0;background:var(--page);color:var(--ink);font-family:system-ui,-apple-system,\"Segoe UI\",\"DejaVu Sans\",sans-serif}\n"
    ".unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\n";
static const char common_dark[] = ":root{--page:#14161a;--card:#1e2127;--ink:#eceef2;--dim:#a9afba;--line:#454b56;--good:#72d394;--bad:#ff9a90}\n";

static void put_hues(pf_buffer *output, const pf_hue *hues)
{
    for (size_t i = 0; i < HUES; i++)
        pf_buffer_format(output, ".p%zu{--hue:%s;--tint:%s}\n", i, hues[i].hue, hues[i].tint);
}

void pf_html_open(pf_buffer *output, const char *title, const char *style)
{
    pf_buffer_string(output, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                             "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';style-src 'unsafe-inline'\">\n"
                             "<meta name=\"generator\" content=\"patfinder\">\n<title>");
    pf_markup_string(output, title);
    pf_buffer_string(output, "</title>\n<style>\n");
    pf_buffer_string(output, common);
    put_hues(output, light);
    pf_buffer_string(output, "@media screen and (prefers-color-scheme:dark){\n");
    pf_buffer_string(output, common_dark);
    put_hues(output, dark);
    pf_buffer_string(output, "}\n");
    pf_buffer_string(output, style);
    pf_buffer_string(output, "</style>\n</head>\n<body>\n");
}

void pf_html_close(pf_buffer *output)
{
    pf_buffer_string(output, "</body>\n</html>\n");
}

size_t pf_html_hue(size_t pattern)
{
    return pattern % HUES;
}
