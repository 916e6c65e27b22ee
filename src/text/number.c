// SPDX-License-Identifier: MIT
// Reads numbers: digits with separators, powers, magnitudes, number words, and indefinite ones ("tens of thousands").
#include "text/grammar.h"

#include <string.h>

static const double powers_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                       1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

enum {
    LARGEST_EXPONENT = 400, // beyond it a double is infinite anyway
    MOST_GROUPS = 5,        // 1 000 000 000 000 000
    MOST_PLAIN_DIGITS = 17,
};

static double power(double base, uint32_t exponent)
{
    if (base == 10 && exponent < sizeof powers_of_ten / sizeof *powers_of_ten)
        return powers_of_ten[exponent];
    double result = 1;
    for (uint32_t i = 0; i < exponent && i < LARGEST_EXPONENT; i++)
        result *= base;
    return result;
}

// Shape of a token of digits.
typedef struct shape {
    double value;
    bool valid, grouped, decimal, zero_first;
} shape;

// Groups behind commas: 1,000,000 and 10,00,000 are numbers, 1,2,3 is none; "1,5" is read as a decimal comma.
static bool commas_are_decimal(const char *text, uint32_t length, bool *valid)
{
    uint32_t commas = 0, run = 0, last_comma = 0;
    bool good = true, dot = false;
    for (uint32_t i = 0; i <= length; i++) {
        bool ends = i == length || text[i] == ',' || text[i] == '.';
        if (!ends) {
            run += text[i] != '_';
            continue;
        }
        if (dot)
            break;
        bool is_last = i == length || text[i] == '.';
        if (commas == 0)
            good = good && (is_last || run <= 3);
        else
            good = good && (run == 3 || (run == 2 && !is_last));
        dot = i < length && text[i] == '.';
        if (i < length && text[i] == ',') {
            commas++;
            last_comma = i;
        }
        run = 0;
    }
    uint32_t behind = length - last_comma - 1;
    bool decimal = commas == 1 && !good && !dot && behind <= 2;
    *valid = commas == 0 || good || decimal;
    return decimal;
}

// Most numbers are digits alone, and fit.
static bool read_plain_digits(const char *text, uint32_t length, double *value)
{
    uint64_t number = 0;
    if (length > MOST_PLAIN_DIGITS)
        return false;
    for (uint32_t i = 0; i < length; i++) {
        if (!is_digit(text[i]))
            return false;
        number = number * 10 + (uint64_t)(text[i] - '0');
    }
    *value = (double)number;
    return true;
}

static shape read_digits(const char *text, uint32_t length)
{
    shape s = {.valid = true, .zero_first = length > 1 && text[0] == '0' && is_digit(text[1])};
    if (read_plain_digits(text, length, &s.value))
        return s;
    bool comma_is_decimal = commas_are_decimal(text, length, &s.valid);
    uint64_t mantissa = 0;
    int exponent = 0;
    for (uint32_t i = 0; i < length; i++) {
        if (text[i] == '.' || (text[i] == ',' && comma_is_decimal)) {
            s.valid = s.valid && !s.decimal;
            s.decimal = true;
        } else if (is_digit(text[i])) {
            bool fits = mantissa < UINT64_C(100000000000000000);
            if (fits)
                mantissa = mantissa * 10 + (uint64_t)(text[i] - '0');
            exponent += (fits ? 0 : 1) - (s.decimal ? 1 : 0);
        } else {
            s.grouped = true;
        }
    }
    if (exponent < 0)
        s.value = (double)mantissa / power(10, (uint32_t)-exponent);
    else
        s.value = (double)mantissa * power(10, (uint32_t)exponent);
    return s;
}

// 1 000 000 in several tokens: groups of three digits behind one to three.
static void join_groups(const pf_parser *p, pf_amount *amount)
{
    if (!amount->integer || p->tokens[amount->first].length > 3)
        return;
    uint32_t most = amount->next + MOST_GROUPS;
    while (amount->next < most && pf_is_kind(p, amount->next, PF_TOKEN_NUMBER) && p->tokens[amount->next].length == 3 &&
           p->tokens[amount->next].space_before) {
        const char *text = pf_text_at(p, amount->next);
        if (!is_digit(text[0]) || !is_digit(text[1]) || !is_digit(text[2]))
            return;
        amount->value = amount->value * 1000 + read_digits(text, 3).value;
        amount->next++;
        amount->integer = false;
    }
}

static uint32_t superscript_value(const char *text, uint32_t length)
{
    uint32_t value = 0;
    for (uint32_t i = 0; i < length && value < 10000;) {
        const unsigned char *byte = (const unsigned char *)text + i;
        uint32_t digit;
        if (byte[0] == 0xC2) {
            digit = byte[1] == 0xB9 ? 1 : byte[1] - 0xB0u; // ¹ ² ³
            i += 2;
        } else {
            digit = byte[2] - 0xB0u; // ⁰ ⁴ … ⁹
            i += 3;
        }
        value = value * 10 + digit;
    }
    return value;
}

