// SPDX-License-Identifier: MIT
// Tests of check/: globs, the configuration that is nearest to a document, and the documents below a folder.
#define _XOPEN_SOURCE 700 // nftw, and POSIX 2008
#include "fixtures.h"

#include "check/glob.h"
#include "check/walk.h"
#include "input/path.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

// --- Globs --------------------------------------------------------------------------------------------------------

typedef struct glob_case {
    const char *globs[3], *path;
    bool is_folder, taken;
} glob_case;

static const glob_case glob_cases[] = {
    {{"*.tmp.md"}, "a.tmp.md", false, true},
    {{"*.tmp.md"}, "b/c/a.tmp.md", false, true},
    {{"*.tmp.md"}, "a.md", false, false},
    {{"drafts"}, "drafts", true, true},
    {{"drafts"}, "drafts", false, true},
    {{"drafts"}, "a/drafts/b.md", false, true},
    {{"drafts"}, "mydrafts/b.md", false, false},
    {{"drafts/"}, "drafts", false, false},
    {{"drafts/"}, "a/drafts/b.md", false, true}, // a slash at the end does not fix the place
    {{"drafts/**"}, "drafts/a/b.md", false, true},
    {{"drafts/**"}, "drafts", true, false}, // what is in it, not the folder itself
    {{"drafts/**"}, "x/drafts/a.md", false, false},
    {{"/a.md"}, "a.md", false, true},
    {{"/a.md"}, "b/a.md", false, false},
    {{"b/a.md"}, "b/a.md", false, true},
    {{"b/a.md"}, "c/b/a.md", false, false},
    {{"**/a.md"}, "a.md", false, true},
    {{"**/b/a.md"}, "c/d/b/a.md", false, true},
    {{"a/**/z.md"}, "a/z.md", false, true},
    {{"a/**/z.md"}, "a/b/c/z.md", false, true},
    {{"a/**/z.md"}, "a/b/c/y.md", false, false},
    {{"a/**/b/**/z.md"}, "a/b/x/b/y/z.md", false, true},
    {{"**/b/*/z"}, "b/b/c/z", false, true}, // has to go back to an earlier try
    {{"a/*"}, "a/b.md", false, true},
    {{"a/*"}, "a", true, false},
    {{"*/b.md"}, "a/c/b.md", false, false}, // a star does not cross a slash
    {{"a*c*e.md"}, "abcdcde.md", false, true},
    {{"*a*a*a*a*a*a*b"}, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false, false},
    {{"?.md"}, "\xC3\xA9.md", false, true}, // one character, two bytes
    {{"?.md"}, "ab.md", false, false},
    {{"[a-c]?.md"}, "bx.md", false, true},
    {{"[!a-c].md"}, "b.md", false, false},
    {{"[^a-c].md"}, "d.md", false, true},
    {{"[]x].md"}, "].md", false, true},
    {{"[a-]"}, "-", false, true},
    {{"[\xC3\xA0-\xC3\xBF].md"}, "\xC3\xA9.md", false, true},
    {{"\\*.md"}, "*.md", false, true},
    {{"\\*.md"}, "a.md", false, false},
    {{"\\!a.md"}, "!a.md", false, true},
    {{"*.md", "!keep.md"}, "keep.md", false, false},
    {{"*.md", "!keep.md"}, "a/keep.md", false, false},
    {{"*.md", "!keep.md", "a/*.md"}, "a/keep.md", false, true}, // the last one decides
    {{"drafts/", "!keep.md"}, "drafts/keep.md", false, true},   // nobody looks into the folder
    {{"drafts/*", "!drafts/keep.md"}, "drafts/keep.md", false, false},
    {{"**"}, "a/b.md", false, true},
    {{"A.md"}, "a.md", false, false},
    {{"*"}, "", true, false}, // the configuration's own folder
};

static void matches_globs_as_gitignore_does(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof glob_cases / sizeof *glob_cases; i++) {
        const glob_case *c = &glob_cases[i];
        pf_string_item items[3];
        pf_strings globs = {.items = items};
        for (; globs.count < 3 && c->globs[globs.count]; globs.count++) {
            items[globs.count] = (pf_string_item){.text = c->globs[globs.count]};
            if (pf_glob_problem(c->globs[globs.count]))
                fail_msg("%s is refused: %s", c->globs[globs.count], pf_glob_problem(c->globs[globs.count]));
        }
        if ((pf_glob_find(&globs, c->path, c->is_folder) != NULL) != c->taken)
            fail_msg("%s … and '%s': not %s", c->globs[0], c->path, c->taken ? "taken" : "left");
    }
}

