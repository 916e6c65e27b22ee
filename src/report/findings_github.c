// SPDX-License-Identifier: MIT
// Findings as workflow commands, which GitHub Actions turns into annotations of a change.
#include "base/visible.h"
#include "report/findings.h"

#include <string.h>

// Annotations of a level that GitHub shows of one step; the others it drops without a word.
enum { SHOWN = 10 };

typedef enum level { NOTICE, WARNING, ERROR, LEVELS } level;

static level level_of(pf_severity severity)
{
    switch (severity) {
    case PF_SEVERITY_ERROR: return ERROR;
    case PF_SEVERITY_WARNING: return WARNING;
    default: return NOTICE;
    }
}

// As @actions/core escapes: "%" and line ends, and in properties also what ends one.
static void add_escaped(pf_buffer *output, const char *text, bool property)
{
    for (; *text; text++) {
        if (strchr(property ? "%\r\n:," : "%\r\n", *text))
            pf_buffer_format(output, "%%%02X", (unsigned char)*text);
        else
            pf_buffer_character(output, *text);
    }
}

static void add_property(pf_buffer *output, const char *key, const char *value)
{
    pf_buffer text;
    pf_buffer_init(&text);
    pf_visible_add(&text, value);
    pf_buffer_string(output, key);
    if (text.length > 0)
        add_escaped(output, text.bytes, true);
    output->failed = output->failed || text.failed;
    pf_buffer_release(&text);
}

// GitHub takes columns only of places within a line.
static void add_place(pf_buffer *output, const pf_check_finding *finding)
{
    const pf_span *place = &finding->place;
    pf_buffer_format(output, ",line=%u", (unsigned)place->first.line);
    if (!finding->located)
        return;
    pf_buffer_format(output, ",endLine=%u", (unsigned)place->last.line);
    if (place->first.line == place->last.line)
        pf_buffer_format(output, ",col=%u,endColumn=%u", (unsigned)place->first.column, (unsigned)place->last.column);
}

static void put_command(pf_buffer *output, const pf_check_finding *finding)
{
    static const char *const commands[LEVELS] = {"notice", "warning", "error"};
    pf_buffer_format(output, "::%s ", commands[level_of(finding->severity)]);
    add_property(output, "file=", pf_finding_path(finding));
    add_place(output, finding);
    add_property(output, ",title=", finding->id);
    pf_buffer_string(output, "::");
    pf_buffer text;
    pf_buffer_init(&text);
    pf_finding_sentences(&text, finding, "\n");
    if (!text.failed)
        add_escaped(output, text.bytes, false);
    output->failed = output->failed || text.failed;
    pf_buffer_release(&text);
    pf_buffer_character(output, '\n');
}

static void put_rest(pf_buffer *output, const size_t counts[LEVELS])
{
    static const char *const names[LEVELS] = {"notice", "warning", "error"};
    const char *joint = "And ";
    for (int i = LEVELS - 1; i >= 0; i--) {
        size_t rest = counts[i] > SHOWN ? counts[i] - SHOWN : 0;
        if (rest == 0)
            continue;
        pf_buffer_format(output, "%s%zu more %s%s", joint, rest, names[i], rest == 1 ? "" : "s");
        joint = ", ";
    }
    if (joint[0] == ',')
        pf_buffer_format(output, "; GitHub shows %d of a level for each step.\n", SHOWN);
}

void pf_findings_github(const pf_check_run *run, pf_look look, pf_buffer *output)
{
    (void)look;
    size_t counts[LEVELS] = {0};
    pf_worst_first walk = pf_findings_worst_first(run);
    for (const pf_check_finding *finding; (finding = pf_findings_next(&walk));)
        if (counts[level_of(finding->severity)]++ < SHOWN)
            put_command(output, finding);
    put_rest(output, counts);
}
