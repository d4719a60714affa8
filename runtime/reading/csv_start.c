#include "runtime/reading/csv_start.h"

#include "runtime/reading/encoding.h"

/* The first bytes may show that the file is something else altogether [F1.3]. */
static bool check_start(const CsvReport *report, Text start) {
    Diagnostic diagnostic = {.file = report->file, .position = {1, 1}};
    Text foreign = encoding_of_start(start);
    if (foreign.len > 0) {
        diagnostic.code = DIAGNOSTIC_DATA_NOT_UTF8;
        diagnostic.message = text_format(report->arena, "this is %.*s", TEXT_ARG(foreign));
        diagnostic.hint = TEXT("save it as CSV in UTF-8");
        diagnostics_add(report->diagnostics, &diagnostic);
    }
    return foreign.len == 0;
}

static bool refuse_empty(const CsvReport *report, size_t lines, size_t header_row) {
    Diagnostic diagnostic = {.code = DIAGNOSTIC_EMPTY_FILE,
                             .file = report->file,
                             .position = {lines > 0 ? lines : 1, 1},
                             .message = TEXT("file is empty, a header row is expected"),
                             .hint = TEXT("the first line names the columns")};
    if (lines > 0) {
        diagnostic.code = DIAGNOSTIC_HEADER_BEYOND;
        diagnostic.message =
            text_format(report->arena, "the file has %zu line%s, the header was to be in line %zu", lines,
                        lines > 1 ? "s" : "", header_row);
        diagnostic.hint = TEXT("correct `--header-row`");
    }
    diagnostics_add(report->diagnostics, &diagnostic);
    return false;
}

bool csv_start(const CsvReport *report, size_t header_row) {
    Csv *csv = report->csv;
    if (!check_start(report, csv_open(csv))) return false;
    size_t wanted = header_row > 1 ? header_row : 1, skipped = 0;
    CsvStatus status = CSV_RECORD;
    while (status == CSV_RECORD && skipped + 1 < wanted && (status = csv_skip_line(csv)) == CSV_RECORD)
        skipped++;
    if (status == CSV_RECORD) status = csv_next(csv);
    if (status == CSV_END) return refuse_empty(report, skipped, wanted);
    if (status == CSV_BROKEN) csv_report_fault(report, false);
    return status == CSV_RECORD;
}
