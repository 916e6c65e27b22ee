// SPDX-License-Identifier: MIT
// Which words of a text are denied, merely possible or about something else: the NegEx and ConText algorithms.
#ifndef PF_TEXT_SCOPE_H
#define PF_TEXT_SCOPE_H

#include "text/token.h"

// What becomes of words; the order is that of rule files.
typedef enum pf_effect { PF_EFFECT_STATED, PF_EFFECT_DENIED, PF_EFFECT_HYPOTHETICAL, PF_EFFECT_BACKGROUND, PF_EFFECT_IGNORED } pf_effect;
typedef enum pf_direction { PF_DIRECTION_AFTER, PF_DIRECTION_BEFORE, PF_DIRECTION_SENTENCE, PF_DIRECTION_QUESTION } pf_direction;

// An occurrence of a cue, of words that end a cue's reach, or of an exception.
typedef struct pf_mark {
    uint32_t sentence;
    uint32_t first_token, last_token;
    uint32_t reach; // cue: words at most; 0: to the end of the clause
    int effect, direction; // cue
    bool across; // cue: reaches across ; : brackets and cell boundaries
    bool lone;   // cue: only where it stands alone between signs ("Chat: no.", "| no |")
} pf_mark;

typedef struct pf_marks {
    const pf_mark *items;
    size_t count;
} pf_marks;

// Sets `effects` (one byte a token, PF_EFFECT_STATED at first) for all words in the reach of a cue. A cue wholly inside an
// exception is none. Marks are in the order of their sentences. A reach ends at words of `stops`, at ; : brackets, cell boundaries and the sentence's end;
// a cue with a colon behind it that opens a sentence ("Not planned: maps, chat") reaches over what the colon announces instead. Where several
// cues reach, denial wins over background, and that over mere possibility.
// Sources: W. W. Chapman et al., A simple algorithm for identifying negated findings and diseases in discharge summaries,
// J. Biomed. Inform. 34 (2001); H. Harkema et al., ConText, J. Biomed. Inform. 42 (2009).
// `causes` becomes, for each word that a cue has reached, the first token of that cue.
// False when memory is exhausted.
bool pf_scope_apply(pf_arena *arena, const pf_text *text, pf_marks cues, pf_marks stops, pf_marks exceptions, uint8_t *effects, uint32_t *causes);

// PF_DIRECTION_QUESTION: the sentence before, when it is a question and the cue is among the first words of the answer ("Do we
// need chat? No.").

// The stronger of two effects on the same words.
int pf_effect_stronger(int a, int b);

#endif
