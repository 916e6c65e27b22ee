// SPDX-License-Identifier: MIT
// Finds quantities: goes to each number of a sentence and has its parts read.
#include "base/utf8.h"
#include "text/grammar.h"

#include <math.h>
#include <string.h>

static const uint64_t starts_at_word = PF_ROLE_BIT(PF_ROLE_NUMBER) | PF_ROLE_BIT(PF_ROLE_PART) |
                                       PF_ROLE_BIT(PF_ROLE_INDEFINITE) | PF_ROLE_BIT(PF_ROLE_ARTICLE);

static const uint64_t starts_elsewhere = PF_ROLE_BIT(PF_ROLE_FREQUENCY) | PF_ROLE_BIT(PF_ROLE_EVERY) |
                                         PF_ROLE_BIT(PF_ROLE_TIMES) | PF_ROLE_BIT(PF_ROLE_BELOW);

enum { CHARACTERS = 0x80 }; // of ASCII

static bool is_bounded(bool has, double bound)
{
    return has && isfinite(bound);
}

// What says nothing, such as how far apart 0 times a day are, or what is beyond all numbers, is left out.
void pf_emit(pf_parser *p, pf_dimension dimension, const pf_quantity *value, uint32_t first, uint32_t next)
{
    bool lower = is_bounded(value->has_lower, value->lower), upper = is_bounded(value->has_upper, value->upper);
    if ((!lower && !upper) || lower != value->has_lower || upper != value->has_upper)
        return;
    pf_quantity *grown = pf_arena_grow(p->arena, p->items, p->item_count, &p->item_capacity, sizeof *grown);
    if (!grown) {
        p->failed = true;
        return;
    }
    p->items = grown;
    pf_quantity *quantity = &p->items[p->item_count++];
    *quantity = *value;
    quantity->dimension = (uint8_t)dimension;
    quantity->lower = value->has_lower ? value->lower : 0;
    quantity->upper = value->has_upper ? value->upper : 0;
    quantity->sentence = p->sentence;
    quantity->first_token = first;
    quantity->token_count = next - first;
    quantity->start = p->tokens[first].start;
    quantity->end = pf_end_of(p, next - 1);
    if (value->of && (dimension == PF_DIMENSION_COUNT || dimension == PF_DIMENSION_RATE))
        p->counted = value->of;
}

static uint32_t quantity_at(pf_parser *p, uint32_t i)
{
    pf_amount amount;
    pf_item items[PF_ITEMS_AT_ONCE];
    uint32_t count, next;
    pf_reading kind = pf_amount_read(p, i, &amount);
    if (kind == PF_READING_NONE)
        return i + 1;
    if (pf_is_kind(p, i, PF_TOKEN_NUMBER) && kind == PF_READING_NUMBER && pf_ratio_at(p, &amount, &next))
        return next;
    if (pf_amount_is_void(p, &amount) || kind == PF_READING_VOID)
        return amount.next;
    if (amount.spelled && pf_ratio_at(p, &amount, &next))
        return next;
    next = pf_list_read(p, &amount, items, &count);
    if (items[count - 1].is_range && pf_range_is_void(p, &items[count - 1].to))
        return items[count - 1].to.next;
    pf_tail t = pf_tail_read(p, next, items[count - 1].from.value == 1 && !items[count - 1].is_range);
    if (count == 1)
        pf_tail_join(p, &items[0], &t);
    for (uint32_t k = 0; k < count; k++)
        pf_item_emit(p, &items[k], &t,
                     k + 1 < count ? (items[k].is_range ? items[k].to.next : items[k].from.next) : t.next);
    bool used = t.measure || (t.noun.first != PF_NONE && t.noun.plural) || t.per.seconds > 0;
    return used ? t.next : next;
}

static uint32_t read_at(pf_parser *p, uint32_t i)
{
    if (p->tokens[i].kind == PF_TOKEN_NUMBER)
        return quantity_at(p, i);
    uint64_t roles = pf_roles_at(p, i) & (starts_at_word | starts_elsewhere);
    if (!roles || (roles == PF_ROLE_BIT(PF_ROLE_ARTICLE) && !pf_may_be_one(p, i)))
        return i + 1;
    if (roles >> PF_ROLE_FREQUENCY & 1)
        return pf_frequency_at(p, i);
    if (roles >> PF_ROLE_EVERY & 1)
        return pf_every_at(p, i);
    if (roles >> PF_ROLE_TIMES & 1)
        return pf_times_at(p, i);
    if (roles >> PF_ROLE_BELOW & 1)
        return pf_below_at(p, i);
    return quantity_at(p, i);
}

// --- Sentences -------------------------------------------------------------------------------------------------------

// The sieve lets few words through, and all at which a quantity may begin.
static bool may_begin(const pf_parser *p, const pf_token *token)
{
    if (token->kind != PF_TOKEN_WORD)
        return token->kind == PF_TOKEN_NUMBER;
    return pf_lexicon_may_trigger(p->lexicon, (const unsigned char *)p->source + token->start, token->length);
}

static uint32_t next_trigger(const pf_parser *p, uint32_t i, uint32_t end)
{
    while (i < end && !may_begin(p, &p->tokens[i]))
        i++;
    return i;
}

static uint32_t word_of_character(const pf_parser *p, uint32_t code)
{
    char character = (char)code;
    if (!p->characters[code])
        p->characters[code] = (uint16_t)(pf_lexicon_find(p->lexicon, &character, 1) + 1);
    return p->characters[code] - 1u;
}

