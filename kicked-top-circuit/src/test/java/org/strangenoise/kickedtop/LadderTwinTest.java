package org.strangenoise.kickedtop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strangenoise.channel.ChannelArguments;
import org.strangenoise.channel.ChannelRegistry;
import org.strangenoise.channel.Channels;
import org.strangenoise.channel.Envelope;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.PulseCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.QubitCalibration.Ladder;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.qudit.LevelState;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/**
 * Two unequal transmons, of three and of four levels, against the master equation written out in dense matrices and
 * integrated directly: slow, and made of nothing that the library computes with.
 */
class LadderTwinTest {

    private static final double ETA_A = -170e6;
    private static final double ETA_B = -240e6;
    private static final double KAPPA = 1.9;
    private static final double ROTATION = 18e-9;
    private static final double KICK = 21e-9;
    private static final int STEPS = 1;

    /** What a case has beside unequal coherence times. */
    private enum Case {
        DRAG(Placement.DURING_GATE),
        GAUSSIAN(Placement.DURING_GATE),
        WARM(Placement.DURING_GATE),
        UPPER_DECAY(Placement.DURING_GATE),
        RISE_TIME(Placement.DURING_GATE),
        DETUNING(Placement.DURING_GATE),
        ROTATION_DETUNING(Placement.DURING_GATE),
        CROSSTALK(Placement.DURING_GATE),
        CHANNEL(Placement.DURING_GATE),
        POSITIVE_COUPLING(Placement.DURING_GATE),
        WARM_AFTER_GATES(Placement.AFTER_GATE),
        CHANNEL_AFTER_GATES(Placement.AFTER_GATE);

        private final Placement placement;

        Case(Placement placement) {
            this.placement = placement;
        }

