#include "lang/ast.h"

const char *ast_kind_name(AstKind kind) {
    static const char *const NAMES[] = {
        [AST_ERROR] = "error",
        [AST_NUMBER] = "number",
        [AST_TEXT] = "text",
        [AST_DATE] = "date",
        [AST_YES] = "yes",
        [AST_NO] = "no",
        [AST_NOT_APPLICABLE] = "not applicable",
        [AST_MISSING] = "missing",
        [AST_NAME] = "name",
        [AST_MAX] = "max",
        [AST_POINTS] = "points",
        [AST_FULL_MAX] = "full_max",
        [AST_CHILDREN] = "children",
        [AST_ATTRIBUTE] = "attribute",
        [AST_SUM] = "sum",
        [AST_PRODUCT] = "product",
        [AST_DIVIDE] = "divide",
        [AST_NEGATE] = "negate",
        [AST_POWER] = "power",
        [AST_EQUAL] = "==",
        [AST_NOT_EQUAL] = "!=",
        [AST_LESS] = "<",
        [AST_LESS_EQUAL] = "<=",
        [AST_GREATER] = ">",
        [AST_GREATER_EQUAL] = ">=",
        [AST_AND] = "and",
        [AST_OR] = "or",
        [AST_NOT] = "not",
        [AST_OTHERWISE] = "otherwise",
        [AST_IF] = "if",
        [AST_BY] = "by",
        [AST_ARM] = "arm",
        [AST_ELSE] = "else",
        [AST_TEST_RANGE] = "range",
        [AST_TEST_COMPARE] = "compare",
        [AST_CALL] = "call",
        [AST_EVERY] = "every",
    };
    _Static_assert(sizeof NAMES / sizeof NAMES[0] == AST_KIND_COUNT, "a name for each kind");
    return NAMES[kind];
}

const char *part_word(AstPart part) {
    switch (part) {
    case PART_INPUT: return "input";
    case PART_CRITERION: return "criterion";
    case PART_GROUP: return "group";
    case PART_INDEX: return "index";
    case PART_LET: return "let";
    case PART_REPORT: return "report";
    case PART_FUNCTION: return "function";
    case PART_GATE: return "gate";
    case PART_RANK: return "rank";
    case PART_GRADE: return "grade";
    case PART_REQUIRE: return "require";
    case PART_USE: return "use";
    }
    return "";
}

const char *ast_members_word(AstMembers members) {
    switch (members) {
    case MEMBERS_CRITERION: return "criterion";
    case MEMBERS_GROUP: return "group";
    case MEMBERS_CHILD: return "child";
    }
    return "";
}

const char *ast_attribute_word(AstAttribute attribute) {
    switch (attribute) {
    case ATTRIBUTE_VALUE: return "value";
    case ATTRIBUTE_POINTS: return "points";
    case ATTRIBUTE_MAX: return "max";
    case ATTRIBUTE_FULL_MAX: return "full_max";
    case ATTRIBUTE_RATIO: return "ratio";
    case ATTRIBUTE_EXACT: return "exact";
    case ATTRIBUTE_UNKNOWN: return "unknown";
    }
    return "";
}
