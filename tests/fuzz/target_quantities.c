// SPDX-License-Identifier: MIT
// Fuzz target: quantities in a text, and the text as a value that somebody gives.
#include "fuzz.h"

#include "text/quantity.h"

#include <math.h>
#include <string.h>

enum { LONGEST_VALUE = 256 };

static void prove_quantity(const pf_quantity *quantity, size_t length)
{
    fuzz_require(quantity->start < quantity->end && quantity->end <= length, "a quantity lies in its source");
    fuzz_require(quantity->has_lower || quantity->has_upper, "a quantity has a bound");
    fuzz_require(isfinite(quantity->lower) && isfinite(quantity->upper), "bounds are finite");
    fuzz_require(!quantity->has_lower || !quantity->has_upper || quantity->lower <= quantity->upper, "the lower bound is the lower one");
}

static void prove_format(pf_arena *arena, const pf_lexicon *lexicon, const pf_quantity *quantity)
{
    double value = quantity->has_upper ? quantity->upper : quantity->lower;
    const char *text = pf_quantity_format(arena, lexicon, (pf_dimension)quantity->dimension, value);
    fuzz_require(text && text[0], "a value can be said");
    fuzz_prove_text(text, strlen(text));
}

static void find(const pf_lexicon *lexicon, const pf_input *input)
{
    pf_arena arena;
    pf_document document;
    pf_text text;
    pf_quantity *quantities;
    uint32_t count = 0;
    pf_arena_init(&arena);
    if (pf_document_parse_plain(&arena, input->bytes, input->length, &document) == PF_DOCUMENT_OK) {
        fuzz_require(pf_text_split(&arena, &document, lexicon, &text) && pf_quantities_find(&arena, &text, lexicon, &quantities, &count),
                     "there is memory for quantities");
        for (uint32_t i = 0; i < count; i++) {
            prove_quantity(&quantities[i], input->length);
            prove_format(&arena, lexicon, &quantities[i]);
        }
    }
    pf_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const pf_lexicon *lexicon = fuzz_default_ruleset()->lexicon;
    pf_input input;
    pf_input_problem problem;
    pf_quantity quantity;
    if (size <= LONGEST_VALUE && pf_quantity_parse(lexicon, (const char *)data, size, &quantity, NULL))
        prove_quantity(&quantity, size);
    if (pf_input_use_memory(&input, "fuzzed", (const char *)data, size, 0, &problem))
        find(lexicon, &input);
    return 0;
}
