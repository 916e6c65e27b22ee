// SPDX-License-Identifier: MIT
// One table describes each mapping of a rule file: the reader and the JSON Schema use it.
#ifndef PF_RULES_RECORD_H
#define PF_RULES_RECORD_H

#include "rules/model.h"

typedef enum pf_field_kind {
    PF_FIELD_STRING,  // const char *, not empty
    PF_FIELD_ENDING,  // const char *, may be empty
    PF_FIELD_ID,      // const char *: lower-case words joined by - or _
    PF_FIELD_NUMBER,  // double, within [least, most]
    PF_FIELD_BOOL,    // int: pf_tristate
    PF_FIELD_FLAG,    // bool: false when absent
    PF_FIELD_CHOICE,  // int: index in `choices`
    PF_FIELD_VALUE,   // pf_value
    PF_FIELD_STRINGS, // pf_strings
    PF_FIELD_WORDS,   // pf_words
    PF_FIELD_PHRASES, // pf_phrases
    PF_FIELD_INLINE,  // a record whose keys stand among those of its holder
    PF_FIELD_RECORD,  // a record in the struct itself
    PF_FIELD_POINTER, // pointer to a record, NULL when absent
    PF_FIELD_LIST,    // PF_LIST of records
    PF_FIELD_MAP,     // PF_LIST of records from a mapping: each key becomes the record's first field
    PF_FIELD_STRINGS_LIST, // PF_LIST(pf_strings)
} pf_field_kind;

typedef struct pf_record pf_record;

typedef struct pf_field {
    const char *key; // NULL for PF_FIELD_INLINE
    pf_field_kind kind;
    size_t offset;
    const pf_record *record;     // of INLINE, RECORD, POINTER, LIST, MAP
    const char *const *choices;  // of CHOICE, NULL-terminated
    double least, most;          // of NUMBER; both 0: any. Of STRING: its characters at most; 0: any
    bool required;
    bool defaults_only; // other files may not have it, so the schema leaves it out
    const char *about; // one sentence for the schema and the manual
} pf_field;

struct pf_record {
    const char *name;
    size_t size;
    size_t place; // offset of its pf_origin, or SIZE_MAX
    const pf_field *fields;
    size_t field_count;
    const char *about;
    const char *constraints; // JSON Schema of what a table of fields cannot say, or NULL
    bool lone_field; // a map's value may be the second field alone (`terms: {name: [entries]}`)
};

// A whole rule file; its fields are those of pf_pack and, inline, those of one pattern.
extern const pf_record pf_file_record;
extern const pf_record pf_pattern_record;
extern const pf_record pf_pack_record;
extern const pf_record pf_condition_record;
extern const pf_record pf_term_record;
extern const pf_record pf_units_record;

// Called for a record and then for all records in it; false ends the walk.
typedef bool (*pf_visit)(void *context, const pf_record *record, void *instance);
bool pf_walk(const pf_record *record, void *instance, pf_visit visit, void *context);

// A file as read: what one rule file may hold.
typedef struct pf_rule_file {
    pf_pattern pattern; // `id` and `extends` NULL when the file holds none
    pf_pack pack;
} pf_rule_file;

#endif
