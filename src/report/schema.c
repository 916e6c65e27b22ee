// SPDX-License-Identifier: MIT
// The JSON Schemas (draft 2020-12) of what commands give with `--format json`.
#include "report/schema.h"

#define STRING "{\"type\": \"string\"}"
#define STRING_OR_NULL "{\"type\": [\"string\", \"null\"]}"
#define STRINGS "{\"type\": \"array\", \"items\": " STRING "}"
#define CERTAINTY "{\"type\": \"number\", \"minimum\": -1, \"maximum\": 1}"
#define LIST_OF(name) "{\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/" name "\"}}"
#define OR_NULL(name) "{\"anyOf\": [{\"type\": \"null\"}, {\"$ref\": \"#/$defs/" name "\"}]}"
#define PLACE                                                                                                          \
    "\"text\": " STRING_OR_NULL ", \"line\": {\"type\": [\"integer\", \"null\"], \"minimum\": 1}, "                    \
    "\"column\": {\"type\": [\"integer\", \"null\"], \"minimum\": 1}, \"start\": {\"type\": [\"integer\", \"null\"], " \
    "\"minimum\": 0}, \"end\": {\"type\": [\"integer\", \"null\"], \"minimum\": 0}"
#define OBJECT(required, properties)                                                                                   \
    "{\"type\": \"object\", \"additionalProperties\": false, \"required\": [" required "],\n      \"properties\": {" properties "}}"

#define EVIDENCE \
    "    \"evidence\": " OBJECT("\"signal\", \"because\", \"text\", \"line\", \"column\", \"start\", \"end\", \"certainty\", \"status\", \"arithmetic\"", \
    "\"signal\": " STRING ", \"because\": " STRING ", " PLACE ", \"certainty\": " CERTAINTY \
    ", \"status\": {\"enum\": [\"stated\", \"denied\", \"hypothetical\", \"background\", \"ignored\"]}, \"arithmetic\": " STRING_OR_NULL) ",\n"
#define FACT \
    "    \"fact\": " OBJECT("\"name\", \"title\", \"lower\", \"upper\", \"unit\", \"provenance\", \"from\", \"value\"", \
    "\"name\": " STRING ", \"title\": " STRING ", \"lower\": {\"type\": [\"number\", \"null\"]}, \"upper\": {\"type\": [\"number\", \"null\"]}, \"unit\": " STRING \
    ", \"provenance\": {\"enum\": [\"stated\", \"derived\", \"set\"]}, \"from\": " STRINGS ", \"value\": " STRING) ",\n"
#define QUESTION \
    "    \"question\": " OBJECT("\"fact\", \"ask\", \"decides\", \"example\", \"weight\"", \
    "\"fact\": " STRING ", \"ask\": " STRING ", \"decides\": " STRINGS ", \"example\": " STRING ", \"weight\": {\"type\": \"number\", \"exclusiveMinimum\": 0}") "\n"

