package org.strangenoise.studies.characterization;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.budget.LeastSquaresFit.Fit;
import org.strangenoise.budget.LeastSquaresFit.Free;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Operation;
import org.strangenoise.noise.UpperTransition;

/** Routines that climb to |2> by pulses at an anharmonicity that is assumed. */
public final class UpperLevel {

    private UpperLevel() {}

    /** A laboratory whose pulses reach |2>. */
    private static final class Ladder {
        final Laboratory laboratory;
        final double pulse;
        private final UpperTransition upper;

        Ladder(Laboratory given, double anharmonicity) {
            this.upper = new UpperTransition(given.pulseName(), 0, anharmonicity);
            this.laboratory = given.climbing(upper);
            this.pulse = given.seconds(given.y(Math.PI, 0).stream()
                    .filter(operation -> given.seconds(operation) > 0)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "pulses must take time to meet one transition and not the other")));
        }

        /** Between |0> and |1>. */
        List<Operation> half() {
            return laboratory.y(Math.PI, 0);
        }

        /** Between |1> and |2>. */
        List<Operation> upper(double angle, double phase) {
            return upper.turn(angle, phase, pulse);
        }
    }

    /**
     * Excitation that decays from |2> by |1> to |0>, read as it is and after a half turn of |0> and |1>: {@code p = r_0
     * P_0 + r_1 P_1 + r_2 P_2} and {@code r_0 P_1 + r_1 P_0 + r_2 P_2}, r_n the probability to read 1 of |n>.
     */
    public static final class Relaxation extends Waiting {
        private final Ladder ladder;

        /**
         * A routine on the first qubit.
         *
         * @param anharmonicity hertz, as assumed
         */
        public Relaxation(Laboratory laboratory, double[] delays, double anharmonicity) {
            super(delays);
            this.ladder = new Ladder(laboratory, anharmonicity);
        }

        @Override
        List<String> curves() {
            return List.of("as it is", "after a half turn");
        }

        @Override
        Laboratory laboratory(Laboratory given) {
            return ladder.laboratory;
        }

        @Override
        List<Routine.Sequence> sequences() {
            List<Routine.Sequence> sequences = new ArrayList<>(each(0, this::fallen));
            sequences.addAll(each(1, delay -> {
                List<Operation> operations = fallen(delay);
                operations.addAll(ladder.half());
                return operations;
            }));
            return sequences;
        }

        private List<Operation> fallen(double delay) {
            List<Operation> operations = new ArrayList<>(ladder.half());
            operations.addAll(ladder.upper(Math.PI, 0));
            operations.add(new Delay(0, delay));
            return operations;
        }

        @Override
        List<Free> free(List<Counted> curves) {
            return List.of(
                    parameter("1 read of |0>", 0.05, -0.5, 1.5, 1),
                    parameter("1 read of |1>", 0.95, -0.5, 1.5, 1),
                    parameter("1 read of |2>", 0.95, -0.5, 1.5, 1),
                    rate("rate of |1>"),
                    parameter("rate of |2>", 2 / span, 0, 100 / span, 1 / span));
        }

        @Override
        List<double[]> starts(List<Counted> curves) {
            List<double[]> starts = new ArrayList<>();
            for (double slow : new double[] {0.5, 2, 6}) {
                for (double ratio : new double[] {0.7, 2.1}) {
                    starts.add(new double[] {0.05, 0.95, 0.95, slow / span, ratio * slow / span});
                }
            }
            return starts;
        }

        @Override
        double one(double[] p, int curve, double x) {
            double two = StrictMath.exp(-p[4] * x);
            // r (e^{-a x} - e^{-b x})/(b - a) without a difference of equal rates.
            double apart = (p[4] - p[3]) * x;
            double slope = Math.abs(apart) < 1e-8 ? 1 - apart / 2 : -StrictMath.expm1(-apart) / apart;
            double one = p[4] * x * StrictMath.exp(-p[3] * x) * slope;
            double zero = 1 - one - two;
            return curve == 0 ? p[0] * zero + p[1] * one + p[2] * two : p[0] * one + p[1] * zero + p[2] * two;
        }

        @Override
        List<Finding> quantities(Fit fit) {
            Truths truths = new Truths(ladder.laboratory);
            return List.of(time("T1-ef", fit, 4, truths.t1Ef(0)), time("T1", fit, 3, truths.t1(0)));
        }
    }

    /**
     * A superposition of |1> and |2> left alone, whose phase is made to advance; a half turn of |0> and |1> tells them
     * apart. {@code p = B + C t + e^{-g t - (t/T)^2} (a cos 2 pi f t + b sin 2 pi f t)} with {@code f = advance + eta'
     * - eta}: the frequency is all that is not known of the anharmonicity eta, assumed as eta'.
     */
    public static final class Ramsey extends Waiting {
        private final Ladder ladder;
        private final double advance;
        private final double anharmonicity;

        /**
         * A routine on the first qubit.
         *
         * @param advance hertz by which the second pulse's phase runs ahead
         * @param anharmonicity hertz, as assumed
         */
        public Ramsey(Laboratory laboratory, double[] delays, double advance, double anharmonicity) {
            super(delays);
            this.ladder = new Ladder(laboratory, anharmonicity);
            this.advance = advance;
            this.anharmonicity = anharmonicity;
        }

        @Override
        List<String> curves() {
            return List.of("Ramsey of |1⟩ and |2⟩");
        }

        @Override
        Laboratory laboratory(Laboratory given) {
            return ladder.laboratory;
        }

        @Override
        List<Routine.Sequence> sequences() {
            return each(0, delay -> {
                List<Operation> operations = new ArrayList<>(ladder.half());
                operations.addAll(ladder.upper(Math.PI / 2, 0));
                operations.add(new Delay(0, delay));
                // Whole turns are left out, as the frame has no memory of them.
                double turns = anharmonicity * (ladder.pulse + delay) + advance * delay;
                operations.addAll(ladder.upper(Math.PI / 2, 2 * Math.PI * Math.IEEEremainder(turns, 1)));
                operations.addAll(ladder.half());
                return operations;
            });
        }

        @Override
        List<Free> free(List<Counted> curves) {
            return List.of(
                    offset("offset"),
                    amplitude("cosine"),
                    amplitude("sine"),
                    frequency("frequency", advance),
                    rate("rate"),
                    squaredRate(),
                    parameter("drift", 0, -2 / span, 2 / span, 1 / span));
        }

        @Override
        List<double[]> starts(List<Counted> curves) {
            List<double[]> starts = new ArrayList<>();
            for (double[] place : Waiting.DampedOscillation.starts(curves.get(0), 2)) {
                starts.add(new double[] {place[0], place[1], place[2], place[3], place[4], 0.1 / (span * span), 0});
                starts.add(new double[] {place[0], place[1], place[2], place[3], place[4] / 2, place[4] / span, 0});
            }
            return starts;
        }

        @Override
        double one(double[] p, int curve, double x) {
            double t = x + ladder.pulse;
            double phase = 2 * Math.PI * p[3] * x;
            return p[0]
                    + p[6] * x
                    + StrictMath.exp(-p[4] * t - p[5] * t * t)
                            * (p[1] * StrictMath.cos(phase) + p[2] * StrictMath.sin(phase));
        }

        @Override
        List<Finding> quantities(Fit fit) {
            Truths truths = new Truths(ladder.laboratory);
            return List.of(new Finding(
                    "anharmonicity",
                    "Hz",
                    anharmonicity + advance - fit.parameters()[3],
                    error(fit, 3),
                    truths.anharmonicity(0)));
        }
    }
}
