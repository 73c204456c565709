package org.strangenoise.exchange.openqasm;

import org.antlr.v4.runtime.Token;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser;

/** Why the parts of OpenQASM that are no circuit are refused. */
final class Unsupported {

    private Unsupported() {}

    /** The sentence after the word. */
    static String reason(Token word) {
        return switch (word.getType()) {
            case OpenQasmParser.ELSE -> "follows no `if`";
            case OpenQasmParser.CASE, OpenQasmParser.DEFAULT -> "stands in no `switch`";
            case OpenQasmParser.DEF, OpenQasmParser.RETURN, OpenQasmParser.EXTERN ->
                "is not supported: subroutines and externs are outside what is read";
            case OpenQasmParser.CAL, OpenQasmParser.DEFCAL, OpenQasmParser.DEFCALGRAMMAR ->
                "is not supported: pulses are outside what is read; durations come from the device file";
            case OpenQasmParser.OPAQUE -> "is not supported: an opaque gate has no definition to simulate";
            case OpenQasmParser.INPUT -> "is not supported: a circuit is read with all its values, so write a const";
            case OpenQasmParser.OUTPUT -> "is not supported but for bits";
            case OpenQasmParser.STRETCH -> "is not supported: only durations with a stated length are read";
            default -> "is not supported";
        };
    }
}
