// SPDX-License-Identifier: MIT
// Reads and writes a byte at a time; loaded into a program with LD_PRELOAD by tests/trouble.py. What the C library does for streams
// goes past it.
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

static size_t short_of(size_t size)
{
    return size > 1 ? 1 : size;
}

ssize_t read(int descriptor, void *bytes, size_t size)
{
    return syscall(SYS_read, descriptor, bytes, short_of(size));
}

ssize_t pread(int descriptor, void *bytes, size_t size, off_t from)
{
    return syscall(SYS_pread64, descriptor, bytes, short_of(size), from);
}

#ifndef pread64 // the same by another name
ssize_t pread64(int descriptor, void *bytes, size_t size, off64_t from)
{
    return syscall(SYS_pread64, descriptor, bytes, short_of(size), from);
}
#endif

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    return syscall(SYS_write, descriptor, bytes, short_of(size));
}