static const char recommendation[] =
    "{\n"
    "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
    "  \"$id\": \"urn:patfinder:schema:recommend:1\",\n"
    "  \"title\": \"patfinder recommend --format json\",\n"
    "  \"type\": \"object\", \"additionalProperties\": false,\n"
    "  \"required\": [\"schema\", \"source\", \"system\", \"recommendations\", \"considered\", \"not_needed\", \"facts\", \"questions\"],\n"
    "  \"properties\": {\n"
    "    \"schema\": {\"const\": \"patfinder/recommend/1\"},\n"
    "    \"source\": " STRING ",\n"
    "    \"system\": " OR_NULL("system") ",\n"
    "    \"recommendations\": " LIST_OF("recommendation") ",\n"
    "    \"considered\": " LIST_OF("considered") ",\n"
    "    \"not_needed\": " LIST_OF("not_needed") ",\n"
    "    \"facts\": " LIST_OF("fact") ",\n"
    "    \"questions\": " LIST_OF("question") "\n"
    "  },\n"
    "  \"$defs\": {\n"
    "    \"system\": " OBJECT("\"id\", \"title\", \"evidence\"",
                             "\"id\": " STRING ", \"title\": " STRING ", \"evidence\": " LIST_OF("span")) ",\n"
    "    \"span\": " OBJECT("\"text\", \"line\", \"column\", \"start\", \"end\"", PLACE) ",\n"
    EVIDENCE
    "    \"recommendation\": " OBJECT("\"pattern\", \"title\", \"level\", \"certainty\", \"evidence\", \"parts\", \"start_with\", \"options\", \"next_step\", \"trade_offs\", \"pitfalls\", \"considerations\"",
                                     "\"pattern\": " STRING ", \"title\": " STRING ", \"level\": {\"enum\": [\"strong\", \"likely\"]}, \"certainty\": " CERTAINTY
                                     ", \"evidence\": " LIST_OF("evidence") ", \"parts\": " STRINGS ", \"start_with\": " STRING_OR_NULL ", \"options\": " LIST_OF("option")
                                     ", \"next_step\": " STRING_OR_NULL ", \"trade_offs\": " LIST_OF("trade_off") ", \"pitfalls\": " LIST_OF("pitfall")
                                     ", \"considerations\": " LIST_OF("consideration")) ",\n"
    "    \"considered\": " OBJECT("\"pattern\", \"title\", \"certainty\", \"missing\", \"evidence\"",
                                 "\"pattern\": " STRING ", \"title\": " STRING ", \"certainty\": " CERTAINTY ", \"missing\": " STRINGS ", \"evidence\": " LIST_OF("evidence")) ",\n"
    "    \"not_needed\": " OBJECT("\"pattern\", \"title\", \"certainty\", \"because\", \"evidence\"",
                                 "\"pattern\": " STRING ", \"title\": " STRING ", \"certainty\": " CERTAINTY ", \"because\": " STRING ", \"evidence\": " LIST_OF("evidence")) ",\n"
    "    \"option\": " OBJECT("\"name\", \"title\", \"fits\", \"because\"",
                             "\"name\": " STRING ", \"title\": " STRING ", \"fits\": {\"type\": [\"boolean\", \"null\"]}, \"because\": " STRING) ",\n"
    "    \"trade_off\": " OBJECT("\"gain\", \"cost\"", "\"gain\": " STRING ", \"cost\": " STRING) ",\n"
    "    \"pitfall\": " OBJECT("\"id\", \"text\", \"applies\"", "\"id\": " STRING ", \"text\": " STRING ", \"applies\": {\"enum\": [true, null]}") ",\n"
    "    \"consideration\": " OBJECT("\"name\", \"text\"", "\"name\": " STRING ", \"text\": " STRING) ",\n"
    FACT
    QUESTION
    "  }\n"
    "}\n";

