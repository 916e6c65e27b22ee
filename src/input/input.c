// SPDX-License-Identifier: MIT
// Reads a file, standard input or memory and refuses whatever is not text in UTF-8.
#include "input/input.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "input/position.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_BUFFER = 64 * 1024 };

static bool refuse(pf_input_problem *problem, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// Fills in the problem and returns false, so that a caller can refuse in one statement.
static bool refuse(pf_input_problem *problem, const char *code, const char *format, ...)
{
    problem->code = code;
    problem->line = problem->column = 0;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(problem->message, sizeof problem->message, format, arguments);
    va_end(arguments);
    return false;
}

static bool refuse_at(pf_input_problem *problem, const pf_input *input, size_t offset, const char *code,
                      const char *message)
{
    refuse(problem, code, "%s", message);
    pf_position position = pf_position_find(input->bytes, input->length, offset);
    problem->line = position.line;
    problem->column = position.column;
    return false;
}

bool pf_input_refuse_too_large(pf_input_problem *problem, size_t limit)
{
    const size_t mebibyte = 1024 * 1024;
    bool whole = limit >= mebibyte && limit % mebibyte == 0;
    return refuse(problem, "input-too-large",
                  "larger than the limit of %zu %s: split it, or give only the part that matters",
                  whole ? limit / mebibyte : limit, whole ? "MiB" : "bytes");
}

static bool begins_with(const pf_input *input, const char *bytes, size_t length)
{
    return input->length >= length && memcmp(input->bytes, bytes, length) == 0;
}

static bool is_blank(const pf_input *input)
{
    for (size_t at = 0; at < input->length;) {
        uint32_t code = 0;
        at += pf_utf8_decode(input->bytes + at, input->length - at, &code);
        if (!pf_utf8_is_space(code))
            return false;
    }
    return true;
}

static bool refuse_empty(pf_input_problem *problem)
{
    return refuse(problem, "input-empty", "nothing to read: write a description of the system in it");
}

// The checks that all inputs go through. The 32-bit mark comes first: it may begin with the 16-bit one.
static bool check(const pf_input *input, pf_input_problem *problem)
{
    if (begins_with(input, "\xFF\xFE\0\0", 4) || begins_with(input, "\0\0\xFE\xFF", 4))
        return refuse(problem, "input-utf32", "is UTF-32, not UTF-8: convert it with iconv -f UTF-32 -t UTF-8");
    if (begins_with(input, "\xFF\xFE", 2) || begins_with(input, "\xFE\xFF", 2))
        return refuse(problem, "input-utf16", "is UTF-16, not UTF-8: convert it with iconv -f UTF-16 -t UTF-8");
    if (input->length == 0)
        return refuse_empty(problem);
    const char *nul = memchr(input->bytes, '\0', input->length);
    if (nul)
        return refuse_at(problem, input, (size_t)(nul - input->bytes), "input-nul",
                         "a NUL byte: this is not text; if it is UTF-16, convert it with iconv -f UTF-16 -t UTF-8");
    size_t valid = pf_utf8_check(input->bytes, input->length);
    if (valid < input->length)
        return refuse_at(problem, input, valid, "input-invalid-utf8",
                         "a byte that is not UTF-8: if it is Latin-1, convert it with iconv -f ISO-8859-1 -t UTF-8");
    if (is_blank(input))
        return refuse_empty(problem);
    return true;
}

static bool refuse_error(pf_input_problem *problem, int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR: return refuse(problem, "input-missing", "no such file: check the name and the working directory");
    case EISDIR: return refuse(problem, "input-directory", "is a directory: name the files in it");
    case EACCES:
    case EPERM: return refuse(problem, "input-unreadable", "not allowed to read it: check its permissions");
    case ENOMEM:
        return refuse(problem, "input-memory", "not enough memory to read it: give only the part that matters");
    default: return refuse(problem, "input-unreadable", "cannot be opened: %s", strerror(error));
    }
}

// As read(2), but goes on after signals and waits where the descriptor would not.
static ssize_t read_patiently(int descriptor, char *bytes, size_t size)
{
    for (;;) {
        ssize_t got = read(descriptor, bytes, size);
        if (got >= 0 || (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK))
            return got;
        if (errno != EINTR) {
            struct pollfd ready = {.fd = descriptor, .events = POLLIN};
            poll(&ready, 1, -1);
        }
    }
}

bool pf_input_read_some(int descriptor, char *bytes, size_t size, size_t *got, pf_input_problem *problem)
{
    ssize_t length = read_patiently(descriptor, bytes, size);
    *got = length > 0 ? (size_t)length : 0;
    if (length >= 0)
        return true;
    if (errno == EBADF)
        return refuse(problem, "input-unreadable", "is not open for reading: redirect a file to it");
    if (errno == EISDIR)
        return refuse_error(problem, EISDIR);
    return refuse(problem, "input-read-error", "reading failed: %s", strerror(errno));
}

