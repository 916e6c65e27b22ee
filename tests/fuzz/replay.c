// SPDX-License-Identifier: MIT
// Runs a fuzz target on the files of folders, without a fuzzer and with any compiler. Each file is one test, in a process of its own, so
// that a crash or a hang hides no other.
//
// usage: TARGET FOLDER...   (a folder that does not exist has no files)
#define _XOPEN_SOURCE 700
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_BYTES = 1 << 20, MOST_SECONDS = 60 /* with sanitizers, on a busy machine */ };

// In memory of just its size, so that what reads beyond it is found.
static void run_file(const char *path)
{
    static uint8_t bytes[MOST_BYTES];
    FILE *file = fopen(path, "rb");
    fuzz_require(file != NULL, "the file can be read");
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    uint8_t *exact = malloc(size ? size : 1);
    fuzz_require(exact != NULL, "there is memory");
    memcpy(exact, bytes, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
}

static bool passes(const char *path)
{
    int status = 1;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        alarm(MOST_SECONDS);
        run_file(path);
        exit(EXIT_SUCCESS); // where leaks are looked for
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

// Gives the number of failures, and counts the tests on.
static int run_folder(const char *folder, int *tests)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_visible, alphasort), failed = 0;
    for (int i = 0; i < count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        bool passed = passes(path);
        printf("%s %d - %s\n", passed ? "ok" : "not ok", ++*tests, path);
        failed += !passed;
        free(entries[i]);
    }
    free(entries);
    return failed;
}

int main(int argc, char **argv)
{
    int tests = 0, failed = 0;
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0); // what is loaded once is there for all
    for (int i = 1; i < argc; i++)
        failed += run_folder(argv[i], &tests);
    printf("1..%d\n", tests);
    return failed || !tests ? EXIT_FAILURE : EXIT_SUCCESS;
}
