#include "lang/calendar.h"

static bool digits(Text text, size_t from, size_t count, int *value) {
    *value = 0;
    for (size_t i = from; i < from + count; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9') return false;
        *value = *value * 10 + (text.bytes[i] - '0');
    }
    return true;
}

static bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in(int year, int month) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

/* Days before 1 January of a year, counted from the year 1. */
static int64_t days_before(int year) {
    int64_t past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

enum { EPOCH_YEAR = 1970 };

bool calendar_parse(Text text, int64_t *day) {
    int year, month, in_month;
    if (text.len != 10 || text.bytes[4] != '-' || text.bytes[7] != '-') return false;
    if (!digits(text, 0, 4, &year) || !digits(text, 5, 2, &month) || !digits(text, 8, 2, &in_month))
        return false;
    if (year < 1 || month < 1 || month > 12 || in_month < 1 || in_month > days_in(year, month)) return false;
    *day = days_before(year) - days_before(EPOCH_YEAR) + in_month - 1;
    for (int earlier = 1; earlier < month; earlier++)
        *day += days_in(year, earlier);
    return true;
}

Text calendar_text(Arena *arena, int64_t day) {
    int year = EPOCH_YEAR + (int)(day / 366), month = 1;
    int64_t rest = day + days_before(EPOCH_YEAR);
    while (year < 9999 && days_before(year + 1) <= rest)
        year++;
    while (year > 1 && days_before(year) > rest)
        year--;
    rest -= days_before(year);
    while (month < 12 && rest >= days_in(year, month))
        rest -= days_in(year, month++);
    return text_format(arena, "%04d-%02d-%02d", year, month, (int)rest + 1);
}
