package org.strangenoise.studies.characterization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.strangenoise.budget.LeastSquaresFit.Fit;
import org.strangenoise.budget.LeastSquaresFit.Free;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Operation;
import org.strangenoise.math.Measured;

/** Routines that let qubits wait: relaxation, and the coherence of a superposition with and without refocusing. */
public final class Coherence {

    private static final double QUARTER = Math.PI / 2;

    private Coherence() {}

    /** {@code p = B + A e^{-t/T}}: what T1 and echoes show. */
    private abstract static class Falling extends Waiting {
        final Laboratory laboratory;

        Falling(Laboratory laboratory, double[] delays) {
            super(delays);
            this.laboratory = laboratory;
        }

        @Override
        List<Free> free(List<Counted> curves) {
            return List.of(offset("offset"), amplitude("amplitude"), rate("rate"));
        }

        @Override
        List<double[]> starts(List<Counted> curves) {
            double[] shares = curves.get(0).shares();
            double last = shares[shares.length - 1];
            List<double[]> starts = new ArrayList<>();
            for (double decays : new double[] {0.3, 1.5, 5, 20}) {
                starts.add(new double[] {last, shares[0] - last, decays / span});
            }
            return starts;
        }

        @Override
        double one(double[] p, int curve, double x) {
            return p[0] + p[1] * StrictMath.exp(-p[2] * x);
        }
    }

    /** Excitation that decays: the time in which it falls to 1/e. */
    public static final class Relaxation extends Falling {

        public Relaxation(Laboratory laboratory, double[] delays) {
            super(laboratory, delays);
        }

        @Override
        List<String> curves() {
            return List.of("excited");
        }

        @Override
        List<Routine.Sequence> sequences() {
            List<Operation> operations = new ArrayList<>(laboratory.y(Math.PI, 0));
            double now = 0;
            double[] sorted = Arrays.stream(delays).sorted().toArray();
            for (double delay : sorted) {
                operations.add(new Delay(0, delay - now));
                operations.add(Boundary.LAYER);
                now = delay;
            }
            return List.of(new Routine.Sequence(0, sorted, operations, List.of(0)));
        }

        @Override
        List<Finding> quantities(Fit fit) {
            return List.of(time("T1", fit, 2, new Truths(laboratory).t1(0)));
        }
    }

    /** A superposition refocused by one turn (Hahn, Phys. Rev. 80, 580 (1950)) or by n (Meiboom and Gill, 1958). */
    public static final class Echo extends Falling {
        private final int turns;

        public Echo(Laboratory laboratory, double[] delays, int turns) {
            super(laboratory, delays);
            this.turns = turns;
        }

        @Override
        List<String> curves() {
            return List.of(turns == 1 ? "echo" : turns + " echoes");
        }

        @Override
        List<Routine.Sequence> sequences() {
            return each(0, delay -> {
                List<Operation> operations = new ArrayList<>(laboratory.y(QUARTER, 0));
                for (int k = 0; k < turns; k++) {
                    operations.add(new Delay(0, delay / (2 * turns)));
                    operations.addAll(laboratory.x(Math.PI, 0));
                    operations.add(new Delay(0, delay / (2 * turns)));
                }
                operations.addAll(laboratory.y(QUARTER, 0));
                return operations;
            });
        }

        @Override
        List<Finding> quantities(Fit fit) {
            return List.of(time("T2-echo", fit, 2, new Truths(laboratory).t2(0)));
        }
    }

    /**
     * A superposition left alone, whose phase is made to advance: {@code p = B + e^{-g t - (t/T)^2} (a cos 2 pi f t + b
     * sin 2 pi f t)}, t from the middle of one pulse to that of the other (Ramsey, Phys. Rev. 78, 695 (1950)).
     */
    public static final class Ramsey extends Waiting {
        private final Laboratory laboratory;
        private final double advance;
        private final Optional<Measured> rate;
        private final double pulse;

        /**
         * A routine on the first qubit.
         *
         * @param advance hertz by which the second pulse's phase runs ahead
         * @param rate 1/T2 as it is known from an echo, in 1/s
         */
        public Ramsey(Laboratory laboratory, double[] delays, double advance, Optional<Measured> rate) {
            super(delays);
            this.laboratory = laboratory;
            this.advance = advance;
            this.rate = rate;
            this.pulse = laboratory.pulseSeconds(0);
        }

        @Override
        List<String> curves() {
            return List.of("Ramsey");
        }

        @Override
        List<Routine.Sequence> sequences() {
            return each(0, delay -> ramsey(laboratory, 0, delay, advance));
        }

        @Override
        List<Free> free(List<Counted> curves) {
            return List.of(
                    offset("offset"),
                    amplitude("cosine"),
                    amplitude("sine"),
                    frequency("frequency", advance),
                    known("rate", rate, rate("rate")),
                    squaredRate());
        }

        @Override
        List<double[]> starts(List<Counted> curves) {
            List<double[]> starts = new ArrayList<>();
            for (double[] place : Waiting.DampedOscillation.starts(curves.get(0), 2)) {
                double known = rate.map(Measured::value).orElse(place[4] / 2);
                starts.add(new double[] {place[0], place[1], place[2], place[3], known, place[4] / span});
                starts.add(new double[] {place[0], place[1], place[2], place[3], place[4], 0.1 / (span * span)});
            }
            return starts;
        }

        @Override
        double one(double[] p, int curve, double x) {
            double t = x + pulse;
            double phase = 2 * Math.PI * p[3] * x;
            return p[0]
                    + StrictMath.exp(-p[4] * t - p[5] * t * t)
                            * (p[1] * StrictMath.cos(phase) + p[2] * StrictMath.sin(phase));
        }

