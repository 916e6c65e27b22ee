// SPDX-License-Identifier: MIT
// What is in force for a document and where it was said, for --show-config.
#ifndef PF_CHECK_SHOW_H
#define PF_CHECK_SHOW_H

#include "check/nearest.h"

// Appends a configuration that says the same, each line with a comment on where it comes from: "default", ".patfinder.yaml:12",
// "design.md:3" or "command line". `name` is what the document is called, or the folder: then the overrides for what lies below it are
// shown too. `own`, the front matter, and `command_line` may be NULL. Failure shows in the buffer.
void pf_check_show(pf_check_target target, const char *name, bool is_folder, const pf_check_config *own, const pf_check_config *command_line,
                   pf_buffer *buffer);

#endif
