package org.strangenoise.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Reset;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.PrincipalLogarithm;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.schedule.ScheduledSegment;
import org.strangenoise.schedule.TimedOperation;
import org.strangenoise.transmon.LadderLindbladian;

/**
 * What both placements of noise share where qubits have more than two levels: z rotations as phases of n, pulses with
 * or without leakage and control error, resets of every level.
 */
final class LadderNoise {

    private final SegmentNoise noise;
    private final LadderPulses pulses;

    LadderNoise(SegmentNoise noise, LadderPulses pulses) {
        this.noise = noise;
        this.pulses = pulses;
    }

    /** The noise of circuits on more than two levels, where the model places it. */
    static SegmentNoise of(NoiseModel model, int qubits, double[] detunings, LadderPulses pulses) {
        return model.placement() == Placement.AFTER_GATE
                ? new LadderAfterGateNoise(model, qubits, detunings, pulses)
                : new LadderDuringGateNoise(model, qubits, detunings, pulses);
    }

    int levels(int qubit) {
        return noise.calibration.qubits().get(qubit).levels();
    }

    double anharmonicity(int qubit) {
        return pulses.anharmonicity(qubit);
    }

    /** {@code exp(-i phi n)}. */
    void addZ(SegmentNoise.Emission out, int qubit, double phi, Optional<NoiseOrigin> origin) {
        if (phi == 0) {
            return;
        }
        int d = levels(qubit);
        double[] re = new double[d];
        double[] im = new double[d];
        for (int n = 0; n < d; n++) {
            re[n] = StrictMath.cos(n * phi);
            im[n] = -StrictMath.sin(n * phi);
        }
        out.add(new NoisyInstruction.LevelMap(List.of(ComplexMatrix.diagonal(re, im)), List.of(qubit), origin));
    }

    /** Every level to |0>. */
    void addReset(SegmentNoise.Emission out, Reset reset) {
        int d = levels(reset.qubit());
        List<ComplexMatrix> kraus = new ArrayList<>();
        for (int n = 0; n < d; n++) {
            double[] re = new double[d * d];
            re[n] = 1;
            kraus.add(ComplexMatrix.of(d, d, re, new double[d * d]));
        }
        out.add(new NoisyInstruction.LevelMap(
                kraus, List.of(reset.qubit()), Optional.of(new NoiseOrigin(Reset.NAME, Reset.NAME, 0))));
    }

    /** The dephasing of all levels that a measurement is for whoever does not look at its record. */
    private void addProjections(SegmentNoise.Emission out, int qubit) {
        int d = levels(qubit);
        List<ComplexMatrix> kraus = new ArrayList<>();
        for (int n = 0; n < d; n++) {
            double[] re = new double[d * d];
            re[n * d + n] = 1;
            kraus.add(ComplexMatrix.of(d, d, re, new double[d * d]));
        }
        out.add(new NoisyInstruction.LevelMap(
                kraus, List.of(qubit), Optional.of(new NoiseOrigin(Measurement.NAME, Measurement.NAME, 0))));
    }

    /** The angle by which over-rotations turn a z rotation further; it belongs to its frame. */
    double excess(SegmentNoise.Emission out, TimedOperation timed) {
        return timed.operation() instanceof UnitaryOperation unitary
                ? noise.overRotation(out, unitary, timed.duration())
                : 0;
    }

    /** The factor of the z angle that the excess makes. */
    static double turned(UnitaryOperation operation, double z, double excess) {
        double angle = operation.generator().map(Generator::angle).orElse(0.0);
        return excess == 0 ? z : angle == 0 ? z + excess : z * (1 + excess / angle);
    }

    /** The pulse that drives an operation; empty for what has none. */
    Optional<LadderPulses.Pulse> pulse(TimedOperation timed) {
        return timed.operation() instanceof UnitaryOperation unitary
                ? pulses.pulse(unitary, timed.duration())
                : Optional.empty();
    }

    boolean leaks(SegmentNoise.Emission out, UnitaryOperation operation) {
        return includes(out, NoiseMechanism.LEAKAGE, operation);
    }

    boolean hasControlError(SegmentNoise.Emission out, UnitaryOperation operation) {
        return includes(out, NoiseMechanism.CONTROL, operation);
    }

    private boolean includes(SegmentNoise.Emission out, String mechanism, UnitaryOperation operation) {
        List<Integer> qubits = operation.qubits();
        int qubit = qubits.size() == 1 ? qubits.get(0) : NoiseSelection.SEVERAL_QUBITS;
        return noise.includes(mechanism, qubit, operation.name(), out.step);
    }

    /** Records what a pulse brings with it. */
    void cover(SegmentNoise.Emission out, UnitaryOperation operation, double seconds) {
        for (int q : operation.qubits()) {
            if (leaks(out, operation)) {
                out.coverage.noise(operation.name(), q, NoiseMechanism.LEAKAGE, seconds);
            }
            if (hasControlError(out, operation)) {
                out.coverage.noise(operation.name(), q, NoiseMechanism.CONTROL, seconds);
            }
        }
    }

