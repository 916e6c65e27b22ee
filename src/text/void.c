// SPDX-License-Identifier: MIT
// Tells numbers that name, date, price or order something from those that say how much.
#include "text/grammar.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100, HOURS = 24 };

static bool is_attached_sign(const pf_parser *p, uint32_t i, uint32_t code)
{
    return pf_is_sign(p, i, code) && pf_is_attached(p, i);
}

// A unit or a plural stands at `i`, perhaps behind a hyphen: the number before it counts something.
static bool counts_something(const pf_parser *p, uint32_t i)
{
    uint32_t next;
    pf_noun noun;
    if (pf_measure_at(p, i, true, &next))
        return true;
    return pf_noun_read(p, i, PF_COUNTED_MANY, &noun) && noun.plural;
}

// "2024-03-05", "10:30", "24/7", "1920×1080": numbers chained by signs; moves `next` behind them.
static bool is_chain(const pf_parser *p, pf_amount *amount)
{
    uint32_t at = amount->next, links = 0, dashes = 0;
    while (pf_is_kind(p, at, PF_TOKEN_PUNCTUATION) && pf_is_attached(p, at) && pf_is_attached(p, at + 1) &&
           pf_is_kind(p, at + 1, PF_TOKEN_NUMBER)) {
        uint32_t code = p->tokens[at].code;
        if (code != '-' && code != '/' && code != ':' && code != '.' && !pf_is(p, at, PF_ROLE_MULTIPLE))
            break;
        dashes += code == '-';
        links++;
        at += 2;
    }
    if (links == 0 || (links == 1 && dashes == 1))
        return false;
    amount->next = at;
    return true;
}

// What stands directly before the digits, without a space.
static bool void_by_attached(const pf_parser *p, uint32_t first)
{
    if (!pf_is_attached(p, first))
        return false;
    uint32_t before = first - 1;
    if (p->tokens[before].kind != PF_TOKEN_PUNCTUATION)
        return true;
    bool joined = pf_is_attached(p, before);
    bool word_before = joined && pf_is_kind(p, before - 1, PF_TOKEN_WORD);
    switch (p->tokens[before].code) {
    case '-': // a sign, or part of a name ("SHA-256"), but not "sub-100ms"
        return !joined || pf_is_kind(p, before - 1, PF_TOKEN_NUMBER) ||
               (word_before && !pf_is(p, before - 1, PF_ROLE_BELOW));
    case '.':
    case '#':
    case '@':
    case '^':
    case '\\':
    case '_': return true;
    case '+': return true;
    case '/': return joined;
    case ':':
        return (joined && pf_is_kind(p, before - 1, PF_TOKEN_NUMBER)) ||
               (word_before && (pf_is(p, before - 1, PF_ROLE_NAME_BEFORE_COLON) || pf_is_sign(p, before - 2, '.') ||
                                pf_is_kind(p, before - 2, PF_TOKEN_NUMBER)));
    case '(': return word_before; // O(1)
    default: return pf_is(p, before, PF_ROLE_CURRENCY) || (pf_is(p, before, PF_ROLE_MULTIPLE) && joined);
    }
}

static bool is_year(const pf_amount *amount)
{
    return amount->integer && amount->value >= FIRST_YEAR && amount->value <= LAST_YEAR;
}

static bool is_month(const pf_parser *p, uint32_t i)
{
    return pf_is(p, i, PF_ROLE_MONTH) && pf_is_capital(p, i);
}

