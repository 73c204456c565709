package org.strangenoise.studies.presentation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.strangenoise.figures.MathText;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.StartState;

/** A figure of merit in the words of a figure, which must stand without the text around it. */
public final class MeritText {

    private static final int MOST_NAMED = 3;

    private MeritText() {}

    /** Its name, or a Pauli string in angle brackets; readout errors are said to be part of it. */
    public static String symbol(FigureOfMerit merit) {
        return (merit.isMeasured() ? "measured " : "") + symbol(merit.name());
    }

    /** The name of an observable, or a Pauli string in angle brackets. */
    public static String symbol(String name) {
        return name.matches("[IXYZ]+") ? "⟨" + name + "⟩" : name;
    }

    /** As an axis says it: {@code symmetric weight}, {@code discord of Q0-Q1}. */
    public static String words(String name) {
        String[] parts = name.split("\\.", 2);
        String own = parts[0].matches("[IXYZ]+")
                ? symbol(parts[0])
                : parts[0].replace('-', ' ').replace("hilbert", "Hilbert");
        return parts.length == 1 ? own : own + " of " + parts[1];
    }

    /** {@code overlap after 10 steps}. */
    public static String atStep(FigureOfMerit merit) {
        return symbol(merit) + " after " + merit.step() + (merit.step() == 1 ? " step" : " steps");
    }

    /** The start, or the starts over which the mean is taken. */
    public static String starts(FigureOfMerit merit) {
        int count = merit.starts().size();
        if (count > MOST_NAMED) {
            return "mean of " + count + " starts";
        }
        String names = String.join(
                " and ", merit.starts().stream().map(MeritText::name).toList());
        return (count == 1 ? "start: " : "mean of the starts ") + names;
    }

    /** Its label, or its angles where it has none of its own. */
    public static String name(StartState start) {
        return start.label().equals("start") || start.isUnnamed()
                ? String.format(
                        Locale.ROOT,
                        "%s = %s, %s = %s",
                        MathText.THETA,
                        brief(StartState.thetas(start.state())),
                        MathText.PHI,
                        brief(StartState.phis(start.state())))
                : start.label();
    }

    private static String brief(double[] angles) {
        return angles.length == 1
                ? brief(angles[0])
                : Arrays.stream(angles).mapToObj(MeritText::brief).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String brief(double angle) {
        return new BigDecimal(angle)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** With a capital at the beginning, unless that is a symbol. */
    public static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** A value of a figure of merit as tables of the report state it. */
    public static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6f", value) : "none";
    }
}
