#include "base/calendar.h"

enum { DAYS_OF_400_YEARS = 146097, EPOCH_FROM_MARCH = 719468 /* 1970-01-01, counted from 0000-03-01 */ };

static bool digits(Text text, size_t from, size_t count, int *value) {
    *value = 0;
    for (size_t i = from; i < from + count; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9') return false;
        *value = *value * 10 + (text.bytes[i] - '0');
    }
    return true;
}

static bool split(Text text, int *year, int *month, int *day) {
    if (text.len != 10 || text.bytes[4] != '-' || text.bytes[7] != '-') return false;
    return digits(text, 0, 4, year) && digits(text, 5, 2, month) && digits(text, 8, 2, day);
}

bool calendar_has_form(Text text) {
    int year, month, day;
    return split(text, &year, &month, &day);
}

static bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in(int year, int month) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

/* A year that starts in March has its leap day at its end, and then its months follow one rule. */
static int64_t days_until(int64_t year, int month, int day) {
    int64_t from_march = month > 2 ? month - 3 : month + 9;
    if (month <= 2) year--;
    return year * 365 + year / 4 - year / 100 + year / 400 + (153 * from_march + 2) / 5 + day - 1;
}

bool calendar_parse(Text text, int64_t *day) {
    int year, month, in_month;
    if (!split(text, &year, &month, &in_month)) return false;
    if (year < 1 || month < 1 || month > 12 || in_month < 1 || in_month > days_in(year, month)) return false;
    *day = days_until(year, month, in_month) - EPOCH_FROM_MARCH;
    return true;
}

/* By eras of 400 years that start in March of the year 0. */
CalendarDate calendar_date(int64_t day) {
    day += EPOCH_FROM_MARCH;
    int64_t era = (day >= 0 ? day : day - (DAYS_OF_400_YEARS - 1)) / DAYS_OF_400_YEARS;
    int64_t of_era = day - era * DAYS_OF_400_YEARS;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t from_march = (5 * of_year + 2) / 153;
    int month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
    return (CalendarDate){year + era * 400 + (month <= 2), month,
                          (int)(of_year - (153 * from_march + 2) / 5 + 1)};
}

Text calendar_text(Arena *arena, int64_t day) {
    CalendarDate date = calendar_date(day);
    return text_format(arena, "%04lld-%02d-%02d", (long long)date.year, date.month, date.day);
}
