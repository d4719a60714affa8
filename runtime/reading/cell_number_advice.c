#include "runtime/reading/cell_number_advice.h"

#include "base/unicode.h"
#include "runtime/reading/cell_look_alike.h"

#define WORD(literal)                                                                                        \
    { literal, sizeof(literal) - 1 }

enum { UNIT_MAX_BYTES = 20, TOKEN_MAX_BYTES = 32 }; /* longer ones are something else */

/* One question about a cell that is not a number; true: answered, and the advice is complete. */
typedef struct Question {
    CellReader *reader;
    const CellInput *input;
    Text cell, where;
    CellAdvice *advice;
} Question;

static bool answer(const Question *question, DiagnosticCode code, Text message, Text hint) {
    question->advice->code = code;
    question->advice->message = message;
    question->advice->hint = hint;
    return true;
}

static bool not_a_number(const Question *question, Text hint) {
    Text message = text_format(question->reader->arena, "%.*s is not a number", TEXT_ARG(question->where));
    return answer(question, DIAGNOSTIC_NOT_A_NUMBER, message, hint);
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static bool is_one_of(char byte, const char *signs) {
    while (*signs && *signs != byte)
        signs++;
    return *signs != 0;
}

static bool has_one_of(Text text, const char *signs) {
    for (size_t i = 0; i < text.len; i++)
        if (is_one_of(text.bytes[i], signs)) return true;
    return false;
}

static bool is_all_number(Text text, NumberMarks marks) {
    CellNumber number;
    return cell_number_scan(text, marks, &number) && number.len == text.len;
}

/* The number with its declared unit, as far as it is readable with other marks. */
static bool is_readable(const Question *question, Text text, NumberMarks marks) {
    Text unit = question->input->input->unit;
    bool has_unit = unit.len > 0 && text.len > unit.len &&
                    text_equal(text_slice(text, text.len - unit.len, text.len), unit);
    return is_all_number(has_unit ? text_trim(text_slice(text, 0, text.len - unit.len)) : text, marks);
}

/* The first of them; to is 0 where there is none. */
static LookAlike first_look_alike(Text cell, size_t *from, size_t *to) {
    LookAlike found = {0};
    for (size_t at = 0, len; at < cell.len; at += len) {
        uint32_t code_point;
        len = unicode_decode(cell, at, &code_point);
        *from = at;
        *to = at + len;
        if (len > 1 && cell_look_alike(code_point, &found)) return found;
        if (len == 0) len = 1;
    }
    *to = 0;
    return found;
}

/* [F2.6] NBSP, full-width digits, U+2212 and their like; only where the rest could be a number. */
static bool ask_look_alike(const Question *question) {
    Arena *arena = question->reader->arena;
    size_t from, to;
    LookAlike found = first_look_alike(question->cell, &from, &to);
    Text ascii = text_trim(cell_in_ascii(arena, question->cell));
    if (to == 0 || !is_readable(question, ascii, question->reader->marks)) return false;
    question->advice->from = from;
    question->advice->to = to;
    return answer(question, DIAGNOSTIC_NOT_A_NUMBER,
                  text_format(arena, "%.*s holds U+%04X (%s)", TEXT_ARG(question->where),
                              (unsigned)found.code_point, found.name),
                  text_format(arena, "write `%.*s`", TEXT_ARG(ascii)));
}

/* [F2.4] Words that stand for "no value" in the files of the world. */
static bool is_no_value_word(Text folded) {
    static const Text words[] = {
        WORD("-"),    WORD("--"),      WORD("–"),        WORD("—"),         WORD("…"),        WORD("..."),
        WORD(".."),   WORD("."),       WORD("?"),        WORD("nan"),       WORD("na"),       WORD("n/a"),
        WORD("#n/a"), WORD("n.a."),    WORD("null"),     WORD("nil"),       WORD("none"),     WORD("inf"),
        WORD("+inf"), WORD("-inf"),    WORD("infinity"), WORD("-infinity"), WORD("không có"), WORD("chưa có"),
        WORD("kxđ"),  WORD("missing"), WORD("-nan")};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_equal(folded, words[i])) return true;
    return false;
}

