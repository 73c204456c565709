package org.strangenoise.device.yaml;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.QubitCalibration.CoherenceKind;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.device.yaml.DeviceReader.UnphysicalT2;
import org.strangenoise.math.Measured;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Reads one entry of {@code qubits:}. */
final class QubitReader {

    private static final double ROUNDING = 1e-12;

    private QubitReader() {}

    static Optional<QubitCalibration> read(ValueReader item, UnphysicalT2 unphysical, List<String> warnings) {
        try (MappingReader qubit = item.mapping()) {
            Optional<String> name = qubit.required("name").identifier();
            ValueReader t1Value = qubit.required("T1");
            Optional<Quantity> t1 = t1Value.time(Rule.DECAY_TIME);
            Optional<ValueReader> coherenceValue = qubit.exactlyOneOf("T2", "Tphi");
            Optional<Quantity> coherence = coherenceValue.flatMap(v -> v.time(Rule.DECAY_TIME));
            Measured quasiStatic = qubit.optional("quasi-static-T")
                    .time(Rule.DECAY_TIME)
                    .map(Quantities::measured)
                    .orElse(Measured.exactly(Double.POSITIVE_INFINITY));
            Measured excited = probability(qubit.optional("excited-population"));
            ReadoutError readout = readout(qubit.optional("readout"));
            if (name.isEmpty() || t1.isEmpty() || coherence.isEmpty()) {
                return Optional.empty();
            }
            CoherenceKind kind = coherenceValue.get().name().equals("T2") ? CoherenceKind.T2 : CoherenceKind.TPHI;
            Measured time = Quantities.measured(coherence.get());
            double limit = 2 * t1.get().value();
            if (kind == CoherenceKind.T2 && time.value() > limit * (1 + ROUNDING)) {
                String rule = "be at most 2 T1 = "
                        + new BigDecimal(limit * 1e6, new MathContext(6))
                                .stripTrailingZeros()
                                .toPlainString() + " us";
                if (unphysical == UnphysicalT2.ERROR) {
                    coherenceValue.get().reject(rule + " (or set `on-unphysical-T2: clamp`)");
                    return Optional.empty();
                }
                coherenceValue.get().warn("must " + rule + "; clamped to it");
                warnings.add("T2 of " + name.get() + " is above 2 T1 and was clamped to it");
                time = new Measured(limit, time.uncertainty());
            }
            return Optional.of(new QubitCalibration(
                    name.get(), Quantities.measured(t1.get()), time, kind, quasiStatic, excited, readout));
        }
    }

    private static ReadoutError readout(ValueReader value) {
        if (!value.isPresent()) {
            return ReadoutError.NONE;
        }
        try (MappingReader readout = value.mapping()) {
            return new ReadoutError(
                    probability(readout.optional("p1-given-0")), probability(readout.optional("p0-given-1")));
        }
    }

    private static Measured probability(ValueReader value) {
        return value.quantity(QuantityKind.NUMBER, Rule.PROBABILITY)
                .map(Quantities::measured)
                .orElse(Measured.exactly(0));
    }
}
