// SPDX-License-Identifier: MIT
// What the process gives up before it reads what others wrote.
#ifndef PF_CLI_FENCE_H
#define PF_CLI_FENCE_H

// From now on the process, with all its threads, runs no program, opens no socket, changes no owner or permission, and writes, makes and
// removes files only where `written`, a file or a folder, stands (NULL: nowhere): in its nearest folder that is there. What is open stays
// open, permissions too where something is written, and everything may be read. Nothing comes of it where the kernel cannot do it (Linux can
// from 3.5 and 5.13 on).
void pf_fence_raise(const char *written);

#endif
