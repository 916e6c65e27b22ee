// SPDX-License-Identifier: MIT
// The format html: its writer, the frame of its pages, and their colours.
#include "report/html.h"

#include "report/palette.h"

const pf_report_writer pf_report_html = {
    .recommendation = pf_html_recommendation,
    .cheatsheet = pf_html_cheatsheet,
};

static const char common[] =
    ":root{color-scheme:light dark;--page:#fff;--card:#f6f7f9;--ink:#1a1c20;--dim:#555a63;--line:#c9cdd4;--good:#1b6e3a;--bad:#b3261e}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0;background:var(--page);color:var(--ink);font-family:system-ui,-apple-system,\"Segoe UI\",\"DejaVu Sans\",sans-serif}\n";
static const char common_dark[] = ":root{--page:#14161a;--card:#1e2127;--ink:#eceef2;--dim:#a9afba;--line:#454b56;--good:#72d394;--bad:#ff9a90}\n";

static void put_hues(pf_buffer *output, bool dark)
{
    for (size_t i = 0; i < PF_HUES; i++) {
        const pf_hue *hue = &pf_palette[i];
        pf_buffer_format(output, ".p%zu{--hue:%s;--tint:%s}\n", i, dark ? hue->dark : hue->light, dark ? hue->dark_tint : hue->light_tint);
    }
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
    put_hues(output, false);
    pf_buffer_string(output, "@media screen and (prefers-color-scheme:dark){\n");
    pf_buffer_string(output, common_dark);
    put_hues(output, true);
    pf_buffer_string(output, "}\n");
    pf_buffer_string(output, style);
    pf_buffer_string(output, "</style>\n</head>\n<body>\n");
}

void pf_html_close(pf_buffer *output)
{
    pf_buffer_string(output, "</body>\n</html>\n");
}
