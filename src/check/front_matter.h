// SPDX-License-Identifier: MIT
// What a document says of itself in its front matter.
#ifndef PF_CHECK_FRONT_MATTER_H
#define PF_CHECK_FRONT_MATTER_H

#include "check/gather.h"

// Reads `patfinder:` of YAML front matter ("---"): a configuration with `expect`, `require`, `forbid` and `severities`, for this document
// alone. Other keys of the front matter belong to other programs and are not looked at. False, with errors, when it cannot be read,
// names what the rules do not have, or says what is none of a document's business.
bool pf_front_matter_read(pf_arena *arena, const pf_checked *document, const pf_ruleset *rules, pf_check_config *own,
                          pf_diagnostics *diagnostics);

#endif
