/* Bands in words: what `>= 70%` is behind `>= 90%` is "from 70% to below 90%". */
#ifndef DRAFTING_WORDS_BANDS_H
#define DRAFTING_WORDS_BANDS_H

#include "base/number.h"
#include "drafting/phrases.h"

typedef enum Edge { EDGE_NONE, EDGE_FROM, EDGE_ABOVE, EDGE_UP_TO, EDGE_BELOW } Edge;

/* One bound: the values on its side that no band before it has taken. EDGE_NONE: no bound. */
typedef struct Band {
    Edge edge;
    Number bound;
    Text text; /* of the bound */
} Band;

/* Does `band` go on where `before` ends, in the same direction? Bands of which that holds one after the other
 * can be told with both their ends. */
bool band_continues(NumberContext *numbers, const Band *before, const Band *band);
/* `before` NULL: the first. `band` EDGE_NONE: what is left behind `before`. */
Text band_words(Arena *arena, Language language, const Band *before, const Band *band);

#endif
