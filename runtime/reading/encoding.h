/* What a file is that is not UTF-8: for messages only, nothing is ever converted on a guess. */
#ifndef RUNTIME_READING_ENCODING_H
#define RUNTIME_READING_ENCODING_H

#include "base/text.h"

enum { ENCODING_SNIFF_BYTES = 64 };

/* The name of a foreign format that the first bytes of a file show ("UTF-16LE", "an Excel workbook"); empty:
 * none. [F1.3] */
Text encoding_of_start(Text start);
/* The legacy encoding of Vietnam that the bytes around an invalid one look like; empty: cannot tell. [F1.2]
 */
Text encoding_legacy(Text bytes);
/* What a faulty program made of the first character of `bytes` ("an overlong form"); empty: nothing known. */
Text encoding_fault(Text bytes);

#endif
