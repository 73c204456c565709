package org.strangenoise.kickedtop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.channel.Envelope;
import org.strangenoise.device.Calibration;
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
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.qudit.LevelState;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/**
 * Registers of many three-level transmons, every number of their density matrix, with noise during raw pulses: against
 * a second program in which identical transmons are bosons in the nine operators |a><b| of one. A state that no
 * exchange of transmons changes has one coefficient for all arrangements of these operators, 3003 for six transmons
 * instead of 531,441, and its master equation is integrated as it stands.
 */
class IdenticalTransmonsTest {

    private static final int LEVELS = 3;
    private static final int MODES = LEVELS * LEVELS;

    private static final double T1 = 1.4e-6;
    private static final double TPHI = 0.9e-6;
    private static final double P1 = 0.08;
    private static final double HERTZ = -190e6;
    private static final double ROTATION = 14e-9;
    private static final double KICK = 22e-9;
    private static final double DRAG = 0.4;
    private static final double KAPPA = 2.3;
    private static final double THETA = 1.1;
    private static final double PHI = 0.4;

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 6})
    void aStepIsThatOfBosonsInTheOperatorsOfOneTransmon(int n) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        SimulationResult result = new DensityMatrixSimulator()
                .run(
                        new SimulationTask(
                                NoiseModel.of(device(n), Placement.DURING_GATE)
                                        .apply(new Scheduler(new CalibratedDurations(device(n)))
                                                .schedule(KickedTop.of(n, KAPPA)
                                                        .withInteraction(Interaction.EXCHANGE)
                                                        .circuit(1))),
                                List.of(new Observable.Leakage(1)),
                                Optional.empty(),
                                SimulationOptions.defaults().withThreads(1)),
                        InitialState.coherent(n, THETA, PHI));
        double seconds = 1e-9 * (threads.getCurrentThreadCpuTime() - began);
        ComplexMatrix found = ((LevelState) result.finalState().orElseThrow()).matrix();
        Bosons bosons = new Bosons(n);
        double[] state = bosons.product(THETA, PHI);
        bosons.rotate(state);
        bosons.kick(state);
        assertEquals(0, bosons.difference(state, found), 1e-8);
        assertTrue(result.scalars(new Observable.Leakage(1))[1] > 1e-3);
        assertTrue(seconds < 60, "one step of " + n + " transmons took " + seconds + " s of one processor");
    }

    private static Calibration device(int n) {
        List<QubitCalibration> qubits = new ArrayList<>();
        for (int q = 0; q < n; q++) {
            qubits.add(QubitCalibration.ofT1Tphi("Q" + q, T1, TPHI)
                    .withExcitedPopulation(Measured.exactly(P1))
                    .withLadder(Ladder.of(LEVELS, HERTZ)));
        }
        return Calibration.of(
                qubits,
                OperationCalibration.ofDuration("ry", ROTATION)
                        .withEnvelope(Envelope.COSINE)
                        .withPulse(PulseCalibration.RAW.withDrag(Measured.exactly(DRAG))),
                OperationCalibration.ofDuration("interaction", KICK).withPulse(PulseCalibration.RAW));
    }

    /** The second program. A state is a coefficient for every way to put n transmons into the nine operators. */
    private static final class Bosons {

        private final int n;
        private final List<int[]> occupations = new ArrayList<>();
        private final Map<Long, Integer> places = new HashMap<>();
        /** -i [(eta / 2) n (n - 1), .] with decay, heating and dephasing. */
        private final Terms alone = new Terms();
        /** -i [-i (a - a^dagger) / 2, .]: to be driven by W. */
        private final Terms drive = new Terms();
        /** -i [(a + a^dagger) / 2, .]: to be driven by DRAG. */
        private final Terms quadrature = new Terms();
        /** -i [sum over pairs of a^dagger b + b^dagger a, .]. */
        private final Terms pairs = new Terms();

        Bosons(int n) {
            this.n = n;
            occupy(new int[MODES], 0, n);
            double[][] a = new double[LEVELS][LEVELS];
            double[][] up = new double[LEVELS][LEVELS];
            double[][] energy = new double[LEVELS][LEVELS];
            double[][] number = new double[LEVELS][LEVELS];
            double[][] one = new double[LEVELS][LEVELS];
            for (int k = 0; k < LEVELS; k++) {
                one[k][k] = 1;
                number[k][k] = k;
                energy[k][k] = Math.PI * HERTZ * k * (k - 1);
                if (k > 0) {
                    a[k - 1][k] = Math.sqrt(k);
                    up[k][k - 1] = Math.sqrt(k);
                }
            }
            double[][] jumps = new double[MODES][MODES];
            dissipator(jumps, a, up, (1 - P1) / T1);
            dissipator(jumps, up, a, P1 / T1);
            dissipator(jumps, number, number, 2 / TPHI);
            alone(alone, jumps, commutator(energy));
            double[][] flux = new double[LEVELS][LEVELS];
            double[][] charge = new double[LEVELS][LEVELS];
            for (int r = 0; r < LEVELS; r++) {
                for (int c = 0; c < LEVELS; c++) {
                    flux[r][c] = (a[r][c] - up[r][c]) / 2;
                    charge[r][c] = (a[r][c] + up[r][c]) / 2;
                }
            }
            double[][] none = new double[MODES][MODES];
            // H = -i f has -i [H, .] = -[f, .], which is real; H = c has an imaginary one.
            alone(drive, commutator(flux), none);
            alone(quadrature, none, commutator(charge));
            pairs(pairs, left(up), left(a), right(up), right(a));
        }

        private void occupy(int[] occupation, int mode, int left) {
            if (mode == MODES - 1) {
                int[] full = occupation.clone();
                full[mode] = left;
                places.put(key(full), occupations.size());
                occupations.add(full);
                return;
            }
            for (int k = 0; k <= left; k++) {
                occupation[mode] = k;
                occupy(occupation, mode + 1, left - k);
            }
            occupation[mode] = 0;
        }

        private static long key(int[] occupation) {
            long key = 0;
            for (int k : occupation) {
                key = key * 16 + k;
            }
            return key;
        }

        /** {@code rho -> A rho} by coefficients of |a><b|, mode 3 a + b. */
        private static double[][] left(double[][] a) {
            double[][] map = new double[MODES][MODES];
            for (int r = 0; r < LEVELS; r++) {
                for (int c = 0; c < LEVELS; c++) {
                    for (int b = 0; b < LEVELS; b++) {
                        map[LEVELS * r + b][LEVELS * c + b] = a[r][c];
                    }
                }
            }
            return map;
        }

        /** {@code rho -> rho A}. */
        private static double[][] right(double[][] a) {
            double[][] map = new double[MODES][MODES];
            for (int r = 0; r < LEVELS; r++) {
                for (int c = 0; c < LEVELS; c++) {
                    for (int b = 0; b < LEVELS; b++) {
                        map[LEVELS * b + c][LEVELS * b + r] = a[r][c];
                    }
                }
            }
            return map;
        }

        private static void add(double[][] sum, double[][] x, double factor) {
            for (int r = 0; r < MODES; r++) {
                for (int c = 0; c < MODES; c++) {
                    sum[r][c] += factor * x[r][c];
                }
            }
        }

        private static double[][] product(double[][] x, double[][] y) {
            double[][] product = new double[x.length][x.length];
            for (int r = 0; r < x.length; r++) {
                for (int c = 0; c < x.length; c++) {
                    for (int k = 0; k < x.length; k++) {
                        product[r][c] += x[r][k] * y[k][c];
                    }
                }
            }
            return product;
        }

        /** {@code -(A rho - rho A)}: times i, the motion under A. */
        private static double[][] commutator(double[][] a) {
            double[][] map = new double[MODES][MODES];
            add(map, left(a), -1);
            add(map, right(a), 1);
            return map;
        }

        private static void dissipator(double[][] sum, double[][] jump, double[][] adjoint, double rate) {
            add(sum, product(left(jump), right(adjoint)), rate);
            double[][] square = product(adjoint, jump);
            add(sum, left(square), -rate / 2);
            add(sum, right(square), -rate / 2);
        }

        /** Of an arrangement's n transmons one at a time: what is at mu came from nu. */
        private void alone(Terms terms, double[][] re, double[][] im) {
            for (int at = 0; at < occupations.size(); at++) {
                int[] occupation = occupations.get(at);
                for (int mu = 0; mu < MODES; mu++) {
                    for (int nu = 0; nu < MODES && occupation[mu] > 0; nu++) {
                        if (re[mu][nu] != 0 || im[mu][nu] != 0) {
                            int[] from = occupation.clone();
                            from[mu]--;
                            from[nu]++;
                            terms.add(
                                    at,
                                    places.get(key(from)),
                                    occupation[mu] * re[mu][nu],
                                    occupation[mu] * im[mu][nu]);
                        }
                    }
                }
            }
        }

        /** The same of every pair, under the exchange. */
        private void pairs(Terms terms, double[][] upLeft, double[][] left, double[][] upRight, double[][] right) {
            for (int at = 0; at < occupations.size(); at++) {
                int[] occupation = occupations.get(at);
                for (int mu = 0; mu < MODES; mu++) {
                    for (int nu = mu; nu < MODES; nu++) {
                        double count = mu == nu
                                ? occupation[mu] * (occupation[mu] - 1) / 2.0
                                : occupation[mu] * occupation[nu];
                        for (int from = 0; from < MODES * MODES && count > 0; from++) {
                            int alpha = from / MODES;
                            int beta = from % MODES;
                            double strength = upLeft[mu][alpha] * left[nu][beta]
                                    + left[mu][alpha] * upLeft[nu][beta]
                                    - upRight[mu][alpha] * right[nu][beta]
                                    - right[mu][alpha] * upRight[nu][beta];
                            if (strength != 0) {
                                int[] before = occupation.clone();
                                before[mu]--;
                                before[nu]--;
                                before[alpha]++;
                                before[beta]++;
                                terms.add(at, places.get(key(before)), 0, -count * strength);
                            }
                        }
                    }
                }
            }
        }

        /** All transmons in {@code cos(theta/2)|0> + e^{-i phi} sin(theta/2)|1>}; real parts, then imaginary ones. */
        double[] product(double theta, double phi) {
            double[] re = {Math.cos(theta / 2), Math.sin(theta / 2) * Math.cos(phi), 0};
            double[] im = {0, -Math.sin(theta / 2) * Math.sin(phi), 0};
            double[] state = new double[2 * occupations.size()];
            for (int at = 0; at < occupations.size(); at++) {
                double x = 1;
                double y = 0;
                for (int mode = 0; mode < MODES; mode++) {
                    int a = mode / LEVELS;
                    int b = mode % LEVELS;
                    double u = re[a] * re[b] + im[a] * im[b];
                    double v = im[a] * re[b] - re[a] * im[b];
                    for (int k = 0; k < occupations.get(at)[mode]; k++) {
                        double next = x * u - y * v;
                        y = x * v + y * u;
                        x = next;
                    }
                }
                state[at] = x;
                state[occupations.size() + at] = y;
            }
            return state;
        }

        /** By pi/2 about y: W is a raised cosine of that integral, DRAG its derivative over the anharmonicity. */
        void rotate(double[] state) {
            double eta = 2 * Math.PI * HERTZ;
            integrate(state, ROTATION, (t, at, out) -> {
                alone.addTo(out, at, 1);
                double w = Math.PI / 2 / ROTATION * (1 - Math.cos(2 * Math.PI * t / ROTATION));
                double slope = Math.PI / 2 / ROTATION * 2 * Math.PI / ROTATION * Math.sin(2 * Math.PI * t / ROTATION);
                drive.addTo(out, at, w);
                quadrature.addTo(out, at, DRAG * slope / eta);
            });
        }

        void kick(double[] state) {
            integrate(state, KICK, (t, at, out) -> {
                alone.addTo(out, at, 1);
                pairs.addTo(out, at, -KAPPA / (n * KICK));
            });
        }

        @FunctionalInterface
        private interface Motion {
            void add(double t, double[] at, double[] out);
        }

        private static void integrate(double[] state, double seconds, Motion motion) {
            FirstOrderDifferentialEquations equations = new FirstOrderDifferentialEquations() {
                @Override
                public int getDimension() {
                    return state.length;
                }

                @Override
                public void computeDerivatives(double x, double[] at, double[] out) {
                    Arrays.fill(out, 0);
                    motion.add(x * seconds, at, out);
                    for (int k = 0; k < out.length; k++) {
                        out[k] *= seconds;
                    }
                }
            };
            new DormandPrince853Integrator(1e-10, 0.02, 1e-11, 1e-11).integrate(equations, 0, state, 1, state);
        }

        /** The largest of all entries. */
        double difference(double[] state, ComplexMatrix matrix) {
            double largest = 0;
            int[] occupation = new int[MODES];
            for (int r = 0; r < matrix.rows(); r++) {
                for (int c = 0; c < matrix.rows(); c++) {
                    Arrays.fill(occupation, 0);
                    for (int q = 0, row = r, column = c; q < n; q++, row /= LEVELS, column /= LEVELS) {
                        occupation[LEVELS * (row % LEVELS) + column % LEVELS]++;
                    }
                    int at = places.get(key(occupation));
                    largest = Math.max(
                            largest,
                            Math.hypot(matrix.re(r, c) - state[at], matrix.im(r, c) - state[occupations.size() + at]));
                }
            }
            return largest;
        }
    }

    /** A sparse complex matrix. */
    private static final class Terms {

        private final List<int[]> places = new ArrayList<>();
        private final List<double[]> factors = new ArrayList<>();
        private int[] flat = {};
        private double[] values = {};

        void add(int to, int from, double re, double im) {
            places.add(new int[] {to, from});
            factors.add(new double[] {re, im});
        }

        void addTo(double[] out, double[] at, double factor) {
            if (flat.length == 0) {
                flat = places.stream().flatMapToInt(Arrays::stream).toArray();
                values = factors.stream().flatMapToDouble(Arrays::stream).toArray();
            }
            int half = at.length / 2;
            for (int k = 0; k < flat.length; k += 2) {
                int to = flat[k];
                int from = flat[k + 1];
                double re = factor * values[k];
                double im = factor * values[k + 1];
                out[to] += re * at[from] - im * at[half + from];
                out[half + to] += re * at[half + from] + im * at[from];
            }
        }
    }
}
