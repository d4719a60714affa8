#include "runtime/reading/cell_date.h"

#include "base/calendar.h"

CellDateFault cell_date_read(Text text, int64_t *days) {
    if (!calendar_has_form(text)) return DATE_MALFORMED;
    return calendar_parse(text, days) ? DATE_GOOD : DATE_NO_SUCH_DAY;
}
