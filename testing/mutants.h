/* All small changes of a rule file, in the order of the file. */
#ifndef TESTING_MUTANTS_H
#define TESTING_MUTANTS_H

#include "testing/mutant.h"

/* The changes are made in `file`. */
Mutants mutants_of_file(AstFile *file, NumberContext *numbers, Arena *arena);

#endif
