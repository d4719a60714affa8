#include "drafting/rule.h"

const char *rule_kind_word(RuleKind kind) {
    switch (kind) {
    case RULE_METHODOLOGY: return "methodology";
    case RULE_DATA: return "data";
    case RULE_REQUIRE: return "require";
    case RULE_INPUT: return "input";
    case RULE_FUNCTION: return "function";
    case RULE_LET: return "let";
    case RULE_REPORT: return "report";
    case RULE_CRITERION: return "criterion";
    case RULE_GROUP: return "group";
    case RULE_INDEX: return "index";
    case RULE_GATE: return "gate";
    case RULE_RANK: return "rank";
    case RULE_GRADE: return "grade";
    case RULE_KIND_COUNT: break;
    }
    return "";
}