bool cell_token_advice(CellReader *reader, Text cell, Text where, CellAdvice *advice) {
    if (cell.len > TOKEN_MAX_BYTES || !is_no_value_word(unicode_fold(reader->arena, cell))) return false;
    advice->code = DIAGNOSTIC_UNDECLARED_TOKEN;
    advice->message = text_format(reader->arena, "%.*s has no declared meaning", TEXT_ARG(where));
    advice->hint =
        text_format(reader->arena, "declare what it means in the rules, like `token \"%.*s\" means missing`",
                    TEXT_ARG(cell));
    return true;
}

static bool ask_token(const Question *question) {
    return cell_token_advice(question->reader, question->cell, question->where, question->advice);
}

static const char *mark_name(char mark) {
    return mark == ',' ? "comma" : "point";
}

/* The cell with the declared decimal mark in place of `mark`, and without what grouped its digits. */
static Text rewritten(const Question *question, char mark) {
    char declared = question->reader->marks.decimal;
    TextBuilder text = text_builder(question->reader->arena);
    for (size_t i = 0; i < question->cell.len; i++) {
        char byte = question->cell.bytes[i];
        if (byte != declared) text_builder_add_char(&text, byte == mark ? declared : byte);
    }
    return text_builder_text(&text);
}

/* Both readings of `1,234` are shown; which one is meant only the author knows. */
static Text hint_for_mark(const Question *question, char mark, bool may_decimal, bool may_group) {
    Arena *arena = question->reader->arena;
    char declared = question->reader->marks.decimal;
    Text shown = rewritten(question, mark);
    bool has_groups = has_one_of(question->cell, (char[]){declared, 0});
    if (question->reader->marks.group == mark)
        return text_format(arena, "`%c` is declared to stand before every third digit; write `%.*s`", mark,
                           TEXT_ARG(shown));
    if (may_decimal && may_group)
        return text_format(arena,
                           "if it marks decimals, declare `numbers decimal \"%c\"`; if it groups thousands, "
                           "`numbers decimal \"%c\" group \"%c\"`",
                           mark, declared, mark);
    if (may_group)
        return text_format(arena,
                           "declare the group separator in `data { ... }` of the rules: `numbers decimal "
                           "\"%c\" group \"%c\"`",
                           declared, mark);
    if (has_groups)
        return text_format(
            arena,
            "write `%.*s`, or declare `numbers decimal \"%c\" group \"%c\"` in `data { ... }` of the rules",
            TEXT_ARG(shown), mark, declared);
    return text_format(arena,
                       "write `%.*s`, or declare `numbers decimal \"%c\"` in `data { ... }` of the rules",
                       TEXT_ARG(shown), mark);
}

/* [F2.6] A comma where a point is declared, or the reverse. */
static bool ask_mark(const Question *question) {
    char declared = question->reader->marks.decimal, mark = declared == ',' ? '.' : ',';
    bool may_decimal = is_readable(question, question->cell, (NumberMarks){mark, 0}) ||
                       is_readable(question, question->cell, (NumberMarks){mark, declared});
    bool may_group = is_readable(question, question->cell, (NumberMarks){declared, mark});
    if (!may_decimal && !may_group) return false;
    Text message = text_format(question->reader->arena, "%.*s has a %s where the rules declare a decimal %s",
                               TEXT_ARG(question->where), mark_name(mark), mark_name(declared));
    return answer(question, DIAGNOSTIC_WRONG_DECIMAL_MARK, message,
                  hint_for_mark(question, mark, may_decimal, may_group));
}

/* The offset behind a number written with either mark; 0: none. */
static size_t number_end(Text cell, char mark) {
    CellNumber number;
    char other = mark == ',' ? '.' : ',';
    if (!cell_number_scan(cell, (NumberMarks){mark, 0}, &number)) return 0;
    bool has_other = number.len < cell.len && cell.bytes[number.len] == other;
    if (has_other) cell_number_scan(cell, (NumberMarks){other, 0}, &number);
    return number.len;
}

/* [F2.8] Digits, E, a sign, digits. */
static bool ask_exponent(const Question *question) {
    CellNumber exponent;
    Text cell = question->cell;
    size_t end = number_end(cell, question->reader->marks.decimal);
    if (end == 0 || end == cell.len || !is_one_of(cell.bytes[end], "eE")) return false;
    Text rest = text_slice(cell, end + 1, cell.len);
    if (!cell_number_scan(rest, (NumberMarks){0, 0}, &exponent) || exponent.len != rest.len) return false;
    return not_a_number(question,
                        TEXT("a spreadsheet has shortened the number to a power of ten; show all its digits "
                             "there and export again"));
}

