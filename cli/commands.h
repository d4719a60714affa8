/* The commands, one file each: what --help says, and what is done. Each gives the exit code [C3]. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/session.h"

extern const char command_score_help[]; /* ictscore RULES DATA */
int command_score(Session *session);
extern const char command_check_help[]; /* ictscore check RULES */
int command_check(Session *session);
extern const char command_test_help[]; /* ictscore test RULES */
int command_test(Session *session);
extern const char command_export_help[]; /* ictscore export --checker RULES */
int command_export(Session *session);
extern const char command_explain_help[]; /* ictscore explain RULES DATA UNIT */
int command_explain(Session *session);
extern const char command_compare_help[]; /* ictscore compare OLD-RULES OLD-DATA NEW-RULES NEW-DATA */
int command_compare(Session *session);
extern const char command_verify_help[]; /* ictscore verify RULES DATA PUBLISHED */
int command_verify(Session *session);
extern const char command_format_help[]; /* ictscore fmt RULES */
int command_format(Session *session);
extern const char command_why_help[]; /* ictscore why RULES DATA A B */
int command_why(Session *session);
extern const char command_register_help[]; /* ictscore register RULES DATA */
int command_register(Session *session);
extern const char command_doc_help[]; /* ictscore doc RULES */
int command_doc(Session *session);
extern const char command_template_help[]; /* ictscore template RULES */
int command_template(Session *session);
int command_dump(Session *session); /* --dump ast|methodology|plan|meaning */

extern const char command_diff_help[]; /* ictscore diff OLD NEW [DATA] */
int command_diff(Session *session);

#endif
