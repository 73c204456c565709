package org.strangenoise.studies.output;

import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.StartState;

/** A figure of merit in the words of a figure, which must stand without the text around it. */
final class MeritText {

    private static final int MOST_NAMED = 3;

    private MeritText() {}

    /** {@code overlap after 10 steps}. */
    static String atStep(FigureOfMerit merit) {
        return merit.name() + " after " + merit.step() + (merit.step() == 1 ? " step" : " steps");
    }

    /** The start, or the starts over which the mean is taken. */
    static String starts(FigureOfMerit merit) {
        int count = merit.starts().size();
        if (count > MOST_NAMED) {
            return "mean of " + count + " starts";
        }
        String names = String.join(
                " and ", merit.starts().stream().map(StartState::label).toList());
        return (count == 1 ? "start: " : "mean of the starts ") + names;
    }
}
