package org.strangenoise.studies.characterization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.strangenoise.budget.LeastSquaresFit.Fit;
import org.strangenoise.budget.LeastSquaresFit.Free;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Operation;

/** Routines of random gates: errors per gate that neither preparation nor readout is part of. */
public final class Benchmarking {

    private static final Routine.Abscissa LENGTH = new Routine.Abscissa("random gates", "", 1);

    private Benchmarking() {}

    /** Random sequences scatter by more than their counts do: errors grow as the deviance says. */
    private abstract static class Random extends Routine {
        final Laboratory laboratory;
        final int[] lengths;
        final int draws;
        private final long seed;

        Random(Laboratory laboratory, int[] lengths, int draws, long seed) {
            this.laboratory = laboratory;
            this.lengths = lengths.clone();
            this.draws = draws;
            this.seed = seed;
        }

        @Override
        Abscissa abscissa() {
            return LENGTH;
        }

        @Override
        boolean scatters() {
            return true;
        }

        /** The same sequences whenever they are asked for. */
        UniformRandomProvider random() {
            return RandomSource.XO_SHI_RO_256_PP.create(seed);
        }

        /** Near one, and beyond it, where it may scatter. */
        static Free decay(String name) {
            return parameter(name, 0.99, 0.2, 1.01, 0.01);
        }
    }

    /**
     * Clifford gates and the one that undoes them: {@code p = B - A l^m} (Magesan, Gambetta and Emerson, Phys. Rev.
     * Lett. 106, 180504 (2011)); with a turn after each of them {@code l_i^m}, whose error is {@code (1 - l_i/l)/2}
     * (Magesan et al., Phys. Rev. Lett. 109, 080505 (2012)).
     */
    public static final class Clifford extends Random {
        private final Optional<Integer> interleaved;

        /** @param quarters of the turn about y that is played between the gates */
        public Clifford(Laboratory laboratory, int[] lengths, int draws, Optional<Integer> quarters, long seed) {
            super(laboratory, lengths, draws, seed);
            this.interleaved = quarters.map(Cliffords::turnAboutY);
        }

        @Override
        List<String> curves() {
            return interleaved.isPresent() ? List.of("random", "interleaved") : List.of("random");
        }

        @Override
        List<Routine.Sequence> sequences() {
            UniformRandomProvider random = random();
            List<Routine.Sequence> sequences = new ArrayList<>();
            for (int curve = 0; curve < curves().size(); curve++) {
                for (int length : lengths) {
                    for (int draw = 0; draw < draws; draw++) {
                        sequences.add(Routine.Sequence.of(
                                curve,
                                length,
                                cliffords(laboratory, random, length, curve == 1 ? interleaved : Optional.empty(), 0),
                                0));
                    }
                }
            }
            return sequences;
        }

        @Override
        List<Free> free(List<Counted> curves) {
            List<Free> free = new ArrayList<>(
                    List.of(parameter("offset", 0.5, 0, 1, 1), parameter("amplitude", 0.5, 0, 1, 1), decay("decay")));
            interleaved.ifPresent(gate -> free.add(decay("interleaved decay")));
            return free;
        }

        @Override
        List<double[]> starts(List<Counted> curves) {
            List<double[]> starts = new ArrayList<>();
            for (double lost : new double[] {1e-4, 1e-3, 1e-2, 1e-1}) {
                double[] start = {0.5, 0.45, 1 - lost, 1 - 2 * lost};
                starts.add(Arrays.copyOf(start, interleaved.isPresent() ? 4 : 3));
            }
            return starts;
        }

        @Override
        double one(double[] p, int curve, double x) {
            return p[0] - p[1] * StrictMath.pow(p[2 + curve], x);
        }

        @Override
        List<Finding> quantities(Fit fit) {
            double decay = fit.parameters()[2];
            List<Finding> found = new ArrayList<>();
            found.add(new Finding(
                    "error-per-clifford", "", (1 - decay) / 2, error(fit, 2) / 2, cliffordInfidelity(laboratory)));
            if (interleaved.isPresent()) {
                double with = fit.parameters()[3];
                double[][] c = fit.covariance();
                double variance = c[3][3] / (decay * decay)
                        + c[2][2] * with * with / StrictMath.pow(decay, 4)
                        - 2 * c[2][3] * with / StrictMath.pow(decay, 3);
                found.add(new Finding(
                        "error-of-gate",
                        "",
                        (1 - with / decay) / 2,
                        Double.isFinite(variance) ? Math.sqrt(variance) / 2 : Double.NaN,
                        laboratory.infidelity(Cliffords.gates(laboratory, interleaved.get(), 0), 1)));
            }
            return found;
        }
    }

