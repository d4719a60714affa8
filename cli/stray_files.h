/* Temporary files `.NAME.ictscore-XXXXXX` beside an output, and those that a killed run left behind [C5.5].
 */
#ifndef CLI_STRAY_FILES_H
#define CLI_STRAY_FILES_H

#include "base/arena.h"

/* The name of a temporary file for the output `name`, shortened where a file name could not be so long. */
const char *stray_files_name(const char *name, const char *suffix, Arena *arena);
/* Marks the file as being written by a living process. */
void stray_files_claim(int descriptor);
/* Tells of temporary files of `name` in the open directory that no living process writes. */
void stray_files_report(int directory, const char *name, Arena *arena);

#endif
