// SPDX-License-Identifier: MIT
// Loaded into the program (LD_PRELOAD): when that has done its work, tries what it no longer may, and says what came of it.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void say(const char *what, int result)
{
    fprintf(stderr, "probe: %s: %s\n", what, result < 0 ? strerror(errno) : "done");
}

__attribute__((destructor)) static void probe(void)
{
    const char *input = getenv("PROBE_INPUT"), *output = getenv("PROBE_OUTPUT"), *made = getenv("PROBE_FOLDER");
    if (!input || !output || !made)
        return;
    say("no new privileges", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? 0 : -1);
    say("read", open(input, O_RDONLY | O_CLOEXEC));
    say("write", open(input, O_WRONLY | O_CLOEXEC));
    say("make", open(output, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    say("truncate", truncate(input, 0));
    say("remove", unlink(input));
    say("make a folder", mkdir(made, 0700));
    say("link", symlink(input, made));
    say("change permissions", chmod(input, 0600));
    say("reach the network", socket(AF_INET, SOCK_DGRAM, 0));
    struct io_uring_params ring = {0};
    say("have the kernel do it", (int)syscall(SYS_io_uring_setup, 1, &ring));
    unsetenv("LD_PRELOAD"); // else the other program would begin all over
    say("run a program", execl("/bin/true", "true", (char *)NULL));
}
