// SPDX-License-Identifier: MIT
// Fuzz target: records in newline-delimited JSON (--input ndjson), each answered by one object.
#include "fuzz.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOST_ANALYSED = 2 };

static pf_messages *messages;

static void prove_line(pf_output *output)
{
    fuzz_prove_format(PF_FORMAT_NDJSON, false, output);
    fuzz_require(strchr(output->bytes, '\n') == output->bytes + output->length - 1, "a record is answered by one line");
    pf_output_release(output);
}

static bool recommend(const pf_text_record *record, pf_output *output)
{
    static const pf_style usual = {0};
    pf_analysis *analysis = pf_analyze(fuzz_default_rules(), record->source, record->text, record->length, NULL, 0, messages);
    bool written = analysis && pf_write_recommendation(analysis, PF_FORMAT_NDJSON, usual, output, messages);
    pf_analysis_free(analysis);
    return written;
}

static void answer(pf_record_status status, const pf_text_record *record, bool analyses)
{
    pf_output output;
    fuzz_require(pf_utf8_check(record->source, strlen(record->source)) == strlen(record->source), "the name of a record is UTF-8");
    fuzz_require(status == PF_RECORD_READ || pf_messages_errors(messages) > 0, "a record is refused with an error");
    if (status == PF_RECORD_READ && (!analyses || recommend(record, &output))) {
        if (analyses)
            prove_line(&output);
        return;
    }
    fuzz_require(pf_write_record_error(record->source, &output, messages), "there is memory for an answer");
    prove_line(&output);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[4300];
    messages = messages ? messages : pf_messages_new();
    snprintf(path, sizeof path, "%s/records-%ld", fuzz_folder(), (long)getpid());
    fuzz_write_file(path, data, size);
    pf_text_record record;
    pf_records *records = pf_records_open(path, NULL, NULL, messages);
    fuzz_require(records != NULL, "records can be opened");
    pf_record_status status;
    for (size_t i = 0; (status = pf_records_next(records, &record, messages)) != PF_RECORD_END; i++) {
        answer(status, &record, i < MOST_ANALYSED);
        fuzz_take_messages(messages);
    }
    fuzz_take_messages(messages);
    pf_records_close(records);
    fuzz_remove(path);
    return 0;
}
