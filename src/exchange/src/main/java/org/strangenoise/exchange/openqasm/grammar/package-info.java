/** The OpenQASM lexer and parser that ANTLR writes from the grammars in {@code src/main/antlr4}. */
@NullUnmarked
package org.strangenoise.exchange.openqasm.grammar;

import org.jspecify.annotations.NullUnmarked;
