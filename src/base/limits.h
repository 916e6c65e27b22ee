// SPDX-License-Identifier: MIT
// Every limit of the program on what it reads, in one place: what is refused, or read otherwise, and why there. LIMITS in patfinder(1)
// has a row for each, and tests/limits.py goes up to each and beyond.
#ifndef PF_BASE_LIMITS_H
#define PF_BASE_LIMITS_H

// --- Texts: what is refused -----------------------------------------------------------------------------------------

// Bytes of one input. Far above any document, far below the 4 GiB that 32-bit offsets can address.
#define PF_LIMIT_INPUT (256u * 1024 * 1024)

// Bytes of the line of a record. A line of a text may be as long as the text.
#define PF_LIMIT_RECORD PF_LIMIT_INPUT

// Block quotes and lists inside one another in a document; people write 5 at the most.
#define PF_LIMIT_NESTING 64

// Columns before a list marker. Nesting needs two columns a level; beyond this the Markdown parser would spend its
// time on containers instead of text.
#define PF_LIMIT_INDENTATION 1024

// Look-ups of a phrase search from one word on, beyond those that are remembered: a bound on phrases with many gaps in texts made of
// nothing but their words. Nobody writes such a text; whoever makes one is not to hide what stands in it.
#define PF_LIMIT_PHRASE_STEPS 4096

// What one regular expression may take on one sentence: steps, nested steps, KiB of memory (PCRE2's match, depth and
// heap limits).
#define PF_LIMIT_REGEX_STEPS 100000
#define PF_LIMIT_REGEX_DEPTH 10000
#define PF_LIMIT_REGEX_HEAP_KIB 4096

// Steps that the search of a sentence takes usually, and searches of one text that may take more: so many, and one for each KiB of the text.
// Else many expressions of which each keeps within its limits would together take as long as they like.
#define PF_LIMIT_REGEX_USUAL_STEPS 1000
#define PF_LIMIT_REGEX_DEAR 1000

// Findings of a check in one document, waived ones too. Rules find as many as they have patterns and options; thousands come from
// waivers alone, or are waived by the thousand. Of the evidence of a finding the strongest is shown.
#define PF_LIMIT_FINDINGS 100000

// Folders inside one another below one that is walked for documents.
#define PF_LIMIT_FOLDERS 64

// --- Texts: what is read otherwise, and is all read -----------------------------------------------------------------

// Columns of a table. Every row is filled up to the width of the header, so that a wide header with many short rows
// would cost the product of both. Wider tables are read as plain paragraphs.
#define PF_LIMIT_TABLE_COLUMNS 128

// Lines of a paragraph in which links are looked for. The Markdown parser takes time in proportion to brackets times
// lines; beyond this brackets are read as text.
#define PF_LIMIT_LINK_LINES 1000

// Bytes of a line that may define a link. The Markdown parser reads the target anew for every use of the link; in longer lines
// brackets are read as text.
#define PF_LIMIT_LINK_TARGET 4096

// Words of a heading without markup ("Out of scope:" alone on a line), of one in bold, and of a label before its colon.
#define PF_LIMIT_HEADING_WORDS 8
#define PF_LIMIT_BOLD_HEADING_WORDS 12
#define PF_LIMIT_LABEL_WORDS 6

// Arrows of all options in one picture; people can follow some thirty, and Mermaid draws 500 at the most. Beyond, there is none.
#define PF_LIMIT_DRAWN 200

// --- Rule files, configurations and labelled texts ------------------------------------------------------------------

// Bytes of one such file, files that are read together, and bytes of them all.
#define PF_LIMIT_RULE_FILE (4u * 1024 * 1024)
#define PF_LIMIT_RULE_FILES 1000
#define PF_LIMIT_RULE_BYTES (16u * 1024 * 1024)

// Folders inside one another below a folder of rules.
#define PF_LIMIT_RULE_FOLDERS 16

// Mappings and sequences inside one another. There are no aliases, by which a small file could grow without bounds.
#define PF_LIMIT_YAML_DEPTH 32

// Elements of one list in a rule file, or of lists of all rule files that are read as one, and phrases of one list. Far above what
// people write; names are looked up one by one.
#define PF_LIMIT_RULES 5000
#define PF_LIMIT_PHRASES 50000

// Spellings of one word: each is noted with all others.
#define PF_LIMIT_SPELLINGS 32

// Bytes of a word that phrases can find, and words of an alternative or of an entry of a word list, those between hyphens
// counted one by one. Longer ones are refused in rules, and passed over in texts, where no rule could ask for them.
#define PF_LIMIT_WORD 48
#define PF_LIMIT_ENTRY_WORDS 12

// Runs of words that the alternatives of one entry make ("a|b c|d" makes 4), and word lists named in others: both multiply.
#define PF_LIMIT_ENTRY_RUNS 1000
#define PF_LIMIT_INCLUSIONS 1000

// Words of a gap in a phrase, and different words that a condition may ask for.
#define PF_LIMIT_GAP 20
#define PF_LIMIT_DIFFERENT 100

// Operands and operators of a formula, brackets inside one another in it, and bytes of a name. It is parsed and worked out on the stack.
#define PF_LIMIT_FORMULA_STEPS 32
#define PF_LIMIT_FORMULA_BRACKETS 32
#define PF_LIMIT_FORMULA_NAME 63

// Conditions and signals that refer to one another in a row. Evaluating goes as deep, on the stack.
#define PF_LIMIT_CHAIN 256

// Characters of an id for `rules new`, which becomes the name of a file.
#define PF_LIMIT_NEW_ID 60

// Characters of what stands on the cheat sheet: of the title of an option, of when it is taken, and of any other line. Longer texts would
// leave no room for all patterns on one page. The last is also that of titles and labels in pictures, of which Mermaid draws 50,000
// characters at the most.
#define PF_LIMIT_SHORT_TITLE 32
#define PF_LIMIT_SHORT_WHEN 60
#define PF_LIMIT_SHORT_LINE 100

// --- What the program has written itself ----------------------------------------------------------------------------

// Bytes of a baseline, some hundred thousand findings, and findings that one entry of it stands for.
#define PF_LIMIT_BASELINE (64u * 1024 * 1024)
#define PF_LIMIT_BASELINE_COUNT 1000000

// Bytes of the history of quizzes, which is read as a whole: some hundred thousand rounds.
#define PF_LIMIT_HISTORY (64u * 1024 * 1024)

#endif
