/* Generated cases as tests in ISL, ready to be read and pasted, with the values that the rules give now
 * [C9.3]. */
#ifndef TESTING_CASE_WRITER_H
#define TESTING_CASE_WRITER_H

#include "testing/case_search.h"

void case_write(const Compilation *compilation, const Source *source, const CaseSets *sets,
                NumberContext *numbers, Arena *arena, TextBuilder *out);

#endif
