#include "drafting/token_class.h"

#include "lang/parser.h"

#include <stddef.h>

static bool is_one_of(int kind, const int *kinds, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (kinds[i] == kind) return true;
    return false;
}

#define ONE_OF(kind, ...)                                                                                    \
    is_one_of(kind, (const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

bool is_outcome_word(int kind) {
    return ONE_OF(kind, TOKEN_LET, TOKEN_REPORT, TOKEN_GATE, TOKEN_RANK, TOKEN_GRADE);
}

bool is_ranking_word(int kind) {
    return kind == TOKEN_RANK || kind == TOKEN_GRADE;
}

bool is_block_word(int kind) {
    return kind == TOKEN_GROUP || kind == TOKEN_INDEX || kind == TOKEN_CRITERIA;
}

bool is_change_word(int kind) {
    return ONE_OF(kind, TOKEN_EXTENDS, TOKEN_CHANGE, TOKEN_ADD, TOKEN_REMOVE, TOKEN_RENAME, TOKEN_REVIEWED);
}

bool is_declaration_word(int kind) {
    return is_outcome_word(kind) || is_block_word(kind) ||
           ONE_OF(kind, TOKEN_METHODOLOGY, TOKEN_DATA, TOKEN_FUNCTION, TOKEN_CRITERION, TOKEN_USE,
                  TOKEN_TEST);
}

bool is_remark_clause(int kind) {
    return ONE_OF(kind, TOKEN_APPLIES, TOKEN_COUNTS, TOKEN_EXAMPLE, TOKEN_BASIS, TOKEN_EVIDENCE, TOKEN_NOTE,
                  TOKEN_ALLOW);
}

bool is_tree_clause(int kind) {
    return is_remark_clause(kind) || ONE_OF(kind, TOKEN_MAX, TOKEN_WEIGHT, TOKEN_BONUS, TOKEN_PENALTY,
                                            TOKEN_WEIGHTS, TOKEN_ASSIGN, TOKEN_ROUND, TOKEN_AS);
}

bool is_outcome_clause(int kind) {
    return ONE_OF(kind, TOKEN_ASSIGN, TOKEN_ROUND, TOKEN_AS, TOKEN_FROM, TOKEN_THEN, TOKEN_LOWEST,
                  TOKEN_WITHIN, TOKEN_TIES, TOKEN_EXACT, TOKEN_WHEN, TOKEN_SHOW, TOKEN_CAPPED, TOKEN_ALLOW);
}

bool is_grade_bound(int kind) {
    return ONE_OF(kind, TOKEN_FROM, TOKEN_ABOVE, TOKEN_UP, TOKEN_BELOW, TOKEN_TOP, TOKEN_SHARE);
}

bool is_comparison(int kind) {
    return ONE_OF(kind, TOKEN_LESS, TOKEN_LESS_EQUAL, TOKEN_GREATER, TOKEN_GREATER_EQUAL, TOKEN_EQUAL,
                  TOKEN_NOT_EQUAL);
}

bool is_test_start(int kind) {
    return is_comparison(kind) || ONE_OF(kind, TOKEN_TEXT, TOKEN_NUMBER, TOKEN_YES, TOKEN_NO, TOKEN_ELSE);
}

bool is_text_taker(int kind) {
    return ONE_OF(kind, TOKEN_UNIT, TOKEN_COLUMN, TOKEN_BASIS, TOKEN_EVIDENCE, TOKEN_NOTE, TOKEN_TOKEN,
                  TOKEN_MEANS, TOKEN_ASSIGN, TOKEN_DATE, TOKEN_SEPARATOR, TOKEN_DECIMAL, TOKEN_GROUP);
}

bool wants_operand_behind(int kind) {
    return is_comparison(kind) ||
           ONE_OF(kind, TOKEN_LEFT, TOKEN_COMMA, TOKEN_COLON, TOKEN_RANGE, TOKEN_ARROW, TOKEN_ASSIGN,
                  TOKEN_DOT, TOKEN_PLUS, TOKEN_MINUS, TOKEN_TIMES, TOKEN_DIVIDE, TOKEN_POWER, TOKEN_IF,
                  TOKEN_THEN, TOKEN_ELSE, TOKEN_BY, TOKEN_AND, TOKEN_OR, TOKEN_NOT, TOKEN_OTHERWISE,
                  TOKEN_WITHIN, TOKEN_EVERY, TOKEN_DATE);
}

bool may_end_line_before(int kind) {
    return ONE_OF(kind, TOKEN_PLUS, TOKEN_MINUS, TOKEN_AND, TOKEN_OR, TOKEN_OTHERWISE, TOKEN_THEN,
                  TOKEN_ELSE);
}
