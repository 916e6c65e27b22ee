// SPDX-License-Identifier: MIT
// Reads a YAML tree into structs, strictly, as the records describe them.
#ifndef PF_RULES_READER_H
#define PF_RULES_READER_H

#include "rules/node.h"
#include "rules/record.h"

typedef struct pf_reader {
    pf_arena *keep;    // the model's strings and arrays
    pf_arena *scratch; // phrases and places, which a frozen pack does without
    pf_diagnostics *diagnostics;
    const pf_yaml_kind *kind; // whose codes the mistakes get
} pf_reader;

// Fills `out` (zeroed, of record->size bytes) from `node`. Every mistake is a diagnostic; false when there was one.
bool pf_read_record(pf_reader *reader, const pf_record *record, const pf_node *node, void *out);

#endif
