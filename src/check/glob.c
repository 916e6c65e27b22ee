// SPDX-License-Identifier: MIT
// Globs as those of a .gitignore file.
#include "check/glob.h"

#include "base/utf8.h"

#include <string.h>

// A stretch of a glob or of a path.
typedef struct stretch {
    const char *at, *end;
} stretch;

static bool is_left(const stretch *text)
{
    return text->at < text->end;
}

// A byte that is no UTF-8 stands for itself, beyond all characters.
static uint32_t take_character(stretch *text)
{
    uint32_t code = 0;
    size_t taken = pf_utf8_decode(text->at, (size_t)(text->end - text->at), &code);
    if (!taken)
        code = 0x110000u + (unsigned char)*text->at;
    text->at += taken ? taken : 1;
    return code;
}

static uint32_t take_escaped(stretch *glob)
{
    if (*glob->at == '\\' && glob->at + 1 < glob->end)
        glob->at++;
    return take_character(glob);
}

// `glob` stands behind the opening bracket, and then behind the closing one.
static bool take_class(stretch *glob, uint32_t code)
{
    bool is_negated = is_left(glob) && (*glob->at == '!' || *glob->at == '^'), found = false;
    glob->at += is_negated;
    for (bool first = true; is_left(glob) && (first || *glob->at != ']'); first = false) {
        uint32_t low = take_escaped(glob), high = low;
        if (glob->end - glob->at >= 2 && glob->at[0] == '-' && glob->at[1] != ']') {
            glob->at++;
            high = take_escaped(glob);
        }
        found = found || (low <= code && code <= high);
    }
    glob->at += is_left(glob);
    return found != is_negated;
}

static bool take_one(stretch *glob, uint32_t code)
{
    if (!is_left(glob))
        return false;
    switch (*glob->at) {
    case '?':
        glob->at++;
        return true;
    case '[':
        glob->at++;
        return take_class(glob, code);
    default:
        return take_escaped(glob) == code;
    }
}

// Whether a part of a glob fits a name. Going back to the last star is enough: an earlier one could only take what it takes too.
static bool fits_name(stretch glob, stretch name)
{
    stretch star = {0}, again = {0};
    while (is_left(&name)) {
        if (is_left(&glob) && *glob.at == '*') {
            glob.at++;
            star = glob;
            again = name;
        } else if (!take_one(&glob, take_character(&name))) {
            if (!star.at)
                return false;
            take_character(&again);
            glob = star;
            name = again;
        }
    }
    while (is_left(&glob) && *glob.at == '*')
        glob.at++;
    return !is_left(&glob);
}

// The part up to the next slash; `text` then stands behind that.
static stretch take_part(stretch *text)
{
    const char *slash = memchr(text->at, '/', (size_t)(text->end - text->at));
    stretch part = {text->at, slash ? slash : text->end};
    text->at = slash ? slash + 1 : text->end;
    return part;
}

static bool is_any_folders(stretch part)
{
    return part.end - part.at == 2 && memcmp(part.at, "**", 2) == 0;
}

// The same with parts for characters, and `**` for the star.
static bool fits_path(stretch glob, stretch path)
{
    stretch star = {0}, again = {0};
    while (is_left(&path)) {
        stretch part = take_part(&glob);
        if (is_any_folders(part)) {
            if (!is_left(&glob))
                return true;
            star = glob;
            again = path;
        } else if (!fits_name(part, take_part(&path))) {
            if (!star.at)
                return false;
            take_part(&again);
            glob = star;
            path = again;
        }
    }
    return !is_left(&glob);
}

static bool fits(const char *text, stretch path, bool is_folder)
{
    stretch glob = {text + (*text == '!'), text + strlen(text)};
    bool folders_only = is_left(&glob) && glob.end[-1] == '/';
    if (folders_only && !is_folder)
        return false;
    glob.end -= folders_only;
    bool is_anchored = memchr(glob.at, '/', (size_t)(glob.end - glob.at)) != NULL;
    glob.at += is_left(&glob) && *glob.at == '/';
    if (is_anchored)
        return fits_path(glob, path);
    while (memchr(path.at, '/', (size_t)(path.end - path.at)))
        take_part(&path);
    return fits_name(glob, path);
}

static const pf_string_item *find_last(const pf_strings *globs, stretch path, bool is_folder)
{
    for (size_t i = globs->count; i > 0; i--)
        if (fits(globs->items[i - 1].text, path, is_folder))
            return globs->items[i - 1].text[0] == '!' ? NULL : &globs->items[i - 1];
    return NULL;
}

const pf_string_item *pf_glob_find(const pf_strings *globs, const char *path, bool is_folder)
{
    const pf_string_item *found = NULL;
    for (const char *slash = strchr(path, '/'); slash && globs->count && !found; slash = strchr(slash + 1, '/'))
        found = find_last(globs, (stretch){path, slash}, true);
    return found || !*path ? found : find_last(globs, (stretch){path, path + strlen(path)}, is_folder);
}

// Whether every bracket that opens is closed in the same part.
static const char *find_bracket_problem(const char *glob)
{
    for (; *glob; glob++) {
        if (*glob == '\\' && !*++glob)
            return "it ends in '\\', which takes the meaning from the character behind it: leave it out, or write '\\\\'";
        if (*glob != '[')
            continue;
        glob += glob[1] == '!' || glob[1] == '^';
        glob += glob[1] == ']';
        for (glob++; *glob != ']'; glob++) {
            if (!*glob || *glob == '/')
                return "'[' is not closed with ']': close it, or write '\\[' for the character itself";
            glob += *glob == '\\' && glob[1];
        }
    }
    return NULL;
}

const char *pf_glob_problem(const char *glob)
{
    const char *body = glob + (*glob == '!');
    if (!*body || strcmp(body, "/") == 0)
        return "it names nothing: write a glob such as drafts/ or *.tmp.md";
    if (strncmp(body, "./", 2) == 0 || strncmp(body, "../", 3) == 0)
        return "names start from the folder of the configuration and cannot leave it: leave out the dots and the slash";
    if (strstr(body, "/../") || strstr(body, "/./"))
        return "names have no '.' and '..' in them: write the folder itself";
    if (body[0] == ' ' || body[strlen(body) - 1] == ' ')
        return "it begins or ends with a blank: leave that out, or write [ ] for it";
    const char *brace = strchr(body, '{'), *comma = brace ? strchr(brace, ',') : NULL;
    if (comma && strchr(comma, '}') && (brace == body || brace[-1] != '\\'))
        return "braces do not stand for one of several words: write a glob for each, or '\\{' for the character itself";
    if (strstr(body, "//"))
        return "two slashes in a row fit nothing: write one";
    return find_bracket_problem(body);
}
