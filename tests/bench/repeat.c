// SPDX-License-Identifier: MIT
// Runs commands in turn (A, B, A, B …), so that a slow phase of the machine hits all of them, and prints what each run
// took.
//
// usage: repeat ROUNDS SECONDS LIMIT OUTPUT -- COMMAND [ARGUMENT …] [-- COMMAND [ARGUMENT …] …]
//
// No new round begins after SECONDS. A run of more than LIMIT seconds of processor time is ended, and its command not
// run again. Standard output goes to the file OUTPUT, which every run begins anew: GNU grep stops at the first match
// when it writes to /dev/null.
//
// A line for each run: number of the command, wall clock and processor time in microseconds, peak of resident memory in
// kilobytes, and the exit status, or minus the signal that ended it. This program is small, since a child's peak is at
// least that of its parent.
#define _DEFAULT_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

static long long microseconds(struct timeval time)
{
    return time.tv_sec * 1000000LL + time.tv_usec;
}

// False when the command cannot be run again.
static bool run(int number, char **command, posix_spawn_file_actions_t *streams)
{
    if (!command[0])
        return false;
    int status;
    pid_t child;
    struct rusage usage;
    long long begun = now();
    errno = posix_spawnp(&child, command[0], streams, NULL, command, environ);
    if (errno) {
        perror(command[0]);
        return false;
    }
    if (wait4(child, &status, 0, &usage) < 0)
        return false;
    long long wall = now() - begun;
    printf("%d %lld %lld %ld %d\n", number, wall, microseconds(usage.ru_utime) + microseconds(usage.ru_stime),
           usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
    return WIFEXITED(status);
}

int main(int count, char **words)
{
    if (count < 7)
        return 2;
    long rounds = strtol(words[1], NULL, 10);
    long long end = now() + strtol(words[2], NULL, 10) * 1000000LL;
    rlim_t limit = (rlim_t)strtol(words[3], NULL, 10);
    setrlimit(RLIMIT_CPU, &(struct rlimit){limit, limit}); // what is run inherits it
    posix_spawn_file_actions_t streams;
    posix_spawn_file_actions_init(&streams);
    posix_spawn_file_actions_addopen(&streams, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&streams, 1, words[4], O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&streams, 2, "/dev/null", O_WRONLY, 0);

    char **commands[64] = {0};
    int number = 0;
    for (int i = 5; i < count && number < 64; i++)
        if (strcmp(words[i], "--") == 0) {
            words[i] = NULL;
            commands[number++] = words + i + 1;
        }
    for (long round = 0; round < rounds && (round == 0 || now() < end); round++)
        for (int i = 0; i < number; i++)
            if (commands[i] && !run(i, commands[i], &streams))
                commands[i] = NULL;
    return ferror(stdout) || fflush(stdout) ? 2 : 0;
}