static bool is_superscript(const pf_parser *p, uint32_t i)
{
    return pf_is_kind(p, i, PF_TOKEN_NUMBER) && (unsigned char)*pf_text_at(p, i) >= 0x80;
}

// "^6", "⁶" or "e6" at `i`: the exponent; false if there is none.
static bool read_exponent(const pf_parser *p, uint32_t i, bool powers_only, uint32_t *exponent, uint32_t *next)
{
    if (!pf_is_attached(p, i))
        return false;
    const pf_token *token = &p->tokens[i];
    if (is_superscript(p, i)) {
        *exponent = superscript_value(pf_text_at(p, i), token->length);
        *next = i + 1;
        return true;
    }
    if (token->code == '^' && pf_is_kind(p, i + 1, PF_TOKEN_NUMBER)) {
        double value = read_digits(pf_text_at(p, i + 1), p->tokens[i + 1].length).value;
        *exponent = value < LARGEST_EXPONENT ? (uint32_t)value : LARGEST_EXPONENT;
        *next = i + 2;
        return true;
    }
    if (powers_only || token->kind != PF_TOKEN_WORD || token->length < 2 || token->length > 8 ||
        (*pf_text_at(p, i) | 0x20) != 'e')
        return false;
    for (uint32_t k = 1; k < token->length; k++)
        if (!is_digit(pf_text_at(p, i)[k]))
            return false;
    double value = read_digits(pf_text_at(p, i) + 1, token->length - 1).value;
    *exponent = value < LARGEST_EXPONENT ? (uint32_t)value : LARGEST_EXPONENT;
    *next = i + 1;
    return true;
}

// "x10" behind "3", which the splitter took for one word.
static bool is_packed_times_ten(const pf_parser *p, uint32_t i)
{
    if (!pf_is_attached(p, i) || !pf_is_kind(p, i, PF_TOKEN_WORD) || p->tokens[i].length != 3 ||
        memcmp(pf_text_at(p, i) + 1, "10", 2) != 0)
        return false;
    return p->lexicon->words[pf_lexicon_find(p->lexicon, pf_text_at(p, i), 1)].roles >> PF_ROLE_OCCASION & 1;
}

static void read_powers(const pf_parser *p, pf_amount *amount)
{
    uint32_t exponent, next;
    if (read_exponent(p, amount->next, false, &exponent, &next)) {
        bool scientific = pf_is_kind(p, amount->next, PF_TOKEN_WORD);
        amount->value = scientific ? amount->value * power(10, exponent) : power(amount->value, exponent);
        amount->next = next;
        amount->magnified = true;
        amount->integer = false;
        return;
    }
    // "4 × 10^8", "3 x 10⁵", "3x10^5"
    uint32_t base = amount->next + 1;
    if (is_packed_times_ten(p, amount->next) && read_exponent(p, base, true, &exponent, &next)) {
        amount->value *= power(10, exponent);
        amount->next = next;
        amount->magnified = true;
        amount->integer = false;
        return;
    }
    if (!pf_is(p, amount->next, PF_ROLE_OCCASION) && !pf_is_sign(p, amount->next, '*'))
        return;
    if (!pf_is_kind(p, base, PF_TOKEN_NUMBER) || p->tokens[base].length != 2 ||
        !read_exponent(p, base + 1, true, &exponent, &next))
        return;
    amount->value *= power(read_digits(pf_text_at(p, base), 2).value, exponent);
    amount->next = next;
    amount->magnified = true;
    amount->integer = false;
}

// A magnitude at `i`, not counting signs that are a unit here.
static bool magnitude_at(const pf_parser *p, uint32_t first, uint32_t i, double *value)
{
    return pf_value_at(p, i, PF_ROLE_MAGNITUDE, value) && pf_is_magnitude_here(p, first, i);
}

static void read_magnitudes(const pf_parser *p, pf_amount *amount)
{
    double value;
    uint32_t at = amount->next;
    // "a 10-million-row table"
    if (pf_is_sign(p, at, '-') && pf_is_attached(p, at) && pf_is_attached(p, at + 1) &&
        pf_is_kind(p, at + 1, PF_TOKEN_WORD) && p->tokens[at + 1].length > 2)
        at++;
    while (magnitude_at(p, amount->first, at, &value)) {
        amount->value *= value;
        amount->magnified = true;
        amount->integer = false;
        amount->next = ++at;
    }
}

