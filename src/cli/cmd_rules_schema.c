// SPDX-License-Identifier: MIT
// patfinder rules schema: the JSON Schema of rule files, or of the results of recommend.
#include "cli/command.h"

int pf_cmd_rules_schema(pf_invocation *invocation)
{
    pf_output output = {0};
    bool results = invocation->options->schema == PF_SCHEMA_RECOMMEND;
    if (!(results ? pf_recommendation_schema(&output) : pf_rules_schema(&output))) {
        pf_output_release(&output);
        pf_cli_error("out-of-memory", "memory is exhausted");
        return PF_EXIT_ERROR;
    }
    pf_invocation_put(invocation, &output);
    return PF_EXIT_FINE;
}
