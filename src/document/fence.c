// SPDX-License-Identifier: MIT
// Tells fences in which writers put prose ("Functional requirements:" and bullets, estimates of scale) from code.
//
// Every line is prose, code or neither, by its ends, its tokens and the proportion of both; then the lines are counted.
#include "document/fence.h"

#include "base/bytes.h"
#include "document/line.h"

#include <string.h>
#include <strings.h>

typedef enum verdict { VERDICT_NEITHER, VERDICT_PROSE, VERDICT_CODE } verdict;

typedef enum token_kind { TOKEN_OTHER, TOKEN_WORD, TOKEN_NUMBER, TOKEN_CODE } token_kind;

// A run of bytes without blanks, and what is left of it without the punctuation around it.
typedef struct token {
    const char *start, *end;
    const char *core, *core_end;
    token_kind kind;
} token;

// What the tokens of a line come to.
typedef struct line_signs {
    token first, second, last;
    unsigned tokens, words, numbers, codes;
    unsigned capitals; // words of capitals alone
    unsigned gaps;     // wide blanks, as between columns
    bool has_comment;  // a # or // behind other text, with two blanks before it
    bool has_arrow;    // a long one, as between the nodes of a graph: "-->"
    bool has_lower;    // a word begins with a small letter
    bool has_colon;    // behind a word
    bool has_bullet;
} line_signs;

