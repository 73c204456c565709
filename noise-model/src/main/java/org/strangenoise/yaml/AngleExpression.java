package org.strangenoise.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Arithmetic on numbers and {@code pi}: {@code + - * /}, signs and parentheses, evaluated in double precision from left
 * to right with the usual precedence.
 */
final class AngleExpression {

    private static final Pattern NUMBER =
            Pattern.compile("(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][-+]?[0-9]{1,5}+)?");

    private final String text;
    private int at;

    private AngleExpression(String text) {
        this.text = text;
    }

    /** Whether a word is part of an expression rather than a unit after it. */
    static boolean isConstant(String word) {
        return word.equals("pi") || word.equals("\u03C0");
    }

    /**
     * The value of an expression; its length must be bounded by the caller, as the depth of recursion follows it.
     *
     * @throws QuantityFormatException if the text is no expression
     */
    static double evaluate(String text) {
        AngleExpression expression = new AngleExpression(text);
        double value = expression.sum();
        if (expression.at < text.length()) {
            throw expression.malformed();
        }
        return value;
    }

    private double sum() {
        double value = product();
        while (true) {
            if (take('+')) {
                value += product();
            } else if (take('-')) {
                value -= product();
            } else {
                return value;
            }
        }
    }

    private double product() {
        double value = signed();
        while (true) {
            if (take('*')) {
                value *= signed();
            } else if (take('/')) {
                value /= signed();
            } else {
                return value;
            }
        }
    }

    private double signed() {
        if (take('-')) {
            return -signed();
        }
        return take('+') ? signed() : primary();
    }

    private double primary() {
        if (take('(')) {
            double value = sum();
            if (!take(')')) {
                throw malformed();
            }
            return value;
        }
        if (takeWord("pi") || takeWord("\u03C0")) {
            return Math.PI;
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw malformed();
        }
        at = number.end();
        skipSpaces();
        return Double.parseDouble(number.group());
    }

    private boolean take(char symbol) {
        skipSpaces();
        if (at < text.length() && text.charAt(at) == symbol) {
            at++;
            skipSpaces();
            return true;
        }
        return false;
    }

    private boolean takeWord(String word) {
        if (text.startsWith(word, at)) {
            at += word.length();
            skipSpaces();
            return true;
        }
        return false;
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private QuantityFormatException malformed() {
        return new QuantityFormatException("must be an expression of numbers and pi, but was " + Quoted.value(text));
    }
}
