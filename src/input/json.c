// SPDX-License-Identifier: MIT
// Reads JSON, and tells what is wrong with a text from having no memory for it.
#include "input/json.h"

#include "base/arena.h"

#include <stdint.h>
#include <string.h>

// jansson drops the bytes of a string for which it cannot enlarge its buffer, and then looks for the quotation mark at its end beyond
// that. So there has to be room for the longest string: the buffer, the larger one that it is copied to, and the string itself.
static bool has_room(size_t length)
{
    return length <= SIZE_MAX / 8 && pf_has_room(4 * length + 1);
}

// Of memory it says by its code only where arrays and objects lack it; else it gives no reason, or takes a string that it could not
// keep for no token, which of a wrong one it says in other words.
static bool is_exhausted(const json_error_t *error)
{
    static const char whole_string[] = "invalid token near '\"";
    return json_error_code(error) == json_error_out_of_memory || !error->text[0] || strncmp(error->text, whole_string, sizeof whole_string - 1) == 0;
}

json_t *pf_json_load(const char *bytes, size_t length, size_t flags, json_error_t *error, bool *exhausted)
{
    bool roomy = has_room(length);
    json_t *root = roomy ? json_loadb(bytes, length, flags, error) : NULL;
    *exhausted = !roomy || (!root && is_exhausted(error));
    return root;
}