        @Override
        List<Finding> quantities(Fit fit) {
            Truths truths = new Truths(laboratory);
            double square = fit.parameters()[5];
            Finding gaussian = new Finding(
                    "quasi-static-T",
                    "s",
                    1 / Math.sqrt(square),
                    error(fit, 5) / (2 * square * Math.sqrt(square)),
                    truths.quasiStatic(0));
            return List.of(
                    time("T2", fit, 4, truths.t2(0)),
                    gaussian,
                    new Finding("detuning", "Hz", fit.parameters()[3] - advance, error(fit, 3), truths.shift(0)));
        }
    }

    /** Two quarter turns with a wait between them; the second is turned ahead by the advanced phase. */
    private static List<Operation> ramsey(Laboratory laboratory, int qubit, double delay, double advance) {
        List<Operation> operations = new ArrayList<>(laboratory.y(QUARTER, qubit));
        operations.add(new Delay(qubit, delay));
        // Whole turns are left out, as the frame has no memory of them.
        double phase = 2 * Math.PI * Math.IEEEremainder(advance * delay, 1);
        operations.add(laboratory.z(phase, qubit));
        operations.addAll(laboratory.y(-QUARTER, qubit));
        return operations;
    }

    /**
     * A Ramsey of one qubit with another in |0> and in |1>, whose decay takes part: the shift zz of one's frequency
     * when the other is excited. With the other in |1> the coherence is, in the frame of no shift, {@code e^{-(G + i
     * w/2) t} + G e^{i w t/2} (1 - e^{-(G + i w) t})/(G + i w)}, w = 2 pi zz, G the other's 1/T1.
     */
    public static final class ConditionalRamsey extends Waiting {
        private final Laboratory laboratory;
        private final double advance;
        private final double pulse;

        /** A routine on the first qubit, with the second beside it. */
        public ConditionalRamsey(Laboratory laboratory, double[] delays, double advance) {
            super(delays);
            this.laboratory = laboratory;
            this.advance = advance;
            this.pulse = laboratory.pulseSeconds(0);
        }

        @Override
        List<String> curves() {
            return List.of("other in |0⟩", "other in |1⟩");
        }

        @Override
        List<Routine.Sequence> sequences() {
            List<Routine.Sequence> sequences = new ArrayList<>(each(0, delay -> ramsey(laboratory, 0, delay, advance)));
            sequences.addAll(each(1, delay -> {
                List<Operation> operations = new ArrayList<>(laboratory.y(Math.PI, 1));
                operations.addAll(ramsey(laboratory, 0, delay, advance));
                return operations;
            }));
            return sequences;
        }

        @Override
        List<Free> free(List<Counted> curves) {
            return List.of(
                    offset("offset"),
                    amplitude("cosine"),
                    amplitude("sine"),
                    amplitude("cosine with the other excited"),
                    amplitude("sine with the other excited"),
                    frequency("mean frequency", advance),
                    parameter("zz", 0, -1e3 / span, 1e3 / span, 1 / span),
                    rate("rate"),
                    squaredRate(),
                    // Below zero, where it may scatter: noise after gates lets it decay when all is over.
                    parameter("decay of the other", 0.1 / span, -2 / span, 20 / span, 1 / span));
        }

        @Override
        List<double[]> starts(List<Counted> curves) {
            List<double[]> starts = new ArrayList<>();
            for (double[] low : Waiting.DampedOscillation.starts(curves.get(0), 1)) {
                for (double[] high : Waiting.DampedOscillation.starts(curves.get(1), 2)) {
                    starts.add(new double[] {
                        low[0],
                        low[1],
                        low[2],
                        high[1],
                        high[2],
                        (low[3] + high[3]) / 2,
                        low[3] - high[3],
                        low[4] / 2,
                        low[4] / span,
                        0.1 / span
                    });
                }
            }
            return starts;
        }

        @Override
        double one(double[] p, int curve, double x) {
            double t = x + pulse;
            double w = 2 * Math.PI * p[6];
            double re = StrictMath.cos(w * x / 2);
            double im = StrictMath.sin(w * x / 2);
            if (curve == 1) {
                double g = p[9];
                double kept = StrictMath.exp(-g * x);
                // e^{-(g + iw) x} = kept (cos wx - i sin wx); the factor (1 - ...) g/(g + iw)
                double size = g * g + w * w;
                double cos = StrictMath.cos(w * x);
                double sin = StrictMath.sin(w * x);
                double aRe = 1 - kept * cos;
                double aIm = kept * sin;
                double bRe = size == 0 ? 0 : g * (aRe * g + aIm * w) / size;
                double bIm = size == 0 ? 0 : g * (aIm * g - aRe * w) / size;
                double newRe = kept * re + re * bRe - im * bIm;
                double newIm = -kept * im + re * bIm + im * bRe;
                re = newRe;
                im = newIm;
            }
            double phase = 2 * Math.PI * p[5] * x;
            double c = StrictMath.cos(phase) * re - StrictMath.sin(phase) * im;
            double s = StrictMath.sin(phase) * re + StrictMath.cos(phase) * im;
            return p[0] + StrictMath.exp(-p[7] * t - p[8] * t * t) * (p[1 + 2 * curve] * c + p[2 + 2 * curve] * s);
        }

        @Override
        List<Finding> quantities(Fit fit) {
            return List.of(direct("zz", "Hz", fit, 6, new Truths(laboratory).zz(0, 1)));
        }
    }
}
