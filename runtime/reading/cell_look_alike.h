/* Signs that look like the digits and signs of ASCII numbers but are others [F2.6]. */
#ifndef RUNTIME_READING_CELL_LOOK_ALIKE_H
#define RUNTIME_READING_CELL_LOOK_ALIKE_H

#include "base/text.h"

typedef struct LookAlike {
    uint32_t code_point;
    const char *name; /* "no-break space" */
    char ascii;       /* what to write instead; 0: nothing */
} LookAlike;

/* false: not one of them */
bool cell_look_alike(uint32_t code_point, LookAlike *found);
/* The cell with each look-alike replaced. */
Text cell_in_ascii(Arena *arena, Text cell);

#endif
