/* The three standard streams: what they are, and what may be sent to them. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ColourMode { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER } ColourMode;

typedef struct Streams {
    bool closed[3]; /* was closed when the program started [C5.4] */
} Streams;

/* Opens /dev/null in the place of streams that are closed, so that no file we open takes their number. */
Streams streams_open(void);
bool terminal_is(int stream);
/* [C2.10] */
bool terminal_wants_colour(int stream, ColourMode mode);
/* Columns of the terminal behind standard output; 0: none or unknown. */
size_t terminal_width(void);

/* [C4.3] Tells how far reading has come, on a terminal and after a second. */
typedef struct Progress {
    bool is_wanted, was_shown;
    int64_t start, last; /* milliseconds */
} Progress;

Progress progress_start(bool is_wanted);
bool progress_tell(void *progress, uint64_t rows);
void progress_end(Progress *progress);

#endif
