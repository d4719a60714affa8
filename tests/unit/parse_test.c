#include "lang/parse.h"
#include "tests/unit/base_builder.h"

#include <stdio.h>
#include <string.h>

#define HEAD "methodology \"T\" { year 2017 }\ndata { ma : key  a : count  b : count }\n"

typedef struct Parsed {
    Arena *arena;
    NumberContext *numbers;
    Diagnostics *diagnostics;
    Source source;
    AstFile *file;
} Parsed;

static Parsed parsed_within(Arena *arena, Text text, RuleLimits limits) {
    Parsed parsed = {
        arena, number_context_new(arena), diagnostics_new(arena), {.name = TEXT("r"), .text = text}, NULL};
    Source *source = arena_copy(arena, &parsed.source, sizeof parsed.source);
    parsed.file = parse_rules(source, &limits, arena, parsed.numbers, parsed.diagnostics);
    number_context_free(parsed.numbers);
    return parsed;
}

static Parsed parsed_text(Arena *arena, Text text) {
    return parsed_within(arena, text, RULE_LIMITS_DEFAULT);
}

/* All messages as one text. */
static const char *messages(Arena *arena, Text text) {
    Parsed parsed = parsed_text(arena, text);
    TextBuilder out = text_builder(arena);
    diagnostics_render(parsed.diagnostics, false, &out);
    text_builder_add_char(&out, '\0');
    return text_builder_text(&out).bytes;
}

/* The head lines only: "LINE:COLUMN CODE MESSAGE". */
static const char *heads(Arena *arena, Text text) {
    const char *all = messages(arena, text);
    TextBuilder out = text_builder(arena);
    for (const char *line = all; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
        const char *end = strchr(line, '\n');
        const char *error = strstr(line, ": error ");
        if (strncmp(line, "r:", 2) != 0 || !error || !end || error > end) continue;
        text_builder_add_format(&out, "%.*s %.*s\n", (int)(error - line - 2), line + 2,
                                (int)(end - error - 8), error + 8);
    }
    text_builder_add_char(&out, '\0');
    return text_builder_text(&out).bytes;
}

static void expect_heads(Arena *arena, const char *text, const char *expected) {
    assert_string_equal(heads(arena, text_from(text)), expected);
}

static void expect_hint(Arena *arena, const char *text, const char *hint) {
    const char *all = messages(arena, text_from(text));
    if (!strstr(all, hint)) print_error("no hint `%s` in\n%s", hint, all);
    assert_non_null(strstr(all, hint));
}

static const char *dumped(Arena *arena, const char *text) {
    Parsed parsed = parsed_text(arena, text_from(text));
    assert_int_equal(diagnostics_error_count(parsed.diagnostics), 0);
    TextBuilder out = text_builder(arena);
    ast_dump(parsed.file, &out);
    text_builder_add_char(&out, '\0');
    return text_builder_text(&out).bytes;
}

/* One expression on one line: kind(operand operand), names and numbers as written. */
static void add_flat(const AstFile *file, const AstExpression *node, TextBuilder *out) {
    bool is_leaf = node->kind == AST_NUMBER || node->kind == AST_NAME || node->kind == AST_TEXT;
    Text text = is_leaf ? text_slice(file->source->text, node->span.from, node->span.to)
                        : text_from(ast_kind_name(node->kind));
    text_builder_add(out, text);
    if (node->kind == AST_CALL) text_builder_add_format(out, " %.*s", TEXT_ARG(node->name.text));
    if (node->kind == AST_TEST_COMPARE) text_builder_add_format(out, " %s", ast_kind_name(node->comparison));
    if (node->count == 0) return;
    for (uint32_t i = 0; i < node->count; i++) {
        text_builder_add_char(out, i == 0 ? '(' : ' ');
        add_flat(file, node->operands[i], out);
    }
    text_builder_add_char(out, ')');
}

static const char *flat(Arena *arena, const char *expression) {
    Text text = text_format(arena, HEAD "let x = %s\n", expression);
    Parsed parsed = parsed_text(arena, text);
    if (diagnostics_error_count(parsed.diagnostics) > 0) print_error("%s", messages(arena, text));
    assert_int_equal(diagnostics_error_count(parsed.diagnostics), 0);
    TextBuilder out = text_builder(arena);
    add_flat(parsed.file, parsed.file->items[0].let->value, &out);
    text_builder_add_char(&out, '\0');
    return text_builder_text(&out).bytes;
}

