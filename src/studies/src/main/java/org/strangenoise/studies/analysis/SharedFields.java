package org.strangenoise.studies.analysis;

import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.config.SweepAxis;
import org.strangenoise.studies.experiment.ConfidenceBand;
import org.strangenoise.studies.experiment.Sensitivity;

/** Fields that several types of analysis have. */
public final class SharedFields {

    /** Of an initial state. */
    public static final Fields<StartState> START = Fields.<StartState>of()
            .text("label", "name of the start", StartState::label)
            .number(
                    "theta",
                    "rad",
                    "direction of the start",
                    start -> start.direction().theta())
            .number(
                    "phi",
                    "rad",
                    "direction of the start",
                    start -> start.direction().phi());

    /** Of a confidence band. */
    public static final Fields<ConfidenceBand> BAND = Fields.<ConfidenceBand>of()
            .numbers(
                    "low",
                    "as what it is about",
                    "[confidence band](budget.md#error-bars-type-error-bars) of the noisy values; absent without bands",
                    ConfidenceBand::low)
            .numbers("high", "as what it is about", "likewise", ConfidenceBand::high);

    /** Of a swept parameter. */
    public static final Fields<SweepAxis> AXIS = Fields.<SweepAxis>of()
            .text("address", "of a parameter", axis -> axis.parameter().address())
            .numbers(
                    "values",
                    "the parameter's",
                    "its values; infinity is `null`",
                    axis -> axis.values().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray());

    /** What a figure of merit, f, is. */
    public static final Fields<FigureOfMerit> MERIT = Fields.<FigureOfMerit>of()
            .text("observable", "what f is", FigureOfMerit::name)
            .flag("measured", "whether readout errors are part of f", FigureOfMerit::isMeasured)
            .count("at-step", "after which step f is", FigureOfMerit::step)
            .object("initial", merit -> merit.starts().get(0), START)
            .onlyIf(merit -> merit.starts().size() == 1)
            .objects("initial", FigureOfMerit::starts, START)
            .onlyIf(merit -> merit.starts().size() > 1);

    /** Of derivatives. */
    public static final Fields<Sensitivity> SENSITIVITY = Fields.<Sensitivity>of()
            .text("address", "of a parameter", Sensitivity::address)
            .parameter(
                    "value",
                    "the parameter's",
                    "its value; `null` for a number of all qubits where they differ",
                    Sensitivity::value)
            .number("derivative", "of f per unit", "df/dp; `null` where `value` is", Sensitivity::derivative)
            .number(
                    "logarithmic",
                    "of f",
                    "p df/dp, for a number of all qubits the sum over them",
                    Sensitivity::logarithmic)
            .number(
                    "uncertainty",
                    "the parameter's",
                    "one standard deviation; 0 where none is known, `null` for a number of all qubits where theirs differ",
                    Sensitivity::uncertainty)
            .number(
                    "error",
                    "of f",
                    "what the uncertainty makes of f, \\|df/dp\\| times it; for a number of all qubits with their"
                            + " correlations",
                    Sensitivity::error);

    private SharedFields() {}
}
