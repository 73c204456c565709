package org.strangenoise.studies.characterization;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The routines by name, with the keys that each has beside {@code qubits} and {@code shots}. */
enum RoutineKind {
    /** Relaxation. */
    T1(1, List.of(Key.DELAYS), (lab, s) -> new Coherence.Relaxation(lab, s.delays())),
    /** Coherence, without refocusing. */
    RAMSEY(
            1,
            List.of(Key.DELAYS, Key.ADVANCE),
            (lab, s) -> new Coherence.Ramsey(lab, s.delays(), s.advance(), Optional.empty())),
    /** Coherence, refocused once. */
    ECHO(1, List.of(Key.DELAYS), (lab, s) -> new Coherence.Echo(lab, s.delays(), 1)),
    /** Coherence, refocused several times. */
    CPMG(1, List.of(Key.DELAYS, Key.TURNS), (lab, s) -> new Coherence.Echo(lab, s.delays(), s.turns())),
    /** The amplitude of a half turn. */
    RABI(1, List.of(Key.AMPLITUDES), (lab, s) -> new Pulsing.Rabi(lab, s.amplitudes())),
    /** The error of a half turn. */
    PI_PULSE(1, List.of(Key.TURNS), (lab, s) -> new Pulsing.Amplified(lab, s.turns())),
    /** What is read of each state. */
    READOUT(1, List.of(), (lab, s) -> new Pulsing.Readout(lab, Optional.empty())),
    /** The shift of one qubit by another. */
    ZZ_RAMSEY(
            2,
            List.of(Key.DELAYS, Key.ADVANCE),
            (lab, s) -> new Coherence.Conditional(lab, s.delays(), s.advance(), Optional.empty()));

    /** What a routine may be told. */
    enum Key {
        DELAYS,
        ADVANCE,
        TURNS,
        AMPLITUDES;

        /** As studies write it. */
        String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What was said.
     *
     * @param delays waiting times in seconds
     * @param advance hertz
     * @param turns half turns
     * @param amplitudes in units of a half turn's
     */
    record Settings(double[] delays, double advance, int turns, double[] amplitudes) {}

    private final int qubits;
    private final List<Key> keys;
    private final BiFunction<Laboratory, Settings, Routine> maker;

    RoutineKind(int qubits, List<Key> keys, BiFunction<Laboratory, Settings, Routine> maker) {
        this.qubits = qubits;
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
}