bool pf_fence_can_be_prose(const char *language, size_t length)
{
    static const char *const names[] = {"text", "txt", "plain", "plaintext", "md", "markdown"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (length == strlen(names[i]) && strncasecmp(language, names[i], length) == 0)
            return true;
    return length == 0;
}

// Sets of ASCII signs, each a bit of a byte's entry in the table: every byte of every fence is asked for several.
enum {
    SIGNS_OF_RULES = 1 << 0,
    SIGNS_OF_OPERATORS = 1 << 1,
    SIGNS_OF_ASSIGNMENT = 1 << 2, // of which an operator has at least one
    SIGNS_BEFORE_NUMBERS = 1 << 3,
    SIGNS_IN_WORDS = 1 << 4,
    SIGNS_OPENING = 1 << 5, // around a word
    SIGNS_CLOSING = 1 << 6,
    SIGNS_ENDING = 1 << 7, // behind a sentence or clause
    SIGNS_IN_NAMES = 1 << 8, // that may show a name of code, so that a token without one is soon told
};

// clang-format off
static const uint16_t sets[128] = {
    [' '] = SIGNS_OF_RULES,
    ['!'] = SIGNS_OF_OPERATORS | SIGNS_CLOSING | SIGNS_ENDING,
    ['"'] = SIGNS_OPENING | SIGNS_CLOSING,
    ['#'] = SIGNS_OF_RULES,
    ['$'] = SIGNS_BEFORE_NUMBERS | SIGNS_IN_NAMES,
    ['%'] = SIGNS_IN_WORDS,
    ['&'] = SIGNS_OF_OPERATORS | SIGNS_OF_ASSIGNMENT | SIGNS_IN_WORDS,
    ['\''] = SIGNS_IN_WORDS | SIGNS_OPENING | SIGNS_CLOSING,
    ['('] = SIGNS_OPENING | SIGNS_IN_NAMES,
    [')'] = SIGNS_CLOSING | SIGNS_ENDING,
    ['*'] = SIGNS_OF_RULES | SIGNS_OF_OPERATORS | SIGNS_OPENING | SIGNS_CLOSING,
    ['+'] = SIGNS_OF_RULES | SIGNS_OF_OPERATORS | SIGNS_BEFORE_NUMBERS | SIGNS_IN_WORDS,
    [','] = SIGNS_IN_WORDS | SIGNS_CLOSING | SIGNS_ENDING,
    ['-'] = SIGNS_OF_RULES | SIGNS_OF_OPERATORS | SIGNS_BEFORE_NUMBERS | SIGNS_IN_WORDS | SIGNS_IN_NAMES,
    ['.'] = SIGNS_OF_RULES | SIGNS_IN_WORDS | SIGNS_CLOSING | SIGNS_ENDING,
    ['/'] = SIGNS_IN_WORDS | SIGNS_IN_NAMES,
    [':'] = SIGNS_OF_OPERATORS | SIGNS_CLOSING | SIGNS_ENDING | SIGNS_IN_NAMES,
    [';'] = SIGNS_CLOSING | SIGNS_ENDING,
    ['<'] = SIGNS_OF_OPERATORS | SIGNS_BEFORE_NUMBERS,
    ['='] = SIGNS_OF_RULES | SIGNS_OF_OPERATORS | SIGNS_OF_ASSIGNMENT | SIGNS_BEFORE_NUMBERS | SIGNS_IN_NAMES,
    ['>'] = SIGNS_OF_OPERATORS | SIGNS_BEFORE_NUMBERS,
    ['?'] = SIGNS_CLOSING | SIGNS_ENDING,
    ['['] = SIGNS_OPENING | SIGNS_IN_NAMES,
    ['\\'] = SIGNS_IN_NAMES,
    [']'] = SIGNS_CLOSING,
    ['_'] = SIGNS_OF_RULES | SIGNS_IN_NAMES,
    ['`'] = SIGNS_OPENING | SIGNS_CLOSING,
    ['{'] = SIGNS_IN_NAMES,
    ['|'] = SIGNS_OF_OPERATORS | SIGNS_OF_ASSIGNMENT,
    ['}'] = SIGNS_IN_NAMES,
    ['~'] = SIGNS_OF_RULES | SIGNS_BEFORE_NUMBERS,
};
// clang-format on

static bool is_of(char byte, unsigned set)
{
    return (unsigned char)byte < 0x80 && (sets[(unsigned char)byte] & set);
}

static bool contains(const char *start, const char *end, unsigned set)
{
    for (; start < end; start++)
        if (is_of(*start, set))
            return true;
    return false;
}

static bool is_made_of(const char *start, const char *end, unsigned set)
{
    for (; start < end; start++)
        if (!is_of(*start, set))
            return false;
    return true;
}

static bool repeats(const char *start, const char *end, char byte)
{
    for (; start < end; start++)
        if (*start != byte)
            return false;
    return true;
}

// U+2500 to U+257F in UTF-8, and of them the horizontal lines.
static bool is_box_drawing(const char *text, const char *end)
{
    return end - text >= 3 && text[0] == '\xE2' && (text[1] == '\x94' || text[1] == '\x95');
}

static bool is_horizontal(const char *text, const char *end)
{
    return end - text >= 3 && (memcmp(text, "\xE2\x94\x80", 3) == 0 || memcmp(text, "\xE2\x94\x81", 3) == 0 ||
                               memcmp(text, "\xE2\x95\x90", 3) == 0);
}

static bool has_box_drawing(const char *start, const char *end)
{
    for (const char *at = start; (at = memchr(at, 0xE2, (size_t)(end - at))) != NULL; at++)
        if (is_box_drawing(at, end))
            return true;
    return false;
}

// A rule or underline.
static bool is_rule(const char *start, const char *end)
{
    const char *at = start;
    while (at < end && is_horizontal(at, end))
        at += 3;
    return at == end || is_made_of(start, end, SIGNS_OF_RULES);
}

// "get(", but not "user(s)".
static bool is_call(const char *core, const char *end)
{
    const char *bracket = memchr(core, '(', (size_t)(end - core));
    if (!bracket || bracket == core || !is_word_byte(bracket[-1]))
        return false;
    const char *at = bracket + 1;
    while (at < end && is_letter(*at))
        at++;
    bool is_ending = at > bracket + 1 && at - bracket <= 3 && (at == end || *at == ')');
    return !is_ending;
}

static bool has_upper(const char *start, const char *end)
{
    while (start < end && !is_upper(*start))
        start++;
    return start < end;
}

// Signs inside a name: "user_id", "getUser", "key=value", "$name", "std::map", "s3://x", "a[0]", "A->>B", "HTTP/1.1".
static bool is_code_name(const char *core, const char *end)
{
    if (!contains(core, end, SIGNS_IN_NAMES) && !(is_lower(*core) && has_upper(core, end)))
        return false;
    for (const char *at = core; at < end; at++) {
        bool is_inside = at > core && at + 1 < end && is_word_byte(at[-1]);
        char next = at + 1 < end ? at[1] : '\0';
        if (*at == '{' || *at == '}' || (*at == '\\' && is_word_byte(next)) ||
            (is_inside && (*at == '_' || *at == '=') && is_word_byte(next)))
            return true;
        if (is_inside &&
            (*at == '[' || (*at == '/' && is_digit(next) && is_letter(*core)) || (*at == '-' && next == '>')))
            return true;
        if ((*at == ':' && (next == ':' || (next == '/' && at + 2 < end && at[2] == '/'))) ||
            (*at == '$' && is_letter(next)))
            return true;
        if (is_lower(*core) && is_upper(*at) && is_inside && is_lower(at[-1]))
            return true;
    }
    // "--flag", "/v1/users"
    bool is_option = end - core > 2 && core[0] == '-' && (is_letter(core[1]) || core[1] == '-');
    bool is_path = end - core > 2 && core[0] == '/' && is_letter(core[1]);
    return is_option || is_path || is_call(core, end);
}

// "==", "&&", "=>" and the like, alone.
static bool is_operator(const char *start, const char *end)
{
    return end - start > 1 && is_made_of(start, end, SIGNS_OF_OPERATORS) && contains(start, end, SIGNS_OF_ASSIGNMENT) &&
           !(end - start == 2 && end[-1] == '=' && (*start == '<' || *start == '>'));
}

static bool is_number(const char *core, const char *end)
{
    while (core < end && (is_of(*core, SIGNS_BEFORE_NUMBERS) || (unsigned char)*core >= 0x80))
        core++;
    return core < end && is_digit(*core);
}

static bool is_word(const char *core, const char *end)
{
    // Signs such as arrows and dashes are three bytes and begin with E2, those of arithmetic are two.
    bool has_letter = (unsigned char)*core >= 0xC3 && *core != '\xE2' && end - core > 3;
    for (const char *at = core; at < end; at++) {
        has_letter = has_letter || is_letter(*at);
        if (!is_word_byte(*at) && !is_of(*at, SIGNS_IN_WORDS))
            return false;
    }
    return has_letter;
}

static token_kind kind_of(const token *found)
{
    const char *core = found->core, *end = found->core_end;
    if (is_operator(found->start, found->end))
        return TOKEN_CODE;
    // A quoted name with a colon behind it, as in JSON.
    if (*found->start == '"' && found->end - found->start > 2 && found->end[-1] == ':' && found->end[-2] == '"')
        return TOKEN_CODE;
    if (core == end)
        return TOKEN_OTHER;
    if (is_code_name(core, end))
        return TOKEN_CODE;
    if (is_number(core, end))
        return TOKEN_NUMBER;
    return is_word(core, end) ? TOKEN_WORD : TOKEN_OTHER;
}

static token next_token(const char *at, const char *end)
{
    token found = {.start = at};
    while (at < end && !is_blank(*at))
        at++;
    found.end = found.core_end = at;
    found.core = found.start;
    while (found.core < found.end && is_of(*found.core, SIGNS_OPENING))
        found.core++;
    while (found.core_end > found.core && is_of(found.core_end[-1], SIGNS_CLOSING))
        found.core_end--;
    found.kind = kind_of(&found);
    return found;
}

static bool is_in_capitals(const token *word)
{
    for (const char *at = word->core; at < word->core_end; at++)
        if (!is_upper(*at))
            return false;
    return word->core_end - word->core > 1;
}

static bool has_long_arrow(const token *found)
{
    for (const char *at = found->start; found->end - at >= 3; at++)
        if (at[2] == '>' && (memcmp(at, "--", 2) == 0 || memcmp(at, "->", 2) == 0 || memcmp(at, "==", 2) == 0))
            return true;
    return false;
}

static void count_token(line_signs *signs, token found)
{
    bool is_word_token = found.kind == TOKEN_WORD;
    if (signs->tokens == 0)
        signs->first = found;
    else if (signs->tokens == 1)
        signs->second = found;
    signs->last = found;
    signs->tokens++;
    signs->words += is_word_token;
    signs->numbers += found.kind == TOKEN_NUMBER;
    signs->codes += found.kind == TOKEN_CODE;
    signs->capitals += is_word_token && is_in_capitals(&found);
    signs->has_arrow = signs->has_arrow || has_long_arrow(&found);
    signs->has_lower = signs->has_lower || (is_word_token && is_lower(*found.core));
    signs->has_colon = signs->has_colon || (signs->words > 0 && found.end[-1] == ':');
}

static line_signs signs_of(const char *start, const char *end)
{
    line_signs signs = {0};
    for (const char *at = start; at < end;) {
        const char *blank = at;
        while (at < end && is_blank(*at))
            at++;
        bool is_wide = at - blank > 2 || (at > blank && *blank == '\t');
        signs.gaps += is_wide && blank > start && !signs.has_colon;
        if (at == end)
            break;
        token found = next_token(at, end);
        bool is_mark = repeats(found.start, found.end, '#') || repeats(found.start, found.end, '/');
        signs.has_comment = signs.has_comment || (is_mark && signs.tokens > 0 && at - blank > 1);
        count_token(&signs, found);
        at = found.end;
    }
    return signs;
}

// A beginning that only code, a comment, a prompt, markup, a table or a diagram has.
static bool begins_like_code(const char *start, const char *end)
{
    static const char *const beginnings[] = {"|",  "+-", "+=", "--", "//", "/*", "*/",
                                             "#!", "$ ", "->", "{",  "}",  "]",  "\"\"\""};
    size_t length = (size_t)(end - start);
    if (is_word_byte(*start))
        return false;
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        size_t size = strlen(beginnings[i]);
        if (length >= size && memcmp(start, beginnings[i], size) == 0)
            return true;
    }
    if (*start == '[')
        return length == 1 || start[1] == '{' || start[1] == '[' || start[1] == '"';
    return length > 1 && ((*start == '@' && is_letter(start[1])) ||
                          (*start == '<' && (is_letter(start[1]) || start[1] == '/' || start[1] == '!' || start[1] == '?')));
}