#define EXPECT_FLAT(expression, expected) assert_string_equal(flat(*state, expression), expected)

/* ---- expressions */

static void operators_bind_as_in_the_table_of_levels(void **state) { /* [L4.1] */
    EXPECT_FLAT("a + b * 2", "sum(a product(b 2))");
    EXPECT_FLAT("(a + b) * 2", "product(sum(a b) 2)");
    EXPECT_FLAT("-a ^ 2", "negate(power(a 2))");
    EXPECT_FLAT("2 ^ 3 ^ a", "power(2 power(3 a))");
    EXPECT_FLAT("2 ^ -a", "power(2 negate(a))");
    EXPECT_FLAT("a / b otherwise 0 + 1", "otherwise(divide(a b) sum(0 1))");
    EXPECT_FLAT("not a == 1 and b > 2 or a < 3", "or(and(not(==(a 1)) >(b 2)) <(a 3))");
    EXPECT_FLAT("a otherwise b >= 2", ">=(otherwise(a b) 2)");
}

static void chains_of_one_operator_are_one_node(void **state) {
    EXPECT_FLAT("a + b - 3 + a", "sum(a b negate(3) a)");
    EXPECT_FLAT("a * b * 3", "product(a b 3)");
    EXPECT_FLAT("a / b * 3", "product(divide(a b) 3)");
    EXPECT_FLAT("a > 1 and b > 1 and a > 2", "and(>(a 1) >(b 1) >(a 2))");
}

static void a_sign_before_a_number_belongs_to_the_number(void **state) {
    EXPECT_FLAT("- 5 * a", "product(- 5 a)");
    EXPECT_FLAT("a - 5", "sum(a negate(5))");
    EXPECT_FLAT("-(a)", "negate(a)");
}

static void if_chains_with_else_if(void **state) {
    EXPECT_FLAT("if a > 1 then 1 else if a > 0 then 2 else 3", "if(>(a 1) 1 if(>(a 0) 2 3))");
    EXPECT_FLAT("2 * (if a > 1 then 1 else 0)", "product(2 if(>(a 1) 1 0))");
    EXPECT_FLAT("max(1, if a > 1 then 1 else 0)", "call max(1 if(>(a 1) 1 0))");
}

static void the_arms_of_by_need_no_commas(void **state) { /* [L4.2] */
    EXPECT_FLAT("by a { >= 90% : 5   >= 70% : 3  else 0 }",
                "by(a arm(compare >=(90%) 5) arm(compare >=(70%) 3) else(0))");
    EXPECT_FLAT("by a { 4 : 1, 2, 3 : b / 2  5..6 : 0 }",
                "by(a arm(4 1) arm(2 3 divide(b 2)) arm(range(5 6) 0))");
    EXPECT_FLAT("by a { \"x\", \"y\" : 1 yes : 2, no : 3, else 4 }",
                "by(a arm(\"x\" \"y\" 1) arm(yes 2) arm(no 3) else(4))");
    EXPECT_FLAT("by a { 1 : 5, -1 : 4, -3 .. -2 : 3 }", "by(a arm(1 5) arm(-1 4) arm(range(-3 -2) 3))");
    EXPECT_FLAT("by a { 1 : if b > 1 then 2 else 3  else 0 }", "by(a arm(1 if(>(b 1) 2 3)) else(0))");
}

static void words_of_the_language_can_name_functions(void **state) {
    EXPECT_FLAT("count(a) + round(a, 2) + max(a, b) + share(a, b)",
                "sum(call count(a) call round(a 2) call max(a b) call share(a b))");
    EXPECT_FLAT("weight + share", "sum(weight share)");
}

static void within_belongs_to_the_call_before_it(void **state) {
    Parsed parsed = parsed_text(*state, TEXT("rank r from i when count(a) within all > 3 within block\n"));
    const AstRank *rank = parsed.file->items[0].rank;
    assert_int_equal(diagnostics_error_count(parsed.diagnostics), 0);
    assert_int_equal(rank->scope.kind, SCOPE_BLOCK);
    assert_int_equal(rank->when->operands[0]->scope.kind, SCOPE_ALL);
}

