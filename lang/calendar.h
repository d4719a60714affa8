/* Dates as days since 1970-01-01, in the Gregorian calendar, years 0001 to 9999 [L3.2]. */
#ifndef LANG_CALENDAR_H
#define LANG_CALENDAR_H

#include "base/text.h"

/* YYYY-MM-DD only; false for anything else, 2018-02-30 included. */
bool calendar_parse(Text text, int64_t *day);
Text calendar_text(Arena *arena, int64_t day);

#endif
