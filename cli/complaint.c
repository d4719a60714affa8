#include "cli/complaint.h"

#include "base/unicode.h"

#include <errno.h>
#include <stdio.h>

void complain(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("ictscore: error: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

static const struct {
    int error;
    const char *words;
} meanings[] = {
    {ENOENT, "there is no such file"},
    {EACCES, "permission denied"},
    {EPERM, "the system does not allow it"},
    {EISDIR, "it is a directory"},
    {ENOTDIR, "a part of the path is not a directory"},
    {ENOSPC, "no space is left on the device"},
    {EDQUOT, "the disk quota is used up"},
    {EFBIG, "the file would pass the size limit"},
    {EROFS, "the file system is read-only"},
    {EIO, "the device reports an error"},
    {ELOOP, "too many symbolic links"},
    {ENAMETOOLONG, "the name is too long"},
    {EMFILE, "too many files are open"},
    {ENFILE, "too many files are open"},
    {ENXIO, "there is no such device"},
    {ENODEV, "there is no such device"},
    {EBADF, "it is closed"},
    {EPIPE, "nobody reads it"},
    {EBUSY, "it is in use"},
    {ETXTBSY, "it is in use"},
    {EINVAL, "it cannot be used like this"},
    {ENOMEM, "memory is exhausted"},
};

const char *complaint_of_errno(int error) {
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (meanings[i].error == error) return meanings[i].words;
    return "the system refuses";
}

Text complaint_name(Arena *arena, const char *name) {
    return unicode_visible(arena, text_from(name));
}
