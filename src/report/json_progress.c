// SPDX-License-Identifier: MIT
// How the quiz went so far, as JSON.
#include "quiz/utc.h"
#include "report/json.h"

#include <math.h>

// Null without `known`, and for a time after the year 9999.
static void put_time(pf_json *json, const char *key, bool known, int64_t time)
{
    char text[PF_UTC_SIZE];
    pf_json_string(json, key, known && pf_utc_write(time, text) ? text : NULL);
}

static void put_card(pf_json *json, const pf_card *card)
{
    bool asked = card->asked > 0;
    pf_json_object(json, NULL);
    pf_json_string(json, "pattern", card->id);
    pf_json_string(json, "title", card->title);
    pf_json_number(json, "asked", (double)card->asked);
    pf_json_number(json, "recalled", (double)card->recalled);
    pf_json_number(json, "recall", asked ? (double)card->recalled / (double)card->asked : NAN);
    pf_json_number(json, "stability", asked ? card->memory.stability : NAN);
    pf_json_number(json, "difficulty", asked ? card->memory.difficulty : NAN);
    pf_json_number(json, "retrievability", asked ? card->retrievability : NAN);
    put_time(json, "last", asked, card->last);
    put_time(json, "due", asked && card->title, card->due);
    pf_json_close(json);
}

static void put_streak(pf_json *json, const pf_progress *progress)
{
    pf_json_object(json, "streak");
    pf_json_number(json, "rounds", (double)progress->streak);
    pf_json_number(json, "best", (double)progress->best_streak);
    pf_json_number(json, "days", (double)progress->days);
    pf_json_close(json);
}

void pf_json_progress(pf_json *json, const pf_progress *progress)
{
    pf_json_object(json, NULL);
    pf_json_string(json, "schema", "patfinder/quiz-stats/1");
    pf_json_number(json, "rounds", (double)progress->rounds);
    pf_json_number(json, "all_right", (double)progress->all_right);
    put_streak(json, progress);
    pf_json_array(json, "cards");
    for (size_t i = 0; i < progress->count; i++)
        put_card(json, &progress->cards[i]);
    pf_json_close(json);
    pf_json_close(json);
}