static void not_applicable_is_a_value_and_applicable_a_name(void **state) {
    EXPECT_FLAT("if a > 1 then not applicable else applicable", "if(>(a 1) not applicable applicable)");
}

static void a_range_needs_no_blanks(void **state) {
    const char *tree = dumped(*state, "data { y01..y20 : yes_no  p : percent 0%..100%  q : number 0..1 }\n");
    assert_non_null(strstr(tree, "input y01 .. y20 yes_no"));
    assert_non_null(strstr(tree, "to\n      number 100%"));
    assert_non_null(strstr(tree, "to\n      number 1\n"));
}

/* ---- declarations */

static void an_input_may_have_the_name_of_a_clause(void **state) {
    const char *tree = dumped(*state, "data {\n ma : key\n note : text\n from : count\n unit : count from 1\n"
                                      " token : yes_no token \"-\" means no \"Có\"\n}\n");
    assert_non_null(strstr(tree, "input note text"));
    assert_non_null(strstr(tree, "input from count\n"));
    assert_non_null(strstr(tree, "input unit count\n    from"));
    assert_non_null(strstr(tree, "input token yes_no \"Có\""));
}

static void the_clauses_of_a_criterion_come_in_any_order(void **state) {
    const char *tree =
        dumped(*state, "criterion c \"C\" = a * max  note \"n\" applies when b > 1 round 1 down\n"
                       "  bonus max 10 weight 5% as percent counts when b > 2 basis \"QĐ\"\n");
    assert_string_equal(tree, "criterion c \"C\" bonus\n"
                              "  max\n    number 10\n"
                              "  weight\n    number 5%\n"
                              "  applies when\n    >\n      name b\n      number 1\n"
                              "  counts when\n    >\n      name b\n      number 2\n"
                              "  formula\n    product\n      name a\n      max\n"
                              "  round 1 down\n  as percent\n"
                              "  basis \"QĐ\"\n  note \"n\"\n");
}

static void criteria_are_a_table(void **state) { /* [L5.11] */
    const char *tree =
        dumped(*state, "group g { criteria (x, max) = x * max { c1 \"C\" : a, 5  c2 : a + b, 3 } }");
    assert_string_equal(tree,
                        "group g\n  criteria x max\n    formula\n      product\n        name x\n        max\n"
                        "    row c1 \"C\"\n      name a\n      number 5\n"
                        "    row c2\n      sum\n        name a\n        name b\n      number 3\n");
}

static void ranks_and_grades_take_their_clauses(void **state) {
    const char *tree = dumped(
        *state, "rank r \"R\" from i within khoi lowest first ties dense then y lowest first\n"
                "grade g from i { \"A\" from 80% \"B\" above 50% \"C\" } capped at \"B\" unless q exact\n");
    assert_string_equal(
        tree, "rank r \"R\" within khoi dense\n  from i lowest first\n  then y lowest first\n"
              "grade g from i exact\n"
              "  line \"A\" from\n    number 80%\n  line \"B\" above\n    number 50%\n  line \"C\"\n"
              "  capped at \"B\"\n  unless\n    name q\n");
}

static void functions_carry_examples(void **state) { /* [L7.1] */
    const char *tree =
        dumped(*state, "function f(x \"m\", y) \"d\" = x / y example f(1, 2) = 50% note \"n\"");
    assert_string_equal(tree,
                        "function f \"d\"\n  parameter x \"m\"\n  parameter y\n"
                        "  formula\n    divide\n      name x\n      name y\n"
                        "  example\n    call f\n      number 1\n      number 2\n  gives\n    number 50%\n"
                        "  note \"n\"\n");
}

static void escapes_of_a_text_are_resolved(void **state) { /* [L1.5] */
    Parsed parsed = parsed_text(*state, TEXT("let x \"a\\\"b\\\\c\" = 1"));
    assert_true(text_equal(parsed.file->items[0].let->label, TEXT("a\"b\\c")));
}

