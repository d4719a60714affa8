/* A new folder of files: there as a whole, or not at all [C5.20]. */
#ifndef CLI_OUTPUT_FOLDER_H
#define CLI_OUTPUT_FOLDER_H

#include "cli/output_file.h"

typedef struct OutputFolder {
    OutputFile *output;    /* prepared: its name is that of the folder */
    const char *temporary; /* of the folder written first; NULL: not begun */
    int descriptor;        /* of it */
    int error;             /* errno of what failed first */
    const char **names;    /* of the files in it */
    size_t count, capacity;
} OutputFolder;

/* Makes the temporary folder. false: a complaint was made. Interruptions wait until a file is whole. */
bool output_folder_begin(OutputFolder *folder, OutputFile *output);
/* Adds a file; an IctscoreTakeFile, `user` is the OutputFolder. */
bool output_folder_add(void *user, const char *name, const char *bytes, size_t len);
/* Makes what was written the folder. false: there is none, and a complaint was made. */
bool output_folder_commit(OutputFolder *folder);
/* Removes what was begun; with a complaint, where a file could not be written. */
void output_folder_abandon(OutputFolder *folder);

#endif
