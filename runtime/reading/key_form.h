/* The form in which keys of units are compared by the eye [F1.18]. */
#ifndef RUNTIME_READING_KEY_FORM_H
#define RUNTIME_READING_KEY_FORM_H

#include "base/text.h"

/* Two keys with one form are confusable: they differ only in case, blanks, '_' and dashes, invisible
 * characters, the place of a tone mark, or look-alikes of đ. What joins two digits counts: 2-11 is not 21-1.
 */
Text key_form(Arena *arena, Text key);
/* A hash of the form; `scratch` is emptied where the form has to be built. */
uint64_t key_hash(Arena *scratch, Text key);

#endif
