// SPDX-License-Identifier: MIT
// Finding quantities in prose. Each case is a sentence and what must be found in it, written as
// "dimension value of /per": ~5 approximate, 5.. at least, ..5 at most, 1..5 both.
#include "default_rules.h"
#include "support.h"

#include "rules/ruleset.h"
#include "text/quantity.h"

#include <stdio.h>

static char *describe(pf_arena *arena, const pf_quantity *quantities, uint32_t count)
{
    char *text = "";
    for (uint32_t i = 0; i < count; i++) {
        const pf_quantity *q = &quantities[i];
        char value[80];
        if (q->has_lower && q->has_upper && q->lower == q->upper)
            snprintf(value, sizeof value, "%s%.9g", q->approximate ? "~" : "", q->lower);
        else if (q->has_lower && q->has_upper)
            snprintf(value, sizeof value, "%s%.9g..%.9g", q->approximate ? "~" : "", q->lower, q->upper);
        else
            snprintf(value, sizeof value, q->has_lower ? "%s%.9g.." : "%s..%.9g", q->approximate ? "~" : "",
                     q->has_lower ? q->lower : q->upper);
        text = pf_arena_format(arena, "%s%s%s %s%s%s%s%s", text, i ? "; " : "",
                               pf_dimension_name((pf_dimension)q->dimension), value, q->of ? " " : "",
                               q->of ? q->of : "", q->per ? " /" : "", q->per ? q->per : "");
        assert_non_null(text);
    }
    return text;
}

static uint32_t find(pf_arena *arena, const pf_document *document, pf_quantity **quantities)
{
    pf_text text;
    uint32_t count;
    const pf_lexicon *lexicon = default_rules()->lexicon;
    assert_true(pf_text_split(arena, document, lexicon, &text));
    assert_true(pf_quantities_find(arena, &text, lexicon, quantities, &count));
    for (uint32_t i = 0; i < count; i++) {
        const pf_quantity *q = &(*quantities)[i];
        const pf_sentence *sentence = &text.sentences[q->sentence];
        assert_true(q->has_lower || q->has_upper);
        assert_true(q->token_count > 0 && q->first_token >= sentence->first_token);
        assert_true(q->first_token + q->token_count <= sentence->first_token + sentence->token_count);
        assert_true(q->start < q->end && q->end <= document->length);
    }
    return count;
}

typedef struct example {
    const char *text, *expected;
} example;

#define CHECK(examples) check(examples, sizeof(examples) / sizeof *(examples))

static void check(const example *examples, size_t count)
{
    size_t failures = 0;
    for (size_t i = 0; i < count; i++) {
        pf_arena arena;
        pf_arena_init(&arena);
        pf_document document;
        pf_quantity *quantities = NULL;
        assert_int_equal(pf_document_parse_markdown(&arena, examples[i].text, strlen(examples[i].text), &document),
                         PF_DOCUMENT_OK);
        uint32_t found = find(&arena, &document, &quantities);
        char *got = describe(&arena, quantities, found);
        if (strcmp(got, examples[i].expected) != 0) {
            print_error("%s\n  expected: %s\n  got:      %s\n", examples[i].text, examples[i].expected, got);
            failures++;
        }
        pf_arena_release(&arena);
    }
    assert_int_equal(failures, 0);
}

