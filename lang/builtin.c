#include "lang/builtin.h"

static const Builtin builtins[] = {
#define BUILTIN(name, form, op, mode, members, cohort, least, most)                                          \
    {TEXT(#name), BUILTIN_##form, OP_##op, ROUND_##mode, OP_##members, OP_##cohort, least, most},
#include "lang/builtins.def"
#undef BUILTIN
};

const Builtin *builtin_find(Text name) {
    for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
        if (text_equal(builtins[i].name, name)) return &builtins[i];
    return NULL;
}

const Builtin *builtin_at(size_t i) {
    return i < sizeof builtins / sizeof *builtins ? &builtins[i] : NULL;
}