// "- upload videos;" ends like a list of clauses, "x = 1;" like a statement.
static bool ends_like_code(const char *start, const char *end, bool has_bullet)
{
    char last = end[-1];
    return last == '{' || last == '}' || last == '[' || last == '(' || last == '\\' || (last == ';' && !has_bullet) ||
           (end - start > 1 && end[-2] == '}' && (last == ')' || last == ',' || last == ']'));
}

// Arrows between boxes, and other lines without a word.
static bool is_wordless(const char *start, const char *end)
{
    unsigned count = 0;
    for (const char *at = start; at < end && count < 2; at++)
        count += is_letter(*at) ? 1 : is_digit(*at) || ((unsigned char)*at >= 0xC3 && *at != '\xE2') ? 2 : 0;
    return count < 2;
}

// A date or time before a log line.
static bool is_time_stamp(const token *first)
{
    unsigned digits = 0, separators = 0;
    for (const char *at = first->core; at < first->core_end; at++) {
        digits += is_digit(*at);
        separators += *at == '-' || *at == ':';
    }
    return digits >= 6 && separators >= 2;
}

// "replicas: 3", "kind: Service", but not "users: 10M" or "Users: 10".
static bool is_setting(const line_signs *signs)
{
    if (signs->tokens != 2 || signs->has_bullet || !is_lower(*signs->first.core) || signs->first.end[-1] != ':')
        return false;
    bool has_unit = signs->numbers == 1 && !is_digit(signs->second.core_end[-1]);
    return !has_unit;
}

