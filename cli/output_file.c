#define _XOPEN_SOURCE 700 /* realpath */

#include "cli/output_file.h"

#include "cli/complaint.h"
#include "cli/signals.h"
#include "cli/stray_files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static bool refuse(const OutputFile *output, const char *why) {
    complain("cannot write `%.*s`: %s", TEXT_ARG(output->shown), why);
    return false;
}

/* ---- before the computation */

/* Splits the path into an open directory and a name. */
static bool find_directory(OutputFile *output, const char *path) {
    const char *slash = strrchr(path, '/');
    output->name = slash ? slash + 1 : path;
    if (!*output->name) return refuse(output, complaint_of_errno(EISDIR));
    Text folder = slash ? text_copy(output->arena, (Text){path, (size_t)(slash - path) + 1}) : TEXT("./");
    const char *folder_path = text_format(output->arena, "%.*s", TEXT_ARG(folder)).bytes;
    output->directory = open(folder_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (output->directory >= 0) return true;
    return refuse(output, errno == ENOENT ? "there is no such directory" : complaint_of_errno(errno));
}

/* A link stays a link: the file it leads to is the one that is replaced. */
static bool resolve(OutputFile *output, const char *path, const char **resolved) {
    struct stat link;
    *resolved = path;
    if (lstat(path, &link) != 0 || !S_ISLNK(link.st_mode)) return true;
    char *real = realpath(path, NULL);
    if (!real) return refuse(output, "it is a link to a file that does not exist");
    *resolved = arena_copy(output->arena, real, strlen(real) + 1);
    free(real);
    return true;
}

static bool check_target(OutputFile *output) {
    output->exists = fstatat(output->directory, output->name, &output->existing, AT_SYMLINK_NOFOLLOW) == 0;
    if (!output->exists && errno != ENOENT) return refuse(output, complaint_of_errno(errno));
    if (output->exists && S_ISDIR(output->existing.st_mode))
        return refuse(output, complaint_of_errno(EISDIR));
    if (output->exists && !S_ISREG(output->existing.st_mode))
        return refuse(output, "it is not a regular file; leave -o out and redirect with `>`");
    if (faccessat(output->directory, ".", W_OK | X_OK, 0) == 0) return true;
    return refuse(output,
                  errno == EACCES ? "its directory may not be written to" : complaint_of_errno(errno));
}

static bool prepare_stream(OutputFile *output, const Streams *streams) {
    output->is_stream = true;
    output->shown = TEXT("standard output");
    output->descriptor = STDOUT_FILENO;
    output->was_closed = streams->closed[STDOUT_FILENO];
    if (!output->was_closed) return true;
    complain("cannot write to standard output: it is closed");
    return false;
}

bool output_prepare(OutputFile *output, const char *path, const Streams *streams, Arena *arena) {
    *output = (OutputFile){.arena = arena, .directory = -1, .descriptor = -1};
    if (!path || strcmp(path, "-") == 0) return prepare_stream(output, streams);
    output->shown = complaint_name(arena, path);
    if (!*path) return refuse(output, "the name is empty");
    if (!resolve(output, path, &path) || !find_directory(output, path) || !check_target(output)) return false;
    stray_files_report(output->directory, output->name, arena);
    return true;
}

bool output_is_same(const OutputFile *output, const InputFile *input) {
    return output->exists && output->existing.st_dev == input->before.st_dev &&
           output->existing.st_ino == input->before.st_ino;
}

/* ---- writing */

/* Six letters from the clock and the process: they need not be secret, O_EXCL makes them unique. */
const char *output_temporary_name(const OutputFile *output, unsigned attempt) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    char suffix[7] = "";
    struct timespec time = {0, 0};
    clock_gettime(CLOCK_REALTIME, &time);
    uint64_t seed = (uint64_t)time.tv_sec * 1000000007U + (uint64_t)time.tv_nsec * 6364136223846793005U +
                    (uint64_t)getpid() * 40503U + attempt * 2654435761U;
    for (int i = 0; i < 6; i++, seed /= 36)
        suffix[i] = letters[(seed ^ seed >> 29) % 36];
    return stray_files_name(output->name, suffix, output->arena);
}

static int create_temporary(OutputFile *output) {
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    for (unsigned attempt = 0; attempt < 100; attempt++) {
        output->temporary = output_temporary_name(output, attempt);
        int descriptor = openat(output->directory, output->temporary, flags, S_IRUSR | S_IWUSR);
        if (descriptor >= 0 || errno != EEXIST) return descriptor;
    }
    return -1;
}

bool output_begin(OutputFile *output) {
    if (output->is_stream) return true;
    signals_hold();
    output->descriptor = create_temporary(output);
    output->error = output->descriptor < 0 ? errno : 0;
    if (output->descriptor >= 0)
        signals_set_temporary(output->directory, output->temporary);
    else
        output->temporary = NULL;
    signals_release();
    if (output->descriptor < 0) return refuse(output, complaint_of_errno(output->error));
    stray_files_claim(output->descriptor);
    return true;
}

bool output_write(void *user, const char *bytes, size_t len) {
    OutputFile *output = user;
    while (len > 0 && output->error == 0) {
        ssize_t count = write(output->descriptor, bytes, len);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) {
            output->error = errno;
            break;
        }
        bytes += count;
        len -= (size_t)count;
    }
    return output->error == 0;
}

/* ---- afterwards */

static bool step(OutputFile *output, bool succeeded) {
    if (!succeeded && output->error == 0) output->error = errno;
    return output->error == 0;
}

static mode_t wanted_mode(void) {
    mode_t mask = umask(0);
    umask(mask);
    return (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH) & ~mask;
}

/* Some file systems cannot be told to store at once; that is not a failure. */
static bool store(int descriptor) {
    return fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP || errno == ENOSYS;
}

static bool close_written(OutputFile *output) {
    int descriptor = output->descriptor;
    output->descriptor = -1;
    return close(descriptor) == 0 || errno == EINTR;
}

static bool rename_temporary(OutputFile *output) {
    signals_hold();
    bool renamed = renameat(output->directory, output->temporary, output->directory, output->name) == 0;
    if (renamed) {
        signals_set_temporary(-1, NULL);
        output->temporary = NULL;
    } else {
        output->error = errno;
    }
    signals_release();
    return renamed;
}

void output_abandon(OutputFile *output) {
    if (output->temporary) signals_remove_temporary();
    output->temporary = NULL;
}

void output_fail(OutputFile *output) {
    int error = output->error;
    output_abandon(output);
    if (output->is_stream)
        complain("cannot write to standard output: %s", complaint_of_errno(error));
    else
        complain("cannot write `%.*s`: %s; %s", TEXT_ARG(output->shown), complaint_of_errno(error),
                 output->exists ? "the old file is unchanged" : "no file was made");
}

bool output_commit(OutputFile *output) {
    bool done;
    if (output->is_stream)
        done = output->error == 0 && step(output, close_written(output));
    else
        done = output->error == 0 && step(output, fchmod(output->descriptor, wanted_mode()) == 0) &&
               step(output, store(output->descriptor)) && step(output, close_written(output)) &&
               rename_temporary(output);
    if (!done) {
        output_fail(output);
        return false;
    }
    if (!output->is_stream)
        (void)store(output->directory); /* the file is there; only its name may come late */
    return true;
}

void output_close(OutputFile *output) {
    if (output->descriptor > STDERR_FILENO) close(output->descriptor);
    if (output->directory >= 0) close(output->directory);
    output->descriptor = output->directory = -1;
}