    private static double cliffordInfidelity(Laboratory laboratory) {
        double sum = 0;
        for (int k = 0; k < Cliffords.COUNT; k++) {
            List<Operation> gates = Cliffords.gates(laboratory, k, 0);
            sum += gates.isEmpty() ? 0 : laboratory.infidelity(gates, 1);
        }
        return sum / Cliffords.COUNT;
    }

    /** Random gates, then the one that leads to a turn by so many quarters about y. */
    private static List<Operation> cliffords(
            Laboratory laboratory,
            UniformRandomProvider random,
            int length,
            Optional<Integer> interleaved,
            int endQuarters) {
        List<Operation> operations = new ArrayList<>();
        int product = Cliffords.turnAboutY(0);
        for (int k = 0; k < length; k++) {
            int drawn = random.nextInt(Cliffords.COUNT);
            operations.addAll(Cliffords.gates(laboratory, drawn, 0));
            product = Cliffords.after(drawn, product);
            if (interleaved.isPresent()) {
                operations.addAll(Cliffords.gates(laboratory, interleaved.get(), 0));
                product = Cliffords.after(interleaved.get(), product);
            }
        }
        int last = Cliffords.after(Cliffords.turnAboutY(endQuarters), Cliffords.inverse(product));
        operations.addAll(Cliffords.gates(laboratory, last, 0));
        return operations.isEmpty() ? List.of(laboratory.z(0, 0)) : operations;
    }

    /**
     * Sequences that end in 0 and in 1: their mean is what has not leaked, {@code (A + B l^m)/2}, their difference the
     * usual decay. Leakage a gate is {@code B/(A + B) (1 - l)}, seepage {@code A/(A + B) (1 - l)} (Wood and Gambetta,
     * Phys. Rev. A 97, 032306 (2018)).
     */
    public static final class Leakage extends Random {

        public Leakage(Laboratory laboratory, int[] lengths, int draws, long seed) {
            super(laboratory, lengths, draws, seed);
            if (laboratory.device().qubits().get(0).levels() < 3) {
                throw new IllegalArgumentException(
                        "qubit " + laboratory.device().qubits().get(0).name()
                                + " must have more than two `levels` to leak into");
            }
        }

        @Override
        List<String> curves() {
            return List.of("ends in 0", "ends in 1");
        }

        @Override
        List<Routine.Sequence> sequences() {
            List<Routine.Sequence> sequences = new ArrayList<>();
            for (int end = 0; end < 2; end++) {
                UniformRandomProvider random = random();
                for (int length : lengths) {
                    for (int draw = 0; draw < draws; draw++) {
                        sequences.add(Routine.Sequence.of(
                                end, length, cliffords(laboratory, random, length, Optional.empty(), 2 * end), 0));
                    }
                }
            }
            return sequences;
        }

        @Override
        List<Free> free(List<Counted> curves) {
            return List.of(
                    parameter("kept", 0.9, 0, 1.2, 1),
                    parameter("lost", 0.1, -0.2, 1, 0.1),
                    decay("decay of leakage"),
                    parameter("contrast", 0.95, 0, 1.2, 1),
                    decay("decay"),
                    parameter("asymmetry", 0, -0.5, 0.5, 1));
        }

        @Override
        List<double[]> starts(List<Counted> curves) {
            List<double[]> starts = new ArrayList<>();
            for (double lost : new double[] {1e-3, 1e-2, 5e-2}) {
                for (double share : new double[] {0.05, 0.3}) {
                    starts.add(new double[] {1 - share, share, 1 - lost, 0.95, 1 - lost / 2, 0});
                }
            }
            return starts;
        }

        @Override
        double one(double[] p, int curve, double x) {
            double kept = p[0] + p[1] * StrictMath.pow(p[2], x);
            double difference = p[5] + p[3] * StrictMath.pow(p[4], x);
            return 1 - (kept + (curve == 0 ? difference : -difference)) / 2;
        }

        @Override
        List<Finding> quantities(Fit fit) {
            double[] p = fit.parameters();
            double all = p[0] + p[1];
            // By kept A, lost B and decay l: L = B/(A + B) (1 - l).
            double[] slopes = {-p[1] / (all * all) * (1 - p[2]), p[0] / (all * all) * (1 - p[2]), -p[1] / all, 0, 0, 0};
            double variance = 0;
            for (int i = 0; i < slopes.length; i++) {
                for (int j = 0; j < slopes.length; j++) {
                    variance += slopes[i] == 0 || slopes[j] == 0 ? 0 : slopes[i] * slopes[j] * fit.covariance()[i][j];
                }
            }
            double truth = 0;
            for (int k = 0; k < Cliffords.COUNT; k++) {
                List<Operation> gates = Cliffords.gates(laboratory, k, 0);
                truth += gates.isEmpty() ? 0 : laboratory.leakage(gates) / Cliffords.COUNT;
            }
            return List.of(new Finding(
                    "leakage-per-clifford",
                    "",
                    p[1] / all * (1 - p[2]),
                    Double.isFinite(variance) ? Math.sqrt(Math.max(0, variance)) : Double.NaN,
                    truth));
        }
    }

