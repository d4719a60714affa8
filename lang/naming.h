/* Enters every name of a rule file into a methodology. Names only: no expression is looked into. Reports
 * names declared twice, names that differ only in diacritics, and parts that must be there. */
#ifndef LANG_NAMING_H
#define LANG_NAMING_H

#include "base/diagnostic.h"
#include "lang/methodology.h"

/* The names of the file that `methodology` was made for. */
void name_rules(Methodology *methodology, Diagnostics *diagnostics);

#endif
