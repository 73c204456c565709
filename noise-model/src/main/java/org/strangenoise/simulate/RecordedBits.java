package org.strangenoise.simulate;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.strangenoise.circuit.ClassicalRegister;
import org.strangenoise.circuit.MeasurementRecords;

/**
 * What a circuit's classical bits say at its end. In a bit string the leftmost character is the highest bit: registers
 * follow each other in the order of their declaration from the right.
 *
 * @param registers the bits' names
 * @param probabilities by bit string, those that occur, in the strings' order; all strings where there are at most 10
 *     bits
 * @param standardErrors of the probabilities where they were sampled
 * @param method density-matrix or trajectories
 */
public record RecordedBits(
        List<ClassicalRegister> registers,
        NavigableMap<String, Double> probabilities,
        Optional<Map<String, Double>> standardErrors,
        String method) {

    /** So many bits have all their strings listed. */
    private static final int LISTED_BITS = 10;

    /** Keeps copies of the components. */
    public RecordedBits {
        registers = List.copyOf(registers);
        probabilities = Collections.unmodifiableNavigableMap(new TreeMap<>(probabilities));
    }

    /** No probability yet: every string with 0 where they are few. */
    static NavigableMap<String, Double> none(MeasurementRecords records) {
        NavigableMap<String, Double> none = new TreeMap<>();
        int bits = records.bits();
        for (int value = 0; bits <= LISTED_BITS && value < 1 << bits; value++) {
            char[] text = new char[bits];
            for (int bit = 0; bit < bits; bit++) {
                text[bits - 1 - bit] = (value >> bit & 1) == 1 ? '1' : '0';
            }
            none.put(new String(text), 0.0);
        }
        return none;
    }

    /** The probability of a bit string; 0 for one that does not occur. */
    public double probability(String bits) {
        return probabilities.getOrDefault(bits, 0.0);
    }

    /** How often each string comes in so many runs: seeded, those that came, in the strings' order. */
    public Map<String, Integer> counts(int shots, long seed) {
        if (shots < 0) {
            throw new IllegalArgumentException("Argument `shots` must not be negative, but is " + shots);
        }
        NavigableMap<Double, String> cumulative = new TreeMap<>();
        double sum = 0;
        for (Map.Entry<String, Double> entry : probabilities.entrySet()) {
            if (entry.getValue() > 0) {
                // Keyed by where its part of the line begins.
                cumulative.put(sum, entry.getKey());
                sum += entry.getValue();
            }
        }
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        Map<String, Integer> counts = new TreeMap<>();
        for (int shot = 0; shot < shots; shot++) {
            double draw = Math.min(random.nextDouble() * sum, Math.nextDown(sum));
            counts.merge(cumulative.floorEntry(draw).getValue(), 1, Integer::sum);
        }
        return counts;
    }
}