static void refuses_globs_that_fit_nothing(void **state)
{
    (void)state;
    static const char *const wrong[] = {"!", "/", "!/", "./a", "../a", "a//b", "[a", "a/[b/c]", "a\\", "[!", "[]", "[\\]", "a/../b", "a/./b", " a", "a ", "{a,b}/*.md"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (!pf_glob_problem(wrong[i]))
            fail_msg("%s is taken", wrong[i]);
}

// --- Paths --------------------------------------------------------------------------------------------------------

static void takes_paths_apart(void **state)
{
    (void)state;
    static const char *const plain[][3] = { // as given, plain, folded
        {"./docs//a.md", "docs/a.md", "docs/a.md"}, {"docs/", "docs", "docs"}, {".", ".", "."},
        {"././", ".", "."},                         {"/", "/", "/"},           {"//a/./b/", "/a/b", "/a/b"},
        {"a/../b", "a/../b", "b"},                  {"../a", "../a", "../a"},  {"a/../..", "a/../..", ".."},
        {"/../a", "/../a", "/a"},                   {"a/b/../../c", "a/b/../../c", "c"}, {"a/..", "a/..", "."},
    };
    pf_arena arena;
    pf_arena_init(&arena);
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        assert_string_equal(pf_path_plain(&arena, plain[i][0]), plain[i][1]);
        assert_string_equal(pf_path_folded(&arena, plain[i][0]), plain[i][2]);
    }
    assert_string_equal(pf_path_below("/a", "/a/b/c"), "b/c");
    assert_string_equal(pf_path_below("/", "/b"), "b");
    assert_string_equal(pf_path_below("/a", "/a"), "");
    assert_null(pf_path_below("/a", "/ab"));
    assert_string_equal(pf_path_from(&arena, "/a", "/a/b/c.md"), "b/c.md");
    assert_string_equal(pf_path_from(&arena, "/a/b", "/a/c/d.md"), "../c/d.md");
    assert_string_equal(pf_path_from(&arena, "/a/b", "/ab/c.md"), "../../ab/c.md");
    assert_string_equal(pf_path_from(&arena, "/", "/c.md"), "c.md");
    pf_arena_release(&arena);
}

// --- A folder with documents --------------------------------------------------------------------------------------

typedef struct tree {
    char folder[32], before[1024];
    pf_arena arena;
    pf_diagnostics diagnostics;
    pf_check_configs configs;
} tree;

// Writes a file, and the folders that it lies in.
static void put(const char *path, const char *text)
{
    char folder[256];
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
        mkdir(folder, 0777);
    }
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

