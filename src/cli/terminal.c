// SPDX-License-Identifier: MIT
// What is known of the terminal.
#define _DEFAULT_SOURCE // struct winsize
#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

// Longer lines are hard to read, so a wider terminal is not used up; --width is obeyed.
enum { DEFAULT_WIDTH = 80, LEAST_WIDTH = 20, COMFORTABLE_WIDTH = 110 };

static unsigned terminal_width(void)
{
    struct winsize size;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    const char *columns = getenv("COLUMNS");
    if (columns && columns[0] != '\0' && strlen(columns) < 6 && strspn(columns, "0123456789") == strlen(columns))
        return (unsigned)strtoul(columns, NULL, 10);
    return 0;
}

static unsigned text_width(const pf_command_line *options)
{
    if (options->width > 0)
        return options->width;
    unsigned width = terminal_width();
    if (width < LEAST_WIDTH)
        return DEFAULT_WIDTH;
    return width < COMFORTABLE_WIDTH ? width : COMFORTABLE_WIDTH;
}

static bool wants_color(const pf_command_line *options)
{
    if (options->color != PF_COLOR_AUTO)
        return options->color == PF_COLOR_ALWAYS;
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if ((none && none[0] != '\0') || !terminal || strcmp(terminal, "dumb") == 0)
        return false;
    return isatty(STDOUT_FILENO);
}

pf_style pf_terminal_style(const pf_command_line *options)
{
    return (pf_style){
        .width = text_width(options),
        .color = wants_color(options),
        .verbose = (options->given & PF_OPTION_VERBOSE) != 0,
    };
}

bool pf_terminal_input(void)
{
    return isatty(STDIN_FILENO);
}
