#include "lang/allow.h"

#include "base/nearest.h"

static const char KINDS[] =
    "only warnings (W), notes (N) and what could not be decided (Q) about the rules can be accepted";

static Text hint_for_unknown(Arena *arena, Text wanted) {
    Nearest nearest = nearest_start(arena, wanted);
    for (int code = 0; code < DIAGNOSTIC_COUNT; code++)
        if (diagnostic_is_finding((DiagnosticCode)code))
            nearest_offer(&nearest, text_from(diagnostic_code_name((DiagnosticCode)code)), code);
    if (nearest.best < 0) return TEXT("a code stands at the start of each message: `warning W501: ...`");
    DiagnosticCode best = (DiagnosticCode)nearest.best;
    return text_format(arena, "did you mean `%s` (%s)?", diagnostic_code_name(best), diagnostic_title(best));
}

static void report_unknown(const AstFile *file, const AstAllow *allow, Arena *arena,
                           Diagnostics *diagnostics) {
    Text message = text_format(arena, "no message has the code `%.*s`", TEXT_ARG(allow->code.text));
    diagnostics_report(diagnostics, file->source, allow->code.span, DIAGNOSTIC_UNKNOWN_CODE, message,
                       hint_for_unknown(arena, allow->code.text));
}

/* An error, or nothing that is said of rules. */
static void report_unfit(const AstFile *file, const AstAllow *allow, DiagnosticCode code, Arena *arena,
                         Diagnostics *diagnostics) {
    bool is_error = diagnostic_severity(code) == SEVERITY_ERROR;
    const char *why = is_error                          ? "is an error"
                      : code == DIAGNOSTIC_UNUSED_ALLOW ? "is said of an `allow`"
                                                        : "is about data";
    Text message = text_format(arena, "`%.*s` (%s) %s and cannot be accepted", TEXT_ARG(allow->code.text),
                               diagnostic_title(code), why);
    diagnostics_report(diagnostics, file->source, allow->code.span, DIAGNOSTIC_NO_FINDING, message,
                       text_from(KINDS));
}

static bool is_blank(Text text) {
    for (size_t i = 0; i < text.len; i++)
        if (text.bytes[i] != ' ') return false;
    return true;
}

static void report_reason(const AstFile *file, const AstAllow *allow, Diagnostics *diagnostics) {
    diagnostics_report(diagnostics, file->source, allow->reason_span, DIAGNOSTIC_MISSING_PART,
                       TEXT("this `allow` gives no reason"),
                       TEXT("write why the finding is accepted, and by whose decision"));
}

static void report_repeated(const AstFile *file, const AstAllow *allow, Span first, Arena *arena,
                            Diagnostics *diagnostics) {
    Text message = text_format(arena, "`allow %.*s` is written twice here", TEXT_ARG(allow->code.text));
    Diagnostic *diagnostic =
        diagnostics_report(diagnostics, file->source, allow->span, DIAGNOSTIC_REPEATED_CLAUSE, message,
                           TEXT("keep one of them"));
    diagnostic_relate(diagnostics, diagnostic, file->source, first, TEXT("first written here"));
}

static void enter(const AstFile *file, const AstAllow *allow, Arena *arena, Diagnostics *diagnostics) {
    DiagnosticCode code = diagnostic_code_find(allow->code.text);
    if (code == DIAGNOSTIC_COUNT) {
        report_unknown(file, allow, arena, diagnostics);
    } else if (!diagnostic_is_finding(code)) {
        report_unfit(file, allow, code, arena, diagnostics);
    } else if (is_blank(allow->reason)) {
        report_reason(file, allow, diagnostics);
    } else {
        Span scope = allow->scope.to == 0 ? (Span){0, UINT32_MAX} : allow->scope;
        const Allowance *first = diagnostics_allow(diagnostics, code, scope, allow->span, allow->reason);
        if (first) report_repeated(file, allow, first->span, arena, diagnostics);
    }
}

/* The whole file lies around all others, so it comes last. */
void allow_findings(const AstFile *file, Arena *arena, Diagnostics *diagnostics) {
    diagnostics_examine(diagnostics, file->source);
    for (int is_whole = 0; is_whole <= 1; is_whole++)
        for (size_t i = 0; i < file->allow_count; i++)
            if ((file->allows[i].scope.to == 0) == is_whole)
                enter(file, &file->allows[i], arena, diagnostics);
}

static void report_unused(const AstFile *file, DiagnosticCode code, const Allowance *allowance, Arena *arena,
                          Diagnostics *diagnostics) {
    bool is_whole = allowance->scope.to == UINT32_MAX;
    Text message = text_format(arena, "`allow %s` has nothing to accept in this %s",
                               diagnostic_code_name(code), is_whole ? "file" : "declaration");
    Text hint =
        text_format(arena, "delete it; %s means: %s", diagnostic_code_name(code), diagnostic_title(code));
    diagnostics_report(diagnostics, file->source, allowance->span, DIAGNOSTIC_UNUSED_ALLOW, message, hint);
}

/* What older rules accept may have been changed since [L11.10]. */
static bool is_older(const AstFile *file, const Allowance *allowance) {
    return file->source->file_count > 1 && allowance->span.from >= file->source->files[1].start;
}

void allow_report_unused(const AstFile *file, Arena *arena, Diagnostics *diagnostics) {
    for (int code = 0; code < DIAGNOSTIC_COUNT; code++) {
        const Allowances *allowances = diagnostics_allowances(diagnostics, (DiagnosticCode)code);
        for (size_t i = 0; i < allowances->count; i++)
            if (!allowances->items[i]->is_used && !is_older(file, allowances->items[i]))
                report_unused(file, (DiagnosticCode)code, allowances->items[i], arena, diagnostics);
    }
}
