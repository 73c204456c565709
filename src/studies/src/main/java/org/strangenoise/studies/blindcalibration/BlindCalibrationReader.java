package org.strangenoise.studies.blindcalibration;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.noise.Placement;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.blindcalibration.BlindCalibrationType.Plan.Hidden;
import org.strangenoise.studies.blindcalibration.BlindCalibrationType.Plan.Range;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Reads blind calibrations. */
final class BlindCalibrationReader {

    private static final Rule PROBABILITY = new Rule("be a probability above 0 and below 0.5", p -> p > 0 && p < 0.5);

    private static final int MOST_QUBITS = 5;

    private BlindCalibrationReader() {}

    static Optional<BlindCalibrationType.Plan> read(MappingReader analysis, Header header) {
        int devices =
                analysis.optional("devices").integer(Rule.between(1, 100_000)).orElse(1);
        long shots =
                analysis.optional("shots").longInteger(Rule.between(10, 1e8)).orElse(1000L);
        Map<Hidden, Range> hidden = new EnumMap<>(Hidden.class);
        ValueReader value = analysis.optional("hidden");
        try (MappingReader ranges = value.mapping()) {
            range(ranges, "T1", QuantityKind.TIME, Rule.LASTING, new Range(15e-6, 50e-6), Hidden.T1, hidden);
            range(ranges, "Tphi", QuantityKind.TIME, Rule.LASTING, new Range(5e-6, 20e-6), Hidden.TPHI, hidden);
            range(
                    ranges,
                    "quasi-static-T",
                    QuantityKind.TIME,
                    Rule.LASTING,
                    new Range(3e-6, 9e-6),
                    Hidden.QUASI_STATIC_T,
                    hidden);
            range(
                    ranges,
                    "p1-given-0",
                    QuantityKind.NUMBER,
                    PROBABILITY,
                    new Range(0.005, 0.03),
                    Hidden.P1_GIVEN_0,
                    hidden);
            range(
                    ranges,
                    "p0-given-1",
                    QuantityKind.NUMBER,
                    PROBABILITY,
                    new Range(0.02, 0.08),
                    Hidden.P0_GIVEN_1,
                    hidden);
            range(
                    ranges,
                    "coupling",
                    QuantityKind.FREQUENCY,
                    Rule.COUPLING,
                    new Range(3e6, 8e6),
                    Hidden.COUPLING,
                    hidden);
            range(ranges, "zz", QuantityKind.FREQUENCY, Rule.COUPLING, new Range(50e3, 300e3), Hidden.ZZ, hidden);
        }
        if (hidden.size() < Hidden.values().length || !isCalibrable(analysis, header)) {
            return Optional.empty();
        }
        return Optional.of(new BlindCalibrationType.Plan(header, devices, hidden, shots));
    }

    private static void range(
            MappingReader ranges,
            String key,
            QuantityKind kind,
            Rule rule,
            Range usual,
            Hidden what,
            Map<Hidden, Range> hidden) {
        ValueReader value = ranges.optional(key);
        if (!value.isPresent()) {
            hidden.put(what, usual);
            return;
        }
        Optional<List<Quantity>> ends = value.quantities(kind, rule);
        if (ends.isPresent()
                && (ends.get().size() != 2
                        || !(ends.get().get(0).value() < ends.get().get(1).value()))) {
            value.reject("be `[low, high]`, in that order");
            return;
        }
        ends.ifPresent(list ->
                hidden.put(what, new Range(list.get(0).value(), list.get(1).value())));
    }

    private static boolean isCalibrable(MappingReader analysis, Header header) {
        Calibration device = header.setup().device();
        boolean couples = device.operation(BlindCalibrationAnalysis.OneDevice.HiddenDevice.INTERACTION)
                .map(OperationCalibration::timing)
                .filter(Timing.Coupling.class::isInstance)
                .isPresent();
        int qubits = device.qubits().size();
        String wants = header.setup().noise().placement() == Placement.NONE
                ? "`noise.placement` must not be none"
                : qubits < 2 || qubits > MOST_QUBITS
                        ? "the device must have 2 to " + MOST_QUBITS + " qubits, but has " + qubits
                        : device.qubits().stream().anyMatch(q -> q.levels() > 2)
                                ? "the device must have two levels a qubit"
                                : device.confusion().isPresent()
                                        ? "the device must not have `readout-confusion`, as each qubit's readout is hidden"
                                        : !couples
                                                ? "the device must have an `interaction` with a `coupling`, which is hidden"
                                                : "";
        if (!wants.isEmpty()) {
            analysis.problem("a blind calibration is refused: " + wants);
        }
        return wants.isEmpty();
    }
}
