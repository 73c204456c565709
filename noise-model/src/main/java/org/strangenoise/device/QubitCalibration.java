package org.strangenoise.device;

import java.util.Optional;
import org.strangenoise.math.Measured;
import org.strangenoise.math.NumberText;

/**
 * The measured values of one qubit. Times in seconds, infinite where there is no decay; {@code 1/T2 = 1/(2 T1) +
 * 1/Tphi}.
 *
 * @param name unique within the device
 * @param t1 energy relaxation time
 * @param coherence T2 or Tphi, whichever was measured
 * @param coherenceKind which of the two it is; the other follows from it and T1
 * @param quasiStaticT time of Gaussian decay by a detuning fixed during one run, coherence exp(-(t/T)^2)
 * @param excitedPopulation p1 that relaxation approaches
 * @param readout confusion of classical outcomes
 * @param ladder how many levels are simulated, and where those above |1> lie
 */
public record QubitCalibration(
        String name,
        Measured t1,
        Measured coherence,
        CoherenceKind coherenceKind,
        Measured quasiStaticT,
        Measured excitedPopulation,
        ReadoutError readout,
        Ladder ladder) {

    /**
     * The levels of a transmon: {@code H / hbar = (eta / 2) n (n - 1)} in the frame that rotates with the qubit.
     *
     * @param levels that are simulated, from 2 to {@value #MAX_LEVELS}
     * @param anharmonicityHertz eta / 2 pi, negative for a transmon; present with more than two levels
     * @param t1Ef decay time of |2> to |1> in seconds; T1 / 2 where absent, as the ladder of an oscillator decays
     */
    public record Ladder(int levels, Optional<Measured> anharmonicityHertz, Optional<Measured> t1Ef) {

        /** The most levels of a transmon that are simulated. */
        public static final int MAX_LEVELS = 4;

        /** A qubit and nothing above it. */
        public static final Ladder TWO_LEVELS = new Ladder(2, Optional.empty(), Optional.empty());

        /** Checks the components. */
        public Ladder {
            if (levels < 2 || levels > MAX_LEVELS) {
                throw new IllegalArgumentException(
                        "Argument `levels` must be from 2 to " + MAX_LEVELS + ", but is " + levels);
            }
            if (levels > 2 && anharmonicityHertz.isEmpty()) {
                throw new IllegalArgumentException(
                        "Argument `anharmonicityHertz` must be given with " + levels + " levels, but is absent");
            }
            anharmonicityHertz.ifPresent(a -> {
                if (a.value() == 0 || Double.isInfinite(a.value())) {
                    throw new IllegalArgumentException("Argument `anharmonicityHertz` must be finite and not 0, but is "
                            + NumberText.hertz(a.value()));
                }
            });
            t1Ef.ifPresent(t -> requirePositiveTime("t1Ef", t));
        }

        /** A ladder whose upper levels decay as an oscillator's do. */
        public static Ladder of(int levels, double anharmonicityHertz) {
            return new Ladder(levels, Optional.of(Measured.exactly(anharmonicityHertz)), Optional.empty());
        }

        /** eta in rad/s; 0 for two levels. */
        public double anharmonicity() {
            return levels == 2
                    ? 0
                    : 2 * Math.PI * anharmonicityHertz.orElseThrow().value();
        }
    }

    /** Which coherence time was measured. */
    public enum CoherenceKind {
        /** The time of all coherence, {@code 1/T2 = 1/(2 T1) + 1/Tphi}. */
        T2,
        /** The time of pure dephasing. */
        TPHI
    }

    /** Checks the components. */
    public QubitCalibration {
        if (name.isBlank()) {
            throw new IllegalArgumentException("Argument `name` must not be blank");
        }
        requirePositiveTime("t1", t1);
        requirePositiveTime("coherence", coherence);
        requirePositiveTime("quasiStaticT", quasiStaticT);
        requireProbability("excitedPopulation", excitedPopulation);
        if (coherenceKind == CoherenceKind.T2 && coherence.value() > 2 * t1.value() * (1 + 1e-12)) {
            throw new IllegalArgumentException("T2 of " + name + " must be at most 2 T1 = "
                    + NumberText.seconds(2 * t1.value()) + ", but is " + NumberText.seconds(coherence.value()));
        }
    }

    /** A qubit with T1 and T2 in seconds and no other imperfection. */
    public static QubitCalibration ofT1T2(String name, double t1, double t2) {
        return of(name, t1, t2, CoherenceKind.T2);
    }

    /** A qubit with T1 and Tphi in seconds and no other imperfection. */
    public static QubitCalibration ofT1Tphi(String name, double t1, double tPhi) {
        return of(name, t1, tPhi, CoherenceKind.TPHI);
    }

    private static QubitCalibration of(String name, double t1, double coherence, CoherenceKind kind) {
        return new QubitCalibration(
                name,
                Measured.exactly(t1),
                Measured.exactly(coherence),
                kind,
                Measured.exactly(Double.POSITIVE_INFINITY),
                Measured.exactly(0),
                ReadoutError.NONE,
                Ladder.TWO_LEVELS);
    }

    /** 1/T1 in 1/s. */
    public double relaxationRate() {
        return 1 / t1.value();
    }

    /** 1/Tphi in 1/s: given, or 1/T2 - 1/(2 T1). */
    public double dephasingRate() {
        return coherenceKind == CoherenceKind.TPHI
                ? 1 / coherence.value()
                : Math.max(0, 1 / coherence.value() - 1 / (2 * t1.value()));
    }

    /** T2 in seconds: given, or from T1 and Tphi. */
    public double t2() {
        return 1 / (relaxationRate() / 2 + dephasingRate());
    }

    /** How many levels are simulated. */
    public int levels() {
        return ladder.levels();
    }

    /** 1/T1-ef in 1/s: given, or 2/T1. */
    public double upperRelaxationRate() {
        return ladder.t1Ef().map(t -> 1 / t.value()).orElse(2 * relaxationRate());
    }

    /** The same with another name. */
    public QubitCalibration withName(String newName) {
        return new QubitCalibration(
                newName, t1, coherence, coherenceKind, quasiStaticT, excitedPopulation, readout, ladder);
    }

    /** The same with another T1. */
    public QubitCalibration withT1(Measured newT1) {
        return new QubitCalibration(
                name, newT1, coherence, coherenceKind, quasiStaticT, excitedPopulation, readout, ladder);
    }

    /** The same with another coherence. */
    public QubitCalibration withCoherence(CoherenceKind kind, Measured time) {
        return new QubitCalibration(name, t1, time, kind, quasiStaticT, excitedPopulation, readout, ladder);
    }

    /** The same with another time of quasi-static dephasing. */
    public QubitCalibration withQuasiStaticT(Measured time) {
        return new QubitCalibration(name, t1, coherence, coherenceKind, time, excitedPopulation, readout, ladder);
    }

    /** The same with another excited population. */
    public QubitCalibration withExcitedPopulation(Measured population) {
        return new QubitCalibration(name, t1, coherence, coherenceKind, quasiStaticT, population, readout, ladder);
    }

    /** The same with another readout. */
    public QubitCalibration withReadout(ReadoutError newReadout) {
        return new QubitCalibration(
                name, t1, coherence, coherenceKind, quasiStaticT, excitedPopulation, newReadout, ladder);
    }

    /** The same with another ladder. */
    public QubitCalibration withLadder(Ladder newLadder) {
        return new QubitCalibration(
                name, t1, coherence, coherenceKind, quasiStaticT, excitedPopulation, readout, newLadder);
    }

    static void requireProbability(String name, Measured measured) {
        if (!(measured.value() >= 0 && measured.value() <= 1)) {
            throw new IllegalArgumentException(
                    "Argument `" + name + "` must be from 0 to 1, but is " + NumberText.of(measured.value()));
        }
    }

    static void requirePositiveTime(String name, Measured measured) {
        if (!(measured.value() > 0)) {
            throw new IllegalArgumentException(
                    "Argument `" + name + "` must be positive, but is " + NumberText.seconds(measured.value()));
        }
    }
}