static const char difference[] =
    "{\n"
    "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
    "  \"$id\": \"urn:patfinder:schema:difference:1\",\n"
    "  \"title\": \"patfinder recommend --what-if or explain --what-if --format json\",\n"
    "  \"type\": \"object\", \"additionalProperties\": false,\n"
    "  \"required\": [\"schema\", \"source\", \"pattern\", \"what_if\", \"facts\", \"changes\", \"other_changes\", \"unchanged\", \"nearest_threshold\"],\n"
    "  \"properties\": {\n"
    "    \"schema\": {\"const\": \"patfinder/difference/1\"},\n"
    "    \"source\": " STRING ",\n"
    "    \"pattern\": " STRING_OR_NULL ",\n"
    "    \"what_if\": " LIST_OF("setting") ",\n"
    "    \"facts\": " LIST_OF("fact_change") ",\n"
    "    \"changes\": " LIST_OF("change") ",\n"
    "    \"other_changes\": " STRINGS ",\n"
    "    \"unchanged\": " STRINGS ",\n"
    "    \"nearest_threshold\": " OR_NULL("threshold") "\n"
    "  },\n"
    "  \"$defs\": {\n"
    EVIDENCE
    FACT
    "    \"setting\": " OBJECT("\"fact\", \"value\"", "\"fact\": " STRING ", \"value\": " STRING) ",\n"
    "    \"fact_change\": " OBJECT("\"name\", \"before\", \"after\"", "\"name\": " STRING ", \"before\": " OR_NULL("fact") ", \"after\": " OR_NULL("fact")) ",\n"
    "    \"verdict\": " OBJECT("\"level\", \"certainty\", \"start_with\"",
                              "\"level\": {\"enum\": [\"strong\", \"likely\", \"possible\", \"not-needed\", \"silent\"]}, \"certainty\": " CERTAINTY ", \"start_with\": " STRING_OR_NULL) ",\n"
    "    \"clause_change\": " OBJECT("\"before\", \"after\"", "\"before\": {\"$ref\": \"#/$defs/evidence\"}, \"after\": {\"$ref\": \"#/$defs/evidence\"}") ",\n"
    "    \"option_change\": " OBJECT("\"name\", \"title\", \"before\", \"after\", \"because\"",
                                    "\"name\": " STRING ", \"title\": " STRING ", \"before\": {\"type\": [\"boolean\", \"null\"]}, \"after\": {\"type\": [\"boolean\", \"null\"]}, \"because\": " STRING) ",\n"
    "    \"change\": " OBJECT("\"pattern\", \"title\", \"before\", \"after\", \"gained\", \"lost\", \"changed\", \"options\", \"next_step\"",
                             "\"pattern\": " STRING ", \"title\": " STRING ", \"before\": {\"$ref\": \"#/$defs/verdict\"}, \"after\": {\"$ref\": \"#/$defs/verdict\"}, \"gained\": " LIST_OF("evidence")
                             ", \"lost\": " LIST_OF("evidence") ", \"changed\": " LIST_OF("clause_change") ", \"options\": " LIST_OF("option_change") ", \"next_step\": " STRING_OR_NULL) ",\n"
    "    \"threshold\": " OBJECT("\"pattern\", \"fact\", \"value\"", "\"pattern\": " STRING ", \"fact\": " STRING ", \"value\": " STRING) "\n"
    "  }\n"
    "}\n";

#define COUNT "{\"type\": \"integer\", \"minimum\": 0}"
#define POSITION "{\"type\": \"integer\", \"minimum\": 1}"
#define TEXT "{\"type\": \"string\", \"minLength\": 1}"
#define BOOLEAN "{\"type\": \"boolean\"}"
#define BOOLEAN_OR_NULL "{\"type\": [\"boolean\", \"null\"]}"
#define EXTENT_KEYS "\"line\", \"column\", \"end_line\", \"end_column\", \"start\", \"end\""
#define EXTENT                                                                                                          \
    "\"line\": " POSITION ", \"column\": " POSITION ", \"end_line\": " POSITION ", \"end_column\": " POSITION ", "  \
    "\"start\": " COUNT ", \"end\": " COUNT

