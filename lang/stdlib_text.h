/* The library functions written in ISL, as text; the table is made from stdlib/ at build. */
#ifndef LANG_STDLIB_TEXT_H
#define LANG_STDLIB_TEXT_H

#include <stddef.h>
#include <stdint.h>

typedef struct StdlibFile {
    const char *name; /* as in messages: "stdlib/share.isl" */
    const char *text; /* followed by a NUL that `len` does not count */
    size_t len;
} StdlibFile;

/* Where a function stands, with the comments behind it. */
typedef struct StdlibFunction {
    uint32_t file; /* index into stdlib_files */
    const char *name;
    uint32_t from, to; /* byte offsets; the word `function` is at `from` */
} StdlibFunction;

extern const StdlibFile stdlib_files[];
extern const size_t stdlib_file_count;
extern const StdlibFunction stdlib_functions[];
extern const size_t stdlib_function_count;

#endif
