/* One run of a command: its options, its files and the library's context. */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "cli/base_file.h"
#include "cli/options.h"
#include "cli/output_file.h"

/* Rules, and the data that belongs to them. */
typedef struct Side {
    Ictscore *context;
    InputFile rules, data;
    BaseFolder base; /* of the rules: further files are read as they are needed */
    bool has_data;
} Side;

enum { SIDES_MAX = 2, TABLES_MAX = 2, SESSION_WORDS_MAX = 2 };

typedef struct Session {
    const Options *options;
    Streams streams;
    Arena *arena;          /* borrowed */
    Side sides[SIDES_MAX]; /* most commands have one */
    size_t side_count;
    InputFile tables[TABLES_MAX]; /* published */
    size_t table_count;
    const char *words[SESSION_WORDS_MAX]; /* keys or names of units */
    size_t word_count;
    Text previous;      /* the bytes of the previous manifest; bytes NULL: none */
    InputFile manifest; /* to be verified; of scoring: the previous one */
    OutputFile output;
    OutputFile report; /* a second one: of `test --junit`, of `--manifest` */
    void *user;        /* what a command hands to what produces its output */
} Session;

/* Finds the outputs and opens the inputs, in that order, and makes a context with the limits for each side.
 * Gives an exit code, 0: go on. */
int session_open(Session *session, const Options *options, Streams streams, Arena *arena);
/* Closes the files. The contexts are left to the end of the program: the system takes all memory back at
 * once. */
void session_close(Session *session);

/* The options of scoring, completed by what is known of terminal, file and machine. */
IctscoreOptions session_score_options(const Session *session, const Side *side);
/* Each gives an exit code, 0: go on. */
int session_read_text(Session *session, Side *side, Text *text); /* of the rules, as it is */
/* Errors in the rules are left to the caller: they are in `status`. */
int session_read_rules(Session *session, Side *side, IctscoreStatus *status);
int session_load_rules(Session *session, Side *side);
/* Reads the data of a side and scores it. */
int session_score(Session *session, Side *side, const IctscoreOptions *options);
/* The previous manifest, where one is named. */
int session_read_previous(Session *session);
/* `verify --hashes` */
bool session_wants_hashes(const Session *session);
/* A side for what needs no rules. */
Side *session_side_without_rules(Session *session);
/* Opens one more published table, named by an option. */
int session_open_table(Session *session, const char *path);
/* A file as the library reads it. */
IctscoreSource session_source(const Session *session, InputFile *file);
/* It could not be read, or changed meanwhile; then a complaint was made. */
bool session_input_failed(const InputFile *file);
/* Writes all messages of a side to standard error. */
void session_messages(const Session *session, const Side *side);
/* [F6.3] The messages, then what became of the run; gives the exit code for a status that is not OK. */
int session_fail(Session *session, const Side *side, IctscoreStatus status);
/* Where it fails, the messages of the side with errors tell why. */
typedef IctscoreStatus (*Produce)(Session *session);
/* Lets `produce` write the output and makes it final; gives the exit code. */
int session_write(Session *session, Produce produce);
/* The same for one of the session's files. */
int session_write_to(Session *session, OutputFile *output, Produce produce);

#endif
