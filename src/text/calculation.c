// SPDX-License-Identifier: MIT
// Arithmetic written out in a text: "QPS = 100M × 20 ÷ 86,400 = 23k". Its operands are not what the label names, its result is.
#include "text/grammar.h"

enum { CALCULATION_REACH = 48 }; // tokens; bounds the work on a line of equals signs

// A sign of multiplication or division with something behind it to multiply or divide by. "/ day" is none, a bullet neither.
static bool is_operator(const pf_parser *p, uint32_t i)
{
    if (!pf_has_token(p, i) || !pf_has_token(p, i + 1))
        return false;
    bool number = pf_is_kind(p, i + 1, PF_TOKEN_NUMBER) || pf_is_sign(p, i + 1, '(');
    bool operand = number || pf_is_kind(p, i + 1, PF_TOKEN_WORD);
    if (pf_is_kind(p, i, PF_TOKEN_WORD)) // "20k x 5"
        return p->tokens[i].length == 1 && (*pf_text_at(p, i) | 0x20) == 'x' && p->tokens[i].space_before && number;
    if (pf_is_sign(p, i, '/') || pf_is_sign(p, i, '+'))
        return number && p->tokens[i].space_before == p->tokens[i + 1].space_before;
    return (pf_is_sign(p, i, '*') && *pf_text_at(p, i) == '*' && operand) || ((pf_is_sign(p, i, 0xD7) || pf_is_sign(p, i, 0xF7)) && operand);
}

bool pf_follows_operator(const pf_parser *p, uint32_t first)
{
    return is_operator(p, pf_is_sign(p, first - 1, '(') ? first - 2 : first - 1);
}

bool pf_is_operand(const pf_parser *p, uint32_t first, uint32_t next)
{
    return is_operator(p, next) || pf_follows_operator(p, first);
}

uint32_t pf_calculation_first(const pf_parser *p, uint32_t equals)
{
    bool calculated = false;
    for (uint32_t at = equals; at > p->view.first && equals - at < CALCULATION_REACH; at--) {
        uint32_t i = at - 1;
        if (pf_is_sign(p, i, ';') || pf_is_sign(p, i, '|'))
            return calculated ? at : PF_NONE;
        if (calculated && (pf_is_sign(p, i, '=') || pf_is_sign(p, i, ':')))
            return i;
        calculated = calculated || is_operator(p, i);
    }
    return calculated ? p->view.first : PF_NONE;
}
