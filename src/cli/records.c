// SPDX-License-Identifier: MIT
// --input ndjson: a record on each line, and for each of them a line of output.
#include "cli/records.h"

#include <errno.h>
#include <stdio.h>

bool pf_records_format_fits(const pf_command_line *options)
{
    bool fits = options->format == PF_FORMAT_NDJSON;
    if (!fits)
        pf_cli_error("no-such-format", "--input ndjson writes an object a line: take --format ndjson, or leave --format out");
    return fits;
}

static void flush(void *context)
{
    pf_invocation *invocation = context;
    errno = 0;
    if (fflush(stdout) != 0 && invocation->write_error == 0)
        invocation->write_error = errno;
}

// Shows what was said, behind the lines of the records before where both streams are one, and forgets it. False when there was an
// error.
static bool settle(pf_invocation *invocation)
{
    if (pf_messages_count(invocation->messages) > 0)
        flush(invocation);
    bool fine = pf_invocation_status(invocation) == PF_EXIT_FINE;
    pf_messages_clear(invocation->messages);
    invocation->shown = 0;
    return fine;
}

static void answer(pf_invocation *invocation, pf_record_status status, const pf_text_record *record, pf_record_writer write, void *context)
{
    pf_output output = {0};
    bool written = status == PF_RECORD_READ && write(invocation, context, record, &output);
    if (written || pf_write_record_error(record->source, &output, invocation->messages))
        pf_invocation_put(invocation, &output);
}

static bool answer_all(pf_invocation *invocation, const char *path, pf_record_writer write, void *context)
{
    bool fine = true;
    pf_text_record record;
    pf_record_status status = PF_RECORD_END;
    pf_invocation_hint_input(invocation, path);
    pf_records *records = pf_records_open(path, flush, invocation, invocation->messages);
    do {
        if (records)
            status = pf_records_next(records, &record, invocation->messages);
        if (status != PF_RECORD_END)
            answer(invocation, status, &record, write, context);
        fine = settle(invocation) && fine;
    } while (status != PF_RECORD_END && !ferror(stdout));
    pf_records_close(records);
    return fine;
}

int pf_records_each(pf_invocation *invocation, pf_record_writer write, void *context)
{
    static const char *const standard_input[] = {"-"};
    size_t count = invocation->operand_count;
    bool fine = settle(invocation);
    for (size_t i = 0; i < (count ? count : 1) && !ferror(stdout); i++)
        fine = answer_all(invocation, count ? invocation->operands[i] : standard_input[0], write, context) && fine;
    return fine ? PF_EXIT_FINE : PF_EXIT_ERROR;
}
