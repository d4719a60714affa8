/* Days of the Gregorian calendar, as days since 1970-01-01 [L3.2, F2.12]. */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include "base/text.h"

typedef struct CalendarDate {
    int64_t year;
    int month, day; /* from 1 */
} CalendarDate;

/* Ten signs, YYYY-MM-DD, whether there is such a day or not. */
bool calendar_has_form(Text text);
/* YYYY-MM-DD in the years 0001 to 9999; false for anything else, 2018-02-30 included. */
bool calendar_parse(Text text, int64_t *day);
/* Any day less than 2^62 days away. */
CalendarDate calendar_date(int64_t day);
Text calendar_text(Arena *arena, int64_t day);

#endif
