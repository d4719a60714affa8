/* The files that rules build on: regular files in the folder of the first or below it, and no others. */
#ifndef CLI_BASE_FILE_H
#define CLI_BASE_FILE_H

#include "base/text.h"
#include "library/ictscore.h"

/* The folder of the rule file `path`, where it opens the others. */
typedef struct BaseFolder {
    const char *path;
    uint64_t limit; /* bytes of a file */
    Arena *arena;
    /* Whether the file is also an output. NULL: nothing is written. */
    bool (*is_written)(void *user, int descriptor, const char *name);
    void *user;
} BaseFolder;

/* An IctscoreImport; `user` is the BaseFolder [C5.8]. */
bool base_file_read(void *user, const char *name, const char *asker, IctscoreFile *file);

#endif
