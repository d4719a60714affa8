/* Dates of the Gregorian calendar, years 0001 to 9999, as days since 1970-01-01 [F2.12]. */
#ifndef RUNTIME_READING_CELL_DATE_H
#define RUNTIME_READING_CELL_DATE_H

#include "base/text.h"

typedef enum CellDateFault { DATE_GOOD, DATE_MALFORMED, DATE_NO_SUCH_DAY } CellDateFault;

CellDateFault cell_date_read(Text text, int64_t *days);

#endif
