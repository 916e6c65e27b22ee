// SPDX-License-Identifier: MIT
// Where answers come from: the command line, the lines of standard input, or somebody at a terminal.
#ifndef PF_CLI_ANSWERS_H
#define PF_CLI_ANSWERS_H

#include "patfinder.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct pf_answers pf_answers;

typedef enum pf_answers_from { PF_ANSWERS_GIVEN, PF_ANSWERS_LINES, PF_ANSWERS_TERMINAL, PF_ANSWERS_NOWHERE } pf_answers_from;

// Takes the answers `given`, or, without any, what standard input has. Where that is `taken` for something else, the terminal is asked, if
// there is one to answer at. NULL after a message when memory is exhausted.
pf_answers *pf_answers_open(const char *const *given, size_t count, bool taken);
void pf_answers_close(pf_answers *answers); // takes NULL
pf_answers_from pf_answers_source(const pf_answers *answers);

// The words that the Tab key completes, from now on.
void pf_answers_complete(pf_answers *answers, const char *const *words, size_t count);

// The next line without its end and the blanks around it, until the one after it is asked for; NULL behind the last one. A terminal shows the prompt.
const char *pf_answers_next(pf_answers *answers, const char *prompt);
// Whether the line is the command that ends the questions.
bool pf_answers_ends(const char *line);
// Tells why an answer was not understood. True at a terminal, where it may be asked again: there it is told where the prompt is shown, in
// lines of at most `width` columns. Elsewhere nobody would hear it, and it is an error. Releases `why`.
bool pf_answers_refuse(pf_answers *answers, unsigned width, pf_output *why);
// Whether there is one more; waits for it. True for a terminal.
bool pf_answers_has_more(pf_answers *answers);
// Whether reading failed, after a message.
bool pf_answers_failed(const pf_answers *answers);

#endif