/* [F2.8] =1+1, @SUM(A1), +1+1, #REF! */
static bool ask_formula(const Question *question) {
    Text cell = question->cell;
    if (cell.bytes[0] == '#')
        return not_a_number(question, TEXT("it is an error of a spreadsheet; correct the formula there"));
    bool is_sum = is_one_of(cell.bytes[0], "+-") && has_one_of(text_slice(cell, 1, cell.len), "+*/(");
    if (!is_sum && !is_one_of(cell.bytes[0], "=@")) return false;
    return not_a_number(question, TEXT("it looks like a formula; write its result"));
}

/* 0x1F, 1_000, 1'000, 1 000: signs between digits that mean nothing here. */
static bool ask_odd_sign(const Question *question) {
    Text cell = question->cell;
    if (text_starts_with(cell, TEXT("0x")) || text_starts_with(cell, TEXT("0X")))
        return not_a_number(question, TEXT("numbers are written with decimal digits"));
    for (size_t i = 1; i + 1 < cell.len; i++) {
        bool is_between = is_digit(cell.bytes[i - 1]) && is_digit(cell.bytes[i + 1]);
        if (!is_between || !is_one_of(cell.bytes[i], "_' ")) continue;
        question->advice->from = i;
        question->advice->to = i + 1;
        return not_a_number(question,
                            text_format(question->reader->arena,
                                        "`%c` between digits means nothing; write the digits together",
                                        cell.bytes[i]));
    }
    return false;
}

static Text hint_for_unit(const Question *question, Text found) {
    Arena *arena = question->reader->arena;
    Text declared = question->input->input->unit;
    if (declared.len > 0)
        return text_format(arena, "write the number alone, or in the declared unit `%.*s`",
                           TEXT_ARG(declared));
    if (text_equal(found, TEXT("%")))
        return TEXT("write the number alone, or declare the column as `percent` in the rules");
    return text_format(arena,
                       "write the number alone, or declare the unit in the rules: `number unit \"%.*s\"`",
                       TEXT_ARG(found));
}

/* [F2.7] 85%, 12 km: a number and something behind it. */
static bool ask_unit(const Question *question) {
    Text cell = question->cell;
    size_t end = number_end(cell, question->reader->marks.decimal);
    Text rest = text_trim(text_slice(cell, end, cell.len));
    if (end == 0 || rest.len == 0 || rest.len > UNIT_MAX_BYTES || is_one_of(rest.bytes[0], ".,:/-\"`"))
        return false;
    question->advice->from = (size_t)(rest.bytes - cell.bytes);
    question->advice->to = cell.len;
    Text message = text_format(question->reader->arena, "%.*s has `%.*s` behind the number",
                               TEXT_ARG(question->where), TEXT_ARG(rest));
    return answer(question, DIAGNOSTIC_NOT_A_NUMBER, message, hint_for_unit(question, rest));
}

/* `.5` and `5.` */
static bool ask_bare_mark(const Question *question) {
    Arena *arena = question->reader->arena;
    char mark = question->reader->marks.decimal;
    Text full = text_format(arena, "0%.*s", TEXT_ARG(question->cell));
    if (question->cell.bytes[0] == mark && is_all_number(full, question->reader->marks))
        return not_a_number(question, text_format(arena, "write `%.*s`", TEXT_ARG(full)));
    full = text_slice(question->cell, 0, question->cell.len - 1);
    if (question->cell.bytes[full.len] == mark && is_all_number(full, question->reader->marks))
        return not_a_number(question, text_format(arena, "write `%.*s`", TEXT_ARG(full)));
    return false;
}

void cell_number_advice(CellReader *reader, const CellInput *input, Text cell, Text where,
                        CellAdvice *advice) {
    static bool (*const questions[])(const Question *) = {ask_token,    ask_look_alike, ask_mark,
                                                          ask_exponent, ask_formula,    ask_odd_sign,
                                                          ask_unit,     ask_bare_mark};
    Question question = {reader, input, cell, where, advice};
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++)
        if (questions[i](&question)) return;
    not_a_number(&question, text_format(reader->arena, "write digits, with `%c` before decimals",
                                        reader->marks.decimal));
}
