/* libictscore: checks a methodology written in ISL and scores, ranks and grades units with it, exactly.
 *
 * No function here exits, prints, reads files, looks at the locale or touches global state. All memory comes
 * from the host's hooks and is released by ictscore_free. A context is used by one thread at a time;
 * different contexts are independent. Bytes are UTF-8 throughout; texts are pointer and length. */
#ifndef ICTSCORE_H
#define ICTSCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Ictscore Ictscore;

/* The exit codes of the command line [C3]. */
typedef enum IctscoreStatus {
    ICTSCORE_OK = 0,
    ICTSCORE_NO = 1,    /* done, and the answer is "no" */
    ICTSCORE_USAGE = 2, /* an option that does not fit, a call out of order */
    ICTSCORE_RULES = 3, /* the rules have an error */
    ICTSCORE_DATA = 4,  /* the data has an error */
    ICTSCORE_LIMIT = 5, /* a limit was passed */
    ICTSCORE_FILE = 6,  /* a read or write callback failed */
    ICTSCORE_MEMORY =
        7, /* memory is exhausted; the context can only be freed (LIMIT: when its limit was passed) */
} IctscoreStatus;

/* NULL members take the defaults malloc and free. */
typedef struct IctscoreHooks {
    void *(*allocate)(void *user, size_t size);
    void (*release)(void *user, void *block);
    void *user;
} IctscoreHooks;

/* Puts up to `size` bytes into `buffer`: their number, 0 at the end, -1 on failure. */
typedef long (*IctscoreRead)(void *user, char *buffer, size_t size);
/* Takes `len` bytes; false on failure. */
typedef bool (*IctscoreWrite)(void *user, const char *bytes, size_t len);

/* Formats: "table", "csv", "json". Zeroed members are the defaults. */
typedef struct IctscoreOptions {
    const char *format;  /* default "table" */
    const char *locale;  /* "vi": decimal comma in tables and CSV */
    const char *order;   /* "rank" (default) or "data" */
    const char *columns; /* names separated by commas */
    const char *block;   /* only units of this block */
    uint64_t top;        /* the first n of each ranking list; 0: all */
    uint64_t header_row; /* line of the header; 0: the first */
    bool strict, allow_empty, colour, raw_csv;
    bool keep_all;       /* values of all units and the data itself, for the questions of spec/evidence.md */
    bool manifest;       /* a manifest or fingerprint will be asked for: what is read and written is hashed */
    uint64_t data_bytes; /* size of the data, as far as it is known: for speed alone; 0: not known */
    size_t width;        /* columns of the terminal; 0: unlimited */
    uint64_t threads;    /* that may be used; 0, 1: only the one that calls. More need hooks that bear it, and
                            callbacks may come from any of them, one at a time. For speed alone. */
    uint64_t (*clock)(void *user); /* nanoseconds from any moment on, for ictscore_statistics */
    void *clock_user;
    bool (*progress)(void *user, uint64_t rows); /* false stops the run (ICTSCORE_NO) */
    void *progress_user;
} IctscoreOptions;

/* NULL when memory is exhausted. */
Ictscore *ictscore_new(const IctscoreHooks *hooks);
void ictscore_free(Ictscore *context); /* NULL is allowed */
/* false: no such limit, or above its hard bound */
bool ictscore_set_limit(Ictscore *context, const char *name, uint64_t value);
/* The names of all limits, one by one; NULL behind the last. */
const char *ictscore_limit_name(size_t i);
uint64_t ictscore_limit_hard_bound(const char *name); /* 0: no such limit */

/* What a host says of a file that rules build on. */
typedef struct IctscoreFile {
    const char *bytes; /* copied before the next call */
    size_t len;
    const char *problem; /* where it cannot be had: why, in a few words */
} IctscoreFile;
/* Gives a file by its name below the folder of the first one: relative, with `/`, without `..` [L11.2].
 * `asker` is the file that builds on it, named likewise. false: it cannot be had. */
typedef bool (*IctscoreImport)(void *user, const char *name, const char *asker, IctscoreFile *file);
/* To be called before ictscore_load_rules; without it rules can build on nothing. */
void ictscore_set_importer(Ictscore *context, IctscoreImport import, void *user);

/* So many messages of each kind about rules are kept, the others counted; 100 unless said otherwise. For
 * before the rules are loaded. */