static void a_repeated_clause_is_reported_with_both_places(void **state) {
    expect_heads(*state, "criterion c max 5 max 6 = a", "1:19 R209: `max` is written twice here\n");
    expect_hint(*state, "criterion c max 5 max 6 = a", "note: 1:13: first written here");
    expect_heads(*state, "data { a : count 1..2 from 1 }", "1:23 R209: `from` is written twice here\n");
}

static void methodology_and_data_come_first_and_once(void **state) { /* [L2.1] */
    expect_heads(*state, "let x = 1\nmethodology \"T\" { year 1 }",
                 "2:1 R208: `methodology` stands too late in this file\n");
    expect_heads(*state, "data { }\ndata { }", "2:1 R209: `data` is written twice in this file\n");
    expect_heads(*state, "data { a : key \"A\" token \"-\" means missing }",
                 "1:20 R208: a `token` for every column stands before the first input\n");
}

/* ---- syntax errors */

static void a_message_says_what_was_expected_after_what(void **state) {
    expect_heads(*state, "data { so_may count }",
                 "1:15 R201: expected `:` or `..` after `so_may`, found `count`\n");
    expect_heads(*state, "let x = f(a b)", "1:13 R201: expected `)` or `,` after `a`, found `b`\n");
    expect_heads(*state, "let x = a * / b", "1:13 R201: expected a value after `*`, found `/`\n");
    expect_heads(*state, "let x =", "1:8 R201: expected a value after `=`, found the end of the file\n");
    expect_heads(*state, "let 5 = 3", "1:5 R201: expected a name after `let`, found `5`\n");
}

static void a_reserved_word_is_no_name(void **state) { /* [L1.6] */
    const char *message = "`rank` is a word of the language and cannot be a name\n";
    Arena *arena = *state;
    expect_heads(arena, "let rank = 3", text_format(arena, "1:5 R201: %s", message).bytes);
    expect_heads(arena, "data { rank : count }", text_format(arena, "1:8 R201: %s", message).bytes);
    expect_heads(arena, "let x = a * rank\nlet y = 3", text_format(arena, "1:13 R201: %s", message).bytes);
    expect_heads(arena, "index i { criterion rank max 5 = a }",
                 text_format(arena, "1:21 R201: %s", message).bytes);
}

static void common_mistakes_are_named(void **state) {
    expect_hint(*state, "let x = if a = 3 then 1 else 0", "write `==`");
    expect_hint(*state, "criterion c max 0,5 = a", "write `0.5`");
    expect_hint(*state, "let x = a > 1 && b > 1", "write `and`");
    expect_hint(*state, "let x = a > 1 || b > 1", "write `or`");
    expect_hint(*state, "let x = !a", "write `not`");
    expect_hint(*state, "let x = a <> 1", "write `!=`");
    expect_hint(*state, "let x = a ≥ 1", "write `>=`");
    expect_hint(*state, "let x = 1;", "leave it out");
    expect_hint(*state, "let x “Tốt” = 1", "type straight quotes");
    expect_hint(*state, "let x = if a > 1 then 1 elseif a > 2 then 3 else 4", "write `else if`");
    expect_hint(*state, "let x = 1 + if a > 1 then 1 else 2", "put it in parentheses");
    expect_hint(*state, "gate x = 1 < a < 2", "write `a < b and b < c`");
    expect_hint(*state, "critrion c max 5 = 3", "did you mean `criterion`?");
    expect_hint(*state, "// note", "a comment starts with `#`");
}

static void a_wrong_sign_stands_for_the_one_meant(void **state) {
    expect_heads(*state, "let x = a > 1 && b <> 2;\nlet y = a × 2",
                 "1:15 R106: `&&` means nothing here\n1:20 R106: `<>` means nothing here\n"
                 "1:24 R106: `;` means nothing here\n2:11 R106: `×` (U+00D7) means nothing here\n");
}

static void a_missing_brace_is_reported_where_the_block_must_have_ended(void **state) {
    expect_heads(*state, "index i {\n group g {\n criterion c max 5 = a\n}\nrank r from i\nlet x = 1\n",
                 "5:1 R201: a `}` is missing before `rank`\n");
    expect_hint(*state, "index i {\n criterion c max 5 = a\n", "note: 1:9: this `{` is not closed");
    expect_heads(*state, "index i {\n criterion c max 5 = a\n",
                 "3:1 R201: the file ends, but a `}` is missing\n");
    expect_heads(*state, "index i {\n criterion c max 5 = by a { 1 : 2\n criterion d max 5 = a\n}",
                 "3:2 R201: a `}` is missing before `criterion`\n");
    expect_heads(*state, "let x = 1\n}\nlet y = 2\n",
                 "2:1 R201: nothing is open that this `}` could close\n");
}

