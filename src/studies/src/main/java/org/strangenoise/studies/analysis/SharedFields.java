package org.strangenoise.studies.analysis;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.experiment.ConfidenceBands;
import org.strangenoise.studies.experiment.MeritGradient;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.transmon.InteractionCalibration;
import org.strangenoise.transmon.RotationCalibration;

/** Fields that several types of analysis have. */
public final class SharedFields {

    /** Of an initial state. */
    public static final Fields<StartState> START = Fields.<StartState>of()
            .text("label", "name of the start", StartState::label)
            .numberOrList(
                    "theta",
                    "rad",
                    "direction of the start; a list of one a qubit where they differ",
                    start -> StartState.thetas(start.state()))
            .numberOrList("phi", "rad", "likewise", start -> StartState.phis(start.state()));

    /** Of a confidence band. */
    public static final Fields<ConfidenceBands.Band> BAND = Fields.<ConfidenceBands.Band>of()
            .numbers(
                    "low",
                    "as what it is about",
                    "[confidence band](budget.md#error-bars-type-error-bars) of the noisy values; absent without bands",
                    ConfidenceBands.Band::low)
            .numbers("high", "as what it is about", "likewise", ConfidenceBands.Band::high);

    /** Of a swept parameter. */
    public static final Fields<StudyParameter.SweepAxis> AXIS = Fields.<StudyParameter.SweepAxis>of()
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
    public static final Fields<MeritGradient.Sensitivity> SENSITIVITY = Fields.<MeritGradient.Sensitivity>of()
            .text("address", "of a parameter", MeritGradient.Sensitivity::address)
            .parameter(
                    "value",
                    "the parameter's",
                    "its value; `null` for a number of all qubits where they differ",
                    MeritGradient.Sensitivity::value)
            .number(
                    "derivative",
                    "of f per unit",
                    "df/dp; `null` where `value` is",
                    MeritGradient.Sensitivity::derivative)
            .number(
                    "logarithmic",
                    "of f",
                    "p df/dp, for a number of all qubits the sum over them",
                    MeritGradient.Sensitivity::logarithmic)
            .number(
                    "uncertainty",
                    "the parameter's",
                    "one standard deviation; 0 where none is known, `null` for a number of all qubits where theirs differ",
                    MeritGradient.Sensitivity::uncertainty)
            .number(
                    "error",
                    "of f",
                    "what the uncertainty makes of f, \\|df/dp\\| times it; for a number of all qubits with their"
                            + " correlations",
                    MeritGradient.Sensitivity::error);

    /** Of a pulse on more than two levels and what its calibration found. */
    public static final Fields<Pulses.Found> PULSE = Fields.<Pulses.Found>of()
            .text("operation", "driven by the pulse", found -> found.pulse().operation())
            .texts("qubits", "names", Pulses.Found::qubits)
            .number(
                    "amplitude",
                    "",
                    "factor on the amplitude of a rotation's pulse",
                    found -> rotation(found, RotationCalibration::amplitude))
            .onlyIf(found -> found.pulse().rotation().isPresent())
            .number(
                    "duration-factor",
                    "",
                    "factor on the duration of an exchange pulse",
                    found -> interaction(found, InteractionCalibration::scale))
            .onlyIf(found -> found.pulse().interaction().isPresent())
            .number(
                    "kappa",
                    "",
                    "strength of the kick that an exchange pulse of this duration makes",
                    found -> interaction(found, InteractionCalibration::kappa))
            .onlyIf(found -> found.pulse().interaction().isPresent())
            .number(
                    "phase",
                    "rad",
                    "angle z of exp(-i z n), before and after a rotation; of each qubit, what an exchange pulse makes"
                            + " beside the kick",
                    found -> found.pulse().rotation().isPresent()
                            ? rotation(found, RotationCalibration::phase)
                            : interaction(found, InteractionCalibration::phase))
            .onlyIf(SharedFields::isKnown)
            .number(
                    "detuning",
                    "Hz",
                    "offset of a rotation's qubit from the drive",
                    found -> rotation(found, RotationCalibration::detuning) / (2 * Math.PI))
            .onlyIf(found -> found.pulse().rotation().isPresent())
            .number(
                    "cubic-phase",
                    "rad",
                    "of m^3 in the phases of the symmetric states that an exchange pulse is off by",
                    found -> interaction(found, InteractionCalibration::cubicPhase))
            .onlyIf(found -> found.pulse().interaction().isPresent())
            .number(
                    "infidelity",
                    "",
                    "average, leakage included: of a rotation on the computational subspace, of an exchange pulse on"
                            + " its symmetric part",
                    found -> found.pulse().rotation().isPresent()
                            ? rotation(found, RotationCalibration::infidelity)
                            : interaction(found, InteractionCalibration::infidelity))
            .onlyIf(SharedFields::isKnown)
            .number(
                    "leakage",
                    "",
                    "average, out of the same space",
                    found -> found.pulse().rotation().isPresent()
                            ? rotation(found, RotationCalibration::leakage)
                            : interaction(found, InteractionCalibration::leakage))
            .onlyIf(SharedFields::isKnown);

    /** Of the pulses of a circuit; absent where every qubit has two levels. */
    public static final Fields<Pulses> PULSES = Fields.<Pulses>of()
            .objects("pulses", Pulses::found, PULSE)
            .onlyIf(pulses -> !pulses.found().isEmpty())
            .texts(
                    "without-leakage",
                    "operations whose pulse the device does not describe: they act on two levels and cannot leak;"
                            + " absent if there are none",
                    Pulses::withoutLeakage)
            .onlyIf(pulses -> !pulses.withoutLeakage().isEmpty());

    private SharedFields() {}

    /** The table of pulses of a type's results; only where qubits have more than two levels. */
    public static <R> Table<R> pulses(Function<R, Pulses> pulses) {
        return Table.sometimes(
                "calibration",
                "a pulse on more than two levels and what its calibration found",
                result -> Optional.of(pulses.apply(result).found()).filter(found -> !found.isEmpty()),
                PULSE);
    }

    private static boolean isKnown(Pulses.Found found) {
        return found.pulse().rotation().isPresent()
                || found.pulse().interaction().isPresent();
    }

    private static double rotation(Pulses.Found found, ToDoubleFunction<RotationCalibration> number) {
        return found.pulse().rotation().stream().mapToDouble(number).findFirst().orElse(Double.NaN);
    }

    private static double interaction(Pulses.Found found, ToDoubleFunction<InteractionCalibration> number) {
        return found.pulse().interaction().stream()
                .mapToDouble(number)
                .findFirst()
                .orElse(Double.NaN);
    }
}
