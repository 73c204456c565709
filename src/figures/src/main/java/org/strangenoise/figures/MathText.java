package org.strangenoise.figures;

/**
 * Variables in labels, as plain strings: a variable is written with Unicode's mathematical italic letters, sub- and
 * superscripts with Unicode's own digits ({@code T₁}, {@code 10⁻³}). Renderers set both in their own italic and small
 * type.
 */
public final class MathText {

    public static final String THETA = italic("θ");
    public static final String PHI = italic("φ");
    public static final String KAPPA = italic("κ");

    private static final int ITALIC_CAPITAL_A = 0x1D434;
    private static final int ITALIC_SMALL_A = 0x1D44E;
    private static final int PLANCK_CONSTANT = 0x210E;
    private static final int ITALIC_CAPITAL_ALPHA = 0x1D6E2;
    private static final int ITALIC_SMALL_ALPHA = 0x1D6FC;
    private static final int LETTERS = 26;
    private static final int GREEK_LETTERS = 25;

    private MathText() {}

    /** Latin and Greek letters replaced by their mathematical italic forms, everything else kept. */
    public static String italic(String letters) {
        StringBuilder italic = new StringBuilder();
        letters.codePoints().map(MathText::toItalic).forEach(italic::appendCodePoint);
        return italic.toString();
    }

    /** The upright letter of a mathematical italic one, or -1 when the code point is not one. */
    public static int upright(int codePoint) {
        if (codePoint == PLANCK_CONSTANT) {
            return 'h';
        }
        if (within(codePoint, ITALIC_CAPITAL_A, LETTERS)) {
            return 'A' + codePoint - ITALIC_CAPITAL_A;
        }
        if (within(codePoint, ITALIC_SMALL_A, LETTERS)) {
            return 'a' + codePoint - ITALIC_SMALL_A;
        }
        if (within(codePoint, ITALIC_CAPITAL_ALPHA, GREEK_LETTERS)) {
            return 'Α' + codePoint - ITALIC_CAPITAL_ALPHA;
        }
        if (within(codePoint, ITALIC_SMALL_ALPHA, GREEK_LETTERS)) {
            return 'α' + codePoint - ITALIC_SMALL_ALPHA;
        }
        return -1;
    }

    private static int toItalic(int codePoint) {
        if (codePoint == 'h') {
            return PLANCK_CONSTANT;
        }
        if (within(codePoint, 'A', LETTERS)) {
            return ITALIC_CAPITAL_A + codePoint - 'A';
        }
        if (within(codePoint, 'a', LETTERS)) {
            return ITALIC_SMALL_A + codePoint - 'a';
        }
        if (within(codePoint, 'Α', GREEK_LETTERS)) {
            return ITALIC_CAPITAL_ALPHA + codePoint - 'Α';
        }
        if (within(codePoint, 'α', GREEK_LETTERS)) {
            return ITALIC_SMALL_ALPHA + codePoint - 'α';
        }
        return codePoint;
    }

    private static boolean within(int codePoint, int first, int count) {
        return codePoint >= first && codePoint < first + count;
    }
}
