package org.strangenoise.simulate.qudit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.state.InitialState;
import org.strangenoise.transmon.LadderPropagator.Block;
import org.strangenoise.transmon.LadderSpace;

/**
 * Pure states of a register of several levels with random jumps: a channel acts by one of its Kraus operators, pulses
 * with dissipation by jumps at random times (Dalibard, Castin, Molmer 1992). One state; not for concurrent use, unlike
 * its {@link Program}.
 */
public final class LevelTrajectory {

    private final Program program;
    private final double[] re;
    private final double[] im;

    public LevelTrajectory(Program program) {
        this.program = program;
        this.re = new double[program.space.dimension()];
        this.im = new double[re.length];
    }

    /** A step of a trajectory; leaves the state normalised. */
    interface Step {
        void apply(double[] re, double[] im, DoubleSupplier random);
    }

    /** A noisy circuit compiled for trajectories. Safe for concurrent use. */
    public static final class Program {

        private final NoisyCircuit circuit;
        private final LadderSpace space;
        private final LevelVector.Leaked leaked;
        private final Map<NoisySegment, List<Step>> steps = new IdentityHashMap<>();

        public Program(NoisyCircuit circuit, double tolerance) {
            this.circuit = circuit;
            this.space = new LadderSpace(circuit.levels());
            this.leaked = new LevelVector.Leaked(space);
            LevelCompiler compiler = new LevelCompiler(space, tolerance);
            Steps maker = new Steps(space, tolerance);
            for (NoisySegment segment : circuit.distinctSegments()) {
                steps.put(segment, compiler.passes(segment, maker));
            }
        }

        /** How many segments a run has. */
        public int segments() {
            return circuit.segments().size();
        }
    }

    /** Starts in a pure state of two-level qubits, nothing above |1>. */
    public void start(InitialState initial) {
        LadderSpace space = program.space;
        int small = 1 << space.qubits();
        double[] x = new double[small];
        double[] y = new double[small];
        initial.writeVector(x, y);
        Arrays.fill(re, 0);
        Arrays.fill(im, 0);
        for (int b = 0; b < small; b++) {
            re[space.computational(b)] = x[b];
            im[space.computational(b)] = y[b];
        }
    }

    /** Goes through a segment of the circuit. */
    public void advance(int segment, DoubleSupplier random) {
        for (Step step : program.steps.getOrDefault(program.circuit.segments().get(segment), List.of())) {
            step.apply(re, im, random);
        }
    }

    /** A copy of the state. */
    public LevelVector state() {
        return new LevelVector(program.leaked, re, im);
    }

    /** Makes steps. */
    private record Steps(LadderSpace space, double tolerance) implements LevelCompiler.Maker<Step> {

        private static final double NEGLIGIBLE = 1e-15;

        @Override
        public Step map(int qubit, ComplexMatrix superOperator) {
            List<ComplexMatrix> kraus = kraus(superOperator, space.levels(qubit));
            return kraus.size() == 1
                    ? unitary(List.of(qubit), LevelCompiler.whole(kraus.get(0)))
                    : channel(List.of(qubit), kraus);
        }

        /** The eigenvectors of the Choi matrix, {@code C[(r', r), (c', c)] = S[(r', c'), (r, c)]}. */
        private static List<ComplexMatrix> kraus(ComplexMatrix superOperator, int d) {
            int size = d * d;
            double[] re = new double[size * size];
            double[] im = new double[size * size];
            for (int out = 0; out < size; out++) {
                for (int in = 0; in < size; in++) {
                    int row = out / d * d + in / d;
                    int column = out % d * d + in % d;
                    re[row * size + column] = superOperator.re(out, in);
                    im[row * size + column] = superOperator.im(out, in);
                }
            }
            ComplexMatrix choi = ComplexMatrix.of(size, size, re, im);
            HermitianEigen eigen =
                    HermitianEigen.of(choi.plus(1, choi.adjoint()).scaled(0.5));
            List<ComplexMatrix> operators = new ArrayList<>();
            for (int k = 0; k < size; k++) {
                double weight = eigen.eigenvalues()[k];
                if (weight > NEGLIGIBLE) {
                    double root = Math.sqrt(weight);
                    double[] x = new double[size];
                    double[] y = new double[size];
                    for (int i = 0; i < size; i++) {
                        x[i] = root * eigen.eigenvectors().re(i, k);
                        y[i] = root * eigen.eigenvectors().im(i, k);
                    }
                    operators.add(ComplexMatrix.of(d, d, x, y));
                }
            }
            return operators;
        }

        @Override
        public Step unitary(List<Integer> qubits, List<Block> blocks) {
            VectorBlocks map = new VectorBlocks(space, qubits, blocks);
            return (re, im, random) -> map.apply(re, im);
        }

        @Override
        public Step phases(double[] phases) {
            double[] cos = Arrays.stream(phases).map(StrictMath::cos).toArray();
            double[] sin = Arrays.stream(phases).map(StrictMath::sin).toArray();
            return (re, im, random) -> {
                for (int i = 0; i < re.length; i++) {
                    double x = re[i];
                    re[i] = cos[i] * x + sin[i] * im[i];
                    im[i] = cos[i] * im[i] - sin[i] * x;
                }
            };
        }

        @Override
        public Step channel(List<Integer> qubits, List<ComplexMatrix> kraus) {
            List<VectorBlocks> operators = kraus.stream()
                    .map(operator -> new VectorBlocks(space, qubits, LevelCompiler.whole(operator)))
                    .toList();
            List<ComplexMatrix> squares = kraus.stream()
                    .map(operator -> operator.adjoint().times(operator))
                    .toList();
            return (re, im, random) -> {
                ComplexMatrix reduced = operators.get(0).reduced(re, im);
                double left = random.getAsDouble();
                int chosen = -1;
                do {
                    chosen++;
                    left -= squares.get(chosen).times(reduced).traceRe();
                } while (left >= 0 && chosen < squares.size() - 1);
                operators.get(chosen).apply(re, im);
                normalise(re, im);
            };
        }

        @Override
        public Step evolution(NoisyInstruction.LevelEvolution evolution) {
            return new JumpEvolution(space, evolution, tolerance);
        }
    }

    /** Scales a state to norm 1. */
    static void normalise(double[] re, double[] im) {
        double factor = 1 / Math.sqrt(squaredNorm(re, im));
        for (int i = 0; i < re.length; i++) {
            re[i] *= factor;
            im[i] *= factor;
        }
    }

    static double squaredNorm(double[] re, double[] im) {
        double sum = 0;
        for (int i = 0; i < re.length; i++) {
            sum += re[i] * re[i] + im[i] * im[i];
        }
        return sum;
    }
}
