#include "cli/manifest_check.h"

#include "cli/complaint.h"

#include <string.h>
#include <unistd.h>

enum { MANIFEST_BYTES = 16 << 20 };

typedef struct Check {
    Session *session;
    Side *side;
    IctscoreOptions options; /* that the manifest names */
    TextBuilder said;
    bool has_changed; /* rules, data or result */
} Check;

/* ---- are the files what they were? */

static bool seek_start(const InputFile *input) {
    if (lseek(input->descriptor, 0, SEEK_SET) == 0) return true;
    complain("`%.*s` is read twice, so it must be a file", TEXT_ARG(input->shown));
    return false;
}

static int check_part(Check *check, IctscorePart part, const char *what, InputFile *input) {
    if (!seek_start(input)) return EXIT_USAGE;
    IctscoreStatus status = ictscore_check_part(check->side->context, part, input_read, input);
    if (status == ICTSCORE_FILE || input->error != 0) input_complain(input);
    if (status == ICTSCORE_FILE || input->error != 0) return EXIT_FILE;
    if (status != ICTSCORE_OK && status != ICTSCORE_NO)
        return session_fail(check->session, check->side, status);
    bool is_same = status == ICTSCORE_OK;
    text_builder_add_format(&check->said, "%s: `%.*s` is %swhat the manifest says\n", what,
                            TEXT_ARG(input->shown), is_same ? "" : "not ");
    check->has_changed |= !is_same;
    return seek_start(input) ? 0 : EXIT_USAGE;
}

static int check_parts(Check *check) {
    int code = check_part(check, ICTSCORE_PART_RULES, "rules", &check->side->rules);
    if (code == 0) code = check_part(check, ICTSCORE_PART_DATA, "data", &check->side->data);
    if (code == 0) code = check_part(check, ICTSCORE_PART_RESULT, "result", &check->session->tables[0]);
    return code;
}

/* ---- does it come out again? */

static bool take_nothing(void *user, const char *bytes, size_t len) {
    (void)user, (void)bytes, (void)len;
    return true;
}

static bool take_said(void *user, const char *bytes, size_t len) {
    text_builder_add(user, (Text){bytes, len});
    return true;
}

static void complete_options(Check *check) {
    IctscoreOptions here = session_score_options(check->session, check->side);
    check->options.threads = here.threads;
    check->options.data_bytes = here.data_bytes;
}

static int recompute(Check *check) {
    Session *session = check->session;
    Ictscore *context = check->side->context;
    complete_options(check);
    int code = session_load_rules(session, check->side);
    if (code == 0) code = session_score(session, check->side, &check->options);
    if (code != 0) return code;
    IctscoreStatus status = ictscore_write_result(context, take_nothing, NULL);
    if (status != ICTSCORE_OK) return session_fail(session, check->side, status);
    status = ictscore_compare_manifest(context, take_said, &check->said);
    if (status != ICTSCORE_OK && status != ICTSCORE_NO) return session_fail(session, check->side, status);
    check->has_changed = status == ICTSCORE_NO;
    text_builder_add_format(&check->said, "recomputed: %s\n",
                            check->has_changed ? "something else comes out" : "the same, byte for byte");
    return 0;
}

/* Where rules or data are others, nothing is to be learned from what they give. */
static int check_all(Check *check) {
    int code = check_parts(check);
    if (code != 0 || session_wants_hashes(check->session)) return code;
    if (!check->has_changed) return recompute(check);
    text_builder_add(&check->said, TEXT("not recomputed, because of what has changed\n"));
    return 0;
}

/* ---- the whole */

static int read_manifest(Check *check) {
    InputFile *input = &check->session->manifest;
    Text text;
    if (!input_read_all(input, MANIFEST_BYTES, check->session->arena, &text)) return EXIT_FILE;
    if (text.len > MANIFEST_BYTES) {
        complain("`%.*s` is too large for a manifest", TEXT_ARG(input->shown));
        return ICTSCORE_LIMIT;
    }
    const char *name = text_format(check->session->arena, "%.*s", TEXT_ARG(input->shown)).bytes;
    IctscoreStatus status = ictscore_read_manifest(check->side->context, name, text.bytes ? text.bytes : "",
                                                   text.len, &check->options);
    if (status == ICTSCORE_OK) return 0;
    session_messages(check->session, check->side);
    return status == ICTSCORE_DATA ? ICTSCORE_NO : (int)status;
}

static bool write_said(const Check *check) {
    OutputFile *output = &check->session->output;
    Text text = text_builder_text(&check->said);
    if (!output_begin(output)) return false;
    if (!output_write(output, text.bytes, text.len)) output_fail(output);
    return output_commit(output);
}

int manifest_check(Session *session) {
    Check check = {.session = session, .side = &session->sides[0], .said = text_builder(session->arena)};
    int code = read_manifest(&check);
    if (code == 0) code = check_all(&check);
    if (code != 0) return code;
    if (!write_said(&check)) return EXIT_FILE;
    return check.has_changed ? ICTSCORE_NO : 0;
}
