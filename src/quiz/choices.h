// SPDX-License-Identifier: MIT
// What can be answered, and reading an answer: letters, names, and what is enough of a name.
#ifndef PF_QUIZ_CHOICES_H
#define PF_QUIZ_CHOICES_H

#include "base/diagnostics.h"

#include <stdbool.h>

typedef struct pf_choices {
    const char *const *names;  // in kebab-case
    const char *const *titles; // as they are shown, or NULL
    size_t count;
} pf_choices;

// The letter of a choice; '\0' when there are more choices than letters. Letters that are commands of the quiz (q, s) are left out.
char pf_choice_letter(size_t index);

// Marks in `picked` what a line names: parted by commas, semicolons, blanks, "and", & or +, each by its letter, its name or title, the
// beginning of one ("contention": "con") or of a part of its name ("large-blobs": "blob"). Case, hyphens and blanks within a name do not
// matter ("Scaling reads", "real time"); several letters may stand together ("ac"), and "none" ("nothing", "no") alone stands
// for nothing. False, with an error (bad-answer), when a word names none of them, or may mean several.
bool pf_choices_read(const pf_choices *choices, const char *line, bool *picked, pf_diagnostics *diagnostics);

#endif