// The parts of a check.
#define CHECK_DEFS \
    "    \"evidence\": " OBJECT("\"text\", \"because\", " EXTENT_KEYS, "\"text\": " TEXT ", \"because\": " TEXT ", " EXTENT) ",\n" \
    "    \"finding\": " OBJECT("\"id\", \"kind\", \"severity\", \"file\", \"located\", " EXTENT_KEYS ", \"message\", \"help\", \"evidence\", \"fingerprint\", \"waived\", \"baselined\"", \
                              "\"id\": {\"type\": \"string\", \"pattern\": \"^[a-z0-9_-]+(/[a-z0-9_-]+){0,2}$\"}, \"kind\": {\"type\": \"string\", \"pattern\": \"^[a-z-]+$\"}" \
                              ", \"severity\": {\"enum\": [\"error\", \"warning\", \"info\", \"hint\"]}, \"file\": " TEXT ", \"located\": " BOOLEAN ", " EXTENT ", \"message\": " TEXT \
                              ", \"help\": " TEXT ", \"evidence\": " LIST_OF("evidence") ", \"fingerprint\": {\"type\": \"string\", \"pattern\": \"^[0-9a-f]{32}$\"}" \
                              ", \"waived\": " STRING_OR_NULL ", \"baselined\": " BOOLEAN) ",\n" \
    "    \"summary\": " OBJECT("\"error\", \"warning\", \"info\", \"hint\", \"waived\", \"baselined\", \"documents\", \"not_designs\", \"without_design\", \"fail_on\", \"failed\"", \
                              "\"error\": " COUNT ", \"warning\": " COUNT ", \"info\": " COUNT ", \"hint\": " COUNT ", \"waived\": " COUNT ", \"baselined\": " COUNT \
                              ", \"documents\": " COUNT ", \"not_designs\": " COUNT ", \"without_design\": " COUNT \
                              ", \"fail_on\": {\"enum\": [\"off\", \"hint\", \"info\", \"warning\", \"error\"]}, \"failed\": " BOOLEAN) "\n"

static const char checked[] =
    "{\n"
    "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
    "  \"$id\": \"urn:patfinder:schema:check:1\",\n"
    "  \"title\": \"patfinder check --format json\",\n"
    "  \"type\": \"object\", \"additionalProperties\": false,\n"
    "  \"required\": [\"schema\", \"findings\", \"summary\"],\n"
    "  \"properties\": {\n"
    "    \"schema\": {\"const\": \"patfinder/check/1\"},\n"
    "    \"findings\": " LIST_OF("finding") ",\n"
    "    \"summary\": {\"$ref\": \"#/$defs/summary\"}\n"
    "  },\n"
    "  \"$defs\": {\n"
    CHECK_DEFS
    "  }\n"
    "}\n";

static const char checked_record[] =
    "{\n"
    "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
    "  \"$id\": \"urn:patfinder:schema:check-record:1\",\n"
    "  \"title\": \"a line of patfinder check --input ndjson\",\n"
    "  \"type\": \"object\", \"additionalProperties\": false,\n"
    "  \"required\": [\"schema\", \"source\", \"findings\", \"summary\"],\n"
    "  \"properties\": {\n"
    "    \"schema\": {\"const\": \"patfinder/check-record/1\"},\n"
    "    \"source\": " TEXT ",\n"
    "    \"findings\": " LIST_OF("finding") ",\n"
    "    \"summary\": {\"$ref\": \"#/$defs/summary\"}\n"
    "  },\n"
    "  \"$defs\": {\n"
    CHECK_DEFS
    "  }\n"
    "}\n";

#define POSITION_OR_NULL "{\"type\": [\"integer\", \"null\"], \"minimum\": 1}"

static const char record_error[] =
    "{\n"
    "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
    "  \"$id\": \"urn:patfinder:schema:record-error:1\",\n"
    "  \"title\": \"the line of patfinder --input ndjson for a record that cannot be used\",\n"
    "  \"type\": \"object\", \"additionalProperties\": false,\n"
    "  \"required\": [\"schema\", \"source\", \"errors\"],\n"
    "  \"properties\": {\n"
    "    \"schema\": {\"const\": \"patfinder/record-error/1\"},\n"
    "    \"source\": " TEXT ",\n"
    "    \"errors\": " LIST_OF("error") "\n"
    "  },\n"
    "  \"$defs\": {\n"
    "    \"error\": " OBJECT("\"code\", \"file\", \"line\", \"column\", \"message\"",
                            "\"code\": " TEXT ", \"file\": " STRING_OR_NULL ", \"line\": " POSITION_OR_NULL ", \"column\": " POSITION_OR_NULL ", \"message\": " TEXT) "\n"
    "  }\n"
    "}\n";

