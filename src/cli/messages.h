// SPDX-License-Identifier: MIT
// Messages on standard error.
#ifndef PF_CLI_MESSAGES_H
#define PF_CLI_MESSAGES_H

#include "patfinder.h"

enum { PF_EXIT_FINE = 0, PF_EXIT_FAILED = 1, PF_EXIT_ERROR = 2 };

// "patfinder: error: text [code]". The text is made harmless.
void pf_cli_error(const char *code, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Replaces what could harm a terminal, or be a command to a runner of workflows, by '?': controls, marks of direction, what is no
// UTF-8, a '#' of "##[". Names and arguments may hold anything.
void pf_cli_make_harmless(char *text);
// "patfinder: text".
void pf_cli_hint(const char *text);

// Writes messages[*shown…] to standard error, warnings only unless `quiet`; `*shown` becomes their number.
void pf_cli_show_messages(pf_messages *messages, size_t *shown, bool quiet);

#endif
