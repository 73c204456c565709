package org.strangenoise.exchange.openqasm;

import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser;

/** One file as statements, handed out one after the other; after a refused one, reading goes on behind its end. */
final class QasmSyntax {

    private static final int LONGEST_LIST = 6;

    private final QasmTokens source;
    private final CommonTokenStream tokens;
    private final OpenQasmParser parser;
    private int start;

    /**
     * The statements of a text.
     *
     * @throws QasmException if the text cannot be split into tokens
     */
    QasmSyntax(String text, QasmPlace place, int version, int deepest) {
        source = new QasmTokens(CharStreams.fromString(text, place.file()), place, version, deepest);
        tokens = new CommonTokenStream(source);
        parser = new OpenQasmParser(tokens);
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new Refusing(place));
        tokens.fill();
    }

    /** The version the file states, or the one it was given. */
    int version() {
        return source.version();
    }

    boolean hasNext() {
        return tokens.LA(1) != Token.EOF;
    }

    /**
     * The next statement.
     *
     * @throws QasmException if it is none
     */
    OpenQasmParser.StatementContext next() {
        start = tokens.index();
        return parser.statement();
    }

    /** Goes behind the statement that was refused: its semicolon, or the end of its outermost braces. */
    void skipStatement() {
        tokens.seek(start);
        int depth = 0;
        while (hasNext()) {
            int type = tokens.LA(1);
            tokens.consume();
            if (type == OpenQasmParser.LBRACE) {
                depth++;
            } else if (type == OpenQasmParser.RBRACE) {
                depth--;
            }
            boolean ends = type == OpenQasmParser.SEMICOLON
                    || type == OpenQasmParser.RBRACE
                    || type == OpenQasmParser.PRAGMA
                    || type == OpenQasmParser.ANNOTATION;
            boolean goesOn = tokens.LA(1) == OpenQasmParser.ELSE
                    || (type == OpenQasmParser.RBRACE && tokens.LA(1) == OpenQasmParser.SEMICOLON);
            if (depth <= 0 && ends && !goesOn) {
                return;
            }
        }
    }

    /** Ends the statement at the first thing that does not fit, and says what would have. */
    private static final class Refusing extends DefaultErrorStrategy {
        private final QasmPlace place;

        Refusing(QasmPlace place) {
            this.place = place;
        }

        @Override
        public void recover(Parser recognizer, RecognitionException e) {
            throw problem(recognizer, e.getOffendingToken());
        }

        @Override
        public Token recoverInline(Parser recognizer) {
            throw problem(recognizer, recognizer.getCurrentToken());
        }

        @Override
        public void sync(Parser recognizer) {
            // Only the parser's own decisions find errors: they know the token.
        }

        @Override
        public void reportError(Parser recognizer, RecognitionException e) {
            // Told by recover.
        }

        private QasmException problem(Parser recognizer, Token token) {
            String found = token.getType() == Token.EOF ? "the end of the file" : QasmPlace.quoted(token.getText());
            return place.problem(token, "unexpected " + found + expectation(recognizer));
        }

        private static String expectation(Parser recognizer) {
            IntervalSet expected = recognizer.getExpectedTokens();
            if (expected.size() == 0 || expected.size() > LONGEST_LIST) {
                return "";
            }
            List<String> names = expected.toList().stream()
                    .map(type -> name(recognizer, type))
                    .toList();
            return ", expected " + String.join(" or ", names);
        }

        private static String name(Parser recognizer, int type) {
            String literal = type < 0 ? null : recognizer.getVocabulary().getLiteralName(type);
            if (literal != null) {
                return literal.replace('\'', '`');
            }
            return switch (type) {
                case OpenQasmParser.IDENTIFIER -> "a name";
                case OpenQasmParser.HARDWARE_QUBIT -> "a physical qubit";
                case OpenQasmParser.STRING -> "a quoted file name";
                default -> "a number";
            };
        }
    }
}
