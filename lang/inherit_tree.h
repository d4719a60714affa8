/* The tree of criteria and groups of older rules, with members added, removed and rows changed. */
#ifndef LANG_INHERIT_TREE_H
#define LANG_INHERIT_TREE_H

#include "base/diagnostic.h"
#include "lang/inherit_places.h"

/* Finds where the members that `newer` adds belong, and what it uses no longer. */
void inherit_tree_add(Places *places, AstFile *newer, Arena *arena, Diagnostics *diagnostics);
/* What becomes of `node` and all below it: nothing, itself, or several nodes where rows of `criteria` part.
 */
void inherit_tree_member(const Places *places, AstNode *node, NodeList *out, Arena *arena);

#endif
