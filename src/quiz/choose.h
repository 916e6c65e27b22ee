// SPDX-License-Identifier: MIT
// Which scenario to show next.
#ifndef PF_QUIZ_CHOOSE_H
#define PF_QUIZ_CHOOSE_H

#include "quiz/progress.h"

// The scenario to show: one whose id is not among `passed`, if there is one; of those the one that asks for the card which is most due
// (cards never asked are equally due); of several the one that was shown least often in `rounds`; of several the one that `seed` picks,
// which changes. `*chosen` becomes NULL when there is none. False when memory is exhausted.
bool pf_scenario_choose(pf_arena *arena, const pf_scenarios *scenarios, const pf_progress *progress, const pf_round *rounds, size_t round_count,
                        const pf_ids *passed, uint64_t *seed, const pf_scenario **chosen);

#endif
