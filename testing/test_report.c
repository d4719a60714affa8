#include "testing/test_report.h"

void test_report_summary(const TestRun *run, TextBuilder *out) {
    size_t passed = run->count - run->failed;
    if (run->count == 0) {
        text_builder_add_format(out, "no tests in %.*s\n", TEXT_ARG(run->file));
        return;
    }
    text_builder_add_format(out, "%zu test%s passed, %zu failed\n", passed, passed == 1 ? "" : "s",
                            run->failed);
}

void test_report_text(const TestRun *run, TextBuilder *out) {
    for (size_t i = 0; i < run->count; i++) {
        const TestVerdict *verdict = &run->verdicts[i];
        if (verdict->story.len == 0) continue;
        text_builder_add_format(out, "%.*s:%zu: %.*s failed\n", TEXT_ARG(run->file), verdict->position.line,
                                TEXT_ARG(verdict->title));
        text_builder_add(out, verdict->story);
        text_builder_add_char(out, '\n');
    }
    test_report_summary(run, out);
}

/* ---- XML */

/* U+FFFE and U+FFFF stand in no XML, and neither do most control characters. */
static bool is_no_character(Text text, size_t at) {
    const unsigned char *byte = (const unsigned char *)text.bytes + at;
    if (*byte < 0x20) return *byte != '\n' && *byte != '\t';
    return at + 2 < text.len && byte[0] == 0xEF && byte[1] == 0xBF && byte[2] >= 0xBE;
}

static const char *entity_of(char byte) {
    switch (byte) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\n': return "&#10;";
    case '\t': return "&#9;";
    default: return NULL;
    }
}

static void add_xml(TextBuilder *out, Text text) {
    for (size_t at = 0; at < text.len; at++) {
        const char *entity = entity_of(text.bytes[at]);
        if (entity) {
            text_builder_add(out, text_from(entity));
        } else if (is_no_character(text, at)) {
            text_builder_add(out, TEXT("\xEF\xBF\xBD"));
            if ((unsigned char)text.bytes[at] >= 0x20) at += 2;
        } else {
            text_builder_add_char(out, text.bytes[at]);
        }
    }
}

static void add_attribute(TextBuilder *out, const char *name, Text value) {
    text_builder_add_format(out, " %s=\"", name);
    add_xml(out, value);
    text_builder_add_char(out, '"');
}

static void add_counts(const TestRun *run, TextBuilder *out) {
    text_builder_add_format(out, " tests=\"%zu\" failures=\"%zu\"", run->count, run->failed);
}

static size_t line_length(Text text) {
    size_t len = 0;
    while (len < text.len && text.bytes[len] != '\n')
        len++;
    return len;
}

/* The first line that says what is wrong; of several units the first line says only which. */
static Text first_words(Text story) {
    if (text_starts_with(story, TEXT("  unit ")))
        story = text_slice(story, line_length(story) + 1, story.len);
    return text_trim(text_slice(story, 0, line_length(story)));
}

static void add_case(const TestRun *run, const TestVerdict *verdict, TextBuilder *out) {
    text_builder_add(out, TEXT("    <testcase"));
    add_attribute(out, "name", verdict->title);
    add_attribute(out, "classname", run->file);
    add_attribute(out, "file", run->file);
    text_builder_add_format(out, " line=\"%zu\"", verdict->position.line);
    if (verdict->story.len == 0) {
        text_builder_add(out, TEXT("/>\n"));
        return;
    }
    text_builder_add(out, TEXT(">\n      <failure"));
    add_attribute(out, "message", first_words(verdict->story));
    text_builder_add(out, TEXT(">"));
    add_xml(out, verdict->story);
    text_builder_add(out, TEXT("</failure>\n    </testcase>\n"));
}

void test_report_junit(const TestRun *run, TextBuilder *out) {
    text_builder_add(out, TEXT("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites"));
    add_counts(run, out);
    text_builder_add(out, TEXT(">\n  <testsuite"));
    add_attribute(out, "name", run->file);
    add_counts(run, out);
    text_builder_add(out, TEXT(">\n"));
    for (size_t i = 0; i < run->count; i++)
        add_case(run, &run->verdicts[i], out);
    text_builder_add(out, TEXT("  </testsuite>\n</testsuites>\n"));
}
