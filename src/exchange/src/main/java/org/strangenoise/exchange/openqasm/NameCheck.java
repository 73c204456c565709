package org.strangenoise.exchange.openqasm;

import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.BitsContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ExpressionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.NameContext;

/** Finds unknown names in a gate's body when the gate is defined, even if it is never called. */
record NameCheck(Place place, List<String> parameters, Scope scope, boolean version2) {

    void check(ExpressionContext expression) {
        visit(expression, 0);
    }

    private void visit(ParseTree tree, int depth) {
        if (tree instanceof NameContext || tree instanceof BitsContext) {
            ExpressionContext use = (ExpressionContext) tree;
            String name = use.getStart().getText();
            boolean known = parameters.contains(name)
                    || ExpressionReader.isConstant(name, version2)
                    || scope.fixed(name) != null;
            if (!known) {
                throw place.problem(use, Place.quoted(name) + " is not a constant known here");
            }
        }
        if (depth > 1000 && tree instanceof ExpressionContext deep) {
            throw place.problem(deep, "an expression must be at most 1000 operations deep");
        }
        for (int k = 0; k < tree.getChildCount(); k++) {
            visit(tree.getChild(k), depth + 1);
        }
    }
}
