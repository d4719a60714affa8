#include "library/named_limits.h"

#include <string.h>

typedef enum LimitId {
    LIMIT_ID_RULE_BYTES,
    LIMIT_ID_DEPTH,
    LIMIT_ID_NODES,
    LIMIT_ID_CRITERIA,
    LIMIT_ID_BANDS,
    LIMIT_ID_NAME_BYTES,
    LIMIT_ID_STEPS,
    LIMIT_ID_IMPORTS,
    LIMIT_ID_IMPORT_DEPTH,
    LIMIT_ID_DATA_BYTES,
    LIMIT_ID_ROWS,
    LIMIT_ID_COLUMNS,
    LIMIT_ID_FIELD_BYTES,
    LIMIT_ID_EXPLANATION,
    LIMIT_ID_MEMORY,
    LIMIT_ID_COUNT,
} LimitId;

/* Hard bounds: spans are 32 bits, rows are counted in 32 bits, and checking recurses over the depth. */
static const struct {
    const char *name;
    uint64_t hard;
} table[] = {
    [LIMIT_ID_RULE_BYTES] = {"rule_bytes", 16 << 20},
    [LIMIT_ID_DEPTH] = {"depth", 256},
    [LIMIT_ID_NODES] = {"nodes", 100000000},
    [LIMIT_ID_CRITERIA] = {"criteria", 10000000},
    [LIMIT_ID_BANDS] = {"bands", 10000000},
    [LIMIT_ID_NAME_BYTES] = {"name_bytes", 4096},
    [LIMIT_ID_STEPS] = {"steps", 1000000000},
    [LIMIT_ID_IMPORTS] = {"imports", 65536},
    [LIMIT_ID_IMPORT_DEPTH] = {"import_depth", 65536},
    [LIMIT_ID_DATA_BYTES] = {"data_bytes", UINT64_C(1) << 50},
    [LIMIT_ID_ROWS] = {"rows", 4000000000},
    [LIMIT_ID_COLUMNS] = {"columns", 1000000},
    [LIMIT_ID_FIELD_BYTES] = {"field_bytes", 1 << 30},
    [LIMIT_ID_EXPLANATION] = {"explanation", 1 << 30},
    [LIMIT_ID_MEMORY] = {"memory", UINT64_MAX},
};
_Static_assert(sizeof table / sizeof *table == LIMIT_ID_COUNT, "every limit has a name");

NamedLimits limits_default(void) {
    return (NamedLimits){RULE_LIMITS_DEFAULT, READ_LIMITS_DEFAULT, 1 << 20, 0};
}

static LimitId find(const char *name) {
    size_t i = 0;
    while (i < LIMIT_ID_COUNT && strcmp(table[i].name, name) != 0)
        i++;
    return (LimitId)i;
}

bool limits_set(NamedLimits *limits, const char *name, uint64_t value) {
    LimitId id = find(name);
    if (id == LIMIT_ID_COUNT || value > table[id].hard) return false;
    switch (id) {
    case LIMIT_ID_RULE_BYTES: limits->rules.rule_bytes = value; break;
    case LIMIT_ID_DEPTH: limits->rules.depth = value; break;
    case LIMIT_ID_NODES: limits->rules.nodes = value; break;
    case LIMIT_ID_CRITERIA: limits->rules.criteria = value; break;
    case LIMIT_ID_BANDS: limits->rules.bands = value; break;
    case LIMIT_ID_NAME_BYTES: limits->rules.name_bytes = value; break;
    case LIMIT_ID_STEPS: limits->rules.steps = value; break;
    case LIMIT_ID_IMPORTS: limits->rules.imports = value; break;
    case LIMIT_ID_IMPORT_DEPTH: limits->rules.import_depth = value; break;
    case LIMIT_ID_DATA_BYTES: limits->data.data_bytes = value; break;
    case LIMIT_ID_ROWS: limits->data.rows = value; break;
    case LIMIT_ID_COLUMNS: limits->data.columns = (size_t)value; break;
    case LIMIT_ID_FIELD_BYTES: limits->data.field_bytes = (size_t)value; break;
    case LIMIT_ID_EXPLANATION: limits->explanation = value; break;
    case LIMIT_ID_MEMORY: limits->memory = value; break;
    case LIMIT_ID_COUNT: return false;
    }
    return true;
}

const char *limits_name(size_t i) {
    return i < LIMIT_ID_COUNT ? table[i].name : NULL;
}

uint64_t limits_hard_bound(const char *name) {
    LimitId id = find(name);
    return id < LIMIT_ID_COUNT ? table[id].hard : 0;
}