void ictscore_keep_messages(Ictscore *context, size_t most);
/* Compiles and checks rules. `name` is used in messages. The text is copied. One set of rules per context. */
IctscoreStatus ictscore_load_rules(Ictscore *context, const char *name, const char *text, size_t len);
/* Examines the loaded rules, once, beyond what loading them needs; findings are messages. [L8] */
IctscoreStatus ictscore_check(Ictscore *context);
/* What is said of the rules, for other programs; also of rules with errors. format: "json" [F8] or "sarif"
 * [F9]. */
IctscoreStatus ictscore_write_findings(Ictscore *context, const char *format, IctscoreWrite write,
                                       void *user);
/* The text in the one layout of rule files, the same words, signs and comments with other white space [DR1].
 * For a context without rules; they need no more than to be free of syntax errors. Nothing is written when
 * there is one (ICTSCORE_RULES). */
IctscoreStatus ictscore_format(Ictscore *context, const char *name, const char *text, size_t len,
                               IctscoreWrite write, void *user);
/* The annex of the decision, from the loaded rules: criteria and how points are given in words, what is
 * collected, ranks and grades [DR3]. format: "markdown" or "html"; locale: "en" (NULL) or "vi". */
IctscoreStatus ictscore_write_annex(Ictscore *context, const char *format, const char *locale,
                                    IctscoreWrite write, void *user);
/* The form that data is collected with, as CSV [DR4]. what: "form", or "guide" for a line about each column.
 */
IctscoreStatus ictscore_write_form(Ictscore *context, const char *what, const char *locale,
                                   IctscoreWrite write, void *user);
/* What the methodology is made of, in plain words: tree, maxima, weights, per block; what is
 * accepted on record. */
IctscoreStatus ictscore_summary(Ictscore *context, bool colour, IctscoreWrite write, void *user);
/* what: "ast", "methodology", "plan", "meaning" or "wording" [DR2] */
IctscoreStatus ictscore_dump(Ictscore *context, const char *what, IctscoreWrite write, void *user);
/* Reads data and scores it. On ICTSCORE_OK the result can be written, any number of times. */
IctscoreStatus ictscore_score(Ictscore *context, const char *name, IctscoreRead read, void *user,
                              const IctscoreOptions *options);
IctscoreStatus ictscore_write_result(Ictscore *context, IctscoreWrite write, void *user);
/* Of the last ictscore_score: units in the data, those with a value of the first index, those that the result
 * shows. */
uint64_t ictscore_unit_count(const Ictscore *context);
uint64_t ictscore_scored_count(const Ictscore *context);
uint64_t ictscore_shown_count(const Ictscore *context);

/* What the last ictscore_score and ictscore_write_result did; times in nanoseconds of the clock, 0 without
 * one. */
typedef struct IctscoreStatistics {
    uint64_t data_bytes, units;
    uint64_t threads;        /* that read */
    uint64_t column_rows;    /* rows of all stages: by columns, */
    uint64_t left_rows;      /* left by columns to the reference evaluator, */
    uint64_t reference_rows; /* not offered to columns at all */
    uint64_t read_time;      /* reading and the first stage */
    uint64_t later_time;     /* ranks, cohorts, later stages */
    uint64_t order_time;     /* the order of the result */
    uint64_t write_time, written_bytes;
} IctscoreStatistics;
IctscoreStatistics ictscore_statistics(const Ictscore *context);

/* Runs the tests and examples of the rules [L9]: ICTSCORE_NO when one fails. Then their report can be
 * written, any number of times, until the next ictscore_score. format: "text", "summary" (its last line) or
 * "junit". */
IctscoreStatus ictscore_run_tests(Ictscore *context);
IctscoreStatus ictscore_write_tests(Ictscore *context, const char *format, IctscoreWrite write, void *user);
uint64_t ictscore_test_count(const Ictscore *context);
uint64_t ictscore_failed_test_count(const Ictscore *context);

/* The same, and counts what the tests reach of the rules [L9.8]: criteria, lines of `by`, both answers of
 * conditions, grades, cells without a value. Where `read` is given, all units of that data count, too; their
 * values are not written. ICTSCORE_NO when a test fails. Then tests and coverage can be written until the
 * next call that reads data. format: "text", "summary" (its last line) or "json". Of the options count
 * header_row, strict and allow_empty. */
IctscoreStatus ictscore_cover(Ictscore *context, const char *name, IctscoreRead read, void *user,
                              const IctscoreOptions *options);
IctscoreStatus ictscore_write_coverage(Ictscore *context, const char *format, IctscoreWrite write,
                                       void *user);
