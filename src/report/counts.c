// SPDX-License-Identifier: MIT
// How often strings came up: an object of jansson, which is a hash table, with a number for each.
#include "report/counts.h"

size_t pf_count(json_t *counts, const char *text)
{
    json_int_t times = json_integer_value(json_object_get(counts, text)) + 1;
    return json_object_set_new_nocheck(counts, text, json_integer(times)) == 0 ? (size_t)times : 0;
}