#define SHARE "{\"type\": [\"number\", \"null\"], \"minimum\": 0, \"maximum\": 1}"
#define TIME_OR_NULL "{\"type\": [\"string\", \"null\"], \"pattern\": \"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$\"}"
// A pattern that was graded, with the levels that it may have.
#define GRADED_KEYS "\"pattern\", \"title\", \"level\", \"certainty\", \"evidence\""
#define GRADED(levels)                                                                                                  \
    "\"pattern\": " STRING ", \"title\": " STRING ", \"level\": {\"enum\": [" levels "]}, \"certainty\": " CERTAINTY \
    ", \"evidence\": " LIST_OF("evidence")
#define STRINGS_OR_NULL "{\"type\": [\"array\", \"null\"], \"items\": " STRING "}"

static const char quiz[] =
    "{\n"
    "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
    "  \"$id\": \"urn:patfinder:schema:quiz:1\",\n"
    "  \"title\": \"patfinder quiz --format json\",\n"
    "  \"type\": \"object\", \"additionalProperties\": false,\n"
    "  \"required\": [\"schema\", \"source\", \"scenario\", \"picks\", \"hints\", \"all_right\", \"right\", \"missed\", \"not_called_for\", \"open\", \"follow_up\", \"start_with\"],\n"
    "  \"properties\": {\n"
    "    \"schema\": {\"const\": \"patfinder/quiz/1\"},\n"
    "    \"source\": " STRING_OR_NULL ",\n"
    "    \"scenario\": " OR_NULL("scenario") ",\n"
    "    \"picks\": " STRINGS ",\n"
    "    \"hints\": {\"type\": \"integer\", \"minimum\": 0, \"maximum\": 3},\n"
    "    \"all_right\": " BOOLEAN ",\n"
    "    \"right\": " LIST_OF("recommended") ",\n"
    "    \"missed\": " LIST_OF("recommended") ",\n"
    "    \"not_called_for\": " LIST_OF("uncalled") ",\n"
    "    \"open\": " LIST_OF("open") ",\n"
    "    \"follow_up\": " OR_NULL("follow_up") ",\n"
    "    \"start_with\": " OR_NULL("start") "\n"
    "  },\n"
    "  \"$defs\": {\n"
    EVIDENCE
    "    \"scenario\": " OBJECT("\"id\", \"title\", \"text\"", "\"id\": " TEXT ", \"title\": " TEXT ", \"text\": " TEXT) ",\n"
    "    \"recommended\": " OBJECT(GRADED_KEYS, GRADED("\"strong\", \"likely\"")) ",\n"
    "    \"uncalled\": " OBJECT(GRADED_KEYS ", \"pitfall\"", GRADED("\"silent\", \"not-needed\"") ", \"pitfall\": " STRING_OR_NULL) ",\n"
    "    \"open\": " OBJECT(GRADED_KEYS ", \"missing\"", GRADED("\"possible\"") ", \"missing\": " STRINGS) ",\n"
    "    \"follow_up\": " OBJECT("\"fact\", \"value\", \"instead_of\", \"without\", \"fits\", \"right\", \"picks\", \"missed\", \"not_called_for\"",
                                "\"fact\": " STRING_OR_NULL ", \"value\": " STRING_OR_NULL ", \"instead_of\": " STRING_OR_NULL ", \"without\": " STRING_OR_NULL ", \"fits\": " STRINGS
                                ", \"right\": " BOOLEAN_OR_NULL ", \"picks\": " STRINGS_OR_NULL ", \"missed\": " STRINGS_OR_NULL ", \"not_called_for\": " STRINGS_OR_NULL) ",\n"
    "    \"start\": " OBJECT("\"pattern\", \"options\", \"start_with\", \"because\", \"right\", \"pick\"",
                            "\"pattern\": " TEXT ", \"options\": " STRINGS ", \"start_with\": " TEXT ", \"because\": " STRING_OR_NULL ", \"right\": " BOOLEAN_OR_NULL ", \"pick\": " STRING_OR_NULL) "\n"
    "  }\n"
    "}\n";

