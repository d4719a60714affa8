/* Two years compared: which units and results are the same, how they moved, and what the movements come
 * from. */
#ifndef EVIDENCE_YEARS_COMPARE_MODEL_H
#define EVIDENCE_YEARS_COMPARE_MODEL_H

#include "evidence/years/bridge.h"
#include "evidence/published/full_score.h"
#include "evidence/published/replay.h"

enum { OLD, NEW, YEARS };

/* The exact values of the ranked units of one category, best first. */
typedef struct PlaceList {
    Number *values;
    size_t count;
} PlaceList;

/* What a place is counted among: data of one year by rules of one year. */
typedef struct PlaceField {
    bool is_made;
    PlaceList *lists; /* per category */
    uint32_t list_count;
    TextIndex categories; /* of a scope of texts: their numbers */
} PlaceField;

/* A result that both rules have, or one of them. */
typedef struct CompareOutput {
    uint32_t outputs[YEARS]; /* UINT32_MAX: these rules do not have it */
    PlanOutputKind kind;
    bool is_number;         /* its change is a difference */
    bool has_replay[YEARS]; /* its exact value, or that of what a rank is taken from */
    Replay replays[YEARS];
    bool looks_around[YEARS];  /* at what all units together give */
    bool counts_places[YEARS]; /* at places among them: own data and those of others cannot be told apart */
    PlaceField fields[YEARS][YEARS]; /* of a rank: [rules][data] */
} CompareOutput;

typedef struct CompareUnit {
    uint32_t rows[YEARS]; /* UINT32_MAX: not in this year */
    bool is_renamed;
} CompareUnit;

/* One result of one unit in both years. */
typedef struct Movement {
    StepValue values[YEARS]; /* as declared */
    bool has_change;         /* both are numbers */
    Number change;           /* new less old; of a rank old less new: up is more */
    bool is_bridged;
    Bridge bridge;
    bool is_still; /* nothing of it is worth a line */
} Movement;

typedef struct Comparison {
    FullScore *scores[YEARS][YEARS]; /* [rules][data]; NULL: cannot be scored so */
    Text obstacles[YEARS];           /* per rules: why they cannot score the data of the other year */
    const struct FormerNames *names; /* what is called otherwise in the other year */
    CompareOutput *outputs;          /* in the order of the new rules; then what only the old ones have */
    size_t output_count;
    CompareUnit *units; /* in both years, in the order of the new result */
    size_t unit_count;
    uint32_t *gone, *added; /* rows */
    size_t gone_count, added_count, renamed_count;
    Arena *arena, *scratch;
    NumberContext *numbers;
} Comparison;

#endif