static void every_broken_declaration_is_reported_once(void **state) {
    expect_heads(*state,
                 "index i {\n criterion c max = 5\n criterion d max 5 = by a { 1 ? 2 else 0 } round 2\n"
                 " group g {\n  criterion e max 5 = f(a\n  criterion h max 5 = a\n }\n use 5\n}\nlet x = = "
                 "3\nlet y = 4\n",
                 "2:18 R201: expected a value after `max`, found `=`\n3:31 R106: `?` means nothing here\n"
                 "6:3 R201: expected `)` or `,` after `a`, found `criterion`\n"
                 "8:6 R201: expected a name after `use`, found `5`\n"
                 "10:9 R201: expected a value after `=`, found `=`\n");
}

static void entries_of_blocks_are_skipped_one_by_one(void **state) {
    expect_heads(
        *state,
        "data {\n a count\n b : cuont\n c : count\n}\ncriteria (x) = x {\n c1 : ,\n c2 5\n c3 : 3\n}\n",
        "2:4 R201: expected `:` or `..` after `a`, found `count`\n3:6 R201: `cuont` does not fit here\n"
        "7:7 R201: expected a value after `:`, found `,`\n"
        "8:5 R201: expected `:` or a text after `c2`, found `5`\n");
}

static void an_unknown_block_is_an_error_and_the_rest_is_read(void **state) {
    expect_heads(
        *state, HEAD "kiem \"t\" {\n given a = 3\n expect b = 4\n}\nlet x = 3\nlet y = = 4\n",
        "3:1 R201: `kiem` does not fit after `}`\n8:9 R201: expected a value after `=`, found `=`\n");
}

/* ---- texts and tokens */

static void malformed_numbers_are_named(void **state) { /* [L1.4] */
    expect_hint(*state, "let x = 1e5", "write the number out");
    expect_hint(*state, "let x = 1_000", "without groups");
    expect_hint(*state, "let x = 1.234.567", "without groups");
    expect_hint(*state, "let x = .5", "`0.5`");
    expect_heads(*state, "let x = 1e999999999 + 12abc",
                 "1:9 R109: `1e999999999` is not a number\n1:23 R109: `12abc` is not a number\n");
    expect_heads(*state, "let x = 123456789012345678901234567890123456789",
                 "1:9 R110: this number has 39 digits; numbers have at most 38\n");
    expect_heads(*state, "let x = 12345678901234567890123456789012345678", "");
}

static void malformed_texts_are_named(void **state) { /* [L1.5] */
    expect_heads(*state, "let x \"a = 1\nlet y = 2", "1:7 R107: this text has no closing quote\n");
    expect_heads(*state, "let x \"a\\nb\" = 1", "1:9 R108: `\\n` is not an escape\n");
    expect_heads(*state, "let x = 'abc'", "1:9 R106: texts stand between straight double quotes, not `'`\n");
}

static void names_are_latin(void **state) { /* [L1.3] */
    expect_heads(*state, "let hạ_tầng_Đ1 = 1", "");
    expect_heads(*state, "let \xD0\xB0 = 1",
                 "1:5 R105: the name `\xD0\xB0` holds U+0430, which is a Cyrillic letter\n");
    expect_heads(*state, "let a\xE2\x80\x8B = 1",
                 "1:5 R105: the name `a\xE2\x80\x8B` holds U+200B, which is invisible\n");
}

static void names_are_composed(void **state) { /* [L1.1] */
    expect_heads(*state, "let x \"e\xCC\x81\" = 1",
                 "1:7 R104: letters and their diacritics are stored apart in `\"e\xCC\x81\"`\n");
}