static void numbers(void **state)
{
    (void)state;
    static const example examples[] = {
        {"The zoo has 4 keepers.", "count 4 keeper"},
        {"We sold 12,500 tickets.", "count 12500 ticket"},
        {"There are 2 500 000 readers.", "count 2500000 reader"},
        {"There are 3_000 readers.", "count 3000 reader"},
        {"A state of 12,34,567 voters", "count 1234567 voter"},
        {"with 3k bikes, 2K scooters and 5M riders", "count 3000 bike; count 2000 scooter; count 5000000 rider"},
        {"7MM policies, 2 bn cards, 3 mil pins", "count 7000000 policy; count 2e+09 card; count 3000000 pin"},
        {"4 lakh pilgrims and 2 crore voters", "count 400000 pilgrim; count 20000000 voter"},
        {"1e5 rows, 10^4 columns, 10⁵ cells", "count 100000 row; count 10000 column; count 100000 cell"},
        {"3 × 10^4 keys, 5x10⁶ values", "count 30000 key; count 5000000 value"},
        {"thirty-two teams of fifteen players", "count 32 team; count 15 player"},
        {"two hundred and six bones", "count 206 bone"},
        {"31 million electricity and gas meters", "count 31000000 meter"},
        {"one and a half million cyclists", "count 1500000 cyclist"},
        {"half a million cyclists and a dozen vans", "count 500000 cyclist; count 12 van"},
        {"a hundred thousand lamps", "count 100000 lamp"},
        {"Thousands of lamps", "count 1000.. lamp"},
        {"tens of thousands of lamps", "count 10000..100000 lamp"},
        {"hundreds of millions of lamps", "count 100000000..1e+09 lamp"},
        {"hundreds of megabytes", "size 100000000.."},
        {"1000s of lamps", "count 1000.. lamp"},
        {"8m readers", "count 8000000 reader"},
        {"six (6) tables", "count 6 table"},
    };
    CHECK(examples);
}

static void units(void **state)
{
    (void)state;
    static const example examples[] = {
        {"a 3 KB icon, a 3 KiB page, a 3kb note", "size 3000; size 3072; size 3000"},
        {"16 Mb of flash is 2 MB", "size 2000000; size 2000000"},
        {"a 250-GB disk and 40 bytes of header", "size 2.5e+11; size 40"},
        {"It takes 40 ms, 3 secs, 2 hrs or 5 wks", "duration 0.04; duration 3; duration 7200; duration 3024000"},
        {"kept for 2h15m", "duration 8100"},
        {"kept for 1 year and 6 months", "duration 47088000"},
        {"It lasts an hour and a half.", "duration 5400"},
        {"two and a half days", "duration 216000"},
        {"within half an hour", "duration ..1800"},
        {"after a quarter of an hour", "duration 900"},
        {"300 µs, 20 microseconds", "duration 0.0003; duration 2e-05"},
        {"at 20 Mbps, 3 MB/s, 8 Mb/s or 64 kbit/s",
         "data_rate 2500000; data_rate 3000000; data_rate 1000000; data_rate 8000"},
        {"a 5 km run, 2 miles, 10 ft", "distance 5000; distance 3218.688; distance 3.048"},
        {"a walk of 400 m", "distance 400"},
        {"The cache TTL is 10m", "duration 600"},
        {"30% of the lamps, 5 percent, 7 per cent", "percent 0.3 lamp; percent 0.05; percent 0.07"},
        {"5 business days", "duration 432000"},
        {"a 40-page book and a six-seat van", "count 6 seat"},
    };
    CHECK(examples);
}

static void rates(void **state)
{
    (void)state;
    static const example examples[] = {
        {"500 orders per second", "rate 500 order"},
        {"It is opened 40,000 times a second.", "rate 40000"},
        {"8,000 lookups and 20 edits per second", "rate 8000 lookup; rate 20 edit"},
        {"3 lamps and 20 edits per second", "count 3 lamp; rate 20 edit"},
        {"7,000 QPS lookups and 70 qps of edits", "rate 7000 lookup; rate 70 edit"},
        {"6k pings/min", "rate 100 ping"},
        {"86,400 letters a day", "rate 1 letter"},
        {"3600 letters each hour", "rate 1 letter"},
        {"864,000 letters daily", "rate 10 letter"},
        {"Painting takes 5 minutes daily, then comes tea.", "duration 300 /daily"},
        {"We handle 86,400 daily letters", "rate 1 letter"},
        {"864,000 letters are sent every day", "rate 10 letter"},
        {"at 2k QPS, 3 rps, 4 TPS, 25 fps", "rate 2000 query; rate 3 request; rate 4 transaction; rate 25 frame"},
        {"60 req/min per key", "rate 1 request /key"},
        {"20 letters per user per day", "rate 0.000231481481 letter /user"},
        {"100 calls per 10 seconds", "rate 10 call"},
        {"Letters arrive at 7200/hour", "rate 2 letter"},
        {"86.4 GB a day", "data_rate 1000000"},
        {"86.4 GB of letters arrive daily", "data_rate 1000000"},
        {"5M daily readers", "count 5000000 reader"},
        {"5M daily active readers", "count 5000000 reader"},
        {"10 GB/reader, 4 copies per book", "size 1e+10 /reader; count 4 copy /book"},
        {"3 minutes of silence per month", "duration 180 /month"},
    };
    CHECK(examples);
}

