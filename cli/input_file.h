/* A file that is read once, from front to back: regular file, pipe, device or standard input. */
#ifndef CLI_INPUT_FILE_H
#define CLI_INPUT_FILE_H

#include "base/text.h"
#include "cli/terminal.h"

#include <sys/stat.h>

typedef struct InputFile {
    const char *path; /* as typed; "-": standard input */
    Text shown;       /* the same for messages */
    int descriptor;
    struct stat before; /* when it was opened */
    int error;          /* errno of a failed read, 0: none */
    bool has_changed;   /* [C5.6] while it was read */
} InputFile;

/* Complains and gives false where it cannot be opened. "-" is standard input when `streams` is given. */
bool input_open(InputFile *input, const char *path, const Streams *streams, Arena *arena);
/* An IctscoreRead; `user` is the InputFile. */
long input_read(void *user, char *buffer, size_t size);
/* The first bytes of a regular file, without moving on in it; empty for all others. */
Text input_peek(const InputFile *input, Arena *arena);
/* Says why reading failed. */
void input_complain(const InputFile *input);
/* The whole file, at most `limit` + 1 bytes of it. false: it could not be read, and a complaint was made. */
bool input_read_all(InputFile *input, uint64_t limit, Arena *arena, Text *text);
void input_close(InputFile *input);

#endif
