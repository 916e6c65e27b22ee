// SPDX-License-Identifier: MIT
// Turns an expression over facts ("users * writes_per_user") into steps in postfix order.
#include "base/limits.h"
#include "rules/layer.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 80 };

typedef struct formula_parser {
    pf_layer *layer;
    const pf_derivation *derivation;
    const char *at;
    pf_step steps[PF_LIMIT_FORMULA_STEPS];
    size_t count;
    unsigned brackets; // that are open
    bool failed;
} formula_parser;

static void fail(formula_parser *parser, const char *problem)
{
    if (!parser->failed)
        pf_layer_error(parser->layer, &parser->derivation->place, "rule-bad-formula", "the formula \"%.*s%s\" cannot be used: %s",
                       SHOWN, parser->derivation->formula, strlen(parser->derivation->formula) > SHOWN ? "…" : "", problem);
    parser->failed = true;
}

static void emit(formula_parser *parser, pf_step step)
{
    if (parser->count == PF_LIMIT_FORMULA_STEPS)
        fail(parser, "it is too long");
    else
        parser->steps[parser->count++] = step;
}

static void skip_blanks(formula_parser *parser)
{
    parser->at += strspn(parser->at, " \t");
}

static void parse_sum(formula_parser *parser);

static void parse_name(formula_parser *parser)
{
    char name[PF_LIMIT_FORMULA_NAME + 1];
    size_t length = strspn(parser->at, "abcdefghijklmnopqrstuvwxyz0123456789_-");
    if (length == 0 || length > PF_LIMIT_FORMULA_NAME) {
        fail(parser, "a fact, a number or ( is expected");
        return;
    }
    memcpy(name, parser->at, length);
    name[length] = '\0';
    parser->at += length;
    uint32_t fact = pf_find_fact(parser->layer->rules, name);
    if (fact == PF_UNRESOLVED)
        fail(parser, "it names a fact that does not exist");
    emit(parser, (pf_step){.operator = PF_PUSH_FACT, .fact = fact});
}

static void parse_operand(formula_parser *parser)
{
    skip_blanks(parser);
    if (*parser->at == '(' && parser->brackets == PF_LIMIT_FORMULA_BRACKETS) {
        fail(parser, "its brackets are nested too deeply");
    } else if (*parser->at == '(') {
        parser->at++;
        parser->brackets++;
        parse_sum(parser);
        parser->brackets--;
        skip_blanks(parser);
        if (*parser->at == ')')
            parser->at++;
        else
            fail(parser, ") is missing");
    } else if (*parser->at >= '0' && *parser->at <= '9') {
        char *end;
        double number = strtod(parser->at, &end);
        parser->at = end;
        emit(parser, (pf_step){.operator = PF_PUSH_NUMBER, .number = number});
    } else {
        parse_name(parser);
    }
}

static void parse_product(formula_parser *parser)
{
    parse_operand(parser);
    for (skip_blanks(parser); !parser->failed && (*parser->at == '*' || *parser->at == '/'); skip_blanks(parser)) {
        int operator = *parser->at++ == '*' ? PF_MULTIPLY : PF_DIVIDE;
        parse_operand(parser);
        emit(parser, (pf_step){.operator = operator});
    }
}

static void parse_sum(formula_parser *parser)
{
    parse_product(parser);
    for (skip_blanks(parser); !parser->failed && (*parser->at == '+' || *parser->at == '-'); skip_blanks(parser)) {
        int operator = *parser->at++ == '+' ? PF_ADD : PF_SUBTRACT;
        parse_product(parser);
        emit(parser, (pf_step){.operator = operator});
    }
}

bool pf_layer_parse_formula(pf_layer *layer, pf_derivation *derivation, uint32_t fact)
{
    formula_parser parser = {.layer = layer, .derivation = derivation, .at = derivation->formula};
    parse_sum(&parser);
    for (size_t i = 0; i < parser.count; i++)
        if (parser.steps[i].operator == PF_PUSH_FACT && parser.steps[i].fact == fact)
            fail(&parser, "it needs the fact that it works out");
    if (!parser.failed && *parser.at)
        fail(&parser, "something stands behind its end");
    if (parser.failed)
        return true;
    derivation->steps.items = pf_arena_array(layer->keep, parser.count, sizeof *parser.steps);
    if (!derivation->steps.items)
        return pf_layer_exhausted(layer);
    memcpy(derivation->steps.items, parser.steps, parser.count * sizeof *parser.steps);
    derivation->steps.count = parser.count;
    return true;
}
