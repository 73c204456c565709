package org.strangenoise.studies.characterization;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.strangenoise.budget.CountsFit;
import org.strangenoise.budget.LeastSquaresFit.Fit;
import org.strangenoise.budget.LeastSquaresFit.Free;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.HamiltonianOperation;
import org.strangenoise.circuit.Operation;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;

/**
 * Routines that let an excitation swap between coupled qubits, {@code H = s g sum (a+ b + b+ a) + 2 pi d n} with one
 * qubit detuned by d: how strong the coupling is, and with a third qubit of which sign.
 *
 * <p>The excitation is watched in the space of one excitation and none: its density matrix loses {@code G1} from the
 * diagonal, {@code G1 + G2} from the rest.
 */
public final class Couplings {

    private static final String INTERACTION = "interaction";

    /** Phase that the coupling may make in a step of the integration. */
    private static final double FINE = 0.1;

    /** A deviance larger by this is three errors away. */
    private static final double DECIDES = 9;

    /** Fewer detunings are drawn as curves. */
    private static final int LEAST_OF_MAP = 5;

    private Couplings() {}

    /** Played in equal slices, so that noise of the device meets the excitation on its way. */
    private abstract static class Swapping extends Routine {
        final Laboratory laboratory;
        final double[] times;
        final double[] detunings;
        private final int qubits;
        private final double slice;

        /**
         * A routine.
         *
         * @param times seconds, from 0 in equal slices
         * @param detunings hertz, of the last qubit; one curve each
         */
        Swapping(Laboratory laboratory, double[] times, double[] detunings, int qubits) {
            this.laboratory = laboratory;
            this.times = times.clone();
            this.detunings = detunings.clone();
            this.qubits = qubits;
            this.slice = times[1] - times[0];
            for (int k = 0; k < times.length; k++) {
                if (Math.abs(times[k] - (k + 1) * slice) > 1e-6 * slice) {
                    throw new IllegalArgumentException("`delays` of a swap must be whole numbers of one slice, from one"
                            + " slice on, as `{ from: 4 ns, to: 400 ns, points: 100 }`, but the one after "
                            + k + " is " + times[k] + " s where " + (k + 1) * slice + " s was expected");
                }
            }
        }

        /** The sign of g, which the study's kick has. */
        abstract int sign();

        /** The device's coupling, in hertz, for the pulses and the line of the truth; no fit knows it. */
        final double hertz() {
            return laboratory
                    .device()
                    .operation(INTERACTION)
                    .filter(o -> o.timing() instanceof Timing.Coupling)
                    .map(o -> ((Timing.Coupling) o.timing()).hertz().value())
                    .orElseThrow(() -> new IllegalArgumentException("the device `"
                            + laboratory.device().name()
                            + "` must have an `interaction` with a `coupling`, which swaps excitations"));
        }

        @Override
        List<String> curves() {
            return Arrays.stream(detunings)
                    .mapToObj(d -> new BigDecimal(d * 1e-6)
                                    .round(new MathContext(4))
                                    .stripTrailingZeros()
                                    .toPlainString()
                            + " MHz")
                    .toList();
        }

        @Override
        Abscissa abscissa() {
            return new Abscissa("coupled for", "ns", 1e-9);
        }

        /** Enough detunings make a map, which is where the routine has its name from. */
        @Override
        double[] across() {
            boolean isMap = detunings.length >= LEAST_OF_MAP
                    && IntStream.range(1, detunings.length).allMatch(d -> detunings[d] > detunings[d - 1]);
            return isMap ? detunings.clone() : new double[0];
        }

        @Override
        Abscissa acrossAxis() {
            return new Abscissa("detuning", "MHz", 1e6);
        }

