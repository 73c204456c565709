package org.strangenoise.studies.characterization;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.config.Setup;

/** The routines by name, with the keys that each has beside {@code qubits} and {@code shots}. */
enum RoutineKind {
    /** Relaxation. */
    T1(1, 0, List.of(Key.DELAYS), (lab, s) -> new Coherence.Relaxation(lab, s.delays())),
    /** Coherence, without refocusing. */
    RAMSEY(
            1,
            1,
            List.of(Key.DELAYS, Key.ADVANCE),
            (lab, s) -> new Coherence.Ramsey(lab, s.delays(), s.advance(), Optional.empty())),
    /** Coherence, refocused once. */
    ECHO(1, 1, List.of(Key.DELAYS), (lab, s) -> new Coherence.Echo(lab, s.delays(), 1)),
    /** Coherence, refocused several times. */
    CPMG(1, 1, List.of(Key.DELAYS, Key.TURNS), (lab, s) -> new Coherence.Echo(lab, s.delays(), s.turns())),
    /** The amplitude of a half turn. */
    RABI(1, 1, List.of(Key.AMPLITUDES), (lab, s) -> new Pulsing.Rabi(lab, s.amplitudes())),
    /** The error of a half turn. */
    PI_PULSE(1, 1, List.of(Key.TURNS), (lab, s) -> new Pulsing.Amplified(lab, s.turns())),
    /** What is read of each state. */
    READOUT(1, 0, List.of(), (lab, s) -> new Pulsing.ReadoutLevels(lab, Optional.empty())),
    /** The shift of one qubit by another. */
    ZZ_RAMSEY(
            2,
            1,
            List.of(Key.DELAYS, Key.ADVANCE),
            (lab, s) -> new Coherence.ConditionalRamsey(lab, s.delays(), s.advance())),
    /** The strength of a coupling. */
    SWAP_CHEVRON(
            2,
            2,
            List.of(Key.DELAYS, Key.DETUNINGS),
            (lab, s) -> new Couplings.Chevron(lab, s.delays(), s.detunings())),
    /** The sign of a coupling. */
    COUPLING_SIGN(
            3,
            3,
            List.of(Key.DELAYS, Key.DETUNINGS),
            (lab, s) -> new Couplings.Sign(lab, s.delays(), s.detunings(), s.sign())),
    /** The error of a gate. */
    RANDOMIZED_BENCHMARKING(
            1,
            1,
            List.of(Key.LENGTHS, Key.SEQUENCES, Key.INTERLEAVED),
            (lab, s) -> new Benchmarking.Clifford(lab, s.lengths(), s.sequences(), s.interleaved(), s.seed())),
    /** What leaks out of a gate. */
    LEAKAGE_BENCHMARKING(
            1,
            1,
            List.of(Key.LENGTHS, Key.SEQUENCES),
            (lab, s) -> new Benchmarking.Leakage(lab, s.lengths(), s.sequences(), s.seed())),
    /** Relaxation of |2>. */
    T1_EF(
            1,
            0,
            List.of(Key.DELAYS, Key.ANHARMONICITY),
            (lab, s) -> new UpperLevel.Relaxation(lab, s.delays(), s.anharmonicity())),
    /** The frequency of the second transition. */
    ANHARMONICITY(
            1,
            1,
            List.of(Key.DELAYS, Key.ADVANCE, Key.ANHARMONICITY),
            (lab, s) -> new UpperLevel.Ramsey(lab, s.delays(), s.advance(), s.anharmonicity())),
    /** The error of a cycle. */
    CROSS_ENTROPY(
            2,
            2,
            List.of(Key.LENGTHS, Key.SEQUENCES),
            (lab, s) -> new Benchmarking.CrossEntropy(lab, s.lengths(), s.sequences(), s.seed()));

    /** What a routine may be told. */
    enum Key {
        DELAYS,
        ADVANCE,
        TURNS,
        AMPLITUDES,
        DETUNINGS,
        LENGTHS,
        SEQUENCES,
        INTERLEAVED,
        ANHARMONICITY;

        /** As studies write it. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What was said.
     *
     * @param delays waiting times in seconds
     * @param advance hertz
     * @param turns half turns
     * @param amplitudes in units of a half turn's
     * @param detunings hertz
     * @param lengths numbers of random gates
     * @param sequences of each length
     * @param interleaved quarter turns of the gate between them
     * @param seed of random gates
     * @param anharmonicity hertz, as it is assumed for pulses between |1> and |2>; NaN where there are none
     * @param sign of g in {@code g (a+ b + b+ a)}, as the study's kick has it
     */
    record Settings(
            double[] delays,
            double advance,
            int turns,
            double[] amplitudes,
            double[] detunings,
            int[] lengths,
            int sequences,
            Optional<Integer> interleaved,
            long seed,
            double anharmonicity,
            int sign) {}

    private final int qubits;
    private final int superposed;
    private final List<Key> keys;
    private final BiFunction<Laboratory, Settings, Routine> maker;

    RoutineKind(int qubits, int superposed, List<Key> keys, BiFunction<Laboratory, Settings, Routine> maker) {
        this.qubits = qubits;
        this.superposed = superposed;
        this.keys = keys;
        this.maker = maker;
    }

    /** How many qubits it takes. */
    int qubits() {
        return qubits;
    }

    /** Its own keys. */
    List<Key> keys() {
        return keys;
    }

    /** The routine in a laboratory. */
    Routine in(Laboratory laboratory, Settings settings) {
        return maker.apply(laboratory, settings);
    }

    /** The laboratory for some qubits of a setup's device. */
    Laboratory laboratory(Setup setup, List<Integer> wired, SimulationOptions options) {
        return new Laboratory(setup, wired, superposed, options);
    }
}
