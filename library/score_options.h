/* The host's options as the layers below want them. */
#ifndef LIBRARY_SCORE_OPTIONS_H
#define LIBRARY_SCORE_OPTIONS_H

#include "library/ictscore.h"
#include "library/named_limits.h"
#include "runtime/results/result_model.h"

typedef struct ScoreOptions {
    ResultOptions result;
    ReadOptions read;
} ScoreOptions;

/* `given` may be NULL: all defaults. A value that means nothing is reported and gives false. */
bool score_options_make(const IctscoreOptions *given, const NamedLimits *limits, Arena *arena,
                        Diagnostics *diagnostics, ScoreOptions *options);

#endif
