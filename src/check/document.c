// SPDX-License-Identifier: MIT
// Takes a document through examination, judgement and waivers.
#include "check/document.h"

#include "base/limits.h"
#include "check/front_matter.h"
#include "check/waivers.h"

// What was asked, of which document: the command line stands above the document's own words, and those above the configuration.
typedef struct check_inquiry {
    const pf_check_request *request;
    const pf_checked *checked;
    pf_check_config own;
} check_inquiry;

static pf_severity severity_of(const check_inquiry *inquiry, const pf_remark *remark)
{
    const pf_check_target *target = &inquiry->request->target;
    pf_severity severity = pf_check_config_severity(target->config, target->path, remark->id, remark->kind->severity);
    severity = pf_check_config_severity(&inquiry->own, target->path, remark->id, severity);
    return pf_check_config_severity(inquiry->request->command_line, target->path, remark->id, severity);
}

static pf_check_expectations expectations_of(const check_inquiry *inquiry)
{
    const pf_check_target *target = &inquiry->request->target;
    pf_check_expectations expectations = {0};
    pf_check_config_expect(target->config, target->path, &expectations);
    pf_check_config_expect(&inquiry->own, target->path, &expectations);
    pf_check_config_expect(inquiry->request->command_line, target->path, &expectations);
    return expectations;
}

static bool gather_remarks(const check_inquiry *inquiry, const pf_remarks *remarks, pf_gathering *gathering)
{
    size_t before = pf_gathering_open(gathering, inquiry->checked);
    for (size_t i = 0; i < remarks->count; i++) {
        pf_severity severity = severity_of(inquiry, &remarks->items[i]);
        if (severity != PF_SEVERITY_OFF && !pf_gather(gathering, &remarks->items[i], severity))
            return false;
    }
    pf_gathering_sort(gathering, before);
    return true;
}

static pf_engine_status judge(pf_arena *arena, const check_inquiry *inquiry, const pf_document *document, pf_examination *examination,
                              pf_gathering *gathering)
{
    pf_remarks remarks = {.arena = arena};
    pf_waivers waivers = {0};
    pf_check_expectations expectations = expectations_of(inquiry);
    bool judged = pf_waivers_read(arena, document, inquiry->request->rules, &waivers) && pf_judge(examination, &expectations, &remarks) &&
                  pf_waivers_apply(&waivers, &remarks, 0) && pf_waivers_judge(&waivers, &remarks);
    pf_engine_status status = pf_examination_status(examination);
    if (status.outcome != PF_ENGINE_OK)
        return status;
    if (judged && remarks.count > PF_LIMIT_FINDINGS)
        return (pf_engine_status){.outcome = PF_ENGINE_FINDINGS_LIMIT, .start = remarks.items[PF_LIMIT_FINDINGS].start};
    return judged && gather_remarks(inquiry, &remarks, gathering) ? status : pf_engine_exhausted();
}

pf_engine_status pf_check_document(pf_arena *arena, const pf_check_request *request, const pf_checked *checked, const pf_document *document,
                                   pf_gathering *gathering, pf_check_outcome *outcome, pf_diagnostics *diagnostics)
{
    pf_text text;
    pf_examination examination;
    check_inquiry inquiry = {request, checked, {0}};
    *outcome = (pf_check_outcome){0};
    if (!pf_front_matter_read(arena, checked, request->rules, &inquiry.own, diagnostics))
        return (pf_engine_status){.outcome = PF_ENGINE_OK};
    if (!pf_text_split(arena, document, request->rules->lexicon, &text))
        return pf_engine_exhausted();
    pf_engine_status status = pf_engine_examine(arena, request->rules, &text, request->given, request->given_count, &examination);
    if (status.outcome == PF_ENGINE_OK)
        status = judge(arena, &inquiry, document, &examination, gathering);
    if (status.outcome == PF_ENGINE_OK)
        *outcome = (pf_check_outcome){true, examination.is_design, examination.has_design};
    pf_examination_release(&examination);
    return status;
}