    /**
     * Cycles of a random quarter turn on each of two qubits and a gate on both: outcomes have the probabilities
     * {@code 1/4 + A l^d (p - 1/4)}, p of the circuit without noise (Boixo et al., Nature Phys. 14, 595 (2018)).
     */
    public static final class CrossEntropy extends Random {
        private final List<double[]> ideal = new ArrayList<>();
        private final List<Routine.Sequence> sequences = new ArrayList<>();

        public CrossEntropy(Laboratory laboratory, int[] lengths, int draws, long seed) {
            super(laboratory, lengths, draws, seed);
            UniformRandomProvider random = random();
            for (int length : lengths) {
                for (int draw = 0; draw < draws; draw++) {
                    List<Operation> operations = new ArrayList<>();
                    int[] last = {-1, -1};
                    for (int cycle = 0; cycle < length; cycle++) {
                        for (int q = 0; q < 2; q++) {
                            int turn = random.nextInt(last[q] < 0 ? 3 : 2);
                            last[q] = last[q] < 0 ? turn : (last[q] + 1 + turn) % 3;
                            operations.addAll(turn(last[q], q));
                        }
                        operations.add(gate());
                    }
                    sequences.add(new Routine.Sequence(0, new double[] {length}, operations, List.of(0, 1)));
                    ideal.add(laboratory.ideal(operations, 2));
                }
            }
        }

        /** About x, y and the axis between them. */
        private List<Operation> turn(int kind, int qubit) {
            double quarter = Math.PI / 2;
            if (kind == 0) {
                return laboratory.x(quarter, qubit);
            }
            if (kind == 1) {
                return laboratory.y(quarter, qubit);
            }
            List<Operation> gates = new ArrayList<>(List.of(laboratory.z(quarter / 2, qubit)));
            gates.addAll(laboratory.y(quarter, qubit));
            gates.add(laboratory.z(-quarter / 2, qubit));
            return gates;
        }

        /** The first of those that the device has. */
        private Operation gate() {
            return List.<Operation>of(Gates.cz(0, 1), Gates.cnot(0, 1), Gates.rzz(Math.PI / 2, 0, 1)).stream()
                    .filter(laboratory::has)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("the device `"
                            + laboratory.device().name() + "` must have cz, cnot or rzz among its operations"));
        }

        @Override
        List<String> curves() {
            return List.of("cycles");
        }

        @Override
        Abscissa abscissa() {
            return new Abscissa("cycles", "", 1);
        }

        @Override
        String event() {
            return "fidelity by linear cross entropy";
        }

        @Override
        List<Routine.Sequence> sequences() {
            return sequences;
        }

        /** How much of the ideal's unevenness is seen. */
        @Override
        double drawn(Routine.Sequence sequence, int point, double[] outcomes) {
            double[] p = ideal.get(sequences.indexOf(sequence));
            double all = Arrays.stream(outcomes).sum();
            double seen = 0;
            double due = 0;
            for (int o = 0; o < p.length; o++) {
                double uneven = p[o] - 1.0 / p.length;
                seen += uneven * (outcomes[o] / all - 1.0 / p.length);
                due += uneven * uneven;
            }
            return seen / due;
        }

        @Override
        double[][] probabilities(double[] p, Routine.Sequence sequence) {
            double[] pure = ideal.get(sequences.indexOf(sequence));
            double seen = p[0] * StrictMath.pow(p[1], sequence.x()[0]);
            double even = 1.0 / pure.length;
            return new double[][] {
                Arrays.stream(pure).map(x -> even + seen * (x - even)).toArray()
            };
        }

        @Override
        double one(double[] p, int curve, double x) {
            return p[0] * StrictMath.pow(p[1], x);
        }

        @Override
        List<Free> free(List<Counted> curves) {
            return List.of(parameter("amplitude", 0.9, 0, 1, 1), decay("decay"));
        }

        @Override
        List<double[]> starts(List<Counted> curves) {
            return List.of(new double[] {0.9, 0.999}, new double[] {0.9, 0.99}, new double[] {0.9, 0.95}, new double[] {
                0.9, 0.8
            });
        }

        @Override
        List<Finding> quantities(Fit fit) {
            double truth = 0;
            for (int first = 0; first < 3; first++) {
                for (int second = 0; second < 3; second++) {
                    List<Operation> cycle = new ArrayList<>(turn(first, 0));
                    cycle.addAll(turn(second, 1));
                    cycle.add(gate());
                    truth += laboratory.infidelity(cycle, 2) / 9;
                }
            }
            return List.of(
                    new Finding("error-per-cycle", "", 0.75 * (1 - fit.parameters()[1]), 0.75 * error(fit, 1), truth));
        }
    }
}