// A statement in capitals with names in small letters: "SELECT id FROM users".
static bool is_statement(const line_signs *signs)
{
    return !signs->has_bullet && !signs->has_colon && signs->has_lower && signs->capitals > 1 &&
           is_in_capitals(&signs->first) && signs->capitals * 3 >= signs->words;
}

// "total = price + tax", but not "Users = 10M".
static bool is_assignment(const line_signs *signs)
{
    return signs->tokens > 2 && !signs->has_bullet && signs->numbers == 0 && is_lower(*signs->first.core) &&
           repeats(signs->second.start, signs->second.end, '=');
}

static bool is_code(const line_signs *signs)
{
    bool begins_with_name = !signs->has_bullet && signs->first.kind == TOKEN_CODE && signs->words < 4;
    bool is_dense = signs->codes > 0 && signs->codes * 2 >= signs->words;
    return begins_with_name || is_dense || signs->gaps > 1 || signs->has_comment || signs->has_arrow ||
           is_setting(signs) || is_assignment(signs) || is_statement(signs) || is_time_stamp(&signs->first);
}

static bool is_prose(const line_signs *signs)
{
    char begin = signs->first.core < signs->first.core_end ? *signs->first.core : '\0';
    bool has_capital = is_upper(begin) || (unsigned char)begin >= 0x80;
    bool is_marked = signs->has_bullet || has_capital || is_of(signs->last.end[-1], SIGNS_ENDING);
    // "for item in items:", and comments or headings, of which nothing is known.
    bool is_head = is_lower(begin) && !signs->has_bullet && signs->last.end[-1] == ':';
    bool is_comment = *signs->first.start == '#' && !(signs->has_colon && signs->numbers > 0);
    if (is_head || is_comment || (signs->numbers > signs->words && !signs->has_bullet && !signs->has_colon))
        return false;
    if (signs->words >= 5 || (signs->words >= 3 && is_marked))
        return true;
    if (signs->numbers > 0 && signs->words > 0)
        return signs->has_bullet || signs->has_colon || (has_capital && (signs->has_lower || signs->words == 1));
    return signs->has_bullet && (signs->words > 1 || (signs->words == 1 && has_capital));
}