// "and a half" at the end of `amount`.
static bool read_and_a_half(const pf_parser *p, pf_amount *amount)
{
    double part;
    uint32_t at = amount->next;
    if (pf_is_attached(p, at) && pf_value_at(p, at, PF_ROLE_PART, &part)) { // 2½
        amount->value += part;
        amount->next = at + 1;
        return true;
    }
    if (!pf_is(p, at, PF_ROLE_AND) || !pf_is(p, at + 1, PF_ROLE_ARTICLE) ||
        !pf_value_at(p, at + 2, PF_ROLE_PART, &part))
        return false;
    amount->value += part;
    amount->next = at + 3;
    return true;
}

// "1000s of users"
static bool is_plural_power(const pf_parser *p, const pf_amount *amount)
{
    uint32_t letter = amount->next, next;
    pf_noun noun;
    if (!amount->integer || amount->value < 10 || !pf_is_attached(p, letter) || !pf_is_kind(p, letter, PF_TOKEN_WORD) ||
        p->tokens[letter].length != 1 || !pf_is(p, letter, PF_ROLE_MEASURE) || !pf_is(p, letter + 1, PF_ROLE_OF))
        return false;
    for (const char *text = pf_text_at(p, amount->first) + 1; is_digit(*text); text++)
        if (*text != '0')
            return false;
    return pf_measure_at(p, letter + 2, false, &next) ||
           (pf_noun_read(p, letter + 2, PF_COUNTED_MANY, &noun) && noun.plural);
}

// Whether more of the number may stand at `i`, behind its digits: mostly a word or a sign does that is none of it.
static bool may_go_on(const pf_parser *p, uint32_t i)
{
    const uint64_t parts = PF_ROLE_BIT(PF_ROLE_OCCASION) | PF_ROLE_BIT(PF_ROLE_AND) | PF_ROLE_BIT(PF_ROLE_MAGNITUDE) |
                           PF_ROLE_BIT(PF_ROLE_PART);
    if (!pf_has_token(p, i))
        return false;
    uint32_t kind = p->tokens[i].kind, code = p->tokens[i].code;
    bool joins = kind == PF_TOKEN_WORD ? !p->tokens[i].space_before : kind == PF_TOKEN_NUMBER || code == '-' || code == '*' || code == '^';
    return joins || (pf_roles_at(p, i) & parts);
}

static pf_reading read_number_token(const pf_parser *p, uint32_t i, pf_amount *amount)
{
    if (is_superscript(p, i))
        return PF_READING_VOID;
    shape s = read_digits(pf_text_at(p, i), p->tokens[i].length);
    amount->value = s.value;
    amount->decimal = s.decimal;
    amount->integer = !s.grouped && !s.decimal;
    if (!s.valid || s.zero_first)
        return PF_READING_VOID;
    amount->raw = amount->value;
    if (!may_go_on(p, amount->next))
        return PF_READING_NUMBER;
    join_groups(p, amount);
    read_powers(p, amount);
    read_and_a_half(p, amount);
    amount->raw = amount->value;
    if (is_plural_power(p, amount)) {
        amount->indefinite = amount->magnified = true;
        amount->next += 2;
        return PF_READING_NUMBER;
    }
    read_magnitudes(p, amount);
    return PF_READING_NUMBER;
}

// Number words: "twenty-five", "one hundred and fifty", "two and a half million".
static void read_spelled(const pf_parser *p, pf_amount *amount)
{
    double total = 0, current = 0, last = 0, value;
    uint32_t at = amount->first;
    amount->spelled = true;
    if (amount->article)
        current = 1, at++;
    for (;;) {
        bool hyphen =
            at > amount->first && pf_is_sign(p, at, '-') && pf_is_attached(p, at) && pf_is_attached(p, at + 1);
        bool is_and = !hyphen && amount->magnified && pf_is(p, at, PF_ROLE_AND) && pf_is(p, at + 1, PF_ROLE_NUMBER) &&
                      !pf_is(p, at + 2, PF_ROLE_MAGNITUDE);
        uint32_t word = at + (hyphen || is_and);
        if (pf_value_at(p, word, PF_ROLE_NUMBER, &value)) {
            bool fits = last == 0 || (last >= 100 && !hyphen) || (last >= 20 && last < 100 && value < 10);
            if (!fits)
                break;
            current += value;
        } else if (!is_and && pf_value_at(p, word, PF_ROLE_MAGNITUDE, &value) && p->tokens[word].length > 2 &&
                   current > 0) {
            amount->magnified = true;
            if (value < 1000) { // hundred, dozen
                current *= value;
            } else {
                total += current * value;
                current = 0;
            }
        } else {
            break;
        }
        last = value;
        at = word + 1;
    }
    amount->next = at;
    amount->value = total + current;
    if (read_and_a_half(p, amount))
        read_magnitudes(p, amount);
    amount->raw = amount->magnified ? 1 : amount->value;
}