static const char progress[] =
    "{\n"
    "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
    "  \"$id\": \"urn:patfinder:schema:quiz-stats:1\",\n"
    "  \"title\": \"patfinder quiz --stats --format json\",\n"
    "  \"type\": \"object\", \"additionalProperties\": false,\n"
    "  \"required\": [\"schema\", \"rounds\", \"all_right\", \"streak\", \"cards\"],\n"
    "  \"properties\": {\n"
    "    \"schema\": {\"const\": \"patfinder/quiz-stats/1\"},\n"
    "    \"rounds\": " COUNT ",\n"
    "    \"all_right\": " COUNT ",\n"
    "    \"streak\": {\"$ref\": \"#/$defs/streak\"},\n"
    "    \"cards\": " LIST_OF("card") "\n"
    "  },\n"
    "  \"$defs\": {\n"
    "    \"streak\": " OBJECT("\"rounds\", \"best\", \"days\"", "\"rounds\": " COUNT ", \"best\": " COUNT ", \"days\": " COUNT) ",\n"
    "    \"card\": " OBJECT("\"pattern\", \"title\", \"asked\", \"recalled\", \"recall\", \"stability\", \"difficulty\", \"retrievability\", \"last\", \"due\"",
                           "\"pattern\": " TEXT ", \"title\": " STRING_OR_NULL ", \"asked\": " COUNT ", \"recalled\": " COUNT ", \"recall\": " SHARE
                           ", \"stability\": {\"type\": [\"number\", \"null\"], \"minimum\": 0.001, \"maximum\": 36500}"
                           ", \"difficulty\": {\"type\": [\"number\", \"null\"], \"minimum\": 1, \"maximum\": 10}"
                           ", \"retrievability\": " SHARE ", \"last\": " TIME_OR_NULL ", \"due\": " TIME_OR_NULL) "\n"
    "  }\n"
    "}\n";

static const char asked[] =
    "{\n"
    "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
    "  \"$id\": \"urn:patfinder:schema:ask:1\",\n"
    "  \"title\": \"patfinder ask --format json\",\n"
    "  \"type\": \"object\", \"additionalProperties\": false,\n"
    "  \"required\": [\"schema\", \"source\", \"questions\"],\n"
    "  \"properties\": {\n"
    "    \"schema\": {\"const\": \"patfinder/ask/1\"},\n"
    "    \"source\": " STRING ",\n"
    "    \"questions\": " LIST_OF("question") "\n"
    "  },\n"
    "  \"$defs\": {\n"
    QUESTION
    "  }\n"
    "}\n";

void pf_json_schema_of_recommendation(pf_buffer *buffer)
{
    pf_buffer_string(buffer, recommendation);
}

void pf_json_schema_of_difference(pf_buffer *buffer)
{
    pf_buffer_string(buffer, difference);
}

void pf_json_schema_of_check(pf_buffer *buffer)
{
    pf_buffer_string(buffer, checked);
}

void pf_json_schema_of_check_record(pf_buffer *buffer)
{
    pf_buffer_string(buffer, checked_record);
}

void pf_json_schema_of_record_error(pf_buffer *buffer)
{
    pf_buffer_string(buffer, record_error);
}

void pf_json_schema_of_quiz(pf_buffer *buffer)
{
    pf_buffer_string(buffer, quiz);
}

void pf_json_schema_of_progress(pf_buffer *buffer)
{
    pf_buffer_string(buffer, progress);
}

void pf_json_schema_of_questions(pf_buffer *buffer)
{
    pf_buffer_string(buffer, asked);
}