static void hidden_characters_are_errors_in_comments_too(void **state) { /* [L1.1] */
    expect_heads(*state, "let x = 1 # \xE2\x80\xAE",
                 "1:13 R103: there is a hidden U+202E, which turns the direction of the text\n");
    expect_heads(*state, "let x \"\x1B[1m\" = 1", "1:8 R106: there is a hidden control character U+001B\n");
}

static void a_file_that_is_no_utf8_is_not_read(void **state) { /* [L1.1] */
    assert_null(parsed_text(*state, TEXT("let x = \"\xC7\"")).file);
    expect_heads(*state, "let x = \"\xC7\"", "1:10 R101: the byte C7 at offset 9 is not UTF-8\n");
    expect_hint(*state, "let x = \"H\xE0 N\xF4\xE8i\"", "windows-1258");
    expect_hint(*state, "let x = \"H\xB5 N\xA8\xB8\"", "TCVN3");
    assert_string_equal(heads(*state, TEXT("\xFF\xFEl\0e\0")),
                        "1:1 R101: this file is UTF-16 (little-endian)\n");
    assert_string_equal(heads(*state, TEXT("\xFF\xFE\0\0l\0\0\0")),
                        "1:1 R101: this file is UTF-32 (little-endian)\n");
    assert_string_equal(heads(*state, TEXT("let x\0 = 1")), "1:6 R102: there is a NUL byte at offset 5\n");
}

static void an_empty_file_is_an_error_and_a_byte_order_mark_is_not(void **state) {
    expect_heads(*state, "", "1:1 R111: the rule file is empty\n");
    expect_heads(*state, "\xEF\xBB\xBF \n", "1:1 R111: the rule file is empty\n");
    expect_heads(*state, "\xEF\xBB\xBFlet x = 1", "");
}

/* ---- limits */

static Text repeated(Arena *arena, const char *before, const char *part, size_t times, const char *after) {
    TextBuilder out = text_builder(arena);
    text_builder_add(&out, text_from(before));
    text_builder_add_repeated(&out, text_from(part), times);
    text_builder_add(&out, text_from(after));
    return text_builder_text(&out);
}

static void expect_depth_error(Arena *arena, Text text, const char *place) {
    const char *head = heads(arena, text);
    if (strncmp(head, place, strlen(place)) != 0) print_error("expected %s: %s", place, head);
    assert_int_equal(strncmp(head, place, strlen(place)), 0);
    assert_non_null(strstr(head, " L102: "));
    assert_null(strchr(strchr(head, '\n') + 1, '\n'));
}

static void nesting_ends_at_the_257th_level(void **state) {
    Arena *arena = *state;
    assert_string_equal(
        heads(arena, text_format(arena, "%.*s1%.*s", TEXT_ARG(repeated(arena, "let x = ", "(", 256, "")),
                                 TEXT_ARG(repeated(arena, "", ")", 256, "")))),
        "");
    expect_depth_error(arena, repeated(arena, "let x = ", "(", 1000000, ""), "1:265 ");
    expect_depth_error(arena, repeated(arena, "let x = ", "-", 1000000, ""), "1:265 ");
    expect_depth_error(arena, repeated(arena, "let x = ", "2^", 1000000, "2"), "1:522 ");
    expect_depth_error(arena, repeated(arena, "gate x = ", "not ", 500000, "yes"), "1:1034 ");
    expect_depth_error(arena, repeated(arena, "let x = ", "if a then 1 else ", 200000, "1"), "1:4361 ");
    expect_depth_error(arena, repeated(arena, "", "group g {", 300000, ""), "1:2313 ");
    expect_depth_error(arena, repeated(arena, "let x = ", "by ", 300000, ""), "1:777 ");
    expect_depth_error(arena, repeated(arena, "let x = ", "1 otherwise ", 300000, "1"), "1:9 ");
    expect_depth_error(arena, repeated(arena, "let x = 2", " / 2", 300000, ""), "1:9 ");
}

static void long_flat_rules_are_not_deep(void **state) {
    Arena *arena = *state;
    assert_string_equal(heads(arena, repeated(arena, "let x = ", "a - ", 100000, "a")), "");
    assert_string_equal(heads(arena, repeated(arena, "gate x = ", "a^2 > -1 and ", 50000, "yes")), "");
    assert_string_equal(heads(arena, repeated(arena, "let x = f(", "if a then 1 else 2, ", 50000, "1)")), "");
    assert_string_equal(
        heads(arena, repeated(arena, "let x = by a { 0 : 0 ", "1 : if a then 1 else 2 ", 50000, "}")), "");
}