        @Override
        List<Routine.Sequence> sequences() {
            List<Routine.Sequence> sequences = new ArrayList<>();
            for (int d = 0; d < detunings.length; d++) {
                List<Operation> operations = new ArrayList<>(laboratory.y(Math.PI, 0));
                Operation pulse = pulse(detunings[d]);
                for (int k = 0; k < times.length; k++) {
                    operations.add(pulse);
                    operations.add(Boundary.LAYER);
                }
                sequences.add(new Routine.Sequence(d, times, operations, List.of(1)));
            }
            return sequences;
        }

        /** One slice: the angle is that of a kick which takes as long. */
        private Operation pulse(double detuning) {
            double g = 2 * Math.PI * hertz();
            double angle = qubits * g * slice;
            List<PauliSum.Term> terms = new ArrayList<>();
            for (int i = 0; i < qubits; i++) {
                for (int j = i + 1; j < qubits; j++) {
                    for (char letter : new char[] {'X', 'Y'}) {
                        terms.add(new PauliSum.Term(sign() * g / 2, PauliString.on(qubits, new int[] {i, j}, letter)));
                    }
                }
            }
            if (detuning != 0) {
                terms.add(new PauliSum.Term(-Math.PI * detuning, PauliString.single(qubits, qubits - 1, 'Z')));
            }
            PauliSum axis = new PauliSum(qubits, terms).times(slice / angle);
            return new HamiltonianOperation(
                    INTERACTION,
                    List.of(angle),
                    IntStream.range(0, qubits).boxed().toList(),
                    new Generator(angle, axis));
        }

        @Override
        boolean isSmooth() {
            return false;
        }

        @Override
        double[][] probabilities(double[] p, Routine.Sequence sequence) {
            double[] arrived =
                    arrivals(2 * Math.PI * p[2], 2 * Math.PI * (detunings[sequence.curve()] + p[3]), p[4], p[5]);
            return Arrays.stream(arrived)
                    .map(a -> p[0] + p[1] * a)
                    .mapToObj(one -> new double[] {1 - one, one})
                    .toArray(double[][]::new);
        }

        @Override
        List<Free> free(List<Counted> curves) {
            double span = times[times.length - 1];
            return List.of(
                    parameter("offset", 0, -0.5, 1, 1),
                    parameter("visibility", 1, 0, 2, 1),
                    parameter("coupling", 0.1 / slice, -0.5 / slice, 0.5 / slice, 1 / span),
                    parameter("detuning", 0, -0.2 / slice, 0.2 / slice, 1 / span),
                    // Below zero, where they may scatter.
                    parameter("relaxation", 0.1 / span, -2 / span, 20 / span, 1 / span),
                    parameter("dephasing", 0.1 / span, -2 / span, 20 / span, 1 / span));
        }

        /** Couplings from the frequency of the swaps that are least detuned. */
        List<double[]> starts(List<Counted> curves, int[] signs) {
            int least = 0;
            for (int d = 1; d < detunings.length; d++) {
                least = Math.abs(detunings[d]) < Math.abs(detunings[least]) ? d : least;
            }
            List<double[]> starts = new ArrayList<>();
            for (double[] place : Waiting.DampedOscillation.starts(curves.get(least), 2)) {
                for (int sign : signs) {
                    for (double share : new double[] {0.5, 1.0 / 3}) {
                        starts.add(new double[] {
                            0.02,
                            0.95,
                            sign * share * place[3],
                            0,
                            0.05 / times[times.length - 1],
                            0.05 / times[times.length - 1]
                        });
                    }
                }
            }
            return starts;
        }

