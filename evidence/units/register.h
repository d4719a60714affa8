/* [E5] The register of thresholds: what one recording step in one cell would turn. */
#ifndef EVIDENCE_UNITS_REGISTER_H
#define EVIDENCE_UNITS_REGISTER_H

#include "evidence/card/watch.h"

typedef struct RegisterEntry {
    size_t row, item; /* of the watch */
    uint32_t input;
    Number from, to; /* what the cell holds, and what it would */
    StepValue before, after;
} RegisterEntry;

typedef struct Register {
    Watch watch;
    RegisterEntry *entries; /* by unit as in the data, cell, down before up, what turns */
    size_t count, capacity;
    size_t units; /* with an entry */
} Register;

/* Numbers of entries live in `arena`. */
/* [E5.5] Why no cell of an input is tried. */
typedef enum LeftOut { LEFT_OUT_NOT, LEFT_OUT_NO_STEP, LEFT_OUT_NO_NUMBER } LeftOut;

/* Of inputs that the rules compute with; keys, names and inputs for information are nothing to try. */
LeftOut register_left_out(const Register *made, uint32_t input);
Register register_made(const CardMaker *maker, Arena *arena);

#endif
