/* Messages to the author of a file: stable code, what, where, what to do. Collected, sorted, then rendered.
 * Every code has a page in spec/diagnostics.md. */
#ifndef BASE_DIAGNOSTIC_H
#define BASE_DIAGNOSTIC_H

#include "base/allowance.h"
#include "base/arena.h"
#include "base/source.h"
#include "base/text.h"

typedef enum DiagnosticCode {
#define DIAGNOSTIC(id, code, area, severity, title) DIAGNOSTIC_##id,
#include "base/diagnostic_codes.def"
#undef DIAGNOSTIC
    DIAGNOSTIC_COUNT
} DiagnosticCode;

/* What kind of thing is wrong; decides the exit code. */
typedef enum DiagnosticArea {
    AREA_USAGE,  /* 2 */
    AREA_RULES,  /* 3 */
    AREA_DATA,   /* 4 */
    AREA_LIMIT,  /* 5 */
    AREA_FILE,   /* 6 */
    AREA_MEMORY, /* 7 */
} DiagnosticArea;

/* How bad it is, the least first. */
typedef enum Severity {
    SEVERITY_NOTE,      /* worth knowing; nothing needs to change */
    SEVERITY_UNDECIDED, /* a question about the rules that could not be answered */
    SEVERITY_WARNING,
    SEVERITY_ERROR,
} Severity;

typedef struct Diagnostic {
    DiagnosticCode code;
    Text file;
    Position position;    /* line 0: the whole file */
    Position end;         /* behind its last character; line 0: not known */
    Text excerpt;         /* the source line; bytes NULL: none */
    size_t caret_column;  /* from 1 in code points, within the excerpt */
    size_t caret_width;   /* code points, at least 1 */
    Text message;         /* one sentence, lower case, no full stop */
    Text witness;         /* rows of data that show it: CSV, header first; may be empty */
    Text hint;            /* what to do; may be empty */
    Text related_message; /* a second place, "first declared here"; empty: none */
    Text related_file;    /* empty: in the same file */
    Position related;
    const Allowance *allowance; /* accepted on record; NULL: not */
    Text allowed_file;          /* where that is written */
    Position allowed;
    size_t order; /* in which it was reported; ties are sorted by it */
} Diagnostic;

typedef struct Diagnostics Diagnostics;

enum {
    DIAGNOSTICS_MAX_ERRORS = 100,
    DIAGNOSTICS_MAX_ACCEPTED = 1000,
};

Diagnostics *diagnostics_new(Arena *arena); /* all texts are copied into `arena` */

/* [D2] So many of each severity and area are kept from now on, in place of DIAGNOSTICS_MAX_ERRORS. */
void diagnostics_keep(Diagnostics *diagnostics, size_t most);
/* From now on warnings about data are errors (`--strict`). */
void diagnostics_be_strict(Diagnostics *diagnostics);

/* The rules that are examined: what they accept is accepted, and places in them are remembered. They must
 * live as long as the diagnostics. */
void diagnostics_examine(Diagnostics *diagnostics, const Source *source);
/* Where in them each finding of this code begins: accepted or not, kept or not. */
const uint32_t *diagnostics_places(const Diagnostics *diagnostics, DiagnosticCode code, size_t *count);
/* [D6] From now on findings of this code that begin within `scope` are accepted. For the order see
 * allowances_add, whose result it gives. */
const Allowance *diagnostics_allow(Diagnostics *diagnostics, DiagnosticCode code, Span scope, Span span,
                                   Text reason);

const Allowances *diagnostics_allowances(const Diagnostics *diagnostics, DiagnosticCode code);

/* Whether another one of this code would be kept; lets a caller skip the search for a hint nobody will read.
 */
bool diagnostics_has_room(const Diagnostics *diagnostics, DiagnosticCode code);

/* Adds a finished diagnostic; texts are copied. After 100 errors of an area further ones are counted, not
 * kept; warnings likewise. */
void diagnostics_add(Diagnostics *diagnostics, const Diagnostic *diagnostic);
/* Adds all of `others`, in their order, and counts those that were not kept there. */
void diagnostics_take(Diagnostics *diagnostics, const Diagnostics *others);
/* Adds one at a span of a source. `hint` may be {0}. Returns it for diagnostic_relate, or NULL if it was not
 * kept. */
Diagnostic *diagnostics_report(Diagnostics *diagnostics, const Source *source, Span span, DiagnosticCode code,
                               Text message, Text hint);
/* The same for what is about two declarations: an allowance of either accepts it. */
Diagnostic *diagnostics_report_two(Diagnostics *diagnostics, const Source *source, Span span, Span other,
                                   DiagnosticCode code, Text message, Text hint);
/* Names the second place of a diagnostic in the same source; NULL is allowed. */
void diagnostic_relate(Diagnostics *diagnostics, Diagnostic *diagnostic, const Source *source, Span span,
                       Text message);

/* Adds rows of data that show what the message says, to be saved and run: CSV, a
 * header and rows, each with its line end. NULL is allowed. */
void diagnostic_show(Diagnostics *diagnostics, Diagnostic *diagnostic, Text witness);

size_t diagnostics_error_count(const Diagnostics *diagnostics); /* also those not kept */
size_t diagnostics_warning_count(const Diagnostics *diagnostics);
size_t diagnostics_severity_count(const Diagnostics *diagnostics, Severity severity);
/* Findings that were allowed: they are among no other count. */
size_t diagnostics_accepted_count(const Diagnostics *diagnostics);
/* The area of the first error (by severity of the matter: limit before rules before data), or -1 with no
 * error. */
int diagnostics_area(const Diagnostics *diagnostics);

const char *diagnostic_code_name(DiagnosticCode code); /* "R201" */
/* DIAGNOSTIC_COUNT: no code has this name. */
DiagnosticCode diagnostic_code_find(Text name);
const char *diagnostic_title(DiagnosticCode code); /* "unknown name" */
Severity diagnostic_severity(DiagnosticCode code);
DiagnosticArea diagnostic_area(DiagnosticCode code);
/* Said of rules, and no error: what their author may accept. */
bool diagnostic_is_finding(DiagnosticCode code);
const char *severity_word(Severity severity); /* "warning" */

/* [D2] Those that were kept, by file, line and column; `count` is set. */
Diagnostic **diagnostics_sorted(const Diagnostics *diagnostics, Arena *arena, size_t *count);
Diagnostic **diagnostics_accepted(const Diagnostics *diagnostics, Arena *arena, size_t *count);
/* How bad it is here, `--strict` included. */
Severity diagnostics_severity_of(const Diagnostics *diagnostics, DiagnosticCode code);
size_t diagnostics_dropped_count(const Diagnostics *diagnostics, Severity severity); /* not kept */

/* [D1] Sorted by file, line, column; each:
 *   FILE:LINE:COL: error R201: MESSAGE
 *    LINE | EXCERPT
 *         |    ^~~~
 *      example: WITNESS
 *      hint: HINT
 *      note: LINE:COL: RELATED MESSAGE
 * and in the end how many more there were than were kept. Control characters are made visible. With `colour`,
 * ANSI colours. */
void diagnostics_render(const Diagnostics *diagnostics, bool colour, TextBuilder *out);
/* [D6] What is accepted, with its reasons, behind a blank line; nothing where nothing is. Of places in `file`
 * only the line is told. */
void diagnostics_render_accepted(const Diagnostics *diagnostics, Text file, TextBuilder *out);

#endif