    /**
     * What follows a pulse whose leakage or control error is switched off: with W its computational block's unitary
     * part, leakage off stands for W, control error off for the pulse and the way from W to the gate.
     *
     * @param gateHasActed true if the gate itself stood in for the pulse without leakage
     */
    void addCorrection(SegmentNoise.Emission out, LadderPulses.Pulse pulse, boolean gateHasActed) {
        UnitaryOperation gate = pulse.operation();
        boolean leaks = leaks(out, gate);
        boolean errs = hasControlError(out, gate);
        if (leaks == errs) {
            return;
        }
        ComplexMatrix w = pulses.polarFactor(pulse);
        ComplexMatrix ideal = gate.matrix();
        ComplexMatrix step = leaks ? ideal.times(w.adjoint()) : gateHasActed ? w.times(ideal.adjoint()) : w;
        String name = leaks ? NoiseMechanism.CONTROL : NoiseMechanism.LEAKAGE;
        out.add(new NoisyInstruction.Gate(
                new MatrixOperation(name, List.of(), gate.qubits(), step, Optional.empty()),
                Optional.of(new NoiseOrigin(name, gate.name(), 0))));
    }

    /** The integrated Hamiltonian of a gate by itself. */
    static PauliSum integrated(UnitaryOperation gate, double excess) {
        return gate.generator()
                .map(g -> g.withAngle(g.angle() + excess).integrated())
                .orElseGet(() -> PauliSum.decompose(
                        PrincipalLogarithm.ofUnitary(gate.matrix()).scaled(-1)));
    }

    /** An action that no pulse drives. */
    void addAtOnce(SegmentNoise.Emission out, ScheduledSegment segment, TimedOperation timed) {
        if (timed.operation() instanceof Reset reset) {
            addReset(out, reset);
            return;
        }
        if (timed.operation() instanceof UnitaryOperation unitary) {
            Optional<Double> z = LadderPulses.zAngle(unitary);
            if (z.isPresent()) {
                addZ(out, unitary.qubits().get(0), turned(unitary, z.get(), excess(out, timed)), Optional.empty());
                return;
            }
            noteNoLeakage(out, unitary);
        }
        if (timed.operation() instanceof Measurement measurement) {
            out.add(new NoisyInstruction.Measure(measurement.qubit(), measurement.bit()));
            if (!segment.settles(timed)) {
                addProjections(out, measurement.qubit());
            }
            return;
        }
        SegmentNoise.addIdealAction(out, segment, timed);
    }

    void noteNoLeakage(SegmentNoise.Emission out, UnitaryOperation unitary) {
        if (pulses.concern(unitary.qubits())
                && unitary.generator().map(g -> g.angle() != 0).orElse(true)) {
            out.coverage.cannotLeak(unitary.name());
        }
    }

    /** True if over-rotations are part of how the operation is carried out already. */
    boolean turnsItself(TimedOperation timed) {
        return timed.operation() instanceof UnitaryOperation unitary
                && (LadderPulses.zAngle(unitary).isPresent() || pulse(timed).isPresent());
    }

    /** Rates of a qubit on its ladder. */
    LadderLindbladian.Relaxation relaxation(SegmentNoise.Emission out, int qubit, String operation, double seconds) {
        SegmentNoise.RelaxationKey key = noise.relaxationKey(out, qubit, operation, seconds);
        noise.coverRelaxation(out, key, operation);
        var rates = noise.rates(key);
        var calibrated = noise.calibration.qubits().get(qubit);
        if (calibrated.relaxationRate() == 0 && calibrated.upperRelaxationRate() > 0) {
            // One jump operator takes the qubit down its ladder; without a first step it would leave out the second.
            throw new IllegalArgumentException("`T1-ef` of qubit " + calibrated.name()
                    + " must be inf where its T1 is, but is "
                    + calibrated.ladder().t1Ef().orElseThrow().value() + " s");
        }
        double upper =
                calibrated.relaxationRate() == 0 ? 2 : calibrated.upperRelaxationRate() / calibrated.relaxationRate();
        return new LadderLindbladian.Relaxation(rates.down(), rates.up(), upper, rates.dephasing());
    }

    /** The shift of a qubit's energy per excitation by its quasi-static detuning, rad/s: {@code H = detuning Z / 2}. */
    double shift(SegmentNoise.Emission out, int qubit, String operation, double seconds) {
        double detuning = noise.detuning(qubit, operation, out.step);
        if (detuning != 0) {
            out.coverage.noise(operation, qubit, NoiseMechanism.QUASI_STATIC, seconds);
        }
        return -detuning;
    }
}
