// SPDX-License-Identifier: MIT
// Findings one a line, as compilers write them and editors read them: file:line:column: warning: message [id]
#include "base/visible.h"
#include "report/findings.h"

// Editors and problem matchers know "error", "warning" and "note".
static const char *level_of(pf_severity severity)
{
    return severity >= PF_SEVERITY_WARNING ? pf_severity_name(severity) : "note";
}

void pf_findings_gnu(const pf_check_run *run, pf_look look, pf_buffer *output)
{
    (void)look;
    for (size_t i = 0; i < run->count; i++) {
        const pf_check_finding *finding = &run->findings[i];
        if (!pf_check_counts(finding))
            continue;
        pf_visible_add_path(output, finding->file);
        pf_buffer_format(output, ":%u:%u: %s: ", (unsigned)finding->place.first.line,
                         (unsigned)finding->place.first.column, level_of(finding->severity));
        pf_visible_add(output, finding->message);
        pf_buffer_string(output, " [");
        pf_visible_add(output, finding->id);
        pf_buffer_string(output, "]\n");
    }
}
