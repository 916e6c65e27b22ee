// SPDX-License-Identifier: MIT
// One text to practise on, with all that was answered so far.
#include "quiz/exercise.h"

bool pf_exercise_is_right(const pf_exercise *exercise)
{
    return exercise->is_answered && exercise->grades.all_right && (!exercise->is_answered_after || exercise->grades_after.all_right) &&
           (!exercise->is_option_answered || exercise->option == exercise->ladder->start_with);
}

pf_choices pf_option_choices(pf_arena *arena, const pf_assessment *ladder)
{
    const char **names = pf_arena_array(arena, ladder->option_count, sizeof *names), **titles = pf_arena_array(arena, ladder->option_count, sizeof *titles);
    for (size_t i = 0; names && titles && i < ladder->option_count; i++) {
        names[i] = ladder->options[i].option->name;
        titles[i] = ladder->options[i].option->title;
    }
    return (pf_choices){names && titles ? names : NULL, titles, names && titles ? ladder->option_count : 0};
}

pf_choices pf_pattern_choices(pf_arena *arena, const pf_ruleset *rules)
{
    const pf_patterns *patterns = &rules->pack.patterns;
    const char **names = pf_arena_array(arena, patterns->count, sizeof *names), **titles = pf_arena_array(arena, patterns->count, sizeof *titles);
    for (size_t i = 0; names && titles && i < patterns->count; i++) {
        names[i] = patterns->items[i].id;
        titles[i] = patterns->items[i].title;
    }
    return (pf_choices){names && titles ? names : NULL, titles, names && titles ? patterns->count : 0};
}
