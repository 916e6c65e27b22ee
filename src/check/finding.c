// SPDX-License-Identifier: MIT
// The kinds of findings, and how many of them count.
#include "check/finding.h"

const pf_check_kind pf_check_kinds[] = {
    {"missing-pattern", "A need that the design does not answer",
     "The requirements call for a pattern, and the rest of the document never speaks of it, under any of the names that its options go by.",
     "Say how the need is met, or why it is not one: move it to the non-goals, or give the number that rules the pattern out.",
     PF_SEVERITY_WARNING},
    {"missing-consideration", "A design that leaves a known question open",
     "The document adopts a pattern (a cache, a queue, shards, presigned URLs, a workflow engine) and never speaks of a question that everybody who runs "
     "one has to answer.",
     "Answer it in a sentence where the pattern is introduced.", PF_SEVERITY_INFO},
    {"over-engineering", "More machinery than the numbers ask for",
     "The document adopts an option that its own numbers contradict: a simpler one is enough.",
     "Take the simpler option, correct the number, or say why more is needed.", PF_SEVERITY_WARNING},
    {"missing-number", "A decision without its number",
     "Whether a pattern is called for hangs on a number that the document does not state.", "State the number, a rough one is enough.", PF_SEVERITY_HINT},
    {"contradiction", "Two numbers for one thing", "Two places of the document state incompatible values of the same quantity.",
     "Correct one of them, or say in what they differ.", PF_SEVERITY_WARNING},
    {"expectation", "Not the patterns that were expected",
     "The document's front matter, the configuration or the command line names patterns that the text does not call for, or leaves out one that it calls for.",
     "Correct the document or the expectation.", PF_SEVERITY_ERROR},
    {"unused-waiver", "A waiver that waives nothing", "A waiver in the document names a finding that is not there, or that a waiver before it waives already.",
     "Take the waiver out.", PF_SEVERITY_WARNING},
    {"bad-waiver", "A waiver that cannot be read", "A waiver in the document has no reason, or names a finding that does not exist.",
     "Write <!-- patfinder: ignore ID -- reason -->.", PF_SEVERITY_ERROR},
};
const size_t pf_check_kind_count = sizeof pf_check_kinds / sizeof *pf_check_kinds;

bool pf_check_counts(const pf_check_finding *finding)
{
    return !finding->waived && !finding->baselined;
}

bool pf_check_fails(const pf_check_run *run, const pf_check_finding *finding)
{
    return run->fail_on != PF_SEVERITY_OFF && finding->severity >= run->fail_on && !finding->passes && pf_check_counts(finding);
}

size_t pf_check_errors(const pf_check_run *run)
{
    return run->said ? run->said->errors : 0;
}

size_t pf_check_tally(const pf_check_run *run, pf_severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < run->count; i++)
        count += run->findings[i].severity == severity && pf_check_counts(&run->findings[i]);
    return count;
}

const char *pf_severity_name(pf_severity severity)
{
    static const char *const names[] = {"off", "hint", "info", "warning", "error"};
    return names[severity];
}