static verdict judge(const char *source, pf_text_line line)
{
    const char *start = source + line.start, *end = source + line.end;
    if (is_rule(start, end)) // also the empty line
        return VERDICT_NEITHER;
    const pf_piece piece = {.start = line.start, .end = line.end, .kind = PF_PIECE_TEXT};
    bool is_certain;
    uint32_t bullet = pf_bullet_length(source, &piece, &is_certain);
    if (has_box_drawing(start, end) || begins_like_code(start, end) || ends_like_code(start, end, bullet > 0))
        return VERDICT_CODE;
    if (is_wordless(start, end))
        return VERDICT_CODE;
    line_signs signs = signs_of(start + bullet, end);
    signs.has_bullet = bullet > 0;
    if (signs.tokens == 0)
        return VERDICT_NEITHER;
    return is_code(&signs) ? VERDICT_CODE : is_prose(&signs) ? VERDICT_PROSE : VERDICT_NEITHER;
}

bool pf_fence_is_prose(const char *source, const pf_text_line *lines, size_t count)
{
    size_t counts[3] = {0};
    bool in_code = false; // of a fence inside this one
    for (size_t i = 0; i < count; i++) {
        bool is_mark = lines[i].end - lines[i].start >= 3 && memcmp(source + lines[i].start, "```", 3) == 0;
        in_code = in_code != is_mark;
        if (!in_code && !is_mark)
            counts[judge(source, lines[i])]++;
    }
    return counts[VERDICT_PROSE] > 0 && 2 * counts[VERDICT_PROSE] >= 3 * counts[VERDICT_CODE];
}
