package org.strangenoise.device.yaml;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.QubitCalibration.CoherenceKind;
import org.strangenoise.device.QubitCalibration.Ladder;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.device.yaml.DeviceReader.UnphysicalT2;
import org.strangenoise.math.Measured;
import org.strangenoise.math.NumberText;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Reads one entry of {@code qubits:}. */
final class QubitReader {

    private static final double ROUNDING = 1e-12;

    private static final Rule ANHARMONICITY =
            new Rule("be different from 0, at most 1e7 MHz", x -> Math.abs(x) >= 1 && Math.abs(x) <= 1e13);

    private QubitReader() {}

    /** How many qubits an entry may stand for: as many as a circuit may have. */
    static final int MOST_EQUAL = 4096;

    /** The qubit of an entry, or as many equal ones as its {@code count} says, their names numbered from 0. */
    static List<QubitCalibration> read(ValueReader item, UnphysicalT2 unphysical, List<String> warnings) {
        try (MappingReader entry = item.mapping()) {
            ValueReader countValue = entry.optional("count");
            Optional<Integer> count =
                    countValue.isPresent() ? countValue.integer(Rule.between(1, MOST_EQUAL)) : Optional.of(0);
            Optional<QubitCalibration> qubit = one(entry, unphysical, warnings);
            if (count.isEmpty() || qubit.isEmpty()) {
                return List.of();
            }
            return countValue.isPresent()
                    ? IntStream.range(0, count.get())
                            .mapToObj(k -> qubit.get().withName(qubit.get().name() + k))
                            .toList()
                    : List.of(qubit.get());
        }
    }

    private static Optional<QubitCalibration> one(MappingReader qubit, UnphysicalT2 unphysical, List<String> warnings) {
        Optional<String> name = qubit.required("name").identifier();
        ValueReader t1Value = qubit.required("T1");
        Optional<Quantity> t1 = t1Value.time(Rule.DECAY_TIME);
        Optional<ValueReader> coherenceValue = qubit.exactlyOneOf("T2", "Tphi");
        Optional<Quantity> coherence = coherenceValue.flatMap(v -> v.time(Rule.DECAY_TIME));
        Measured quasiStatic = qubit.optional("quasi-static-T")
                .time(Rule.DECAY_TIME)
                .map(DeviceReader::measured)
                .orElse(Measured.exactly(Double.POSITIVE_INFINITY));
        Measured excited = probability(qubit.optional("excited-population"));
        Optional<Ladder> ladder = ladder(qubit, warnings, name.orElse(""));
        ReadoutError readout =
                readout(qubit.optional("readout"), ladder.map(Ladder::levels).orElse(Ladder.MAX_LEVELS));
        if (ladder.isEmpty()) {
            return Optional.empty();
        }
        if (name.isEmpty() || t1.isEmpty() || coherence.isEmpty()) {
            return Optional.empty();
        }
        CoherenceKind kind = coherenceValue.get().name().equals("T2") ? CoherenceKind.T2 : CoherenceKind.TPHI;
        Measured time = DeviceReader.measured(coherence.get());
        double limit = 2 * t1.get().value();
        if (kind == CoherenceKind.T2 && time.value() > limit * (1 + ROUNDING)) {
            String rule = "be at most 2 T1 = " + NumberText.seconds(limit);
            if (unphysical == UnphysicalT2.ERROR) {
                coherenceValue.get().reject(rule + " (or set `on-unphysical-T2: clamp`)");
                return Optional.empty();
            }
            coherenceValue.get().warn("must " + rule + "; clamped to it");
            warnings.add("T2 of " + name.get() + " is above 2 T1 and was clamped to it");
            time = new Measured(limit, time.uncertainty());
        }
        return Optional.of(new QubitCalibration(
                name.get(), DeviceReader.measured(t1.get()), time, kind, quasiStatic, excited, readout, ladder.get()));
    }

    /** The levels; empty if they contradict what else is given. */
    private static Optional<Ladder> ladder(MappingReader qubit, List<String> warnings, String name) {
        ValueReader levelsValue = qubit.optional("levels");
        ValueReader anharmonicityValue = qubit.optional("anharmonicity");
        ValueReader t1EfValue = qubit.optional("T1-ef");
        Optional<Integer> levels =
                levelsValue.isPresent() ? levelsValue.integer(Rule.between(2, Ladder.MAX_LEVELS)) : Optional.of(2);
        Optional<Quantity> anharmonicity = anharmonicityValue.frequency(ANHARMONICITY);
        Optional<Quantity> t1Ef = t1EfValue.time(Rule.DECAY_TIME);
        if (levels.isEmpty()
                || (anharmonicityValue.isPresent() && anharmonicity.isEmpty())
                || (t1EfValue.isPresent() && t1Ef.isEmpty())) {
            return Optional.empty();
        }
        if (levels.get() == 2) {
            for (ValueReader value : List.of(anharmonicityValue, t1EfValue)) {
                if (value.isPresent()) {
                    value.problem("needs `levels: 3` or `levels: 4`: two levels have none above |1>");
                }
            }
            return anharmonicityValue.isPresent() || t1EfValue.isPresent()
                    ? Optional.empty()
                    : Optional.of(Ladder.TWO_LEVELS);
        }
        if (anharmonicity.isEmpty()) {
            levelsValue.problem("needs an `anharmonicity` such as `-213 MHz` beside it, which says where level 2 lies");
            return Optional.empty();
        }
        if (anharmonicity.get().value() > 0) {
            anharmonicityValue.warn("should be negative: with a positive one this is not a transmon");
            warnings.add("the anharmonicity of " + name + " is positive: not a transmon");
        }
        return Optional.of(
                new Ladder(levels.get(), anharmonicity.map(DeviceReader::measured), t1Ef.map(DeviceReader::measured)));
    }

    private static ReadoutError readout(ValueReader value, int levels) {
        if (!value.isPresent()) {
            return ReadoutError.NONE;
        }
        try (MappingReader readout = value.mapping()) {
            ValueReader leaked = readout.optional("p1-given-2");
            Measured p1Given2 = leaked.isPresent() ? probability(leaked) : Measured.exactly(1);
            if (leaked.isPresent() && levels == 2) {
                leaked.problem("needs `levels: 3` or `levels: 4`: two levels have none above |1>");
            }
            return new ReadoutError(
                    probability(readout.optional("p1-given-0")), probability(readout.optional("p0-given-1")), p1Given2);
        }
    }

    private static Measured probability(ValueReader value) {
        return value.quantity(QuantityKind.NUMBER, Rule.PROBABILITY)
                .map(DeviceReader::measured)
                .orElse(Measured.exactly(0));
    }
}
