// SPDX-License-Identifier: MIT
// Visits all records of a model, as the records describe them.
#include "rules/record.h"

typedef PF_LIST(char) any_list;

static bool walk_list(const pf_field *field, void *slot, pf_visit visit, void *context)
{
    any_list *list = slot;
    for (size_t i = 0; i < list->count; i++)
        if (!pf_walk(field->record, list->items + i * field->record->size, visit, context))
            return false;
    return true;
}

bool pf_walk(const pf_record *record, void *instance, pf_visit visit, void *context)
{
    if (!visit(context, record, instance))
        return false;
    for (size_t i = 0; i < record->field_count; i++) {
        const pf_field *field = &record->fields[i];
        void *slot = (char *)instance + field->offset;
        bool going = true;
        if (field->kind == PF_FIELD_INLINE || field->kind == PF_FIELD_RECORD)
            going = pf_walk(field->record, slot, visit, context);
        else if (field->kind == PF_FIELD_POINTER && *(void **)slot)
            going = pf_walk(field->record, *(void **)slot, visit, context);
        else if (field->kind == PF_FIELD_LIST || field->kind == PF_FIELD_MAP)
            going = walk_list(field, slot, visit, context);
        if (!going)
            return false;
    }
    return true;
}
