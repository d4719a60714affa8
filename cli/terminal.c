#include "cli/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

Streams streams_open(void) {
    Streams streams = {{false, false, false}};
    for (int stream = 0; stream < 3; stream++) {
        if (fcntl(stream, F_GETFD) != -1 || errno != EBADF) continue;
        streams.closed[stream] = true;
        /* the lowest free number is this stream's */
        if (open("/dev/null", stream == STDIN_FILENO ? O_RDONLY : O_WRONLY) != stream) _exit(6);
    }
    return streams;
}

bool terminal_is(int stream) {
    return isatty(stream) == 1;
}

static bool has_text(const char *variable) {
    const char *value = getenv(variable);
    return value && *value;
}

bool terminal_wants_colour(int stream, ColourMode mode) {
    switch (mode) {
    case COLOUR_ALWAYS: return true;
    case COLOUR_NEVER: return false;
    case COLOUR_AUTO: break;
    }
    const char *kind = getenv("TERM");
    bool is_dumb = !kind || strcmp(kind, "dumb") == 0;
    return terminal_is(stream) && !has_text("NO_COLOR") && !is_dumb;
}

size_t terminal_width(void) {
    struct winsize size;
    if (!terminal_is(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
    return size.ws_col;
}

static int64_t now(void) {
    struct timespec time = {0, 0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

enum { PROGRESS_AFTER = 1000, PROGRESS_EVERY = 200 };

Progress progress_start(bool is_wanted) {
    return (Progress){is_wanted && terminal_is(STDERR_FILENO), false, now(), 0};
}

bool progress_tell(void *user, uint64_t rows) {
    Progress *progress = user;
    if (!progress->is_wanted) return true;
    int64_t time = now();
    if (time - progress->start < PROGRESS_AFTER || time - progress->last < PROGRESS_EVERY) return true;
    progress->last = time;
    progress->was_shown = true;
    fprintf(stderr, "\r%" PRIu64 " units read", rows);
    return true;
}

void progress_end(Progress *progress) {
    if (progress->was_shown) fputs("\r\x1b[K", stderr);
    progress->was_shown = false;
}