static void ratios(void **state)
{
    (void)state;
    static const example examples[] = {
        {"a read/write ratio of 30:1", "ratio 30 read:write"},
        {"Reads to writes are about 30 to 1", "ratio ~30 read:write"},
        {"forty reads for every write", "ratio 40 read:write"},
        {"20 views per sale", "ratio 20 view:sale"},
        {"Lookups outnumber edits 90 to 1", "ratio 90 lookup:edit"},
        {"The read/write split is 75/25", "ratio 3 read:write"},
        {"Reads and writes go on 24/7", ""},
        {"A write-to-read ratio of 1:8", "ratio 0.125 write:read"},
        {"between 5:1 and 9:1 reads to writes", "ratio 5..9 read:write"},
        {"The ratio of hens to foxes is at least 50:1", "ratio 50.. hen:fox"},
        {"Text shrinks 4:1", "ratio 4"},
        {"5 pages per book", "count 5 page /book"},
    };
    CHECK(examples);
}

static void intervals(void **state)
{
    (void)state;
    static const example examples[] = {
        {"Poll every 20 seconds.", "interval 20"},
        {"Poll every minute.", "interval 60"},
        {"Poll every 2-3 hours.", "interval 7200..10800"},
        {"Poll every other day.", "interval 172800"},
        {"Poll hourly and clean up weekly.", "interval 3600; interval 604800"},
        {"Poll once a day.", "interval 86400"},
        {"Poll twice daily.", "interval 43200"},
        {"Poll six times per hour.", "interval 600"},
        {"Poll 3x a day.", "interval 28800"},
        {"Poll once every two hours.", "interval 7200"},
        {"Poll at least every 2 hours.", "interval ..7200"},
        {"Poll at most once an hour.", "interval 3600.."},
        {"Poll at most 4 times an hour.", "interval 900.."},
        {"Poll 0 times a day, at most 0 times an hour.", ""},
        {"Poll 2 to 4 times a day.", "interval 21600..43200"},
        {"Poll 50 sensors every 5 s.", "count 50 sensor; interval 5"},
        {"Save every 500 edits.", "count 500 edit"},
        {"Every second guest pays.", ""},
        {"Come back every few minutes.", ""},
    };
    CHECK(examples);
}

static void bounds(void **state)
{
    (void)state;
    static const example examples[] = {
        {"up to 9 lamps, at most 8 lamps", "count ..9 lamp; count ..8 lamp"},
        {"fewer than 9 lamps under 2 kb", "count ..9 lamp; size ..2000"},
        {"no more than 9 lamps, never over 3 h", "count ..9 lamp; duration ..10800"},
        {"It must not be longer than 5 min.", "duration ..300"},
        {"It must not fall below 99%.", "percent 0.99.."},
        {"limited to 9 lamps, a cap of 8 lamps, max. 7 lamps", "count ..9 lamp; count ..8 lamp; count ..7 lamp"},
        {"9 lamps max, 8 lamps or fewer, 7 or less", "count ..9 lamp; count ..8 lamp; count ..7 lamp"},
        {"< 3 s, <= 2 s, ≤ 1 s", "duration ..3; duration ..2; duration ..1"},
        {"sub-second, sub-20ms", "duration ..1; duration ..0.02"},
        {"at least 9 lamps, more than 8 lamps, over 7 lamps", "count 9.. lamp; count 8.. lamp; count 7.. lamp"},
        {"no fewer than 9 lamps, 8+ lamps, 7 or more lamps", "count 9.. lamp; count 8.. lamp; count 7.. lamp"},
        {"> 9 lamps, ≥ 8 lamps, 7M+ lamps", "count 9.. lamp; count 8.. lamp; count 7000000.. lamp"},
        {"north of 9 lamps, in excess of 8 lamps", "count 9.. lamp; count 8.. lamp"},
        {"about 9 lamps, ~8 lamps, some 7 lamps, nearly 6 lamps",
         "count ~9 lamp; count ~8 lamp; count ~7 lamp; count ~6 lamp"},
        {"at least about 9 lamps", "count ~9.. lamp"},
        {"over the next 3 years", "duration 94608000"},
        {"spread over 3 zones", "count 3 zone"},
        {"over a 10 Mbps line", "data_rate 1250000"},
        {"within a 2 km radius", "distance ..2000"},
        {"at least 2 and at most 5 lamps", "count 2.. lamp; count ..5 lamp"},
    };
    CHECK(examples);
}

