// SPDX-License-Identifier: MIT
// A fence of Landlock (landlock(7)) and seccomp (seccomp(2)). A document or a rule file that found a way to run code in this process would
// find a process that can do little more than print.
#define _GNU_SOURCE // syscall, O_PATH
#include "cli/fence.h"

#if defined(__linux__) && !defined(PF_NO_FENCE) && __has_include(<linux/landlock.h>) && __has_include(<linux/seccomp.h>)

#include <errno.h>
#include <fcntl.h>
#include <libgen.h> // dirname
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// --- Files ----------------------------------------------------------------------------------------------------------

// What a version of Landlock knows, from the first on; the headers of the C library may be older than the kernel.
enum { TRUNCATE_SINCE = 3, NETWORK_SINCE = 4, SCOPES_SINCE = 6 };
static const uint64_t TRUNCATE = UINT64_C(1) << 14, TCP = 3, ABSTRACT_SOCKETS_AND_SIGNALS = 3;

typedef struct landlock_wish {
    uint64_t files, network, scopes;
} landlock_wish;

static const uint64_t WRITING = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR;
static const uint64_t NEVER = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_SOCK |
                              LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

// Opens the nearest folder that is there, at `path` or above it; -1 where none is.
static int open_nearest_folder(const char *path)
{
    char copy[PATH_MAX], *folder = copy;
    int descriptor = -1;
    size_t length = strlen(path);
    if (length >= sizeof copy)
        return -1;
    memcpy(copy, path, length + 1);
    while (folder && descriptor < 0) {
        descriptor = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
        if (descriptor < 0 && errno == EINTR)
            continue;
        bool is_last = strcmp(folder, "/") == 0 || strcmp(folder, ".") == 0;
        folder = is_last ? NULL : dirname(folder);
    }
    return descriptor;
}

static void allow_writing(int rules, const char *path, uint64_t access)
{
    int folder = open_nearest_folder(path);
    struct landlock_path_beneath_attr beneath = {.allowed_access = access, .parent_fd = folder};
    if (folder < 0)
        return;
    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    close(folder);
}

static void fence_files(const char *written)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return;
    uint64_t writing = version >= TRUNCATE_SINCE ? WRITING | TRUNCATE : WRITING;
    landlock_wish wish = {writing | NEVER, version >= NETWORK_SINCE ? TCP : 0, version >= SCOPES_SINCE ? ABSTRACT_SOCKETS_AND_SIGNALS : 0};
    size_t known = version >= SCOPES_SINCE ? 3 : version >= NETWORK_SINCE ? 2 : 1;
    int rules = (int)syscall(SYS_landlock_create_ruleset, &wish, known * sizeof(uint64_t), 0);
    if (rules < 0)
        return;
    if (written)
        allow_writing(rules, written, writing);
    syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
}

// --- Calls ----------------------------------------------------------------------------------------------------------

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__i386__)
#define ARCHITECTURE AUDIT_ARCH_I386
#elif defined(__aarch64__) && defined(__AARCH64EL__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

#ifdef ARCHITECTURE
#define REFUSE BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)
#define REFUSE_CALL(number) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1), REFUSE

// Calls of another architecture, which have other numbers, are all refused; so are those of x32, the numbers of which begin at 2^30. What
// Landlock does not know is refused here: permissions and owners of files, but for the permissions of what is written.
static void fence_calls(bool writes)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
        REFUSE,
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        REFUSE,
        REFUSE_CALL(SYS_execve),
        REFUSE_CALL(SYS_execveat),
        REFUSE_CALL(SYS_socket),
        REFUSE_CALL(SYS_socketpair),
        REFUSE_CALL(SYS_io_uring_setup), // a ring opens sockets by other calls
#ifdef SYS_socketcall
        REFUSE_CALL(SYS_socketcall),
#endif
#ifdef SYS_chmod
        REFUSE_CALL(SYS_chmod),
        REFUSE_CALL(SYS_chown),
        REFUSE_CALL(SYS_lchown),
#endif
        REFUSE_CALL(SYS_fchmodat),
        REFUSE_CALL(SYS_fchownat),
        REFUSE_CALL(SYS_fchown),
        REFUSE_CALL(SYS_setxattr),
        REFUSE_CALL(SYS_lsetxattr),
        REFUSE_CALL(SYS_fsetxattr),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_fchmod, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, writes ? SECCOMP_RET_ALLOW : SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
#else
static void fence_calls(bool writes)
{
    (void)writes;
}
#endif

void pf_fence_raise(const char *written)
{
    int error = errno;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
        fence_files(written);
        fence_calls(written != NULL);
    }
    errno = error;
}

#else

void pf_fence_raise(const char *written)
{
    (void)written;
}

#endif