bool pf_input_refuse_memory(pf_input_problem *problem)
{
    return refuse_error(problem, ENOMEM);
}

// Makes room for at least one byte, but never for more than one byte beyond the limit.
static bool make_room(pf_input *input, size_t *capacity, size_t limit)
{
    if (input->length < *capacity)
        return true;
    size_t larger = *capacity > limit / 2 ? limit + 1 : *capacity * 2;
    char *bytes = realloc(input->owned, larger);
    if (!bytes)
        return false;
    input->bytes = input->owned = bytes;
    *capacity = larger;
    return true;
}

// Reads until the end, whatever size the file had when it was opened, or until one byte more than the limit.
static bool read_all(pf_input *input, int descriptor, size_t expected, size_t limit, pf_input_problem *problem)
{
    size_t capacity = expected < limit ? expected + 1 : limit + 1; // the one byte more is where the end shows
    input->bytes = input->owned = malloc(capacity);
    if (!input->owned)
        return refuse_error(problem, ENOMEM);
    for (;;) {
        if (!make_room(input, &capacity, limit))
            return refuse_error(problem, ENOMEM);
        size_t got;
        if (!pf_input_read_some(descriptor, input->owned + input->length, capacity - input->length, &got, problem))
            return false;
        if (got == 0) {
            input->owned[input->length] = '\0';
            return true;
        }
        input->length += got;
        if (input->length > limit)
            return pf_input_refuse_too_large(problem, limit);
    }
}

static size_t effective_limit(size_t limit)
{
    return limit == 0 || limit > PF_LIMIT_INPUT ? PF_LIMIT_INPUT : limit;
}

bool pf_input_read_descriptor(pf_input *input, int descriptor, const char *name, size_t limit,
                              pf_input_problem *problem)
{
    *input = (pf_input){.name = name};
    limit = effective_limit(limit);
    size_t expected = FIRST_BUFFER;
    struct stat status;
    if (fstat(descriptor, &status) == 0) {
        if (S_ISDIR(status.st_mode))
            return refuse_error(problem, EISDIR);
        // No early refusal by size: a descriptor may stand near the end of a large file.
        if (S_ISREG(status.st_mode) && status.st_size > 0)
            expected = (uintmax_t)status.st_size < limit ? (size_t)status.st_size : limit;
    }
    return read_all(input, descriptor, expected, limit, problem) && check(input, problem);
}

static int open_to_read(const char *path, int flags, pf_input_problem *problem)
{
    int descriptor;
    do
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | flags);
    while (descriptor < 0 && errno == EINTR);
    if (descriptor < 0)
        refuse_error(problem, errno);
    return descriptor;
}

int pf_input_open(const char *path, pf_input_problem *problem)
{
    return open_to_read(path, 0, problem);
}

static bool read_and_close(pf_input *input, int descriptor, const char *path, size_t limit, pf_input_problem *problem)
{
    *input = (pf_input){.name = path};
    if (descriptor < 0)
        return false;
    bool fine = pf_input_read_descriptor(input, descriptor, path, limit, problem);
    close(descriptor);
    return fine;
}

bool pf_input_read_file(pf_input *input, const char *path, size_t limit, pf_input_problem *problem)
{
    if (strcmp(path, "-") == 0)
        return pf_input_read_descriptor(input, STDIN_FILENO, PF_INPUT_STDIN_NAME, limit, problem);
    return read_and_close(input, pf_input_open(path, problem), path, limit, problem);
}

// What is opened is looked at, not what has the name: nobody can put a pipe in its place in between. Opening waits for nobody at the
// other end of one.
bool pf_input_read_regular(pf_input *input, const char *path, size_t limit, pf_input_problem *problem)
{
    struct stat status;
    if (strcmp(path, "-") == 0)
        return pf_input_read_file(input, path, limit, problem);
    int descriptor = open_to_read(path, O_NONBLOCK, problem);
    bool is_special = descriptor >= 0 && fstat(descriptor, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
    if (!is_special)
        return read_and_close(input, descriptor, path, limit, problem);
    close(descriptor);
    *input = (pf_input){.name = path};
    return refuse(problem, "input-unreadable", "is a pipe or a device, and must be a file");
}

bool pf_input_use_memory(pf_input *input, const char *name, const char *bytes, size_t length, size_t limit,
                         pf_input_problem *problem)
{
    *input = (pf_input){.name = name, .bytes = bytes, .length = length};
    limit = effective_limit(limit);
    if (length > limit)
        return pf_input_refuse_too_large(problem, limit);
    return check(input, problem);
}

void pf_input_problem_report(const pf_input_problem *problem, const char *name, pf_diagnostics *diagnostics)
{
    pf_diagnostics_add(diagnostics, PF_ERROR, problem->code, name, problem->line, problem->column, "%s", problem->message);
}

void pf_input_release(pf_input *input)
{
    free(input->owned);
    *input = (pf_input){.name = input->name};
}
