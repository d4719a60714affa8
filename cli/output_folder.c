#include "cli/output_folder.h"

#include "cli/complaint.h"
#include "cli/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FOLDER_MODE = 0777, FILE_MODE = 0666 };

static void remove_all(OutputFolder *folder) {
    for (size_t i = 0; i < folder->count; i++)
        unlinkat(folder->descriptor, folder->names[i], 0);
    if (folder->descriptor >= 0) close(folder->descriptor);
    if (folder->temporary) unlinkat(folder->output->directory, folder->temporary, AT_REMOVEDIR);
    folder->temporary = NULL;
    folder->descriptor = -1;
}

static bool refuse(OutputFolder *folder, int error) {
    remove_all(folder);
    signals_release();
    complain("cannot write `%.*s`: %s; no folder was made", TEXT_ARG(folder->output->shown),
             complaint_of_errno(error));
    return false;
}

static bool make_temporary(OutputFolder *folder) {
    for (unsigned attempt = 0; attempt < 100; attempt++) {
        folder->temporary = output_temporary_name(folder->output, attempt);
        if (mkdirat(folder->output->directory, folder->temporary, FOLDER_MODE) == 0) return true;
        if (errno != EEXIST) break;
    }
    folder->temporary = NULL;
    return false;
}

bool output_folder_begin(OutputFolder *folder, OutputFile *output) {
    *folder = (OutputFolder){.output = output, .descriptor = -1};
    signals_hold();
    if (!make_temporary(folder)) return refuse(folder, errno);
    folder->descriptor =
        openat(output->directory, folder->temporary, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return folder->descriptor >= 0 || refuse(folder, errno);
}

/* Whoever interrupts finds nothing left behind. */
static void let_interruption_through(OutputFolder *folder) {
    if (!signals_are_waiting()) return;
    remove_all(folder);
    signals_release();
}

static bool write_all(int descriptor, const char *bytes, size_t len) {
    while (len > 0) {
        ssize_t count = write(descriptor, bytes, len);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        bytes += count;
        len -= (size_t)count;
    }
    return true;
}

static bool fail(OutputFolder *folder) {
    if (folder->error == 0) folder->error = errno;
    return false;
}

bool output_folder_add(void *user, const char *name, const char *bytes, size_t len) {
    OutputFolder *folder = user;
    Arena *arena = folder->output->arena;
    let_interruption_through(folder);
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    int descriptor = openat(folder->descriptor, name, flags, FILE_MODE);
    if (descriptor < 0) return fail(folder);
    const char *kept = text_format(arena, "%s", name).bytes;
    ARENA_PUSH(arena, folder->names, folder->count, folder->capacity, kept);
    bool is_written = write_all(descriptor, bytes, len);
    if (!is_written) (void)fail(folder);
    bool is_closed = close(descriptor) == 0 || errno == EINTR;
    return (is_written && is_closed) || fail(folder);
}

bool output_folder_commit(OutputFolder *folder) {
    OutputFile *output = folder->output;
    let_interruption_through(folder);
    sync(); /* once for all: one by one thousands of files would take minutes */
    if (renameat(output->directory, folder->temporary, output->directory, output->name) != 0)
        return refuse(folder, errno);
    close(folder->descriptor);
    folder->descriptor = -1;
    folder->temporary = NULL;
    signals_release();
    (void)fsync(output->directory); /* the folder is there; only its name may come late */
    return true;
}

void output_folder_abandon(OutputFolder *folder) {
    if (folder->error != 0) {
        refuse(folder, folder->error);
        return;
    }
    remove_all(folder);
    signals_release();
}