static void ranges_and_lists(void **state)
{
    (void)state;
    static const example examples[] = {
        {"between 3 and 6 lamps", "count 3..6 lamp"},
        {"from 3 to 6 GB", "size 3e+09..6e+09"},
        {"3-6 lamps, 3 – 6 lamps, 3~6 lamps", "count 3..6 lamp; count 3..6 lamp; count 3..6 lamp"},
        {"3-6k lamps", "count 3000..6000 lamp"},
        {"500 MB to 2 GB", "size 500000000..2e+09"},
        {"between 20 ms and 3 s", "duration 0.02..3"},
        {"between 5% and 8% of lamps", "percent 0.05..0.08 lamp"},
        {"two or three lamps", "count 2..3 lamp"},
        {"3, 5 and 9 lamps", "count 3 lamp; count 5 lamp; count 9 lamp"},
        {"5, 10 or 20 MB", "size 5000000; size 10000000; size 20000000"},
        {"1, 2 and 5 million lamps", "count 1000000 lamp; count 2000000 lamp; count 5000000 lamp"},
        {"Cut it from 90 s to 30 s.", "duration 90; duration 30"},
        {"It grows from 1k to 5k lamps.", "count 1000 lamp; count 5000 lamp"},
    };
    CHECK(examples);
}

static void labels(void **state)
{
    (void)state;
    static const example examples[] = {
        {"Readers: 4M", "count 4000000 reader"},
        {"**Peak readers**: ~4M", "count ~4000000 reader"},
        {"DAU: 3M, MAU: 9M", "count 3000000 user; count 9000000 user"},
        {"Letters per day: 86,400", "rate 1 letter"},
        {"Daily letters: 86,400", "rate 1 letter"},
        {"Letters a day: 86,400", "rate 1 letter"},
        {"Letters every day: 86,400", "rate 1 letter"},
        {"Letters (an hour): 3,600", "rate 1 letter"},
        {"Letters each working day: 86,400", "rate 1 letter"},
        {"86,400 letters per working day", "rate 1 letter"},
        {"Backups twice a day: 5 GB", "interval 43200; size 5e+09"},
        {"Max size: 5 MB", "size ..5000000"},
        {"Timeout (s): 30", "duration 30"},
        {"Latency in ms: 30", "duration 0.03"},
        {"The number of lamps is 300.", "count 300 lamp"},
        {"Search QPS is about 400.", "rate ~400 query"},
        {"an availability of 99.9%", "percent 0.999 availability"},
        {"Availability ≥ 99.5%", "percent 0.995.. availability"},
        {"The lamp limit is 40.", "count ..40 lamp"},
        {"Storage per day: 86.4 GB", "data_rate 1000000"},
        {"| Name | Value |\n|---|---|\n| Readers | 4M |\n| Letters/sec | 20 |\n| Delay (ms) | 30 |",
         "count 4000000 reader; rate 20 letter; duration 0.03"},
        {"| Town | Readers | Size (MB) |\n|---|---|---|\n| Ayr | 5000 | 3 |", "count 5000 reader; size 3000000"},
        {"| | Lamps |\n|---|---|\n| Ayr | 5000 |", "count 5000 lamp"},
        {"| Name | Value |\n|---|---|\n| Letters a day | 8.64 million |", "rate 100 letter"},
        {"| Town | Letters a day |\n|---|---|\n| Ayr | 86,400 |", "rate 1 letter"},
    };
    CHECK(examples);
}

