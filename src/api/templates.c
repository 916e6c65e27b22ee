// SPDX-License-Identifier: MIT
// Schemas and the file to start from, for authors of rules.
#include "api/handles.h"
#include "base/limits.h"
#include "base/locale.h"
#include "report/schema.h"
#include "rules/json_schema.h"

#include <string.h>

// What a new pattern begins with. It is a complete, valid rule file about nothing in particular.
static const char template[] =
    "# A patfinder rule file; patfinder-rules(5) describes the language. Check it with: patfinder rules check FILE\n"
    "pattern: \"%s\"\n"
    "title: Name it as a heading\n"
    "problem: Say in a sentence or two what goes wrong without this pattern.\n"
    "in_short:                                                 # on the cheat sheet; options and pitfalls can have one as well\n"
    "  problem: The same in one line.\n"
    "  signs: widget, gadget, tracking                         # words that give it away\n"
    "  numbers: from 100,000 users; not below 50\n"
    "\n"
    "terms:\n"
    "  %s-things: [widget, gadget]\n"
    "\n"
    "signals:\n"
    "  - id: says-so\n"
    "    phrases: [\"track .. <%s-things>\", \"<%s-things> tracking\"]   # each word matches its inflections, .. is a gap of a few words\n"
    "    certainty: 0.6                                       # from 0.5 alone enough to recommend; 0.3 needs a second hint\n"
    "    because: say, as a clause, why these words call for the pattern\n"
    "  - id: too-small\n"
    "    fact: users\n"
    "    less_than: 50\n"
    "    certainty: -0.7                                      # negative speaks against, -1 rules out\n"
    "    because: say why this number makes it needless\n"
    "\n"
    "options:                                                  # simplest first\n"
    "  - name: simple-way\n"
    "    title: The simple way\n"
    "    text: What it is and how it works.\n"
    "    when: always to begin with\n"
    "    because: it needs nothing new\n"
    "    diagram:                                              # its picture; patfinder-rules(5) names the nodes there are, and how to add others\n"
    "      - {from: client, to: application, label: asks for it}\n"
    "      - {from: application, to: database, label: looks it up}\n"
    "  - name: bigger-way\n"
    "    title: The bigger way\n"
    "    text: What it is and how it works.\n"
    "    choose: {fact: users, at_least: 100000}\n"
    "    when: when there are more than about 100,000 users\n"
    "    because: it costs more to run\n"
    "    diagram:\n"
    "      - {from: client, to: application, label: asks for it}\n"
    "      - {from: application, to: queue, label: hands it on, async: true}   # nobody waits for an answer\n"
    "      - {from: queue, to: worker, label: hands out what is due, async: true}\n"
    "\n"
    "trade_offs:\n"
    "  - gain: What one wins.\n"
    "    cost: What one pays for it.\n"
    "\n"
    "pitfalls:\n"
    "  - id: first-pitfall\n"
    "    text: What goes wrong, and its consequence.\n"
    "\n"
    "considerations:\n"
    "  - name: first-consideration\n"
    "    text: What a design must settle.\n"
    "\n"
    "questions:\n"
    "  - fact: users\n"
    "    ask: How many people will use it?\n"
    "\n"
    "sources:\n"
    "  - id: where-from\n"
    "    title: Author, title, year\n"
    "\n"
    "examples:                                                 # run with: patfinder rules test FILE\n"
    "  fires: [\"Staff track every gadget in the warehouse.\"]\n"
    "  silent: [\"A blog about nothing in particular.\"]\n";

static bool is_id(const char *id)
{
    size_t length = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-_");
    return length && !id[length] && id[0] != '-' && id[length - 1] != '-';
}

// Whether the default rules have a pattern of that id. False when memory is exhausted.
static bool is_taken(const char *id, bool *taken)
{
    pf_arena arena;
    pf_arena_init(&arena);
    const pf_ruleset *rules = pf_ruleset_default(&arena);
    *taken = rules && pf_find_pattern(rules, id) != PF_UNRESOLVED;
    pf_arena_release(&arena);
    return rules != NULL;
}

bool pf_rules_template(const char *id, pf_output *output, pf_messages *messages)
{
    *output = (pf_output){0};
    if (!is_id(id)) {
        pf_diagnostics_add(&messages->diagnostics, PF_ERROR, "bad-pattern-id", NULL, 0, 0,
                           "'%s' is no id for a pattern: use lower-case letters, digits and hyphens, such as rate-limiting", id);
        return false;
    }
    if (strlen(id) > PF_LIMIT_NEW_ID) {
        pf_diagnostics_add(&messages->diagnostics, PF_ERROR, "bad-pattern-id", NULL, 0, 0,
                           "'%s' is too long for the id of a pattern: use at most %d characters", id, PF_LIMIT_NEW_ID);
        return false;
    }
    bool taken;
    if (!is_taken(id, &taken)) {
        pf_messages_exhausted(messages);
        return false;
    }
    if (taken) {
        pf_diagnostics_add(&messages->diagnostics, PF_ERROR, "bad-pattern-id", NULL, 0, 0,
                           "there is a pattern '%s' already: choose another id, or write a file with 'extends: %s'", id, id);
        return false;
    }
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_buffer_format(&buffer, template, id, id, id, id);
    return pf_output_take(&buffer, output, messages);
}

static bool take_schema(void (*write)(pf_buffer *buffer), pf_output *output)
{
    PF_IN_C_LOCALE;
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    write(&buffer);
    return pf_output_take(&buffer, output, NULL);
}

bool pf_rules_schema(pf_output *output)
{
    return take_schema(pf_json_schema_of_rules, output);
}

bool pf_recommendation_schema(pf_output *output)
{
    return take_schema(pf_json_schema_of_recommendation, output);
}

bool pf_difference_schema(pf_output *output)
{
    return take_schema(pf_json_schema_of_difference, output);
}

bool pf_check_schema(pf_output *output)
{
    return take_schema(pf_json_schema_of_check, output);
}

bool pf_check_record_schema(pf_output *output)
{
    return take_schema(pf_json_schema_of_check_record, output);
}

bool pf_record_error_schema(pf_output *output)
{
    return take_schema(pf_json_schema_of_record_error, output);
}

bool pf_quiz_schema(pf_output *output)
{
    return take_schema(pf_json_schema_of_quiz, output);
}

bool pf_quiz_progress_schema(pf_output *output)
{
    return take_schema(pf_json_schema_of_progress, output);
}

bool pf_questions_schema(pf_output *output)
{
    return take_schema(pf_json_schema_of_questions, output);
}
