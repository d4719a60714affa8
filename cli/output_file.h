/* Where a result goes: standard output, or a file that is replaced as a whole or not at all [C5]. */
#ifndef CLI_OUTPUT_FILE_H
#define CLI_OUTPUT_FILE_H

#include "cli/input_file.h"

typedef struct OutputFile {
    Text shown; /* as typed, for messages */
    bool is_stream;
    bool was_closed; /* standard output was closed when the program started */
    Arena *arena;
    int directory;         /* open directory of the file */
    const char *name;      /* of the file in it */
    const char *temporary; /* of the file written first; NULL: not begun */
    int descriptor;
    int error; /* errno of what failed first */
    struct stat existing;
    bool exists;
} OutputFile;

/* Finds the file (through a link) and checks that it can be written; nothing is made yet. `path` NULL or "-":
 * standard output. false: a complaint was made. */
bool output_prepare(OutputFile *output, const char *path, const Streams *streams, Arena *arena);
/* A name beside the output that a next run would know as left behind. */
const char *output_temporary_name(const OutputFile *output, unsigned attempt);
/* [C5.3] */
bool output_is_same(const OutputFile *output, const InputFile *input);
/* Makes the temporary file. */
bool output_begin(OutputFile *output);
/* An IctscoreWrite; `user` is the OutputFile. */
bool output_write(void *user, const char *bytes, size_t len);
/* Makes what was written the file. false: the old one is as it was, and a complaint was made. */
bool output_commit(OutputFile *output);
/* Removes what was begun, silently. */
void output_abandon(OutputFile *output);
/* Removes what was begun and says why; the old file is as it was. */
void output_fail(OutputFile *output);
void output_close(OutputFile *output);

#endif
