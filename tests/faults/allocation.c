// SPDX-License-Identifier: MIT
// Lets an allocation of a program fail, those of its libraries included; loaded into it with LD_PRELOAD by tests/faults.py.
//
// FAULT_AT=N in the environment lets the N-th allocation fail, and with FAULT_REST=1 all behind it too. Into the file FAULT_COUNT goes
// how many there were, also when the program crashes. What comes before main counts, since it is the same in each run. What a library
// allocates whose file's name contains FAULT_EXCEPT does not count. Nor does what comes behind main,
// when a build of MODE=coverage writes what it has counted.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// What is allocated while the next definitions are looked for; never given back.
static _Alignas(max_align_t) char early[64 * 1024];
static size_t early_used;

static void *(*next_malloc)(size_t);
static void *(*next_calloc)(size_t, size_t);
static void *(*next_realloc)(void *, size_t);
static void (*next_free)(void *);
static int (*next_posix_memalign)(void **, size_t, size_t);
static void *(*next_aligned_alloc)(size_t, size_t);
static bool looking;

static bool started, ended;
static bool all_behind;
static const char *except;
static unsigned long fails_at;
static _Atomic unsigned long here;     // without a file
static _Atomic unsigned long *count = &here;

static void look(void)
{
    if (next_free || looking)
        return;
    looking = true;
    *(void **)&next_malloc = dlsym(RTLD_NEXT, "malloc");
    *(void **)&next_calloc = dlsym(RTLD_NEXT, "calloc");
    *(void **)&next_realloc = dlsym(RTLD_NEXT, "realloc");
    *(void **)&next_posix_memalign = dlsym(RTLD_NEXT, "posix_memalign");
    *(void **)&next_aligned_alloc = dlsym(RTLD_NEXT, "aligned_alloc");
    *(void **)&next_free = dlsym(RTLD_NEXT, "free");
    looking = false;
}

__attribute__((constructor)) static void start(void)
{
    look();
    const char *at = getenv("FAULT_AT"), *path = getenv("FAULT_COUNT"), *rest = getenv("FAULT_REST");
    int descriptor = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (descriptor >= 0 && ftruncate(descriptor, sizeof *count) == 0) {
        void *shared = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
        if (shared != MAP_FAILED)
            count = shared;
    }
    if (descriptor >= 0)
        close(descriptor);
    fails_at = at ? strtoul(at, NULL, 10) : 0;
    except = getenv("FAULT_EXCEPT");
    all_behind = rest && *rest == '1';
    *count = 0;
    started = true;
}

// Where a debugger stops to see which allocation it is.
__attribute__((noinline)) static bool fail(void)
{
    errno = ENOMEM;
    return true;
}

static bool is_excepted(const void *caller)
{
    Dl_info place;
    return except && dladdr(caller, &place) && strstr(place.dli_fname, except);
}

static bool fails(const void *caller)
{
    if (!started || ended || is_excepted(caller))
        return false;
    unsigned long number = ++*count;
    bool hit = fails_at && (number == fails_at || (all_behind && number > fails_at));
    return hit && fail();
}

static void *take_early(size_t size)
{
    size = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
    if (size > sizeof early - early_used)
        return NULL;
    void *bytes = early + early_used;
    early_used += size;
    return bytes;
}

static bool is_early(const void *bytes)
{
    return (uintptr_t)bytes >= (uintptr_t)early && (uintptr_t)bytes < (uintptr_t)(early + sizeof early);
}

void *malloc(size_t size)
{
    look();
    if (!next_malloc)
        return take_early(size);
    return fails(__builtin_return_address(0)) ? NULL : next_malloc(size);
}

void *calloc(size_t number, size_t size)
{
    look();
    if (!next_calloc)
        return take_early(number * size);
    return fails(__builtin_return_address(0)) ? NULL : next_calloc(number, size);
}

void *realloc(void *bytes, size_t size)
{
    look();
    if (is_early(bytes) || !next_realloc)
        abort(); // nothing that early is made larger
    return fails(__builtin_return_address(0)) ? NULL : next_realloc(bytes, size);
}

int posix_memalign(void **bytes, size_t alignment, size_t size)
{
    look();
    return fails(__builtin_return_address(0)) ? ENOMEM : next_posix_memalign(bytes, alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    look();
    return fails(__builtin_return_address(0)) ? NULL : next_aligned_alloc(alignment, size);
}

void free(void *bytes)
{
    look();
    if (bytes && !is_early(bytes) && next_free)
        next_free(bytes);
}

typedef int entry(int, char **, char **);
static entry *real_main;

static void end(void)
{
    ended = true;
}

static int run_main(int argc, char **argv, char **environment)
{
    atexit(end); // the last that is asked for is the first that is called
    return real_main(argc, argv, environment);
}

// By which the C library calls main.
typedef int starter(entry *main, int argc, char **argv, void (*init)(void), void (*fini)(void), void (*loader_fini)(void), void *stack);
starter __libc_start_main;

int __libc_start_main(entry *main, int argc, char **argv, void (*init)(void), void (*fini)(void), void (*loader_fini)(void), void *stack)
{
    starter *next = NULL;
    *(void **)&next = dlsym(RTLD_NEXT, "__libc_start_main");
    real_main = main;
    return next(run_main, argc, argv, init, fini, loader_fini, stack);
}