// The word before names what the number belongs to: "port 8080", "No. 5", "TLS 1.3", "in 2019", "May 12".
static bool void_by_word_before(const pf_parser *p, const pf_amount *amount)
{
    uint32_t before = amount->first - 1;
    if (!pf_has_token(p, before))
        return false;
    if (pf_is_sign(p, before, '.') && pf_is_attached(p, before))
        before--; // "No. 5"
    uint64_t roles = pf_roles_at(p, before);
    if (roles >> PF_ROLE_CURRENCY & 1)
        return true;
    if (is_month(p, before) && !amount->magnified)
        return true;
    if (amount->magnified || amount->spelled)
        return false;
    const uint64_t named = PF_ROLE_BIT(PF_ROLE_IDENTIFIER) | PF_ROLE_BIT(PF_ROLE_PRODUCT) | PF_ROLE_BIT(PF_ROLE_YEAR_BEFORE);
    bool in_name =
        pf_is_capital(p, before) && before > p->view.first && !pf_is_kind(p, before - 1, PF_TOKEN_PUNCTUATION);
    if (!in_name && !(roles & named))
        return false;
    uint32_t next = amount->next;
    bool measured = pf_measure_at(p, amount->next, true, &next) != NULL;
    if (roles >> PF_ROLE_IDENTIFIER & 1) {
        bool is_per = pf_is(p, before - 1, PF_ROLE_PER) || pf_is(p, before - 1, PF_ROLE_EVERY);
        return !measured && !is_per;
    }
    if (roles >> PF_ROLE_PRODUCT & 1)
        return !measured;
    if (roles >> PF_ROLE_YEAR_BEFORE & 1)
        return is_year(amount) && !measured;
    if (in_name && amount->decimal && !measured && !(roles >> PF_ROLE_CUE_LAST & 1))
        return true;                                      // "Kubernetes 1.29 clusters"
    return in_name && measured && pf_is_capital(p, next); // "Orion 95% Edition"
}

// "4242 4242": numbers side by side that are no groups of one number.
static bool void_by_neighbour(const pf_parser *p, pf_amount *amount)
{
    bool behind = pf_is_kind(p, amount->first, PF_TOKEN_NUMBER) && pf_is_kind(p, amount->first - 1, PF_TOKEN_NUMBER);
    bool found = behind;
    while (!amount->spelled && pf_is_kind(p, amount->next, PF_TOKEN_NUMBER) &&
           pf_is_kind(p, amount->next - 1, PF_TOKEN_NUMBER)) {
        found = true;
        amount->next++;
    }
    return found;
}

static bool is_status(const pf_parser *p, const pf_amount *amount)
{
    if (!amount->integer || !pf_is(p, amount->next, PF_ROLE_STATUS_NOUN) ||
        !pf_is(p, amount->first, PF_ROLE_STATUS_CODE))
        return false;
    pf_per per;
    return !pf_per_read(p, amount->next + 1, &per); // "500 errors per day" are many
}

// "3 times a day", "2x per week"
static bool is_frequency(const pf_parser *p, const pf_amount *amount)
{
    pf_per per;
    return !amount->decimal && pf_is(p, amount->next, PF_ROLE_OCCASION) && pf_per_read(p, amount->next + 1, &per) &&
           per.seconds > 0;
}

// "10x", "5 times that"
static bool is_multiple(const pf_parser *p, pf_amount *amount)
{
    uint32_t at = amount->next;
    if (pf_is(p, at, PF_ROLE_MULTIPLE) && pf_is_attached(p, at) && !pf_is_attached(p, at + 1)) {
        amount->next = at + 1;
        return true;
    }
    if (!pf_is(p, at, PF_ROLE_OCCASION) || !pf_is(p, at + 1, PF_ROLE_COMPARED))
        return false;
    amount->next = at + 1;
    return true;
}