// Makes an empty folder and goes there. It holds `.git`, so that nothing above it counts.
static int open_tree(void **state)
{
    tree *t = calloc(1, sizeof *t);
    *state = t;
    if (!t || !getcwd(t->before, sizeof t->before))
        return 1;
    strcpy(t->folder, "/tmp/pf-test-check-XXXXXX");
    if (!mkdtemp(t->folder) || chdir(t->folder) != 0 || mkdir(".git", 0777) != 0)
        return 1;
    pf_arena_init(&t->arena);
    pf_diagnostics_init(&t->diagnostics);
    return !pf_check_configs_init(&t->configs, &t->arena, &t->diagnostics);
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

static int close_tree(void **state)
{
    tree *t = *state;
    int failed = chdir(t->before) || nftw(t->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    pf_diagnostics_release(&t->diagnostics);
    pf_arena_release(&t->arena);
    free(t);
    return failed;
}

static void assert_target(tree *t, const char *path, const char *file, const char *relative)
{
    pf_check_target target = {0};
    assert_true(pf_check_config_find(&t->configs, path, &target));
    if (file)
        assert_string_equal(target.config->file, file);
    else
        assert_null(target.config->file);
    if (relative)
        assert_string_equal(target.path, relative);
}

static void finds_the_nearest_configuration(void **state)
{
    tree *t = *state;
    put(".patfinder.yaml", "fail_on: error\n");
    put("docs/a/deep/x.md", "x");
    put("docs/own/.patfinder.yaml", "");
    put("docs/own/sub/x.md", "x");
    put("repository/.git", "gitdir: elsewhere");
    put("repository/x.md", "x");
    assert_target(t, "x.md", ".patfinder.yaml", "x.md");
    assert_target(t, "./docs/a/deep/x.md", ".patfinder.yaml", "docs/a/deep/x.md");
    assert_target(t, "docs/own/x.md", "docs/own/.patfinder.yaml", "x.md");
    assert_target(t, "docs/own/sub/x.md", "docs/own/.patfinder.yaml", "sub/x.md");
    assert_target(t, "repository/x.md", NULL, NULL); // another repository
    assert_int_equal(chdir("docs/a"), 0);
    pf_check_configs inside;
    assert_true(pf_check_configs_init(&inside, &t->arena, &t->diagnostics));
    pf_check_target target;
    assert_true(pf_check_config_find(&inside, "deep/x.md", &target));
    assert_string_equal(target.path, "docs/a/deep/x.md");
    assert_int_equal(target.config->file[0], '/'); // it lies above the working directory
    assert_true(pf_check_config_find(&inside, "../own/sub/x.md", &target));
    assert_string_equal(target.path, "sub/x.md");
    assert_int_equal(t->diagnostics.count, 0);
}

static void looks_at_each_folder_once(void **state)
{
    tree *t = *state;
    put(".patfinder.yaml", "exclude: [x]\n");
    put("docs/a.md", "x");
    pf_check_target first, second;
    assert_true(pf_check_config_find(&t->configs, "docs/a.md", &first));
    assert_int_equal(unlink(".patfinder.yaml"), 0);
    for (int i = 0; i < 1000; i++)
        assert_true(pf_check_config_find(&t->configs, "docs/b.md", &second));
    assert_ptr_equal(first.config, second.config);
    assert_true(pf_check_config_find(&t->configs, "c.md", &second));
    assert_ptr_equal(first.config, second.config);
}

static void says_once_that_a_configuration_is_wrong(void **state)
{
    tree *t = *state;
    put("docs/.patfinder.yaml", "fail_on: sometimes\n");
    put("docs/sub/a.md", "x");
    put("other/.patfinder.yml", "fail_on: error\n");
    put("third/.patfinder.yaml", "rules: [none, ../docs]\n");
    put("fourth/.patfinder.yaml/x", "a folder");
    pf_check_target target;
    assert_false(pf_check_config_find(&t->configs, "docs/sub/a.md", &target));
    assert_false(pf_check_config_find(&t->configs, "docs/b.md", &target));
    assert_false(pf_check_config_find(&t->configs, "other/a.md", &target));
    assert_false(pf_check_config_find(&t->configs, "third/a.md", &target));
    assert_false(pf_check_config_find(&t->configs, "fourth/a.md", &target));
    char *messages = messages_of(&t->diagnostics);
    assert_string_equal(messages,
                        "docs/.patfinder.yaml:1:10: error: there is no severity 'sometimes': write error, warning, info, hint or off [config-unknown-severity]\n"
                        "other/.patfinder.yml: error: a configuration is called .patfinder.yaml: rename it [config-misnamed]\n"
                        "third/.patfinder.yaml:1:9: error: there is no file or folder of rules 'none': paths start from the folder of the configuration [config-missing-rules]\n"
                        "fourth/.patfinder.yaml: error: is a directory: name the files in it [input-directory]\n");
    free(messages);
}

// --- Walking ------------------------------------------------------------------------------------------------------

// Walks and compares the documents, one a line, "-" before those that are skipped.
static bool walk_gives(tree *t, const char *const *paths, size_t count, const char *expected)
{
    pf_check_documents documents;
    bool good = pf_check_walk(&t->configs, paths, count, &documents);
    pf_buffer buffer;
    pf_buffer_init(&buffer);
    pf_buffer_string(&buffer, "");
    for (size_t i = 0; i < documents.files.count; i++)
        pf_buffer_format(&buffer, "%s\n", documents.files.paths[i]);
    for (size_t i = 0; i < documents.skipped_count; i++)
        pf_buffer_format(&buffer, "-%s %s:%u\n", documents.skipped[i].path, documents.skipped[i].by->text, documents.skipped[i].by->place.line);
    assert_string_equal(buffer.bytes, expected);
    pf_buffer_release(&buffer);
    return good;
}

#define WALK(t, expected, ...) walk_gives(t, (const char *const[]){__VA_ARGS__}, sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *), expected)

static void walks_folders_in_order_of_names(void **state)
{
    tree *t = *state;
    static const char *const files[] = {"b.md", "a.txt", "c.markdown", "d.rst", "sub/e.md", "sub/f/g.md", ".hidden.md", ".github/h.md",
                                        "node_modules/i.md", "notes", "MD", ".md"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        put(files[i], "x");
    assert_int_equal(symlink("sub", "link"), 0);
    assert_int_equal(symlink("b.md", "linked.md"), 0);
    assert_int_equal(symlink("nowhere", "lost"), 0);
    assert_true(WALK(t, "a.txt\nb.md\nc.markdown\nlinked.md\nsub/e.md\nsub/f/g.md\n", "."));
    assert_true(WALK(t, "sub/f/g.md\nnotes\nsub/e.md\n.github/h.md\n", "./sub//f/", "notes", "sub", "./sub/e.md", ".github", "link/e.md")); // the last one is there already
    assert_true(WALK(t, "-\nd.rst\n", "-", "d.rst"));
}

static void passes_over_what_is_excluded(void **state)
{
    tree *t = *state;
    put(".patfinder.yaml", "exclude:\n  - drafts/\n  - \"*.tmp.md\"\n  - own/keep.md\n");
    put("own/.patfinder.yaml", "exclude: [left.md]\n");
    static const char *const files[] = {"a.md", "a.tmp.md", "drafts/b.md", "own/keep.md", "own/left.md", "own/drafts/c.md"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        put(files[i], "x");
    put("drafts/.patfinder.yaml", "nonsense: true\n"); // nobody looks
    assert_true(WALK(t, "a.md\nown/drafts/c.md\nown/keep.md\n", "."));
    assert_true(WALK(t, "a.md\n-a.tmp.md *.tmp.md:3\n", "a.tmp.md", "a.md"));
    assert_true(WALK(t, "-own/left.md left.md:1\n", "own/left.md"));
    assert_int_equal(t->diagnostics.count, 0);
}

static void skips_an_excluded_folder_that_is_named(void **state)
{
    tree *t = *state;
    put(".patfinder.yaml", "exclude: [drafts, all/*]\n");
    put("drafts/b.md", "x");
    put("all/a.md", "x");
    assert_true(WALK(t, "-drafts drafts:1\n", "drafts/"));
    assert_true(WALK(t, "-drafts/b.md drafts:1\n", "drafts/b.md"));
    assert_true(WALK(t, "", "all")); // all that it holds is excluded
    assert_int_equal(chdir("drafts"), 0);
    assert_true(pf_check_configs_init(&t->configs, &t->arena, &t->diagnostics));
    assert_true(WALK(t, "-. drafts:1\n", "."));
}

static void complains_of_operands_that_are_nothing(void **state)
{
    tree *t = *state;
    put("empty/a.rst", "x");
    put("a.md", "x");
    put("broken/lost.md", "x");
    assert_int_equal(unlink("broken/lost.md"), 0);
    assert_int_equal(symlink("nowhere", "broken/lost.md"), 0);
    assert_false(WALK(t, "a.md\n", "missing.md", "a.md", "empty", "a.md/b", "", "broken"));
    char *messages = messages_of(&t->diagnostics);
    assert_string_equal(messages, "missing.md: error: no such file or folder: check the name and the working directory [input-missing]\n"
                                  "empty: error: the folder holds no documents (*.md, *.markdown, *.txt) [input-no-documents]\n"
                                  "a.md/b: error: Not a directory [input-unreadable]\n"
                                  "'': error: no such file or folder: check the name and the working directory [input-missing]\n"
                                  "broken/lost.md: error: the link leads to no file [input-missing]\n");
    free(messages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_globs_as_gitignore_does),
        cmocka_unit_test(refuses_globs_that_fit_nothing),
        cmocka_unit_test(takes_paths_apart),
        cmocka_unit_test_setup_teardown(finds_the_nearest_configuration, open_tree, close_tree),
        cmocka_unit_test_setup_teardown(looks_at_each_folder_once, open_tree, close_tree),
        cmocka_unit_test_setup_teardown(says_once_that_a_configuration_is_wrong, open_tree, close_tree),
        cmocka_unit_test_setup_teardown(walks_folders_in_order_of_names, open_tree, close_tree),
        cmocka_unit_test_setup_teardown(passes_over_what_is_excluded, open_tree, close_tree),
        cmocka_unit_test_setup_teardown(skips_an_excluded_folder_that_is_named, open_tree, close_tree),
        cmocka_unit_test_setup_teardown(complains_of_operands_that_are_nothing, open_tree, close_tree),
    };
    return cmocka_run_group_tests_name("check_walk", tests, NULL, NULL);
}
