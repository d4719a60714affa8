#include "cli/stray_files.h"

#include "base/unicode.h"
#include "cli/complaint.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { NAME_BYTES = 255, SUFFIX_LETTERS = 6 };

static const char marker[] = ".ictscore-";

/* A name is cut between code points, so that it stays text. */
static Text fitting(const char *name) {
    Text text = text_from(name);
    size_t room = NAME_BYTES - 1 - (sizeof marker - 1) - SUFFIX_LETTERS;
    if (text.len <= room) return text;
    while (room > 0 && ((unsigned char)text.bytes[room] & 0xC0) == 0x80)
        room--;
    return text_slice(text, 0, room);
}

const char *stray_files_name(const char *name, const char *suffix, Arena *arena) {
    return text_format(arena, ".%.*s%s%s", TEXT_ARG(fitting(name)), marker, suffix).bytes;
}

static struct flock whole_file(void) {
    struct flock lock;
    memset(&lock, 0, sizeof lock);
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

/* Where locks do not work the file merely looks stray to another run, which only says so. */
void stray_files_claim(int descriptor) {
    struct flock lock = whole_file();
    (void)fcntl(descriptor, F_SETLK, &lock);
}

static bool is_claimed(int directory, const char *name) {
    int descriptor = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) return true; /* gone, or not ours to look into */
    struct flock lock = whole_file();
    bool claimed = fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    close(descriptor);
    return claimed;
}

static bool is_temporary_of(const char *entry, Text prefix) {
    Text name = text_from(entry);
    return name.len == prefix.len + SUFFIX_LETTERS && text_starts_with(name, prefix);
}

void stray_files_report(int directory, const char *name, Arena *arena) {
    Text prefix = text_from(stray_files_name(name, "", arena));
    int copy = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = copy < 0 ? NULL : fdopendir(copy);
    if (!entries) {
        if (copy >= 0) close(copy);
        return;
    }
    for (struct dirent *entry = readdir(entries); entry; entry = readdir(entries)) {
        if (!is_temporary_of(entry->d_name, prefix) || is_claimed(directory, entry->d_name)) continue;
        Text shown = complaint_name(arena, entry->d_name);
        fprintf(stderr,
                "ictscore: note: an interrupted run left `%.*s` beside the output; it may be deleted\n",
                TEXT_ARG(shown));
    }
    closedir(entries);
}
