// SPDX-License-Identifier: MIT
// patfinder rules schema: the JSON Schema of rule files, or of the results of a command.
#include "cli/command.h"

int pf_cmd_rules_schema(pf_invocation *invocation)
{
    pf_output output = {0};
    // In the order of pf_schema_of.
    static bool (*const schemas[])(pf_output *) = {pf_rules_schema, pf_recommendation_schema, pf_difference_schema, pf_check_schema,
                                                   pf_check_record_schema, pf_record_error_schema, pf_quiz_schema, pf_quiz_progress_schema, pf_questions_schema};
    if (!schemas[invocation->options->schema](&output)) {
        pf_output_release(&output);
        pf_cli_error("out-of-memory", "out of memory");
        return PF_EXIT_ERROR;
    }
    pf_invocation_put(invocation, &output);
    return PF_EXIT_FINE;
}
