/* The options: which commands they go with, and what they take [C2]. */
#ifndef CLI_OPTION_KINDS_H
#define CLI_OPTION_KINDS_H

#include "base/text.h"
#include "cli/command_kinds.h"
#include "cli/terminal.h"
#include "library/ictscore.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct LimitOption {
    const char *name;
    uint64_t value;
} LimitOption;

enum { LIMIT_OPTIONS_MAX = 64 };

/* A share of something, exactly. */
typedef struct ShareOption {
    bool is_given;
    uint64_t thousandths; /* of one per cent */
} ShareOption;

typedef struct TestOptions {
    bool wants_coverage, wants_mutation, wants_cases;
    ShareOption threshold;
    const char *format; /* text, json */
} TestOptions;

typedef struct FormatOptions {
    bool wants_check, wants_write;
} FormatOptions;

typedef struct Options {
    Command command;
    bool wants_help, wants_version;
    const char *operands[OPERANDS_MAX]; /* as typed, by the roles of the command */
    size_t operand_count;
    const char *output; /* -o */
    TestOptions test;
    FormatOptions layout;
    bool wants_guide;         /* of `template` */
    const char *annex_format; /* markdown, html */
    const char *junit;        /* a file for the report of `test` */
    const char *dump;         /* ast, methodology, plan */
    const char *findings;     /* of `check`: text, json, sarif */
    IctscoreOptions score;
    const char *report_format; /* of commands that tell what they found */
    bool compares_tables;
    const char *key, *places;  /* headers of published tables */
    const char *renamed;       /* a file of keys of `compare` */
    const char *map;           /* columns of a published table */
    uint64_t table_header_row; /* of a published table */
    const char *csv;           /* "raw" */
    const char *criterion;     /* of `explain`: a ledger of it */
    bool all_units;            /* of `explain`: a card for each */
    ColourMode colour;
    bool is_quiet, wants_stats;
    bool wants_checker;   /* what is exported */
    const char *manifest; /* scoring writes it, `verify` reads it */
    const char *previous; /* the manifest of last year */
    bool only_hashes;     /* `verify` does not recompute */
    bool wants_fingerprint;
    LimitOption limits[LIMIT_OPTIONS_MAX];
    size_t limit_count;
} Options;

/* How the value of an option becomes a member of Options. */
typedef enum OptionForm {
    FORM_FLAG,    /* no value: bool */
    FORM_TEXT,    /* const char *: as typed */
    FORM_NUMBER,  /* uint64_t from 1 */
    FORM_THREADS, /* the same, up to 256 */
    FORM_CHOICE,  /* const char *: one of `choices` */
    FORM_SHARE,   /* ShareOption: 90% */
    FORM_COLOUR,  /* ColourMode */
    FORM_LIMIT,   /* NAME=N, any number of times */
} OptionForm;

typedef struct OptionKind {
    const char *name;
    const char *values; /* what it takes, for messages; NULL: nothing */
    unsigned commands;  /* bit `c`: goes with command c */
    OptionForm form;
    size_t place;               /* of the member in Options */
    const char *const *choices; /* ends with NULL */
} OptionKind;

/* An option may mean different things with different commands: then several kinds have its name. */
size_t option_kind_count(void);
const OptionKind *option_kind(size_t i);
/* The first of that name, for any command; NULL: none. */
const OptionKind *option_kind_named(Text name);
/* That of a command; NULL: it does not go with it. */
const OptionKind *option_kind_for(const char *name, Command command);
/* The commands that the name goes with: bit `c` for command c. */
unsigned option_commands(const char *name);

#endif
