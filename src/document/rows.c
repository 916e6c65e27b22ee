// SPDX-License-Identifier: MIT
// Table rows inside paragraphs: tables that stand right under a line of text, which Markdown does not know as such.
#include "document/rows.h"

#include "document/line.h"

#include <string.h>

bool pf_is_row(const char *source, const pf_piece *pieces, size_t count)
{
    if (count == 0 || pieces[0].kind != PF_PIECE_TEXT || source[pieces[0].start] != '|')
        return false;
    // A bar alone would be its own end.
    bool is_longer = count > 1 || memchr(source + pieces[0].start + 1, '|', pieces[0].end - pieces[0].start - 1);
    return is_longer && pf_last_byte(source, pieces, count) == '|';
}

bool pf_is_row_border(const char *source, const pf_piece *pieces, size_t count)
{
    bool has_dash = false;
    for (size_t i = 0; i < count; i++)
        for (uint32_t at = pieces[i].start; at < pieces[i].end; at++) {
            if (!strchr("|-: \t", source[at]))
                return false;
            has_dash = has_dash || source[at] == '-';
        }
    return has_dash;
}

// What is left to do before the next text of a row.
typedef struct cell_state {
    bool in_row;      // the first bar has been passed
    unsigned pending; // boundaries that have not been appended, since nothing has come behind them
} cell_state;

static bool append_text(pf_builder *builder, cell_state *state, pf_piece piece)
{
    for (; state->pending > 0; state->pending--)
        if (!pf_builder_append_piece(builder, (pf_piece){piece.start, piece.start, PF_PIECE_CELL, 0}))
            return false;
    state->in_row = true;
    return pf_builder_append_piece(builder, piece);
}

static bool is_blank_text(const char *source, pf_piece piece)
{
    return pf_last_byte(source, &piece, 1) == 0;
}

bool pf_append_cells(pf_builder *builder, const pf_piece *pieces, size_t count)
{
    const char *source = builder->source;
    cell_state state = {0};
    for (size_t i = 0; i < count; i++) {
        pf_piece rest = pieces[i];
        for (uint32_t at = rest.start; rest.kind == PF_PIECE_TEXT && at < pieces[i].end; at++) {
            if (source[at] != '|' || (at > 0 && source[at - 1] == '\\'))
                continue;
            pf_piece cell = rest;
            cell.end = at;
            if (!is_blank_text(source, cell) && !append_text(builder, &state, cell))
                return false;
            state.pending += state.in_row;
            state.in_row = true;
            rest.start = at + 1;
        }
        if (rest.start < rest.end && !is_blank_text(source, rest) && !append_text(builder, &state, rest))
            return false;
    }
    return true;
}