// The label of a calculation is that of its result, not of its operands.
static void calculations(void **state)
{
    (void)state;
    static const example examples[] = {
        {"QPS = 1bil / 6.5 / 3600 = 43000", "count 1e+09; rate 43000 query"},
        {"Peak QPS = 5*QPS = 215000", "rate 215000 query"},
        {"average QPS = 100M \\* 20 / 86400 ~= 20k", "count 100000000; rate 20000 query"},
        {"Writes per second: 100M x 2 / 86400 = ~2300", "count 100000000; rate ~2300 write"},
        {"20 messages × 100M = 2B messages", "count 20 message; count 100000000; count 2e+09 message"},
        {"1000/300 = 3.5 TPS", "rate 3.5 transaction"},
        {"Users = 5000", "count 5000 user"},
        {"Load: 50k/s", "rate 50000"},
        {"Storage = 100 KB * 1M = 100 GB per day", "size 100000; count 1000000; data_rate 1157407.41"},
    };
    CHECK(examples);
}

static void head_nouns(void **state)
{
    (void)state;
    static const example examples[] = {
        {"30 concurrent lamp owners wait", "count 30 owner"},
        {"30 people, 4 children, 5 indices", "count 30 person; count 4 child; count 5 index"},
        {"30 boxes, 4 branches, 5 copies, 6 classes, 7 databases",
         "count 30 box; count 4 branch; count 5 copy; count 6 class; count 7 database"},
        {"30 sign-ups, 4 GPUs, 5 data centres", "count 30 sign-up; count 4 gpu; count 5 centre"},
        {"Readers today: 500, tomorrow up to 900.", "count 500 reader; count ..900 reader"},
        {"exactly one winner", "count 1 winner"},
        {"4-core machines", "count 4 core"},
        {"three 2-TB disks", "count 3 disk; size 2e+12"},
    };
    CHECK(examples);
}

static void no_quantities(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "a few lamps, several lamps, many lamps",
        "It is 10x faster, 3× larger and 5 times that.",
        "one of the lamps, one lamp",
        "two-factor login, a three-way merge, one-to-many",
        "1:1 talks in 16:9",
        "the 3rd lamp, the 95th percentile, p99",
        "on 3 May 2031, May 3, 2031-05-03, 03/05/2031",
        "since 1999, in 2031, by 2040, the 1980s, from 2001 to 2005",
        "at 10:30, at 5 pm, at 17:00 UTC, 24/7",
        "version 3, v3.1, version 3.1.4, release 12",
        "HTTP/2, S3, UTF-8, SHA-256, 5G, iOS 21, Python 3.13, TLS 1.3",
        "64-bit, 1080p, 4K video, in 4K",
        "10.0.0.1:8080, port 443, localhost:3000",
        "a 404 page, status 500 or 503",
        "REQ-12, FR-3, ticket #99, RFC 9110, ISO 9001",
        "section 3.1, chapter 4, figure 5, table 6, phase 2, level 3, steps 3 and 4",
        "+44 20 7946 0958, 4242 4242 4242 4242",
        "0x1f, a3f9c2e1, 00:1B:44:11:3A:B7",
        "$5, €1,299.00, 5 USD, $5 to $10, $3 million a year",
        "zero-downtime, double digits",
        "O(1), N+1, f(3)",
        "80/20 rule, 1920x1080",
        "1. Readers search",
        "4.2.1 The reader searches",
        "# 4.3 Lamps\n\nThey shine.",
        "many daily active readers",
        "a month ago",
        "a second copy",
    };
    example examples[sizeof texts / sizeof *texts];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        examples[i] = (example){texts[i], ""};
    CHECK(examples);
}

