package org.strangenoise.exchange.openqasm;

import java.util.Optional;
import org.antlr.v4.runtime.ANTLRErrorListener;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.LexerNoViableAltException;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmLexer;

/**
 * The tokens of one file. Knows the version from the first statement, so that words which only OpenQASM 3 reserves stay
 * names in a version 2 file and {@code ^} is a power there, and refuses nesting too deep for a parser that recurses.
 */
final class QasmTokens extends OpenQasmLexer {

    private final QasmPlace place;
    private final int deepest;
    private int version;
    private int depth;
    private int run;
    private int previous = SEMICOLON;

    /**
     * The tokens.
     *
     * @param version the version that holds until the file states its own
     */
    QasmTokens(CharStream input, QasmPlace place, int version, int deepest) {
        super(input);
        this.place = place;
        this.version = version;
        this.deepest = deepest;
        removeErrorListeners();
        addErrorListener(refusing(place));
    }

    /** The version as far as the tokens read tell: 2 or 3. */
    int version() {
        return version;
    }

    @Override
    protected boolean atStatementStart() {
        return previous == SEMICOLON
                || previous == LBRACE
                || previous == RBRACE
                || previous == PRAGMA
                || previous == ANNOTATION;
    }

    @Override
    public Token nextToken() {
        Token token = super.nextToken();
        int type = token.getType();
        if (previous == OPENQASM && (type == REAL_NUMBER || type == INTEGER)) {
            version = token.getText().startsWith("2") ? 2 : 3;
        } else if (version == 2) {
            type = inVersion2(type);
            ((CommonToken) token).setType(type);
        }
        countNesting(token, type);
        previous = type;
        return token;
    }

    /**
     * The first gate call that follows so many others of the file's outermost level; each is one operation at least.
     * Keeps no tokens, so that a file far too long is refused before anything is made of it.
     *
     * @throws QasmException if a token before is none
     */
    Optional<Token> callBeyond(int calls) {
        int seen = 0;
        int before = SEMICOLON;
        Token token = nextToken();
        while (token.getType() != Token.EOF && token.getType() != END) {
            boolean starts = depth == 0 && (before == SEMICOLON || before == RBRACE);
            Token next = nextToken();
            if (starts && isCall(token.getType(), next.getType()) && ++seen > calls) {
                return Optional.of(token);
            }
            before = token.getType();
            token = next;
        }
        return Optional.empty();
    }

    private static boolean isCall(int first, int second) {
        return switch (first) {
            case IDENTIFIER -> second == IDENTIFIER || second == HARDWARE_QUBIT || second == LPAREN;
            case INV, POW, CTRL, NEGCTRL -> true;
            default -> false;
        };
    }

    private static int inVersion2(int type) {
        if (type >= QUBIT && type <= GPHASE) {
            return IDENTIFIER;
        }
        return type == CARET ? POWER : type;
    }

    /**
     * Brackets nest; signs, powers, modifiers and unbraced loops and conditions nest without brackets until their
     * statement ends.
     */
    private void countNesting(Token token, int type) {
        switch (type) {
            case LPAREN, LBRACKET, LBRACE -> depth++;
            case RPAREN, RBRACKET, RBRACE -> depth = Math.max(0, depth - 1);
            default -> {}
        }
        switch (type) {
            case SEMICOLON, LBRACE, RBRACE -> run = 0;
            case POWER, FOR, IF, ELSE, WHILE, NOT, TILDE, AT -> run++;
            case MINUS, PLUS, CONCATENATE -> run += previous == MINUS || previous == PLUS ? 1 : 0;
            default -> {}
        }
        if (depth > deepest || run > deepest) {
            throw place.problem(token, "nesting must be at most " + deepest + " deep");
        }
    }

    private static ANTLRErrorListener refusing(QasmPlace place) {
        return new BaseErrorListener() {
            @Override
            public void syntaxError(
                    Recognizer<?, ?> recognizer,
                    @Nullable Object symbol,
                    int line,
                    int column,
                    String message,
                    RecognitionException e) {
                CommonToken at = new CommonToken(Token.INVALID_TYPE);
                at.setLine(line);
                at.setCharPositionInLine(column);
                boolean unfinished = e instanceof LexerNoViableAltException;
                throw place.problem(at, unfinished ? "this is no OpenQASM: a comment or text is not ended" : message);
            }
        };
    }
}
