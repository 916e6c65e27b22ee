// SPDX-License-Identifier: MIT
// Every limit of the program in one place: what is refused, or cut short, and why there.
#ifndef PF_BASE_LIMITS_H
#define PF_BASE_LIMITS_H

// Bytes of one input. Far above any document, far below the 4 GiB that 32-bit offsets can address.
#define PF_LIMIT_INPUT (256u * 1024 * 1024)

// Block quotes and lists inside one another in a document; people write 5 at the most.
#define PF_LIMIT_NESTING 64

// Columns before a list marker. Nesting needs two columns a level; beyond this the Markdown parser would spend its
// time on containers instead of text.
#define PF_LIMIT_INDENTATION 1024

// Columns of a table. Every row is filled up to the width of the header, so that a wide header with many short rows
// would cost the product of both. Wider tables are read as plain paragraphs.
#define PF_LIMIT_TABLE_COLUMNS 128

// Lines of a paragraph in which links are looked for. The Markdown parser takes time in proportion to brackets times
// lines; beyond this brackets are read as text.
#define PF_LIMIT_LINK_LINES 1000

// Bytes of a line that may define a link. The Markdown parser reads the target anew for every use of the link; in longer lines
// brackets are read as text.
#define PF_LIMIT_LINK_TARGET 4096

// Look-ups of a phrase search from one word on, a bound on phrases with many gaps in texts made of nothing but their words.
#define PF_LIMIT_PHRASE_STEPS 4096

// Bytes of a word that phrases can find, and words of an alternative or of an entry of a word list, those between hyphens
// counted one by one. Longer ones are refused in rules, and passed over in texts.
#define PF_LIMIT_WORD 48
#define PF_LIMIT_ENTRY_WORDS 12

// Runs of words that the alternatives of one entry make ("a|b c|d" makes 4), and word lists named in others: both multiply.
#define PF_LIMIT_ENTRY_RUNS 1000
#define PF_LIMIT_INCLUSIONS 1000

// Words of a heading without markup ("Out of scope:" alone on a line), of one in bold, and of a label before its colon.
#define PF_LIMIT_HEADING_WORDS 8
#define PF_LIMIT_BOLD_HEADING_WORDS 12
#define PF_LIMIT_LABEL_WORDS 6

// Bytes of one rule file.
#define PF_LIMIT_RULE_FILE (4u * 1024 * 1024)

// Bytes of the history of quizzes, which is read as a whole: some hundred thousand rounds.
#define PF_LIMIT_HISTORY (64u * 1024 * 1024)

// Mappings and sequences inside one another in a rule file.
#define PF_LIMIT_YAML_DEPTH 32

// Conditions and signals that refer to one another in a row. Evaluating goes as deep, on the stack.
#define PF_LIMIT_CHAIN 256

// Elements of one list in a rule file, and phrases of one list. Far above what people write; names are looked up one by one.
#define PF_LIMIT_RULES 5000
#define PF_LIMIT_PHRASES 50000

// Spellings of one word: each is noted with all others.
#define PF_LIMIT_SPELLINGS 32

// What one regular expression may take on one sentence: steps, nested steps, KiB of memory (PCRE2's match, depth and
// heap limits).
#define PF_LIMIT_REGEX_STEPS 100000
#define PF_LIMIT_REGEX_DEPTH 1000
#define PF_LIMIT_REGEX_HEAP_KIB 1024

#endif