uint32_t pf_word_look_up(const pf_parser *p, uint32_t i)
{
    const pf_token *token = &p->tokens[i];
    const char *text = p->source + token->start;
    uint32_t only = token->kind == PF_TOKEN_PUNCTUATION ? token->code : token->length == 1 ? (unsigned char)*text : CHARACTERS;
    uint32_t word = only < CHARACTERS ? word_of_character(p, only) : pf_lexicon_find(p->lexicon, text, token->length);
    p->view.words[i - p->view.first] = (uint16_t)word;
    return word;
}

static bool make_view(pf_parser *p, const pf_sentence *sentence, int buffer, pf_view *view)
{
    if (!p->buffers[buffer] || p->buffer_sizes[buffer] < sentence->token_count) {
        size_t size = (size_t)sentence->token_count * 2;
        p->buffers[buffer] = pf_arena_array(p->arena, size, sizeof *p->buffers[buffer]);
        p->buffer_sizes[buffer] = p->buffers[buffer] ? size : 0;
        if (!p->buffers[buffer])
            return false;
    }
    *view = (pf_view){sentence->first_token, sentence->first_token + sentence->token_count, sentence->token_count, p->buffers[buffer]};
    memset(view->words, 0xFF, view->count * sizeof *view->words); // PF_NOT_LOOKED_UP
    return true;
}

static bool add_column(pf_parser *p, uint32_t token)
{
    uint32_t *grown = pf_arena_grow(p->arena, p->columns, p->column_count, &p->column_capacity, sizeof *grown);
    if (!grown)
        return false;
    p->columns = grown;
    p->columns[p->column_count++] = token;
    return true;
}

static bool remember_header(pf_parser *p, const pf_sentence *sentence)
{
    if (!make_view(p, sentence, 1, &p->header))
        return false;
    p->header_block = sentence->block;
    p->column_count = 0;
    for (uint32_t i = p->header.first; i < p->header.end; i++) {
        bool boundary = p->tokens[i].code == '|';
        if (i != p->header.first && !boundary)
            continue;
        if (boundary && i == p->header.first && !add_column(p, i)) // the first cell is empty
            return false;
        if (!add_column(p, boundary ? i + 1 : i))
            return false;
    }
    return true;
}

static bool begin_sentence(pf_parser *p, uint32_t index)
{
    const pf_sentence *sentence = &p->text->sentences[index];
    const pf_block *block = &p->text->document->blocks[sentence->block];
    if (!make_view(p, sentence, 0, &p->view))
        return false;
    p->sentence = index;
    p->sentence_items = p->item_count;
    p->counted = NULL;
    p->column_token = p->view.end;
    p->first_cell = PF_NONE;
    p->in_row =
        block->kind == PF_BLOCK_TABLE_ROW && block->table_header != PF_NONE && block->table_header == p->header_block;
    return true;
}

static bool read_sentence(pf_parser *p, uint32_t index)
{
    const pf_sentence *sentence = &p->text->sentences[index];
    if (p->text->document->blocks[sentence->block].kind == PF_BLOCK_TABLE_HEADER && !remember_header(p, sentence))
        return false;
    uint32_t end = sentence->first_token + sentence->token_count, i = next_trigger(p, sentence->first_token, end);
    if (i < end && !begin_sentence(p, index))
        return false;
    while (i < end && !p->failed)
        i = next_trigger(p, read_at(p, i), end);
    return !p->failed;
}

static bool init_parser(pf_arena *arena, const pf_text *text, const pf_lexicon *lexicon, pf_parser *p)
{
    *p = (pf_parser){.arena = arena,
                     .text = text,
                     .lexicon = lexicon,
                     .known = lexicon->words,
                     .source = text->document->source,
                     .tokens = text->tokens,
                     .characters = pf_arena_array(arena, CHARACTERS, sizeof *p->characters),
                     .header_block = PF_NONE};
    for (uint32_t i = 0; i < lexicon->ending_count; i++)
        p->ending_letters |= pf_letter_bit(lexicon->strings[lexicon->endings[i].ending + lexicon->endings[i].ending_length - 1]);
    return p->characters != NULL;
}

bool pf_quantities_find(pf_arena *arena, const pf_text *text, const pf_lexicon *lexicon, pf_quantity **quantities,
                        uint32_t *count)
{
    pf_parser p;
    if (!init_parser(arena, text, lexicon, &p))
        return false;
    for (uint32_t i = 0; i < text->sentence_count; i++)
        if (!read_sentence(&p, i))
            return false;
    *quantities = p.items;
    *count = (uint32_t)p.item_count;
    return true;
}

bool pf_quantity_parse(const pf_lexicon *lexicon, const char *text, size_t length, pf_quantity *quantity, bool *exhausted)
{
    if (length == 0 || length > UINT32_MAX / 2 || pf_utf8_check(text, length) != length)
        return false;
    pf_arena arena;
    pf_arena_init(&arena);
    pf_piece piece = {.end = (uint32_t)length, .kind = PF_PIECE_TEXT};
    pf_block block = {.kind = PF_BLOCK_TABLE_ROW, .piece_count = 1, .table_header = PF_NONE};
    pf_document document = {
        .source = text, .length = length, .blocks = &block, .block_count = 1, .pieces = &piece, .piece_count = 1};
    pf_text split;
    pf_parser p;
    bool ready = pf_text_split(&arena, &document, lexicon, &split) && init_parser(&arena, &split, lexicon, &p);
    p.lone_value = true;
    bool is_one = ready && split.sentence_count == 1, read = is_one && read_sentence(&p, 0);
    if (exhausted && (!ready || (is_one && !read)))
        *exhausted = true;
    bool found = read && p.item_count == 1 && p.items[0].token_count == split.token_count;
    found = found && !(p.items[0].per && p.items[0].dimension == PF_DIMENSION_RATE); // "5/s/s"
    if (found) {
        *quantity = p.items[0];
        quantity->of = quantity->per = NULL;
    }
    pf_arena_release(&arena);
    return found;
}
