package org.strangenoise.studies.pulses;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.PulseSequence;
import org.strangenoise.studies.presentation.SetupText;

/** The circuit in time. */
final class CircuitFigures {

    private CircuitFigures() {}

    static Figure pulses(PulseSequenceResult result) {
        List<PulseSequence.Pulse> pulses = new ArrayList<>();
        for (PulseSequenceResult.Pulse pulse : result.pulses()) {
            pulses.add(new PulseSequence.Pulse(
                    pulse.qubits(),
                    pulse.start() * 1e9,
                    pulse.duration() * 1e9,
                    label(pulse),
                    PulseSequence.Kind.valueOf(pulse.kind().name())));
        }
        return new Figure(
                result.plan().id(),
                "Pulse sequence",
                "The circuit in time as the scheduler made it: "
                        + (result.plan().preparation()
                                        && result.plan()
                                                .setup()
                                                .circuit()
                                                .kickedTop()
                                                .isPresent()
                                ? "preparation and "
                                : "")
                        + result.plan().steps()
                        + (result.plan().steps() == 1 ? " step" : " steps")
                        + SetupText.atKappa(result.plan().setup())
                        + ". One row a qubit; gates of no duration are marks."
                        + (result.plan().setup().circuit().kickedTop().isPresent()
                                        && !result.plan().preparation()
                                ? " The start is prepared exactly, without pulses."
                                : ""),
                Width.DOUBLE_COLUMN,
                List.of(Row.of(8 + 11.0 * result.qubits().size(), new PulseSequence("", result.qubits(), pulses))),
                Sharing.NOTHING);
    }

    private static String label(PulseSequenceResult.Pulse pulse) {
        if (pulse.kind() == PulseSequenceResult.Kind.IDLE) {
            return "";
        }
        if (pulse.parameters().isEmpty()) {
            return pulse.operation();
        }
        double angle = pulse.parameters().get(0);
        return pulse.operation() + "(" + angle(angle) + ")";
    }

    private static String angle(double angle) {
        double halves = angle / (Math.PI / 2);
        if (Math.abs(halves - Math.rint(halves)) < 1e-12 && Math.abs(halves) <= 4 && halves != 0) {
            return switch ((int) Math.rint(halves)) {
                case 1 -> "\u03C0/2";
                case -1 -> "\u2212\u03C0/2";
                case 2 -> "\u03C0";
                case -2 -> "\u2212\u03C0";
                default -> Math.rint(halves) / 2 + "\u03C0";
            };
        }
        return new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(angle)
                .replace('-', '\u2212');
    }
}
