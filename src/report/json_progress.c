// SPDX-License-Identifier: MIT
// How the quiz went so far, as a JSON tree.
#include "quiz/utc.h"
#include "report/json.h"

#include <math.h>

// Null for a time after the year 9999.
static json_t *time_of(pf_json *json, int64_t time)
{
    char text[PF_UTC_SIZE];
    return pf_utc_write(time, text) ? pf_json_string(json, text) : json_null();
}

static json_t *card_of(pf_json *json, const pf_card *card)
{
    bool asked = card->asked > 0;
    json_t *object = pf_json_object(json);
    pf_json_put_string(json, object, "pattern", card->id);
    pf_json_put_string(json, object, "title", card->title);
    pf_json_put_number(json, object, "asked", (double)card->asked);
    pf_json_put_number(json, object, "recalled", (double)card->recalled);
    pf_json_put_number(json, object, "recall", asked ? (double)card->recalled / (double)card->asked : NAN);
    pf_json_put_number(json, object, "stability", asked ? card->memory.stability : NAN);
    pf_json_put_number(json, object, "difficulty", asked ? card->memory.difficulty : NAN);
    pf_json_put_number(json, object, "retrievability", asked ? card->retrievability : NAN);
    pf_json_put(json, object, "last", asked ? time_of(json, card->last) : json_null());
    pf_json_put(json, object, "due", asked && card->title ? time_of(json, card->due) : json_null());
    return object;
}

static json_t *streak_of(pf_json *json, const pf_progress *progress)
{
    json_t *object = pf_json_object(json);
    pf_json_put_number(json, object, "rounds", (double)progress->streak);
    pf_json_put_number(json, object, "best", (double)progress->best_streak);
    pf_json_put_number(json, object, "days", (double)progress->days);
    return object;
}

json_t *pf_json_progress(pf_json *json, const pf_progress *progress)
{
    json_t *cards = pf_json_array(json);
    for (size_t i = 0; i < progress->count; i++)
        pf_json_append(json, cards, card_of(json, &progress->cards[i]));
    json_t *root = pf_json_object(json);
    pf_json_put_string(json, root, "schema", "patfinder/quiz-stats/1");
    pf_json_put_number(json, root, "rounds", (double)progress->rounds);
    pf_json_put_number(json, root, "all_right", (double)progress->all_right);
    pf_json_put(json, root, "streak", streak_of(json, progress));
    pf_json_put(json, root, "cards", cards);
    return root;
}
