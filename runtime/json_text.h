/* JSON as bytes: texts escaped so that neither a page, a script nor a terminal can be led astray. */
#ifndef RUNTIME_JSON_TEXT_H
#define RUNTIME_JSON_TEXT_H

#include "runtime/result_sink.h"

/* [F5.3] `text` between quotes. */
void json_add_text(ResultSink *sink, Text text);
/* The texts between quotes, in the arena. Resets `scratch`. */
Text *json_texts(Arena *arena, Arena *scratch, const Text *texts, size_t count);
/* "name": with a comma before it, unless it is the `first` of its object; then `first` is cleared. */
void json_add_name(ResultSink *sink, const char *name, bool *first);

#endif
