// SPDX-License-Identifier: MIT
// What is known of the terminal.
#ifndef PF_CLI_TERMINAL_H
#define PF_CLI_TERMINAL_H

#include "cli/command_line.h"

// Width and colour from the options, the terminal and the environment (COLUMNS, NO_COLOR, TERM).
pf_style pf_terminal_style(const pf_command_line *options);

// Whether standard input is a terminal, where somebody may wait for the program while it waits for them.
bool pf_terminal_input(void);

#endif
