// SPDX-License-Identifier: MIT
// Text of others made safe to show: what would move the cursor, change colours or reorder the line becomes a visible
// sign.
#ifndef PF_BASE_VISIBLE_H
#define PF_BASE_VISIBLE_H

#include "base/buffer.h"

// One character as it may be shown.
typedef struct pf_visible {
    char bytes[12]; // UTF-8, not NUL-terminated
    size_t length;
    size_t taken;  // bytes read
    bool is_space; // white space and line ends; shown as one blank
    bool combines; // stands on the character before it
} pf_visible;

// Whether `bytes` begin like a command that runners of workflows obey wherever it stands in a line of a log: "##[group]",
// "##vso[task.setvariable ...]", "##teamcity[...]".
bool pf_visible_is_command(const char *bytes, size_t length);
// The same for commands that a line must begin with, after blanks: "::error::".
bool pf_visible_opens_command(const char *bytes, size_t length);

// How many bytes at the beginning are shown as they are, each in a column of its own, and need no escape in JSON either: all up to the
// first that is not ASCII, a control, '"', '#' or '\\'. Eight at a time, since most texts of rules have no other; one by one they took most
// of the time of writing.
size_t pf_visible_plain(const char *bytes, size_t length);

// The first character of `bytes` (length > 0). ASCII controls become their Unicode pictures, other controls and marks
// that change the direction of text or hide it become \uXXXX or \U00XXXXXX, bytes that are not UTF-8 become \xXX. A space without width
// parts the signs that open a command.
pf_visible pf_visible_next(const char *bytes, size_t length);

// Appends all of a string so, white space as one blank each.
void pf_visible_add(pf_buffer *output, const char *string);

// The same of the name of a file with which a line begins: "./" before one that could open a command, also with what stands
// behind it.
void pf_visible_add_path(pf_buffer *output, const char *path);

#endif