        boolean is(Case... others) {
            return List.of(others).contains(this);
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void theDensityMatrixIsThatOfDirectIntegration(Case what) {
        double kappa = what.is(Case.POSITIVE_COUPLING) ? -KAPPA : KAPPA;
        Calibration device = device(what);
        SimulationTask task = SimulationTask.of(
                NoiseModel.of(device, what.placement)
                        .apply(new Scheduler(new CalibratedDurations(device))
                                .schedule(KickedTop.of(2, kappa)
                                        .withInteraction(Interaction.EXCHANGE)
                                        .circuit(STEPS))),
                List.of(new Observable.MeanLeakage()));
        SimulationResult result = new DensityMatrixSimulator().run(task, InitialState.coherent(2, 1.2, 0.5));
        ComplexMatrix found = ((LevelState) result.finalState().orElseThrow()).matrix();
        ComplexMatrix expected = new Twin(what, kappa).run(1.2, 0.5);
        assertEquals(1, expected.traceRe(), 1e-9);
        assertTrue(result.scalars(new Observable.MeanLeakage())[STEPS] > 1e-4);
        assertEquals(0, found.minus(expected).maxAbs(), 5e-10);
    }

    private static Calibration device(Case what) {
        Measured p1 = Measured.exactly(what.is(Case.WARM, Case.WARM_AFTER_GATES) ? 0.15 : 0);
        Optional<Measured> t1Ef = what.is(Case.UPPER_DECAY) ? Optional.of(Measured.exactly(0.9e-6)) : Optional.empty();
        List<QubitCalibration> qubits = List.of(
                QubitCalibration.ofT1Tphi("A", 1.1e-6, 0.7e-6)
                        .withExcitedPopulation(p1)
                        .withLadder(new Ladder(3, Optional.of(Measured.exactly(ETA_A)), t1Ef)),
                QubitCalibration.ofT1Tphi("B", 0.8e-6, 1.9e-6)
                        .withExcitedPopulation(p1)
                        .withLadder(new Ladder(4, Optional.of(Measured.exactly(ETA_B)), t1Ef)));
        PulseCalibration rotation =
                PulseCalibration.RAW.withDrag(Measured.exactly(what.is(Case.DRAG, Case.CHANNEL) ? 0.7 : 0));
        if (what.is(Case.ROTATION_DETUNING)) {
            rotation = rotation.withDetuning("A", Measured.exactly(-6e6));
        }
        PulseCalibration kick = PulseCalibration.RAW;
        if (what.is(Case.RISE_TIME)) {
            kick = kick.withRiseTime(Measured.exactly(4e-9));
        }
        if (what.is(Case.DETUNING)) {
            kick = kick.withDetuning("B", Measured.exactly(9e6));
        }
        Calibration device = Calibration.of(
                qubits,
                OperationCalibration.ofDuration("ry", ROTATION)
                        .withEnvelope(what.is(Case.GAUSSIAN) ? Envelope.GAUSSIAN : Envelope.COSINE)
                        .withPulse(rotation),
                OperationCalibration.ofDuration("interaction", KICK).withPulse(kick));
        if (what.is(Case.CHANNEL, Case.CHANNEL_AFTER_GATES)) {
            device = device.withChannels(List.of(new ExtraChannel(
                    "drive",
                    "ry",
                    ChannelRegistry.find("amplitude-damping").orElseThrow(),
                    ChannelArguments.of("gamma", 0.1),
                    List.of())));
        }
        if (what.is(Case.CROSSTALK)) {
            device = device.withCrosstalk(List.of(new Crosstalk(0, 1, Measured.exactly(2.3e6))));
        }
        return device;
    }

    /** The same physics once more. */
    private static final class Twin {

        private final Case what;
        private final double kappa;
        private final ComplexMatrix lowerA = ComplexMatrix.identity(4).kronecker(lowering(3));
        private final ComplexMatrix lowerB = lowering(4).kronecker(ComplexMatrix.identity(3));
        private final ComplexMatrix nA = lowerA.adjoint().times(lowerA);
        private final ComplexMatrix nB = lowerB.adjoint().times(lowerB);
        private final List<ComplexMatrix> jumps = new ArrayList<>();

        Twin(Case what, double kappa) {
            this.what = what;
            this.kappa = kappa;
            double p1 = what.is(Case.WARM, Case.WARM_AFTER_GATES) ? 0.15 : 0;
            ComplexMatrix downA = ComplexMatrix.identity(4).kronecker(jump(3, 1.1e-6));
            ComplexMatrix downB = jump(4, 0.8e-6).kronecker(ComplexMatrix.identity(3));
            jumps.add(downA.scaled(Math.sqrt((1 - p1) / 1.1e-6)));
            jumps.add(downB.scaled(Math.sqrt((1 - p1) / 0.8e-6)));
            jumps.add(downA.adjoint().scaled(Math.sqrt(p1 / 1.1e-6)));
            jumps.add(downB.adjoint().scaled(Math.sqrt(p1 / 0.8e-6)));
            jumps.add(nA.scaled(Math.sqrt(2 / 0.7e-6)));
            jumps.add(nB.scaled(Math.sqrt(2 / 1.9e-6)));
        }

        private static ComplexMatrix lowering(int d) {
            double[][] entries = new double[d][d];
            for (int n = 1; n < d; n++) {
                entries[n - 1][n] = Math.sqrt(n);
            }
            return ComplexMatrix.ofReal(entries);
        }

        private ComplexMatrix jump(int d, double t1) {
            double[][] entries = new double[d][d];
            for (int n = 1; n < d; n++) {
                boolean upper = n == 2 && what.is(Case.UPPER_DECAY);
                entries[n - 1][n] = Math.sqrt(upper ? t1 / 0.9e-6 : n);
            }
            return ComplexMatrix.ofReal(entries);
        }

        ComplexMatrix run(double theta, double phi) {
            ComplexMatrix rho = ComplexMatrix.identity(1);
            for (int d : new int[] {3, 4}) {
                double[] re = new double[d];
                double[] im = new double[d];
                re[0] = Math.cos(theta / 2);
                re[1] = Math.sin(theta / 2) * Math.cos(phi);
                im[1] = -Math.sin(theta / 2) * Math.sin(phi);
                ComplexMatrix psi = ComplexMatrix.of(d, 1, re, im);
                rho = psi.times(psi.adjoint()).kronecker(rho);
            }
            for (int step = 0; step < STEPS; step++) {
                rho = layer(rho, ROTATION, this::rotation);
                if (what.is(Case.CHANNEL, Case.CHANNEL_AFTER_GATES)) {
                    rho = damped(rho);
                    rho = what.placement == Placement.AFTER_GATE ? relaxed(rho, ROTATION) : rho;
                }
                rho = layer(rho, KICK, this::kick);
                if (what.is(Case.CHANNEL_AFTER_GATES)) {
                    rho = relaxed(rho, KICK);
                }
            }
            return rho;
        }

        /** After gates, the pulse alone and then relaxation; channels come between, so that they are added outside. */
        private ComplexMatrix layer(ComplexMatrix rho, double seconds, DoubleFunction<ComplexMatrix> hamiltonian) {
            if (what.placement == Placement.DURING_GATE) {
                return evolved(rho, seconds, hamiltonian, jumps);
            }
            ComplexMatrix turned = evolved(rho, seconds, hamiltonian, List.of());
            return what.is(Case.CHANNEL_AFTER_GATES) ? turned : relaxed(turned, seconds);
        }

        private ComplexMatrix relaxed(ComplexMatrix rho, double seconds) {
            return evolved(rho, seconds, t -> ComplexMatrix.zero(12, 12), jumps);
        }

        /** {@code amplitude-damping} on the computational subspace of each, the identity outside. */
        private static ComplexMatrix damped(ComplexMatrix rho) {
            ComplexMatrix result = rho;
            for (int qubit = 0; qubit < 2; qubit++) {
                int d = qubit == 0 ? 3 : 4;
                ComplexMatrix sum = ComplexMatrix.zero(12, 12);
                List<ComplexMatrix> kraus =
                        Channels.amplitudeDamping(0.1).kraus().operators();
                for (int k = 0; k < kraus.size(); k++) {
                    double[][] entries = new double[d][d];
                    for (int r = 0; r < d; r++) {
                        for (int c = 0; c < d; c++) {
                            entries[r][c] = r < 2 && c < 2 ? kraus.get(k).re(r, c) : r == c && k == 0 ? 1 : 0;
                        }
                    }
                    ComplexMatrix local = ComplexMatrix.ofReal(entries);
                    ComplexMatrix whole = qubit == 0
                            ? ComplexMatrix.identity(4).kronecker(local)
                            : local.kronecker(ComplexMatrix.identity(3));
                    sum = sum.plus(whole.times(result).times(whole.adjoint()));
                }
                result = sum;
            }
            return result;
        }

        private ComplexMatrix energies() {
            ComplexMatrix one = ComplexMatrix.identity(12);
            ComplexMatrix h = nA.times(nA.minus(one))
                    .scaled(Math.PI * ETA_A)
                    .plus(nB.times(nB.minus(one)).scaled(Math.PI * ETA_B));
            if (what.is(Case.CROSSTALK)) {
                ComplexMatrix zA = one.minus(nA.scaled(2));
                ComplexMatrix zB = one.minus(nB.scaled(2));
                h = h.plus(zA.times(zB).scaled(2 * Math.PI * 2.3e6 / 4));
            }
            return h;
        }

        /** Both turn by pi/2 about y: {@code (W/2)(-i)(a - a^dagger)} and DRAG. */
        private ComplexMatrix rotation(double t) {
            double x = t / ROTATION;
            double angle = Math.PI / 2;
            double w;
            double slope;
            if (what.is(Case.GAUSSIAN)) {
                // exp(-8 (x - 1/2)^2): a standard deviation of a quarter, of area 1 between its cuts.
                double area = Math.sqrt(Math.PI / 8) * Erf.erf(Math.sqrt(2));
                w = angle / ROTATION * Math.exp(-8 * (x - 0.5) * (x - 0.5)) / area;
                slope = 0;
            } else {
                w = angle / ROTATION * (1 - Math.cos(2 * Math.PI * x));
                slope = angle / (ROTATION * ROTATION) * 2 * Math.PI * Math.sin(2 * Math.PI * x);
            }
            double drag = what.is(Case.DRAG, Case.CHANNEL) ? 0.7 : 0;
            ComplexMatrix h = energies();
            for (int qubit = 0; qubit < 2; qubit++) {
                ComplexMatrix lower = qubit == 0 ? lowerA : lowerB;
                double eta = 2 * Math.PI * (qubit == 0 ? ETA_A : ETA_B);
                h = h.plus(lower.minus(lower.adjoint()).scaled(0, -w / 2));
                h = h.plus(lower.plus(lower.adjoint()).scaled(drag / 2 * slope / eta));
            }
            return what.is(Case.ROTATION_DETUNING) ? h.plus(nA.scaled(2 * Math.PI * -6e6)) : h;
        }

        /** {@code -(kappa / (n T)) (a^dagger b + b^dagger a)}, with a rise as half a cosine at the same integral. */
        private ComplexMatrix kick(double t) {
            double strength = -kappa / (2 * KICK);
            if (what.is(Case.RISE_TIME)) {
                double rise = 4e-9;
                double edge = Math.min(t, KICK - t);
                double top = KICK / (KICK - rise);
                strength *= edge < rise ? top * (1 - Math.cos(Math.PI * edge / rise)) / 2 : top;
            }
            ComplexMatrix swap = lowerA.adjoint().times(lowerB);
            ComplexMatrix h = energies().plus(swap.plus(swap.adjoint()).scaled(strength));
            return what.is(Case.DETUNING) ? h.plus(nB.scaled(2 * Math.PI * 9e6)) : h;
        }

        private static ComplexMatrix evolved(
                ComplexMatrix rho,
                double seconds,
                DoubleFunction<ComplexMatrix> hamiltonian,
                List<ComplexMatrix> jumps) {
            int d = rho.rows();
            List<ComplexMatrix> squares =
                    jumps.stream().map(jump -> jump.adjoint().times(jump)).toList();
            double[] y = new double[2 * d * d];
            System.arraycopy(rho.re(), 0, y, 0, d * d);
            System.arraycopy(rho.im(), 0, y, d * d, d * d);
            FirstOrderDifferentialEquations equations = new FirstOrderDifferentialEquations() {
                @Override
                public int getDimension() {
                    return y.length;
                }

                @Override
                public void computeDerivatives(double x, double[] at, double[] out) {
                    ComplexMatrix state = matrix(at, d);
                    ComplexMatrix h = hamiltonian.apply(x * seconds);
                    ComplexMatrix change = h.times(state).minus(state.times(h)).scaled(0, -1);
                    for (int k = 0; k < jumps.size(); k++) {
                        ComplexMatrix square = squares.get(k);
                        change = change.plus(jumps.get(k)
                                        .times(state)
                                        .times(jumps.get(k).adjoint()))
                                .plus(-0.5, square.times(state).plus(state.times(square)));
                    }
                    ComplexMatrix scaled = change.scaled(seconds);
                    System.arraycopy(scaled.re(), 0, out, 0, d * d);
                    System.arraycopy(scaled.im(), 0, out, d * d, d * d);
                }
            };
            new DormandPrince853Integrator(1e-10, 0.02, 1e-12, 1e-12).integrate(equations, 0, y, 1, y);
            return matrix(y, d);
        }

        private static ComplexMatrix matrix(double[] y, int d) {
            double[] re = new double[d * d];
            double[] im = new double[d * d];
            System.arraycopy(y, 0, re, 0, d * d);
            System.arraycopy(y, d * d, im, 0, d * d);
            return ComplexMatrix.of(d, d, re, im);
        }
    }
}