static bool void_by_word_after(const pf_parser *p, pf_amount *amount)
{
    const uint64_t telling = PF_ROLE_BIT(PF_ROLE_OCCASION) | PF_ROLE_BIT(PF_ROLE_MULTIPLE) | PF_ROLE_BIT(PF_ROLE_MONTH) |
                             PF_ROLE_BIT(PF_ROLE_VOID_AFTER) | PF_ROLE_BIT(PF_ROLE_SCREEN_NOUN);
    uint32_t at = amount->next, next;
    bool joins = pf_is_kind(p, at, PF_TOKEN_WORD) ? !p->tokens[at].space_before || p->tokens[at].length == 1 : pf_is_sign(p, at, '-');
    if (!joins && !(pf_roles_at(p, at) & telling))
        return false; // as behind most numbers
    if (is_frequency(p, amount))
        return false;
    if (is_multiple(p, amount))
        return true;
    if (is_month(p, at) || pf_is(p, at, PF_ROLE_VOID_AFTER)) {
        amount->next = at + 1;
        return true;
    }
    // "5 p.m."
    if (pf_is_kind(p, at, PF_TOKEN_WORD) && is_attached_sign(p, at + 1, '.') && pf_is_attached(p, at + 2) &&
        pf_is_kind(p, at + 2, PF_TOKEN_WORD) && p->tokens[at].length == 1 && p->tokens[at + 2].length == 1 &&
        is_attached_sign(p, at + 3, '.')) {
        amount->next = at + 4;
        return true;
    }
    if (pf_is(p, at, PF_ROLE_SCREEN_NOUN) && pf_is_kind(p, at - 1, PF_TOKEN_WORD) && pf_is_attached(p, at - 1) &&
        !amount->decimal && amount->raw <= 16 && amount->magnified)
        return true; // "4K video"
    bool hyphen = is_attached_sign(p, at, '-') && pf_is_attached(p, at + 1) && pf_is_kind(p, at + 1, PF_TOKEN_WORD);
    if (hyphen) {
        if (pf_measure_at(p, at + 1, true, &next))
            return false;
        bool one = amount->value == 1 && !amount->magnified;
        return one || pf_is(p, at + 1, PF_ROLE_VOID_COMPOUND) || amount->value <= 0;
    }
    // Letters behind the digits that are neither unit nor magnitude: "2FA", "1080p", "21st", "1990s"
    if (pf_is_kind(p, at - 1, PF_TOKEN_NUMBER) && pf_is_attached(p, at) && pf_is_kind(p, at, PF_TOKEN_WORD)) {
        if (is_year(amount) && p->tokens[at].length == 1)
            return true;
        bool split = p->tokens[at].length > 1 && pf_text_at(p, at)[1] <= '9' && pf_text_at(p, at)[1] >= '0' &&
                     pf_lexicon_find(p->lexicon, pf_text_at(p, at), 1) && (*pf_text_at(p, at) | 0x20) != 'x'; // 1h30m, not 0x10
        return !split && !pf_measure_at(p, at, true, &next) && !(pf_is_plural(p, at) && p->tokens[at].length > 3);
    }
    return false;
}

bool pf_range_is_void(const pf_parser *p, pf_amount *to)
{
    return !is_frequency(p, to) && is_multiple(p, to);
}

// "one" is mostly a pronoun or an article: a number only before a unit and behind "exactly", "at least" and so on.
static bool is_vague_one(const pf_parser *p, const pf_amount *amount)
{
    if (!amount->spelled || amount->value != 1 || amount->magnified || amount->article)
        return false;
    uint32_t next = amount->next + (is_attached_sign(p, amount->next, '-') ? 1 : 0);
    if (pf_measure_at(p, next, false, &next) || pf_is(p, amount->first - 1, PF_ROLE_EXACTLY))
        return false;
    bool joined = pf_is(p, amount->next, PF_ROLE_RANGE_JOINER) || pf_is(p, amount->next, PF_ROLE_OR);
    if (joined && (pf_is(p, amount->next + 1, PF_ROLE_NUMBER) || pf_is_kind(p, amount->next + 1, PF_TOKEN_NUMBER)))
        return false;
    pf_bounds bounds = pf_bounds_before(p, amount->first);
    return !bounds.lower && !bounds.upper;
}