// "half a million", "half an hour", "half a dozen", "½ hour": the unit itself is left to be read.
static pf_reading read_part(const pf_parser *p, uint32_t i, pf_amount *amount)
{
    double value;
    uint32_t next = i + 1, after;
    if (pf_is(p, next, PF_ROLE_OF) && pf_is(p, next + 1, PF_ROLE_ARTICLE))
        next++; // "a quarter of an hour"
    if (pf_is(p, next, PF_ROLE_ARTICLE) && p->tokens[next].length <= PF_LEXICON_LONGEST_ONE)
        next++;
    else if (pf_is_sign(p, next, '-') && pf_is_attached(p, next))
        next++;
    pf_value_at(p, i, PF_ROLE_PART, &amount->value);
    amount->spelled = true;
    amount->next = next;
    amount->decimal = true;
    if (magnitude_at(p, i, next, &value)) {
        read_magnitudes(p, amount);
        return PF_READING_NUMBER;
    }
    const pf_lexicon_measure *measure = pf_measure_at(p, next, false, &after);
    return measure && measure->article ? PF_READING_NUMBER : PF_READING_NONE;
}

// "a million", "a dozen"; "a minute" where a duration may stand.
static pf_reading read_article(const pf_parser *p, uint32_t i, pf_amount *amount)
{
    if (!pf_may_be_one(p, i))
        return PF_READING_NONE;
    amount->article = true;
    if (pf_is(p, i + 1, PF_ROLE_MAGNITUDE) && p->tokens[i + 1].length > 2) {
        read_spelled(p, amount);
        return PF_READING_NUMBER;
    }
    uint32_t after;
    const pf_lexicon_measure *measure = pf_measure_at(p, i + 1, false, &after);
    if (!measure || !measure->article || p->tokens[i + 1].length < 2)
        return PF_READING_NONE;
    bool may_stand = p->lone_value || pf_is(p, i - 1, PF_ROLE_ARTICLE_BEFORE) || pf_is_sign(p, i - 1, '(') ||
                     pf_is_sign(p, i - 1, '|') || pf_is_sign(p, i - 1, ':');
    bool modifies = pf_is_attached(p, after) && pf_is_sign(p, after, '-');
    const uint64_t goes_on = PF_ROLE_BIT(PF_ROLE_STOP) | PF_ROLE_BIT(PF_ROLE_LINK) | PF_ROLE_BIT(PF_ROLE_FLOW_VERB) |
                             PF_ROLE_BIT(PF_ROLE_CUE_FIRST) | PF_ROLE_BIT(PF_ROLE_AND) |
                             PF_ROLE_BIT(PF_ROLE_UNIT_MODIFIER);
    if (pf_is_kind(p, after, PF_TOKEN_WORD) && !(pf_roles_at(p, after) & goes_on))
        modifies = true; // "a second copy"
    amount->value = 1;
    amount->next = i + 1;
    return may_stand && !modifies ? PF_READING_NUMBER : PF_READING_NONE;
}

// "thousands of", "tens of millions of"
static pf_reading read_indefinite(const pf_parser *p, uint32_t i, pf_amount *amount)
{
    double factor;
    pf_value_at(p, i, PF_ROLE_INDEFINITE, &amount->value);
    amount->indefinite = amount->magnified = true;
    if (!pf_is(p, i + 1, PF_ROLE_OF))
        return pf_is(p, i + 1, PF_ROLE_PER) ? PF_READING_NUMBER : PF_READING_NONE;
    amount->next = i + 2;
    if (!pf_value_at(p, i + 2, PF_ROLE_INDEFINITE, &factor))
        return PF_READING_NUMBER;
    amount->value *= factor;
    amount->most = amount->value * 10;
    amount->next = pf_is(p, i + 3, PF_ROLE_OF) ? i + 4 : i + 3;
    return PF_READING_NUMBER;
}

pf_reading pf_amount_read(const pf_parser *p, uint32_t i, pf_amount *amount)
{
    *amount = (pf_amount){.first = i, .next = i + 1};
    if (pf_is_kind(p, i, PF_TOKEN_NUMBER))
        return read_number_token(p, i, amount);
    if (pf_is(p, i, PF_ROLE_NUMBER)) {
        read_spelled(p, amount);
        return PF_READING_NUMBER;
    }
    if (pf_is(p, i, PF_ROLE_PART))
        return read_part(p, i, amount);
    if (pf_is(p, i, PF_ROLE_INDEFINITE))
        return read_indefinite(p, i, amount);
    if (pf_is(p, i, PF_ROLE_ARTICLE))
        return read_article(p, i, amount);
    return PF_READING_NONE;
}