static void hostile(void **state)
{
    (void)state;
    static const example examples[] = {
        {"10^30 users", "count 1e+30 user"},
        {"# 4.5 GB of lamps\n\n## 4.5 million lamps", "size 4.5e+09; count 4500000 lamp"},
        {"1e400 users, 10^400 users, 10^99999999999 users", ""},
        {"1/0 users", ""},
        {"5", ""},
        {"5 users", "count 5 user"},
        {"users 5", ""},
        {"- - - / / : . , ( ) | * ~ < > = +", ""},
        {"< > ≤ ≥ ~ %", ""},
        {"5 5 5 5 5", ""},
        {"1,2,3,4 users", ""},
        {"99999999999999999999999999 users", "count 1e+26 user"},
        {"0.000000000000000000001 s", "duration 1e-21"},
        {"every", ""},
        {"at least", ""},
        {"per 5", ""},
        {"half", ""},
        {"sub-", ""},
        {"5-", ""},
        {"5 per", ""},
        {"⁶ users", ""},
    };
    CHECK(examples);
}

// Reads a part as often as told, and then another one as often.
static void read_parts(const char *first, const char *second, size_t repeats)
{
    pf_arena arena;
    pf_arena_init(&arena);
    size_t lengths[] = {strlen(first), strlen(second)};
    char *source = pf_arena_alloc(&arena, (lengths[0] + lengths[1]) * repeats + 1);
    assert_non_null(source);
    for (size_t k = 0; k < repeats; k++) {
        memcpy(source + k * lengths[0], first, lengths[0]);
        memcpy(source + repeats * lengths[0] + k * lengths[1], second, lengths[1]);
    }
    pf_piece piece = {.end = (uint32_t)((lengths[0] + lengths[1]) * repeats)};
    pf_block block = {.piece_count = 1, .table_header = PF_NONE};
    pf_document document = {.source = source,
                            .length = piece.end,
                            .blocks = &block,
                            .block_count = 1,
                            .pieces = &piece,
                            .piece_count = 1};
    pf_quantity *quantities;
    find(&arena, &document, &quantities); // checks that each stands where it says
    pf_arena_release(&arena);
}

// The time for a text of many parts stays in proportion to its length.
static void long_lines(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "7, ",      "7 users and ", "| 7 ",   "seven ", "seven-",  "7:",  "7-",     "7 per ",
        "about 7 ", "every ",       "\" 7 ",  "a-",     "7 s to ", "(7 ", "7/",     "1 year 1 month ",
        "7 k ",     "7 for each ",  "7 x-a-", "one ",   "7 and ",  "7^",  "7 000 ", "Users: 7; ", "7 = ", "7 * 7 = "};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        read_parts(parts[i], "", 20000);
    read_parts("| ", "| 5 ", 150000);
    read_parts("7 per second ", "", 400000); // without a noun that a later one could take over
}

static void evidence(void **state)
{
    (void)state;
    pf_arena arena;
    pf_arena_init(&arena);
    const char *source = "We store at most 5 GB per user.\n\nBooks: 20";
    pf_document document = support_document(&arena, source);
    pf_quantity *quantities;
    assert_int_equal(find(&arena, &document, &quantities), 2);
    assert_int_equal(quantities[0].start, strstr(source, "at most") - source);
    assert_int_equal(quantities[0].end, strstr(source, ".\n") - source);
    assert_int_equal(quantities[0].token_count, 6);
    assert_int_equal(quantities[0].sentence, 0);
    assert_int_equal(quantities[1].sentence, 1);
    pf_arena_release(&arena);
}