// "opens at 8": an hour, when nothing is counted and no other number follows.
static bool is_hour(const pf_parser *p, const pf_amount *amount)
{
    uint32_t at = amount->next;
    pf_noun noun;
    if (!amount->integer || amount->value > HOURS || !pf_is(p, amount->first - 1, PF_ROLE_CLOCK) ||
        counts_something(p, at))
        return false;
    if (amount->value == 1 && pf_noun_read(p, at, PF_COUNTED_ONE, &noun))
        return false;
    const uint64_t goes_on = PF_ROLE_BIT(PF_ROLE_RANGE_JOINER) | PF_ROLE_BIT(PF_ROLE_PER) | PF_ROLE_BIT(PF_ROLE_OR);
    bool listed = pf_is_sign(p, at, ',') || pf_is(p, at, PF_ROLE_AND);
    return !(pf_roles_at(p, at) & goes_on) &&
           !(listed && (pf_is_kind(p, at + 1, PF_TOKEN_NUMBER) || pf_is(p, at + 1, PF_ROLE_NUMBER)));
}

// The marker of a list item at the beginning: "1. Users can", "2) Search".
static bool is_marker(const pf_parser *p, const pf_amount *amount)
{
    return amount->first == p->view.first && pf_is_kind(p, amount->first, PF_TOKEN_NUMBER) && !amount->magnified &&
           (is_attached_sign(p, amount->next, '.') || is_attached_sign(p, amount->next, ')')) &&
           p->view.end > amount->next + 1;
}

// The number of a chapter: "## 4.3 Images", but not "## 2.5 GB of images".
static bool is_chapter(const pf_parser *p, const pf_amount *amount)
{
    uint32_t block = p->text->sentences[p->sentence].block, next;
    return p->text->document->blocks[block].kind == PF_BLOCK_HEADING && amount->first == p->view.first && amount->decimal &&
           !amount->magnified && pf_is_kind(p, amount->next, PF_TOKEN_WORD) && !pf_measure_at(p, amount->next, false, &next);
}

// Numbers joined to one that is void, when they count nothing themselves: "steps 3 and 4", "$5 to $10".
static void skip_joined(const pf_parser *p, pf_amount *amount)
{
    const uint64_t joins = PF_ROLE_BIT(PF_ROLE_AND) | PF_ROLE_BIT(PF_ROLE_OR) | PF_ROLE_BIT(PF_ROLE_RANGE_JOINER);
    for (;;) {
        uint32_t at = amount->next;
        pf_amount next;
        if (pf_is_sign(p, at, ','))
            at++;
        if (pf_roles_at(p, at) & joins)
            at++;
        if (at == amount->next || !pf_is_kind(p, at, PF_TOKEN_NUMBER))
            return;
        pf_reading reading = pf_amount_read(p, at, &next);
        if (reading == PF_READING_NUMBER && (counts_something(p, next.next) || pf_is_sign(p, next.next, '-')))
            return;
        amount->next = next.next;
    }
}

bool pf_amount_is_void(const pf_parser *p, pf_amount *amount)
{
    bool digits = pf_is_kind(p, amount->first, PF_TOKEN_NUMBER);
    if (digits && void_by_attached(p, amount->first)) {
        is_chain(p, amount);
        skip_joined(p, amount);
        return true;
    }
    if (digits && is_chain(p, amount))
        return true;
    if (void_by_word_before(p, amount)) {
        skip_joined(p, amount);
        return true;
    }
    if (void_by_neighbour(p, amount) || is_status(p, amount) || is_marker(p, amount) || is_chapter(p, amount) || is_hour(p, amount) ||
        is_vague_one(p, amount) || void_by_word_after(p, amount))
        return true;
    // "per 100 requests", but "each 4 KB", "each up to 4 KB"
    uint32_t next;
    bool each = pf_is(p, amount->first - 1, PF_ROLE_LINK) && pf_measure_at(p, amount->next, true, &next);
    return pf_is(p, amount->first - 1, PF_ROLE_PER) && pf_is_kind(p, amount->first - 1, PF_TOKEN_WORD) && !each;
}
