/* The functions written in ISL that every rule file knows [L7.3]. All are known by name; only those that are
 * called are parsed, so that the others cost nothing. */
#ifndef LANG_STDLIB_H
#define LANG_STDLIB_H

#include "base/diagnostic.h"
#include "lang/methodology.h"

/* Enters the names; before those of the file, since a name belongs to the first that has it. */
void stdlib_declare(Methodology *methodology);
/* Parses a library function unless that was done. To be called before symbol->function is looked at. */
void stdlib_load(Methodology *methodology, Symbol *symbol, NumberContext *numbers, Diagnostics *diagnostics);

#endif
