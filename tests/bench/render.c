// SPDX-License-Identifier: MIT
// md4c's HTML renderer on files, one after the other: what the program's speed is held against.
//
// usage: render FILE …
#include <md4c-html.h>
#include <stdio.h>
#include <stdlib.h>

static void write_out(const MD_CHAR *text, MD_SIZE length, void *stream)
{
    fwrite(text, 1, length, stream);
}

// The text of a file, in a buffer that grows and is used again; NULL on failure.
static char *read_file(const char *path, size_t *length)
{
    static char *text;
    static size_t room;
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    if (*length > room) {
        free(text);
        room = *length;
        text = malloc(room);
    }
    size_t read = text ? fread(text, 1, *length, file) : 0;
    fclose(file);
    return read == *length ? text : NULL;
}

int main(int count, char **paths)
{
    static char buffer[1 << 16];
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    // The extensions that the program reads, too.
    unsigned flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEEMAILAUTOLINKS |
                     MD_FLAG_NOINDENTEDCODEBLOCKS;
    for (int i = 1; i < count; i++) {
        size_t length;
        const char *text = read_file(paths[i], &length);
        if (!text || md_html(text, (MD_SIZE)length, write_out, stdout, flags, 0) != 0)
            return 2;
    }
    return ferror(stdout) || fflush(stdout) ? 2 : 0;
}