typedef struct IctscoreCount {
    uint64_t reached, all;
} IctscoreCount;
IctscoreCount ictscore_coverage(const Ictscore *context);
/* A file to read. `name` is used in messages. */
typedef struct IctscoreSource {
    const char *name;
    IctscoreRead read;
    void *user;
} IctscoreSource;

typedef struct IctscoreVerifyOptions {
    const char *map;    /* "HEADER=RESULT, ...": columns whose headers are no names of results [E7.2] */
    const char *locale; /* how the table is written: "vi", "en"; NULL: as the rules declare for data */
    uint64_t header_row, table_header_row; /* lines of the headers of data and table; 0: the first */
    bool strict;
} IctscoreVerifyOptions;

/* [E7] Scores the data and compares a published table with the result: ICTSCORE_NO where they disagree.
 * Then what was found can be written, any number of times, until data is read again. format: "text", "csv" or
 * "json". NULL as options: the defaults. */
IctscoreStatus ictscore_verify(Ictscore *context, const IctscoreSource *data, const IctscoreSource *table,
                               const IctscoreVerifyOptions *options);
IctscoreStatus ictscore_write_verification(Ictscore *context, const char *format, IctscoreWrite write,
                                           void *user);

/* [C9.3] Writes tests that reach every line, answer, grade and empty cell, and each bound from both sides, as
 * far as legal data can, with the values that the rules give now: to be read by a person. */
IctscoreStatus ictscore_write_cases(Ictscore *context, IctscoreWrite write, void *user);

/* Runs the tests and, where none fails, changes the rules in small ways, one at a time: does a test notice,
 * or, where `read` is given, a unit of that data [C9.2]? ICTSCORE_NO when a test fails; then nothing is
 * changed. The count is that of changes that are noticed, and of all that change something. Formats and
 * options as of ictscore_cover; also `threads`. */
IctscoreStatus ictscore_mutate(Ictscore *context, const char *name, IctscoreRead read, void *user,
                               const IctscoreOptions *options);
IctscoreStatus ictscore_write_mutation(Ictscore *context, const char *format, IctscoreWrite write,
                                       void *user);
IctscoreCount ictscore_mutation(const Ictscore *context);

/* [E9.1] The independent checker of the rules: one file of Python that computes points, indices, ranks and
 * grades from the data alone. */
IctscoreStatus ictscore_write_checker(Ictscore *context, IctscoreWrite write, void *user);
/* Questions about the result of an ictscore_score with keep_all [E]. Zeroed members are the defaults. */
typedef struct IctscoreQuestion {
    const char *unit;      /* a key or a name [E1.2] */
    const char *other;     /* a second one */
    const char *criterion; /* in place of a unit: the ledger of this criterion, group or index [E3] */
    const char *format;    /* "table" (default), "markdown", "html" or "json" */
    const char *locale;    /* "vi": words and decimal mark for Vietnamese readers; "en" (default) */
} IctscoreQuestion;

/* [E2] The score card of `unit`, or [E3] the ledger of `criterion`, also as "csv". */
IctscoreStatus ictscore_explain(Ictscore *context, const IctscoreQuestion *question, IctscoreWrite write,
                                void *user);
/* Takes a whole file; `name` is safe for any file system. false on failure. */
typedef bool (*IctscoreTakeFile)(void *user, const char *name, const char *bytes, size_t len);
/* [E2.11] The score cards of all units, one by one, and an index of them last. */
IctscoreStatus ictscore_explain_all(Ictscore *context, const IctscoreQuestion *question,
                                    IctscoreTakeFile file, void *user);
/* [E4] Why `unit` stands above `other`, or does not. */
IctscoreStatus ictscore_why(Ictscore *context, const IctscoreQuestion *question, IctscoreWrite write,
                            void *user);
/* [E5] Every unit within one recording step of a threshold; also as "csv". */
IctscoreStatus ictscore_register(Ictscore *context, const IctscoreQuestion *question, IctscoreWrite write,
                                 void *user);

/* [E8] The manifest of a result, behind ictscore_score with `manifest` and one ictscore_write_result: which
 * rules, data and options it was made of. `result_name` is what the result is called in it; `previous`: the
 * manifest of last year, of `previous_len` bytes, or NULL. */
IctscoreStatus ictscore_write_manifest(Ictscore *context, const char *result_name, const char *previous,
                                       size_t previous_len, IctscoreWrite write, void *user);
/* 16 hexadecimal digits that stand for the rules and the values of the data [E8.6], as in the manifest; NULL:
 * no manifest can be written now. Lives until the next call. */
