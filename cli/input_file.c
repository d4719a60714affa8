#include "cli/input_file.h"

#include "cli/complaint.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static bool is_dangling_link(const char *path) {
    struct stat link;
    return errno == ENOENT && lstat(path, &link) == 0 && S_ISLNK(link.st_mode);
}

static bool refuse(const InputFile *input, const char *why) {
    complain("cannot read `%.*s`: %s", TEXT_ARG(input->shown), why);
    return false;
}

static bool open_path(InputFile *input) {
    do
        input->descriptor = open(input->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    while (input->descriptor < 0 && errno == EINTR);
    if (input->descriptor >= 0) return true;
    int error = errno;
    bool dangling = is_dangling_link(input->path);
    return refuse(input, dangling ? "it is a link to a file that does not exist" : complaint_of_errno(error));
}

bool input_open(InputFile *input, const char *path, const Streams *streams, Arena *arena) {
    *input = (InputFile){.path = path, .shown = complaint_name(arena, path), .descriptor = -1};
    if (streams && strcmp(path, "-") == 0) {
        if (streams->closed[STDIN_FILENO]) return refuse(input, "standard input is closed");
        input->descriptor = STDIN_FILENO;
    } else if (!open_path(input)) {
        return false;
    }
    if (fstat(input->descriptor, &input->before) != 0) return refuse(input, complaint_of_errno(errno));
    if (S_ISDIR(input->before.st_mode)) return refuse(input, complaint_of_errno(EISDIR));
    return true;
}

static bool same_time(struct timespec a, struct timespec b) {
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static bool has_changed(const InputFile *input) {
    struct stat after;
    if (!S_ISREG(input->before.st_mode)) return false;
    if (fstat(input->descriptor, &after) != 0) return true;
    return after.st_size != input->before.st_size || !same_time(after.st_mtim, input->before.st_mtim);
}

long input_read(void *user, char *buffer, size_t size) {
    InputFile *input = user;
    ssize_t count;
    do
        count = read(input->descriptor, buffer, size);
    while (count < 0 && errno == EINTR);
    if (count < 0) input->error = errno;
    if (count == 0) input->has_changed = has_changed(input);
    return input->has_changed ? -1 : (long)count;
}

Text input_peek(const InputFile *input, Arena *arena) {
    enum { PEEKED = 4096 };
    if (input->descriptor < 0 || !S_ISREG(input->before.st_mode)) return (Text){"", 0};
    char *bytes = arena_alloc(arena, PEEKED);
    ssize_t count = pread(input->descriptor, bytes, PEEKED, 0);
    return (Text){bytes, count > 0 ? (size_t)count : 0};
}

void input_complain(const InputFile *input) {
    if (input->has_changed)
        refuse(input, "it changed while it was being read; run again");
    else
        refuse(input, complaint_of_errno(input->error));
}

bool input_read_all(InputFile *input, uint64_t limit, Arena *arena, Text *text) {
    size_t capacity = 64 << 10, len = 0;
    char *bytes = arena_alloc(arena, capacity);
    while (len <= limit) {
        if (len == capacity) {
            capacity *= 2;
            bytes = arena_grow(arena, bytes, len, capacity, 1);
        }
        uint64_t room = limit + 1 - len;
        long count = input_read(input, bytes + len, room < capacity - len ? (size_t)room : capacity - len);
        if (count < 0) {
            input_complain(input);
            return false;
        }
        if (count == 0) break;
        len += (size_t)count;
    }
    *text = (Text){bytes, len};
    return true;
}

void input_close(InputFile *input) {
    if (input->descriptor > STDERR_FILENO) close(input->descriptor);
    input->descriptor = -1;
}
