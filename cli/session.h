/* One run of a command: its options, its files and the library's context. */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "cli/options.h"
#include "cli/output_file.h"

typedef struct Session {
    const Options *options;
    Streams streams;
    Arena *arena; /* borrowed */
    Ictscore *context;
    InputFile rules, data;
    OutputFile output;
    OutputFile junit; /* of `test --junit` */
} Session;

/* Finds the output and opens the inputs, in that order, and makes a context with the limits. Gives an exit
 * code, 0: go on. */
int session_open(Session *session, const Options *options, Streams streams, Arena *arena);
/* Closes the files. The context is left to the end of the program: the system takes all memory back at once.
 */
void session_close(Session *session);

int session_load_rules(Session *session);
/* Writes all messages to standard error. */
void session_messages(Session *session);
/* [F6.3] The messages, then what became of the run; gives the exit code for a status that is not OK. */
int session_fail(Session *session, IctscoreStatus status);
/* Lets `produce` write the output and makes it final; gives the exit code. */
int session_write(Session *session, IctscoreStatus (*produce)(Session *session));
/* The same for one of the session's files. */
int session_write_to(Session *session, OutputFile *output, IctscoreStatus (*produce)(Session *session));

#endif
