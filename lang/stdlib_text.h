/* The library functions written in ISL, as text; the table is made from stdlib/ at build. */
#ifndef LANG_STDLIB_TEXT_H
#define LANG_STDLIB_TEXT_H

#include <stddef.h>

typedef struct StdlibFile {
    const char *name; /* as in messages: "stdlib/share.isl" */
    const char *text; /* followed by a NUL that `len` does not count */
    size_t len;
} StdlibFile;

extern const StdlibFile stdlib_files[];
extern const size_t stdlib_file_count;

#endif
