package org.strangenoise.exchange.openqasm;

import java.util.HashSet;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.Quoted;

/** Where things stand in a file, and problems there. */
record QasmPlace(String file) {

    Location of(Token token) {
        return new Location(file, Math.max(1, token.getLine()), Math.max(0, token.getCharPositionInLine()) + 1);
    }

    QasmException problem(Token token, String message) {
        return new QasmException(of(token), message);
    }

    QasmException problem(ParserRuleContext context, String message) {
        return problem(context.getStart(), message);
    }

    void requireDistinct(List<Integer> qubits, ParserRuleContext context) {
        if (qubits.size() > 1 && new HashSet<>(qubits).size() != qubits.size()) {
            throw problem(context, "a qubit is named twice");
        }
    }

    /** A piece of the file in an error message: short, on one line, printable. */
    static String quoted(String text) {
        return Quoted.value(text);
    }
}
