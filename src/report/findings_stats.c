// SPDX-License-Identifier: MIT
// How much a check read, and how many findings there are of each kind.
#include "report/report.h"

#include <string.h>

typedef struct tally {
    size_t count, waived, baselined;
} tally;

static tally count_kind(const pf_check_run *run, const pf_check_kind *kind)
{
    tally result = {0};
    for (size_t i = 0; i < run->count; i++) {
        const pf_check_finding *finding = &run->findings[i];
        bool is_kind = finding->kind == kind;
        result.waived += is_kind && finding->waived;
        result.baselined += is_kind && !finding->waived && finding->baselined;
        result.count += is_kind && pf_check_counts(finding);
    }
    return result;
}

static void write_kind(const char *name, tally of, pf_buffer *output)
{
    if (of.count + of.waived + of.baselined == 0)
        return;
    pf_buffer_format(output, "%-22s %6zu", name, of.count);
    if (of.waived)
        pf_buffer_format(output, ", %zu waived", of.waived);
    if (of.baselined)
        pf_buffer_format(output, ", %zu in the baseline", of.baselined);
    pf_buffer_string(output, "\n");
}

pf_report_status pf_report_check_statistics(const pf_check_run *run, pf_buffer *output)
{
    size_t judged = run->documents - run->not_designs;
    pf_buffer_format(output, "%-22s %6zu\n", "documents", run->documents);
    pf_buffer_format(output, "%-22s %6zu\n", "  with a design", judged - run->without_design);
    pf_buffer_format(output, "%-22s %6zu\n", "  with needs alone", run->without_design);
    pf_buffer_format(output, "%-22s %6zu\n", "  no design documents", run->not_designs);
    for (size_t i = 0; i < pf_check_kind_count; i++)
        write_kind(pf_check_kinds[i].name, count_kind(run, &pf_check_kinds[i]), output);
    return output->failed ? PF_REPORT_OUT_OF_MEMORY : PF_REPORT_OK;
}
