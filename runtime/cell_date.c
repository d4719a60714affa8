#include "runtime/cell_date.h"

typedef struct Date {
    int year, month, day;
} Date;

static bool read_digits(Text text, size_t from, size_t to, int *value) {
    *value = 0;
    for (size_t i = from; i < to; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9') return false;
        *value = *value * 10 + (text.bytes[i] - '0');
    }
    return true;
}

static bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_of_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days from 0001-01-01 to the first day of a year. */
static int64_t days_before_year(int64_t year) {
    int64_t past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

static int64_t days_of(Date date) {
    int64_t days = days_before_year(date.year) - days_before_year(1970) + date.day - 1;
    for (int month = 1; month < date.month; month++)
        days += days_of_month(date.year, month);
    return days;
}

CellDateFault cell_date_read(Text text, int64_t *days) {
    Date date;
    if (text.len != 10 || text.bytes[4] != '-' || text.bytes[7] != '-') return DATE_MALFORMED;
    if (!read_digits(text, 0, 4, &date.year) || !read_digits(text, 5, 7, &date.month) ||
        !read_digits(text, 8, 10, &date.day))
        return DATE_MALFORMED;
    if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1) return DATE_NO_SUCH_DAY;
    if (date.day > days_of_month(date.year, date.month)) return DATE_NO_SUCH_DAY;
    *days = days_of(date);
    return DATE_GOOD;
}
