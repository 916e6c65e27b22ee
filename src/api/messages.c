// SPDX-License-Identifier: MIT
// Messages and outputs of the public interface.
#include "api/handles.h"

#include <stdlib.h>
#include <string.h>

const char *pf_version(void)
{
    return PF_VERSION;
}

pf_messages *pf_messages_new(void)
{
    pf_messages *messages = calloc(1, sizeof *messages);
    if (messages)
        pf_diagnostics_init(&messages->diagnostics);
    return messages;
}

void pf_messages_free(pf_messages *messages)
{
    if (!messages)
        return;
    pf_diagnostics_release(&messages->diagnostics);
    free(messages);
}

void pf_messages_clear(pf_messages *messages)
{
    pf_diagnostics_release(&messages->diagnostics);
    pf_diagnostics_init(&messages->diagnostics);
}

size_t pf_messages_count(const pf_messages *messages)
{
    return messages->diagnostics.count + messages->diagnostics.exhausted;
}

size_t pf_messages_errors(const pf_messages *messages)
{
    return messages->diagnostics.errors + messages->diagnostics.exhausted;
}

// Where there was no memory for a message, that is the last one.
static const pf_diagnostic *item_of(const pf_messages *messages, size_t index)
{
    static const pf_diagnostic lost = {.severity = PF_ERROR, .code = "out-of-memory", .message = "out of memory"};
    return index < messages->diagnostics.count ? &messages->diagnostics.items[index] : &lost;
}

pf_message pf_messages_get(const pf_messages *messages, size_t index)
{
    const pf_diagnostic *item = item_of(messages, index);
    return (pf_message){item->severity == PF_ERROR, item->code, item->file, item->line, item->column, item->message};
}

bool pf_messages_format(pf_messages *messages, size_t index, pf_output *output)
{
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_diagnostic_write(item_of(messages, index), &buffer);
    messages->diagnostics.exhausted = messages->diagnostics.exhausted || buffer.failed;
    return pf_output_take(&buffer, output, NULL);
}

void pf_messages_exhausted_by(pf_messages *messages, const char *file)
{
    pf_diagnostics_add(&messages->diagnostics, PF_ERROR, "out-of-memory", file, 0, 0, "out of memory");
}

void pf_messages_exhausted(pf_messages *messages)
{
    pf_messages_exhausted_by(messages, NULL);
}

void pf_messages_join(pf_messages *messages, pf_messages *more)
{
    pf_diagnostics *into = &messages->diagnostics, *from = &more->diagnostics;
    size_t errors = into->errors + from->errors;
    for (size_t i = 0; i < from->count; i++) {
        const pf_diagnostic *item = &from->items[i];
        pf_diagnostics_add(into, item->severity, item->code, item->file, item->line, item->column, "%s", item->message);
    }
    into->errors = errors; // also those that were said once for several times
    into->exhausted = into->exhausted || from->exhausted;
    pf_diagnostics_release(from);
}

void pf_say_slips(pf_diagnostics *slips, pf_buffer *output)
{
    for (size_t i = 0; i < slips->count; i++)
        pf_buffer_format(output, "%s%s", i ? "; " : "", slips->items[i].message);
    output->failed = output->failed || slips->exhausted;
    pf_diagnostics_release(slips);
}

bool pf_output_take(pf_buffer *buffer, pf_output *output, pf_messages *messages)
{
    *output = (pf_output){0};
    if (!buffer->bytes && !buffer->failed)
        pf_buffer_string(buffer, ""); // an empty output is a string all the same
    if (buffer->failed) {
        pf_buffer_release(buffer);
        if (messages)
            pf_messages_exhausted(messages);
        return false;
    }
    *output = (pf_output){buffer->bytes, buffer->length};
    return true;
}

void pf_output_release(pf_output *output)
{
    free(output->bytes);
    *output = (pf_output){0};
}

const char *pf_suggest(const char *name, const char *const *candidates, size_t count)
{
    return pf_nearest_name(name, candidates, count);
}