static void the_number_of_nodes_is_limited(void **state) {
    RuleLimits limits = RULE_LIMITS_DEFAULT;
    limits.nodes = 5;
    Parsed fits = parsed_within(*state, TEXT("let x = a + a + a + a"), limits);
    assert_int_equal(diagnostics_error_count(fits.diagnostics), 0);
    Parsed large = parsed_within(*state, TEXT("let x = a + a + a + a + a\nlet = "), limits);
    assert_int_equal(diagnostics_error_count(large.diagnostics), 1);
    assert_int_equal(diagnostics_area(large.diagnostics), AREA_LIMIT);
}

static void bytes_names_and_criteria_are_limited(void **state) {
    RuleLimits limits = RULE_LIMITS_DEFAULT;
    limits.rule_bytes = 9, limits.name_bytes = 3, limits.criteria = 1;
    assert_non_null(parsed_within(*state, TEXT("let x = 1"), limits).file);
    assert_null(parsed_within(*state, TEXT("let x = 10"), limits).file);
    limits.rule_bytes = 1000;
    assert_int_equal(diagnostics_error_count(parsed_within(*state, TEXT("let abc = 1"), limits).diagnostics),
                     0);
    assert_int_equal(diagnostics_error_count(parsed_within(*state, TEXT("let abcd = 1"), limits).diagnostics),
                     1);
    Text two = TEXT("group g { criteria (a) = a { c : 1 d : 2 } }");
    assert_int_equal(diagnostics_area(parsed_within(*state, two, limits).diagnostics), AREA_LIMIT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(operators_bind_as_in_the_table_of_levels),
        ARENA_TEST(chains_of_one_operator_are_one_node),
        ARENA_TEST(a_sign_before_a_number_belongs_to_the_number),
        ARENA_TEST(if_chains_with_else_if),
        ARENA_TEST(the_arms_of_by_need_no_commas),
        ARENA_TEST(words_of_the_language_can_name_functions),
        ARENA_TEST(within_belongs_to_the_call_before_it),
        ARENA_TEST(not_applicable_is_a_value_and_applicable_a_name),
        ARENA_TEST(a_range_needs_no_blanks),
        ARENA_TEST(an_input_may_have_the_name_of_a_clause),
        ARENA_TEST(the_clauses_of_a_criterion_come_in_any_order),
        ARENA_TEST(criteria_are_a_table),
        ARENA_TEST(ranks_and_grades_take_their_clauses),
        ARENA_TEST(functions_carry_examples),
        ARENA_TEST(escapes_of_a_text_are_resolved),
        ARENA_TEST(a_repeated_clause_is_reported_with_both_places),
        ARENA_TEST(methodology_and_data_come_first_and_once),
        ARENA_TEST(a_message_says_what_was_expected_after_what),
        ARENA_TEST(a_reserved_word_is_no_name),
        ARENA_TEST(common_mistakes_are_named),
        ARENA_TEST(a_wrong_sign_stands_for_the_one_meant),
        ARENA_TEST(a_missing_brace_is_reported_where_the_block_must_have_ended),
        ARENA_TEST(every_broken_declaration_is_reported_once),
        ARENA_TEST(entries_of_blocks_are_skipped_one_by_one),
        ARENA_TEST(an_unknown_block_is_an_error_and_the_rest_is_read),
        ARENA_TEST(malformed_numbers_are_named),
        ARENA_TEST(malformed_texts_are_named),
        ARENA_TEST(names_are_latin),
        ARENA_TEST(names_are_composed),
        ARENA_TEST(hidden_characters_are_errors_in_comments_too),
        ARENA_TEST(a_file_that_is_no_utf8_is_not_read),
        ARENA_TEST(an_empty_file_is_an_error_and_a_byte_order_mark_is_not),
        ARENA_TEST(nesting_ends_at_the_257th_level),
        ARENA_TEST(long_flat_rules_are_not_deep),
        ARENA_TEST(the_number_of_nodes_is_limited),
        ARENA_TEST(bytes_names_and_criteria_are_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
