// SPDX-License-Identifier: MIT
// Which scenario to show next.
#ifndef PF_QUIZ_CHOOSE_H
#define PF_QUIZ_CHOOSE_H

#include "quiz/progress.h"

// The scenario that asks for the card which is most due (cards never asked are equally due); of several the one that was shown least
// often in `rounds` and among the ids in `passed`; of several the one that `seed` picks, which changes. NULL when there is none.
const pf_scenario *pf_scenario_choose(const pf_scenarios *scenarios, const pf_progress *progress, const pf_round *rounds, size_t round_count,
                                      const pf_ids *passed, uint64_t *seed);

#endif
