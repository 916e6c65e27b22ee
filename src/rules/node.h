// SPDX-License-Identifier: MIT
// A YAML file as a tree of scalars, sequences and mappings with their places.
#ifndef PF_RULES_NODE_H
#define PF_RULES_NODE_H

#include "base/diagnostics.h"
#include "rules/model.h"

typedef enum pf_node_kind { PF_NODE_SCALAR, PF_NODE_SEQUENCE, PF_NODE_MAPPING } pf_node_kind;

typedef struct pf_node pf_node;
struct pf_node {
    pf_node_kind kind;
    pf_origin place;
    const char *text; // scalar
    bool quoted;      // scalar in quotes or block style: a string whatever it looks like
    const pf_node *key; // of a mapping's child: the scalar it stands under
    pf_node *first, *last, *next; // children (a mapping's values in order), sibling
    size_t count;
};

// A kind of YAML file: what messages call it, and the codes of its mistakes.
typedef struct pf_yaml_kind {
    const char *one, *many; // "a rule file", "rule files"
    const char *syntax, *too_deep, *duplicate_key;
    const char *unknown_key, *missing_key, *wrong_type, *out_of_range, *too_many, *duplicate_id;
} pf_yaml_kind;
extern const pf_yaml_kind pf_yaml_rules, pf_yaml_config;

// Parses one YAML document. Refused with a diagnostic: syntax errors, anchors and aliases, tags, several documents, keys that
// are no scalars, duplicate keys, nesting beyond PF_LIMIT_YAML_DEPTH. Returns NULL then, or for an empty file.
pf_node *pf_node_parse(pf_arena *arena, const pf_yaml_kind *kind, const char *file, const char *bytes, size_t length,
                       pf_diagnostics *diagnostics);

#endif
