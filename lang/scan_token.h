/* Tokens that take more than a pattern: names, numbers, texts. What is wrong with them is reported here. */
#ifndef LANG_SCAN_TOKEN_H
#define LANG_SCAN_TOKEN_H

#include "lang/parse_context.h"

/* Is the word before a `:` or `..`, so that it names an input or a row? */
bool scan_is_declared(const ParseContext *context, Span word);
/* What starts at `span` with a letter or with a sign beyond ASCII. *length says how much of it belongs
 * together. 0: it was reported, nothing stands for it. */
int scan_name(ParseContext *context, Span span, size_t *length);

ScannedNumber scan_number(ParseContext *context, Span span, bool is_percent);
ScannedNumber scan_bad_number(ParseContext *context, Span span);
/* Digits with letters or signs directly behind them; *length says how much belongs to the number. */
ScannedNumber scan_number_word(ParseContext *context, Span span, size_t *length);

Text scan_text(ParseContext *context, Span span);         /* between quotes, escapes resolved [L1.5] */
Text scan_open_text(ParseContext *context, Span span);    /* without its closing quote */
Text scan_foreign_text(ParseContext *context, Span span); /* between quotes of another kind */

/* A sign that means nothing here; without a hint one is looked up. */
void scan_report_sign(ParseContext *context, Span span, const char *hint);

#endif