        /** The population of the second qubit after each slice, by steps of Runge and Kutta. */
        private double[] arrivals(double g, double detuned, double relaxation, double dephasing) {
            int n = qubits;
            int steps = (int) Math.ceil(slice * (2 * Math.abs(g) + Math.abs(detuned)) / FINE);
            double h = slice / Math.max(1, steps);
            double[] rho = new double[2 * n * n];
            rho[0] = 1;
            double[] arrived = new double[times.length];
            double[][] k = new double[4][rho.length];
            double[] at = new double[rho.length];
            for (int slot = 0; slot < arrived.length; slot++) {
                for (int step = 0; step < Math.max(1, steps); step++) {
                    double[] shares = {0, 0.5, 0.5, 1};
                    for (int stage = 0; stage < 4; stage++) {
                        for (int e = 0; e < rho.length; e++) {
                            at[e] = rho[e] + (stage == 0 ? 0 : h * shares[stage] * k[stage - 1][e]);
                        }
                        slope(at, n, g, detuned, relaxation, dephasing, k[stage]);
                    }
                    for (int e = 0; e < rho.length; e++) {
                        rho[e] += h / 6 * (k[0][e] + 2 * k[1][e] + 2 * k[2][e] + k[3][e]);
                    }
                }
                arrived[slot] = rho[2 * (n + 1)];
            }
            return arrived;
        }

        /** {@code -i [H, rho]} and the losses; entry (r, c) at {@code 2 (r n + c)}. */
        private static void slope(
                double[] rho, int n, double g, double detuned, double relaxation, double dephasing, double[] out) {
            for (int r = 0; r < n; r++) {
                for (int c = 0; c < n; c++) {
                    double re = 0;
                    double im = 0;
                    for (int m = 0; m < n; m++) {
                        double left = m == r ? (r == n - 1 ? detuned : 0) : g;
                        double right = m == c ? (c == n - 1 ? detuned : 0) : g;
                        re += left * rho[2 * (m * n + c)] - right * rho[2 * (r * n + m)];
                        im += left * rho[2 * (m * n + c) + 1] - right * rho[2 * (r * n + m) + 1];
                    }
                    int e = 2 * (r * n + c);
                    double loss = relaxation + (r == c ? 0 : dephasing);
                    out[e] = im - loss * rho[e];
                    out[e + 1] = -re - loss * rho[e + 1];
                }
            }
        }
    }

    /** Two qubits at several detunings: the chevron, which gives |g| and where the two are resonant. */
    public static final class Chevron extends Swapping {

        public Chevron(Laboratory laboratory, double[] times, double[] detunings) {
            super(laboratory, times, detunings, 2);
        }

        @Override
        int sign() {
            return 1;
        }

        @Override
        List<double[]> starts(List<Counted> curves) {
            return starts(curves, new int[] {1});
        }

        @Override
        List<Finding> quantities(Fit fit) {
            return List.of(
                    direct("coupling", "Hz", fit, 2, hertz()),
                    direct("detuning", "Hz", fit, 3, new Truths(laboratory).detuned(0, 1)));
        }
    }

    /** Three qubits of which the last is detuned: the way over it adds to the direct one, or takes from it. */
    public static final class Sign extends Swapping {
        private final int sign;

        /** @param sign of g that the study's kick has */
        public Sign(Laboratory laboratory, double[] times, double[] detunings, int sign) {
            super(laboratory, times, detunings, 3);
            this.sign = sign;
            if (Arrays.stream(detunings).allMatch(d -> d == 0)) {
                throw new IllegalArgumentException(
                        "`detunings` must hold one that is not 0, as both signs look alike in resonance");
            }
        }

        @Override
        int sign() {
            return sign;
        }

        @Override
        List<double[]> starts(List<Counted> curves) {
            return starts(curves, new int[] {1, -1});
        }

        @Override
        List<Finding> quantities(Fit fit) {
            return List.of(direct("coupling", "Hz", fit, 2, sign * hertz()));
        }

        @Override
        List<String> remarks(CountsFit.MostLikely found, CountsFit fit) {
            double[] mirrored = found.fit().parameters().clone();
            mirrored[2] = -mirrored[2];
            double[] unturned = mirrored.clone();
            unturned[3] = 0;
            double better = fit.fit(List.of(mirrored, unturned)).deviance() - found.deviance();
            return better > DECIDES
                    ? List.of()
                    : List.of(String.format(
                            Locale.ROOT,
                            "the counts do not decide the sign of the coupling: the other sign has a deviance larger by"
                                    + " %.2g alone",
                            better));
        }
    }
}
