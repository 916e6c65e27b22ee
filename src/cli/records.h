// SPDX-License-Identifier: MIT
// --input ndjson: a record on each line, and for each of them a line of output.
#ifndef PF_CLI_RECORDS_H
#define PF_CLI_RECORDS_H

#include "cli/command.h"

// Makes the line for one record. False after an error among the invocation's messages, which stands for it then.
typedef bool (*pf_record_writer)(pf_invocation *invocation, void *context, const pf_text_record *record, pf_output *output);

// Whether the other options go with records. False after a message.
bool pf_records_format_fits(const pf_command_line *options);

// Goes through the records of each operand, standard input without any. Memory is held for one record, and what it came to is written
// before the next one is waited for. The messages are of one record at a time. The exit status: PF_EXIT_ERROR when a record or a
// stream could not be used, else PF_EXIT_FINE.
int pf_records_each(pf_invocation *invocation, pf_record_writer write, void *context);

#endif
