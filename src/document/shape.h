// SPDX-License-Identifier: MIT
// Gives prose the structure that its lines show without markup: items behind unknown bullets, heading lines, labels.
#ifndef PF_DOCUMENT_SHAPE_H
#define PF_DOCUMENT_SHAPE_H

#include "document/builder.h"

// Appends the builder's open block, as one block or as several. False when memory is exhausted or nesting too deep.
bool pf_shape_block(pf_builder *builder);

#endif
