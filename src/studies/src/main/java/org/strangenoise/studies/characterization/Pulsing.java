package org.strangenoise.studies.characterization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.budget.LeastSquaresFit.Fit;
import org.strangenoise.budget.LeastSquaresFit.Free;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Operation;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.Placement;

/** Routines that play turns and read: how far a pulse turns, and what is read of |0> and |1>. */
public final class Pulsing {

    private static final double QUARTER = Math.PI / 2;

    private Pulsing() {}

    /**
     * A turn of growing amplitude: {@code p = B - A cos(pi r x)}, x in units of the amplitude that is taken to make
     * half a turn (Rabi, Phys. Rev. 51, 652 (1937)).
     */
    public static final class Rabi extends Routine {
        private final Laboratory laboratory;
        private final double[] amplitudes;

        public Rabi(Laboratory laboratory, double[] amplitudes) {
            this.laboratory = laboratory;
            this.amplitudes = amplitudes.clone();
        }

        @Override
        List<String> curves() {
            return List.of("Rabi");
        }

        @Override
        Abscissa abscissa() {
            return new Abscissa("amplitude of the pulse", "that of a half turn", 1);
        }

        @Override
        List<Routine.Sequence> sequences() {
            List<Routine.Sequence> sequences = new ArrayList<>();
            for (double amplitude : amplitudes) {
                sequences.add(Routine.Sequence.of(0, amplitude, laboratory.y(Math.PI * amplitude, 0), 0));
            }
            return sequences;
        }

        @Override
        List<Free> free(List<Counted> curves) {
            return List.of(
                    parameter("offset", 0.5, -0.5, 1.5, 1),
                    parameter("amplitude", 0.5, 0, 1.5, 1),
                    parameter("turn", 1, 0.3, 3, 1));
        }

        @Override
        List<double[]> starts(List<Counted> curves) {
            List<double[]> starts = new ArrayList<>();
            for (double turn : new double[] {0.7, 0.85, 1, 1.2, 1.5}) {
                starts.add(new double[] {0.5, 0.45, turn});
            }
            return starts;
        }

        @Override
        double one(double[] p, int curve, double x) {
            return p[0] - p[1] * StrictMath.cos(Math.PI * p[2] * x);
        }

        @Override
        List<Finding> quantities(Fit fit) {
            double turn = fit.parameters()[2];
            return List.of(new Finding(
                    "half-turn-amplitude",
                    "",
                    1 / turn,
                    error(fit, 2) / (turn * turn),
                    1 / new Truths(laboratory).turning(0)));
        }
    }

    /**
     * The error of a half turn, amplified by n of them, after a quarter turn and without it: p = B + V (1 - z)/2, where
     * each pulse turns (x, z) by its angle times 1 + e, and a time after it takes x to {@code e^{-g'} x} and 1 - z to
     * {@code e^{-g} (1 - z)}.
     */
    public static final class Amplified extends Routine {
        private final Laboratory laboratory;
        private final int turns;

        public Amplified(Laboratory laboratory, int turns) {
            this.laboratory = laboratory;
            this.turns = turns;
        }

        @Override
        List<String> curves() {
            return List.of("after a quarter turn", "half turns alone");
        }

        @Override
        Abscissa abscissa() {
            return new Abscissa("half turns", "", 1);
        }

        @Override
        boolean isSmooth() {
            return false;
        }

        @Override
        List<Routine.Sequence> sequences() {
            List<Routine.Sequence> sequences = new ArrayList<>();
            for (int curve = 0; curve < 2; curve++) {
                for (int n = 0; n <= turns; n++) {
                    List<Operation> operations = new ArrayList<>();
                    if (curve == 0) {
                        operations.addAll(laboratory.y(QUARTER, 0));
                    }
                    for (int k = 0; k < n; k++) {
                        operations.addAll(laboratory.y(Math.PI, 0));
                    }
                    sequences.add(Routine.Sequence.of(curve, n, operations, 0));
                }
            }
            return sequences;
        }

        @Override
        List<Free> free(List<Counted> curves) {
            return List.of(
                    parameter("offset", 0, -0.5, 1.5, 1),
                    parameter("visibility", 1, 0, 1.5, 1),
                    // Below zero, where they may scatter: bounds would narrow the error that is asked for.
                    parameter("decay a turn", 0.001, -0.5, 1, 0.01),
                    parameter("decoherence a turn", 0.001, -0.5, 1, 0.01),
                    parameter("error a turn", 0, -0.3, 0.3, 0.01));
        }