const char *ictscore_fingerprint(Ictscore *context);
/* Reads a manifest: `options` become those that it names, with texts that live as long as the context.
 * ICTSCORE_DATA: it is none, or was changed. */
IctscoreStatus ictscore_read_manifest(Ictscore *context, const char *name, const char *text, size_t len,
                                      IctscoreOptions *options);
typedef enum IctscorePart { ICTSCORE_PART_RULES, ICTSCORE_PART_DATA, ICTSCORE_PART_RESULT } IctscorePart;
/* Is this what the manifest that was read says of the rules (their first file), the data, the result?
 * ICTSCORE_NO: it is not. */
IctscoreStatus ictscore_check_part(Ictscore *context, IctscorePart part, IctscoreRead read, void *user);
/* Behind load, score with `manifest` and write: is the manifest that would be written now the one that was
 * read? Writes what differs, one line each; ICTSCORE_NO when something does. */
IctscoreStatus ictscore_compare_manifest(Ictscore *context, IctscoreWrite write, void *user);

/* What changed between two sets of rules: those of `before` and those of `context`, both loaded [DF].
 * ICTSCORE_OK: they mean the same; ICTSCORE_NO: they differ. With `data` also what each change does to its
 * units by itself; both sets of rules must be able to read it, and it is kept in memory. `before` stays as it
 * is; scored data of `context` is forgotten. `options` may be NULL; of them header_row, strict and
 * allow_empty matter. */
IctscoreStatus ictscore_difference(Ictscore *context, Ictscore *before, const IctscoreSource *data,
                                   const IctscoreOptions *options);
/* `format`: "text" (NULL), "markdown", "html" or "json". Nothing is written where there is no difference. */
IctscoreStatus ictscore_write_difference(Ictscore *context, const char *format, IctscoreWrite write,
                                         void *user);

typedef struct IctscoreCompareOptions {
    const IctscoreSource *renamed; /* CSV of old and new keys; NULL: no unit was renamed */
    const char *map;               /* "OLD=NEW, ...": results with another name in the new rules */
    const char *locale;            /* "vi": decimal comma */
    uint64_t old_header_row, new_header_row;
    bool strict;
} IctscoreCompareOptions;

/* [E6] Compares two years, each with its rules in a context of its own; both contexts are in use until the
 * comparison is no longer written. What is wrong is told by the messages of the context of that year. */
IctscoreStatus ictscore_compare(Ictscore *old_context, const IctscoreSource *old_data, Ictscore *new_context,
                                const IctscoreSource *new_data, const IctscoreCompareOptions *options);
/* format: "text", "markdown", "html", "csv" or "json"; columns: names of results, separated by commas, NULL:
 * the usual ones (not of csv and json, which hold everything). Any number of times, until data is read again.
 */
IctscoreStatus ictscore_write_comparison(Ictscore *new_context, const char *format, const char *columns,
                                         IctscoreWrite write, void *user);

typedef struct IctscoreTablesOptions {
    const char *key;    /* header of the column that names the units, in both tables */
    const char *map;    /* "OLD=NEW, ...": headers of columns to compare; NULL: those with one header */
    const char *places; /* headers of the new table, separated by commas, under which less is better */
    const char *locale; /* "vi": decimal commas and `;` */
    uint64_t header_row;
} IctscoreTablesOptions;

/* [E6.9] Compares two published tables; rules are not needed. Formats as of ictscore_write_comparison. */
IctscoreStatus ictscore_compare_tables(Ictscore *context, const IctscoreSource *old_table,
                                       const IctscoreSource *new_table, const IctscoreTablesOptions *options);
IctscoreStatus ictscore_write_table_moves(Ictscore *context, const char *format, IctscoreWrite write,
                                          void *user);

/* All messages so far, sorted; empty when there are none. */
IctscoreStatus ictscore_messages(Ictscore *context, bool colour, IctscoreWrite write, void *user);
uint64_t ictscore_error_count(const Ictscore *context);
uint64_t ictscore_warning_count(const Ictscore *context);
/* Of what `check` proves [D3]: questions it could not decide, and what is worth knowing. */
uint64_t ictscore_undecided_count(const Ictscore *context);
uint64_t ictscore_note_count(const Ictscore *context);
/* Findings that the rules accept on record [L8.11]; they are in no other count. */
uint64_t ictscore_accepted_count(const Ictscore *context);

const char *ictscore_version(void);

#endif
