/* 10^0 .. 10^18: what a decimal of up to 18 places is scaled by. */
#ifndef BASE_POWERS_OF_TEN_H
#define BASE_POWERS_OF_TEN_H

#include <stdint.h>

enum { POWERS_OF_TEN_COUNT = 19 };
extern const int64_t powers_of_ten[POWERS_OF_TEN_COUNT];

#endif