static void values(void **state)
{
    (void)state;
    static const example good[] = {
        {"10 MB", "size 10000000"},
        {"300 ms", "duration 0.3"},
        {"5000 per second", "rate 5000"},
        {"10:1", "ratio 10"},
        {"5 million", "count 5000000"},
        {"90%", "percent 0.9"},
        {"100 km", "distance 100000"},
        {"about 20 min", "duration ~1200"},
        {"256 KB", "size 256000"},
        {"500", "count 500"},
        {"50k", "count 50000"},
        {"2024", "count 2024"},
        {"1:20", "ratio 0.05"},
        {"100 to 1", "ratio 100"},
        {"hourly", "interval 3600"},
        {"every 5 s", "interval 5"},
        {"an hour", "duration 3600"},
        {"100000 per day", "rate 1.15740741"},
        {"20 m", "distance 20"},
        {"10 Gbps", "data_rate 1.25e+09"},
        {"5000/s", "rate 5000"},
        {"at least 3 days", "duration 259200.."},
        {" 8 ", "count 8"},
        {"5 lamps", "count 5"},
    };
    static const char *const bad[] = {"",          " ",  "lamps", "10 MB 5",        "5 5",    "v1.2", "1/0", "1e400",
                                      "10 MB per", "$5", "5\xff", "10 MB and 5 GB", "5.\n\n6"};
    pf_arena arena;
    pf_arena_init(&arena);
    const pf_lexicon *lexicon = default_rules()->lexicon;
    pf_quantity quantity;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        if (!pf_quantity_parse(lexicon, good[i].text, strlen(good[i].text), &quantity, NULL))
            fail_msg("%s is not understood", good[i].text);
        assert_null(quantity.of);
        assert_null(quantity.per);
        assert_string_equal(describe(&arena, &quantity, 1), good[i].expected);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (pf_quantity_parse(lexicon, bad[i], strlen(bad[i]), &quantity, NULL))
            fail_msg("%s is taken for %s", bad[i], describe(&arena, &quantity, 1));
    pf_arena_release(&arena);
}

static void formats(void **state)
{
    (void)state;
    static const struct {
        pf_dimension dimension;
        double value;
        const char *expected;
    } cases[] = {
        {PF_DIMENSION_DURATION, 1200, "20 min"},
        {PF_DIMENSION_DURATION, 0.3, "300 ms"},
        {PF_DIMENSION_DURATION, 90, "90 s"},
        {PF_DIMENSION_DURATION, 2592000, "30 days"},
        {PF_DIMENSION_DURATION, 86400, "24 h"},
        {PF_DIMENSION_SIZE, 1e10, "10 GB"},
        {PF_DIMENSION_SIZE, 262144, "262 KB"},
        {PF_DIMENSION_RATE, 1157.407407, "1,157/s"},
        {PF_DIMENSION_RATE, 200.0 / 86400, "200/day"},
        {PF_DIMENSION_RATE, 0.5, "30/min"},
        {PF_DIMENSION_COUNT, 5e6, "5 million"},
        {PF_DIMENSION_COUNT, 12000, "12,000"},
        {PF_DIMENSION_RATIO, 100, "100:1"},
        {PF_DIMENSION_RATIO, 0.05, "1:20"},
        {PF_DIMENSION_PERCENT, 0.32, "32 %"},
        {PF_DIMENSION_PERCENT, 0.9999, "99.99 %"},
        {PF_DIMENSION_DISTANCE, 5000, "5 km"},
        {PF_DIMENSION_INTERVAL, 5, "5 s"},
        {PF_DIMENSION_DATA_RATE, 1.25e9, "1.25 GB/s"},
        {PF_DIMENSION_COUNT, 0, "0"},
        {PF_DIMENSION_COUNT, 1e30, "10^30"},
        {PF_DIMENSION_COUNT, 2.5e30, "2.5 × 10^30"},
        {PF_DIMENSION_COUNT, 9.999e29, "10^30"},
        {PF_DIMENSION_SIZE, 1e31, "10^31 bytes"},
        {PF_DIMENSION_RATE, 1.7976931348623157e308, "1.8 × 10^308/s"},
        {PF_DIMENSION_RATIO, 1e-30, "1:10^30"},
    };
    pf_arena arena;
    pf_arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(
            pf_quantity_format(&arena, default_rules()->lexicon, cases[i].dimension, cases[i].value),
            cases[i].expected);
    pf_arena_release(&arena);
    assert_string_equal(pf_dimension_name(PF_DIMENSION_DATA_RATE), "data_rate");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),          cmocka_unit_test(units),     cmocka_unit_test(rates),
        cmocka_unit_test(ratios),           cmocka_unit_test(intervals), cmocka_unit_test(bounds),
        cmocka_unit_test(ranges_and_lists), cmocka_unit_test(labels),    cmocka_unit_test(head_nouns),
        cmocka_unit_test(calculations),
        cmocka_unit_test(no_quantities),    cmocka_unit_test(hostile),   cmocka_unit_test(long_lines),
        cmocka_unit_test(evidence),         cmocka_unit_test(values),    cmocka_unit_test(formats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
