/* The files that a rule file builds on, found by `extends` at their start and read through the host. */
#ifndef LANG_RULE_FILES_H
#define LANG_RULE_FILES_H

#include "base/diagnostic.h"
#include "lang/limits.h"

/* Gives the bytes of a file by its name below the folder of the first file: relative, without `.` and `..`.
 * `asker` is the file that builds on it. false: `problem` says why it cannot be had. */
typedef struct RuleImporter {
    bool (*read)(void *user, Text name, Text asker, Text *bytes, Text *problem);
    void *user;
} RuleImporter;

/* [L11.2] Where `written` in the file `asker` leads, both below the folder of the first file. Empty: it may
 * not be followed. */
Text rule_file_name(Arena *arena, Text asker, Text written);

/* `first` and all it builds on as one source: each file behind the one that builds on it [L11.1]. NULL after
 * an error. */
const Source *rule_files_join(const Source *first, const RuleImporter *importer, const RuleLimits *limits,
                              Arena *arena, Diagnostics *diagnostics);

#endif
