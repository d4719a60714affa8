/* How much of a text is UTF-8: many bytes at once where the machine can. */
#ifndef RUNTIME_READING_UTF8_RUN_H
#define RUNTIME_READING_UTF8_RUN_H

#include "base/text.h"
#include "runtime/values/machine.h"

/* The length of the longest start of the text that is whole, valid characters. */
size_t utf8_run(MachinePath path, Text text);

#endif
