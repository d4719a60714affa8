#include "cli/base_file.h"

#include "cli/complaint.h"
#include "cli/input_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#if defined SYS_openat2 && __has_include(<linux/openat2.h>)
#include <linux/openat2.h>
#define HAS_OPENAT2 1
#else
#define HAS_OPENAT2 0
#endif

/* A pipe or device must not make the program wait before it is known to be one. */
enum { OPEN_FLAGS = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK };

static int open_folder(const BaseFolder *folder) {
    const char *slash = strrchr(folder->path, '/');
    size_t len = slash ? (size_t)(slash - folder->path) + 1 : 0;
    const char *name = len > 0 ? text_format(folder->arena, "%.*s", (int)len, folder->path).bytes : ".";
    return open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* Step by step, through no link at all: where the system cannot keep links inside the folder. */
static int open_by_steps(int directory, const char *name, Arena *arena) {
    int at = dup(directory);
    for (const char *slash; at >= 0 && (slash = strchr(name, '/')); name = slash + 1) {
        const char *step = text_format(arena, "%.*s", (int)(slash - name), name).bytes;
        int next = openat(at, step, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        int error = errno;
        close(at);
        errno = error;
        at = next;
    }
    if (at < 0) return -1;
    int file = openat(at, name, OPEN_FLAGS | O_NOFOLLOW);
    int error = errno;
    close(at);
    errno = error;
    return file;
}

#if HAS_OPENAT2
static int open_beneath(int directory, const char *name, Arena *arena) {
    struct open_how how = {.flags = OPEN_FLAGS, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
    int file = (int)syscall(SYS_openat2, directory, name, &how, sizeof how);
    bool is_unknown = file < 0 && (errno == ENOSYS || errno == EPERM);
    return is_unknown ? open_by_steps(directory, name, arena) : file;
}
#else
static int open_beneath(int directory, const char *name, Arena *arena) {
    return open_by_steps(directory, name, arena);
}
#endif

static bool fail(IctscoreFile *file, const char *problem) {
    file->problem = problem;
    return false;
}

static const char *problem_of(int error) {
    if (error == EXDEV || error == ELOOP) return "it leads out of the folder of the rules";
    return complaint_of_errno(error);
}

static bool check_kind(InputFile *input, IctscoreFile *file) {
    if (fstat(input->descriptor, &input->before) != 0) return fail(file, complaint_of_errno(errno));
    if (S_ISDIR(input->before.st_mode)) return fail(file, complaint_of_errno(EISDIR));
    return S_ISREG(input->before.st_mode) || fail(file, "it is not a regular file");
}

static bool read_whole(const BaseFolder *folder, InputFile *input, IctscoreFile *file) {
    uint64_t size = (uint64_t)input->before.st_size;
    if (size > folder->limit) size = folder->limit + 1; /* what is too long is refused, not cut */
    char *bytes = arena_alloc(folder->arena, (size_t)size + 1);
    long count = 0;
    for (file->len = 0; file->len < size; file->len += (size_t)count) {
        count = input_read(input, bytes + file->len, (size_t)size - file->len);
        if (count < 0) return fail(file, complaint_of_errno(input->error));
        if (count == 0) return fail(file, "it changed while it was being read; run again");
    }
    file->bytes = bytes;
    return true;
}

bool base_file_read(void *user, const char *name, const char *asker, IctscoreFile *file) {
    const BaseFolder *folder = user;
    (void)asker;
    int directory = open_folder(folder);
    if (directory < 0) return fail(file, complaint_of_errno(errno));
    InputFile input = {.path = name, .descriptor = open_beneath(directory, name, folder->arena)};
    int error = errno;
    close(directory);
    if (input.descriptor < 0) return fail(file, problem_of(error));
    bool good = check_kind(&input, file);
    if (good && folder->is_written && folder->is_written(folder->user, input.descriptor, name))
        good = fail(file, "the output would replace it; choose another name for that");
    good = good && read_whole(folder, &input, file);
    input_close(&input);
    return good;
}
