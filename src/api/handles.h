// SPDX-License-Identifier: MIT
// What the opaque handles of patfinder.h hold.
#ifndef PF_API_HANDLES_H
#define PF_API_HANDLES_H

#include "base/diagnostics.h"
#include "engine/engine.h"
#include "input/input.h"
#include "patfinder.h"

struct pf_messages {
    pf_diagnostics diagnostics;
};

struct pf_rules {
    const pf_ruleset *rules;
    pf_arena keep, scratch;
};

struct pf_analysis {
    const pf_ruleset *rules;
    pf_arena arena;
    pf_input input;
    pf_result result;
};

// Hands the buffer's bytes to the caller, or says that memory is exhausted; the buffer is released either way.
bool pf_output_take(pf_buffer *buffer, pf_output *output, pf_messages *messages);
void pf_messages_exhausted(pf_messages *messages);
// The position of the pattern; PF_UNRESOLVED, with an error that names the nearest, when there is none.
uint32_t pf_require_pattern(const pf_ruleset *rules, const char *id, pf_messages *messages);

#endif
