// SPDX-License-Identifier: MIT
// Writing a file as a whole.
#ifndef PF_CLI_FILE_H
#define PF_CLI_FILE_H

#include "patfinder.h"

// Puts the bytes in the place of what the file, or what a link leads to (nowhere: the link), held before, if that was the like: through a
// temporary file beside it, so that nobody ever sees half of them. False after a message on standard error.
bool pf_file_replace(const char *path, const pf_output *content);

#endif