        @Override
        List<double[]> starts(List<Counted> curves) {
            List<double[]> starts = new ArrayList<>();
            for (double error : new double[] {-0.1, -0.03, -0.01, 0.001, 0.01, 0.03, 0.1}) {
                starts.add(new double[] {0.02, 0.95, 0.002, 0.002, error});
            }
            return starts;
        }

        @Override
        double one(double[] p, int curve, double x) {
            double[] xz = {0, 1};
            if (curve == 0) {
                turn(xz, QUARTER, p);
            }
            for (int k = 0; k < x; k++) {
                turn(xz, Math.PI, p);
            }
            return p[0] + p[1] * (1 - xz[1]) / 2;
        }

        private static void turn(double[] xz, double angle, double[] p) {
            double cos = StrictMath.cos(angle * (1 + p[4]));
            double sin = StrictMath.sin(angle * (1 + p[4]));
            double z = xz[1] * cos - xz[0] * sin;
            xz[0] = StrictMath.exp(-p[3]) * (xz[0] * cos + xz[1] * sin);
            xz[1] = 1 - StrictMath.exp(-p[2]) * (1 - z);
        }

        @Override
        List<Finding> quantities(Fit fit) {
            return List.of(direct("half-turn-error", "", fit, 4, new Truths(laboratory).turning(0) - 1));
        }
    }

    /**
     * What is read of |0>, and of |1> as a half turn prepares it. What decays during that pulse is taken off where T1
     * is known: all of its time with noise after gates, half of it with noise during them, to first order.
     */
    public static final class ReadoutLevels extends Routine {
        private final Laboratory laboratory;
        private final Optional<Measured> relaxation;
        private final double exposed;

        /** @param relaxation 1/T1 as it is known, in 1/s */
        public ReadoutLevels(Laboratory laboratory, Optional<Measured> relaxation) {
            this.laboratory = laboratory;
            this.relaxation = relaxation;
            this.exposed = laboratory.pulseSeconds(0)
                    * (laboratory.setup().noise().placement() == Placement.DURING_GATE ? 0.5 : 1);
        }

        @Override
        List<String> curves() {
            return List.of("prepared");
        }

        @Override
        Abscissa abscissa() {
            return new Abscissa("prepared state", "", 1);
        }

        @Override
        List<String> names() {
            return List.of("|0⟩", "|1⟩");
        }

        @Override
        boolean isSmooth() {
            return false;
        }

        @Override
        List<Routine.Sequence> sequences() {
            return List.of(
                    Routine.Sequence.of(0, 0, List.of(new Delay(0, 0)), 0),
                    Routine.Sequence.of(0, 1, laboratory.y(Math.PI, 0), 0));
        }

        @Override
        List<Free> free(List<Counted> curves) {
            List<Free> free = new ArrayList<>(
                    List.of(parameter("p1-given-0", 0.01, 0, 1, 0.01), parameter("p0-given-1", 0.01, 0, 1, 0.01)));
            relaxation.ifPresent(rate -> free.add(
                    known("rate", relaxation, parameter("rate", rate.value(), 0, 1e3 * rate.value(), rate.value()))));
            return free;
        }

        @Override
        List<double[]> starts(List<Counted> curves) {
            double[] shares = curves.get(0).shares();
            double[] start = {Math.max(1e-4, shares[0]), Math.max(1e-4, 1 - shares[1])};
            return List.of(relaxation
                    .map(rate -> new double[] {start[0], start[1], rate.value()})
                    .orElse(start));
        }

        @Override
        double one(double[] p, int curve, double x) {
            double decayed = p.length < 3 ? 0 : -StrictMath.expm1(-p[2] * exposed);
            return x == 0 ? p[0] : (1 - decayed) * (1 - p[1]) + decayed * p[0];
        }

        @Override
        List<Finding> quantities(Fit fit) {
            Truths truths = new Truths(laboratory);
            return List.of(
                    direct("p1-given-0", "", fit, 0, truths.p1Given0(0)),
                    direct("p0-given-1", "", fit, 1, truths.p0Given1(0)));
        }
    }
}
