/* What a context holds, and how its functions are entered. */
#ifndef LIBRARY_CONTEXT_H
#define LIBRARY_CONTEXT_H

#include "evidence/manifest/manifest.h"
#include "evidence/changes/effects.h"
#include "evidence/basis/scored.h"
#include "lang/compile.h"
#include "library/host_memory.h"
#include "library/ictscore.h"
#include "library/named_limits.h"
#include "proving/cliff_table.h"
#include "proving/effective_weight.h"
#include "runtime/results/result.h"
#include "testing/mutation.h"
#include "testing/test_coverage.h"

/* Rules live as long as the context; data and result until the next score. */
struct Ictscore {
    HostMemory host;
    NamedLimits limits;
    bool is_dead;    /* a call ran out of memory: what it left is in no known state */
    bool is_checked; /* by ictscore_check */
    bool has_result, has_tests, has_coverage, has_mutation;
    Arena *rules_arena, *data_arena, *scratch;
    NumberContext *numbers;
    Diagnostics *rules_messages, *data_messages;
    Source source; /* of the rules: the first file with all it builds on */
    IctscoreImport import;
    void *import_user;
    Compilation compilation;
    EffectiveWeights weights; /* once checked */
    Table table;
    Evaluation evaluation;
    Arena *bytes_arena; /* of the data file, where it is kept */
    TextBuilder bytes;
    Scored scored; /* plan NULL: not everything was kept */
    Result result;
    struct { /* of what the last score read and wrote [E8] */
        bool are_wanted;
        Sha256 data, result;
        uint64_t written_bytes;
        Text canonical;          /* hash of the values; empty: not asked for yet */
        IctscoreOptions options; /* texts live with the data */
    } hashes;
    Manifest manifest; /* read; its texts live as long as the rules. rule_count 0: none */
    RuleDifference difference;
    Effects effects;
    bool has_difference, has_effects;
    TestRun tests;
    const CliffTable *cliffs; /* after ictscore_check; else NULL */
    TestGoals goals;
    TestCoverage coverage;
    const struct TableMoves *moves;          /* NULL: no tables were compared */
    const struct Comparison *comparison;     /* NULL: nothing was compared */
    const struct Verification *verification; /* NULL: nothing was verified */
    Mutation mutation;
    IctscoreStatistics statistics;
    uint64_t (*clock)(void *user);
    void *clock_user;
};

typedef IctscoreStatus (*Body)(Ictscore *context, const void *arguments);

/* Runs `body`; where memory runs out, everything it did is abandoned and control comes back here. */
IctscoreStatus context_enter(Ictscore *context, Body body, const void *arguments);
/* OK, or that of the gravest error. */
IctscoreStatus context_status(const Diagnostics *messages);
/* Data, results and messages about them are gone; what comes next may use the arenas anew. */
void context_forget_data(Ictscore *context);

/* What a text is written with. */
typedef struct Writing {
    IctscoreWrite write;
    void *user;
    const char *what; /* of a dump, of a report on tests */
    bool colour;
} Writing;

/* A file by its name below the folder of the rules, through the host; `user` is the context. false: `problem`
 * says why not. */
bool context_import(void *user, Text name, Text asker, Text *bytes, Text *problem);

/* The whole text to the host. */
IctscoreStatus context_hand_on(const Writing *writing, const TextBuilder *builder);

#endif
