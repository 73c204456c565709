package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.kernel.SymmetricEvolution;
import org.strangenoise.simulate.kernel.TotalSpinBlocks;
import org.strangenoise.simulate.symmetric.SymmetricFactor;
import org.strangenoise.simulate.symmetric.SymmetricPasses;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.QuantumState;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.state.SymmetricDensityMatrix;
import org.strangenoise.state.SymmetricStateVector;

/**
 * Identical qubits under identical noise, exactly, in C(n+3, 3) real numbers: spin coherent initial states; circuits
 * whose every layer is one map on all qubits alike, or a diagonal operation that no permutation changes, with or
 * without relaxation at the same time. The state lives in blocks of total spin ({@link SymmetricDensityMatrix}), where
 * every pass is contractive and no number grows with n: rounding errors add up and are not amplified. Circuits of gates
 * only stay in the symmetric subspace, n + 1 numbers.
 *
 * <p>A y rotation costs n^4/4 multiplications; all that commutes with z rotations between two of them, kick and
 * relaxation included, n^3/2 times the length of two power series (about 12 each for weak noise).
 */
public final class SymmetricSimulator implements Simulator {

    /** The name under which users ask for it. */
    public static final String METHOD = "symmetric";

    /** Above this, binomials leave the double range. */
    private static final int MAX_QUBITS = 1000;

    /** Above this, an observable such as 2^n probabilities is more than a report of this state. */
    private static final int MAX_NUMBERS = 1 << 20;

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Optional<String> refusal(SimulationTask task, InitialState initial) {
        return refusal(task, initial, passes(task));
    }

    private static SymmetricPasses passes(SimulationTask task) {
        return new SymmetricPasses(task.ensemble().qubits(), task.options().tolerance());
    }

    private static Optional<String> refusal(SimulationTask task, InitialState initial, SymmetricPasses passes) {
        Optional<String> levels = SimulatorChoice.refusalOfTwoLevels(METHOD, task);
        if (levels.isPresent()) {
            return levels;
        }
        int n = task.ensemble().qubits();
        if (task.ensemble().isConditional()) {
            return Optional.of(ConditionalRun.REFUSAL);
        }
        if (!(initial instanceof InitialState.Product product) || !product.isCoherent()) {
            return Optional.of("method symmetric starts from spin coherent states, every qubit in the same pure state,"
                    + " but the initial state is another");
        }
        double bytes = bytes(task);
        if (n > MAX_QUBITS || bytes > task.options().memoryLimit()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the symmetric state of %d qubits needs %.3g bytes, but %d are available (and at most %d qubits)",
                    n,
                    bytes,
                    task.options().memoryLimit(),
                    MAX_QUBITS));
        }
        if (task.observables().stream().anyMatch(o -> o.size(n) > MAX_NUMBERS)) {
            return Optional.of("method symmetric gives observables of at most 2^20 numbers at each point,"
                    + " but one of those asked for, such as the 2^" + n + " probabilities, has more");
        }
        try {
            task.ensemble().members().forEach(member -> passes.require(member.circuit()));
            if (task.needsReference()) {
                passes.require(task.reference().orElseThrow());
            }
        } catch (SymmetricPasses.AsymmetryException asymmetry) {
            return Optional.of(String.valueOf(asymmetry.getMessage()));
        }
        return Optional.empty();
    }

    /**
     * State, work array, one rotation and one channel's tables; where an ensemble is averaged, a sum for each recording
     * point. Circuits of gates only need one rotation of the symmetric subspace.
     */
    private static double bytes(SimulationTask task) {
        NoisyEnsemble ensemble = task.ensemble();
        double n = ensemble.qubits();
        if (ensemble.isSingle() && ensemble.members().get(0).circuit().isUnitary()) {
            return 16 * (n + 1) * (n + 1);
        }
        int copies = ensemble.isSingle() ? 4 : 4 + Recorder.points(task);
        return 8 * copies * TotalSpinBlocks.numbers(ensemble.qubits());
    }

    @Override
    public double numbers(int qubits, SimulationOptions options) {
        return StrictMath.pow(qubits + 1, 4);
    }

    @Override
    public PreparedSimulation prepare(SimulationTask task) {
        SymmetricPasses passes = passes(task);
        return initial -> {
            // What was compiled is compiled on one thread and read on many.
            synchronized (passes) {
                UnsupportedSimulationException.throwIf(refusal(task, initial, passes));
                InitialState.Product product = (InitialState.Product) initial;
                return new SymmetricRun(task, passes, product.directions().get(0)).result();
            }
        };
    }

    /** One task of the symmetric simulator from one spin coherent state; passes are shared between runs. */
    static final class SymmetricRun {

        private final SimulationTask task;
        private final SymmetricPasses passes;
        private final SymmetricStateVector start;
        private final int n;

        SymmetricRun(SimulationTask task, SymmetricPasses passes, SpinDirection direction) {
            this.task = task;
            this.passes = passes;
            this.n = task.ensemble().qubits();
            this.start = SymmetricStateVector.coherent(n, direction);
        }

        SimulationResult result() {
            NoisyEnsemble ensemble = task.ensemble();
            NoisyCircuit first = ensemble.members().get(0).circuit();
            Recorder recorder = Recorder.of(task);
            List<SymmetricStateVector> references = references();
            int[] point = {0};
            Consumer<QuantumState> record = state -> recorder.record(state, reference(references, point[0]++));
            QuantumState last = ensemble.isSingle() && first.isUnitary()
                    ? evolvePure(first, record)
                    : EnsembleWalk.run(task, new Blocks(), state -> record.accept(state.view()))
                            .view();
            return new SimulationResult(
                    SymmetricSimulator.METHOD,
                    recorder.values(),
                    Optional.empty(),
                    Optional.of(last),
                    ensemble.warnings());
        }

        /**
         * The ideal pure states that fidelities compare with, one a recording point; none if no observable needs them.
         */
        private List<SymmetricStateVector> references() {
            List<SymmetricStateVector> states = new ArrayList<>();
            if (task.needsReference()) {
                evolvePure(task.reference().orElseThrow(), state -> states.add(state.copy()));
            }
            return states;
        }

        private static @Nullable SymmetricStateVector reference(List<SymmetricStateVector> states, int point) {
            return states.isEmpty() ? null : states.get(point);
        }

        /** The density matrix in blocks of total spin; the members' in the same arrays, one after the other. */
        private final class Blocks implements EnsembleWalk.Evolution<Blocks.State> {

            /** A state and the arrays that it is a view of. */
            private record State(double[][][] blocks, SymmetricDensityMatrix view) {
                static State of(int n, double[][][] blocks) {
                    return new State(blocks, SymmetricDensityMatrix.view(n, blocks));
                }
            }

            private final SymmetricEvolution evolution =
                    new SymmetricEvolution(n, task.options().threads());

            @Override
            public State start(int member) {
                double[][][] blocks = evolution.blocks();
                for (double[][] block : blocks) {
                    for (double[] row : block) {
                        Arrays.fill(row, 0);
                    }
                }
                for (int k = 0; k <= n; k++) {
                    for (int l = 0; l <= n; l++) {
                        // Re + Im of a_k conj(a_l)
                        blocks[0][k][l] =
                                start.re(k) * (start.re(l) - start.im(l)) + start.im(k) * (start.im(l) + start.re(l));
                    }
                }
                return State.of(n, blocks);
            }

            @Override
            public int stretches(int member) {
                return segments(member).size();
            }

            @Override
            public void advance(int member, int stretch, State state) {
                passes.passes(segments(member).get(stretch)).forEach(pass -> pass.apply(evolution));
            }

            private List<NoisySegment> segments(int member) {
                return task.ensemble().members().get(member).circuit().segments();
            }

            @Override
            public State none() {
                return State.of(n, TotalSpinBlocks.allocate(n));
            }

            @Override
            public void add(double weight, State state, State sum) {
                state.view().addTo(weight, sum.blocks());
            }
        }

        private SymmetricStateVector evolvePure(NoisyCircuit circuit, Consumer<? super SymmetricStateVector> record) {
            double[] re = new double[n + 1];
            double[] im = new double[n + 1];
            for (int k = 0; k <= n; k++) {
                re[k] = start.re(k);
                im[k] = start.im(k);
            }
            SymmetricStateVector state = SymmetricStateVector.view(n, re, im);
            List<NoisySegment> segments = circuit.segments();
            EnsembleWalk.along(
                    circuit,
                    task.recording(),
                    segments.size(),
                    stretch -> passes.factors(segments.get(stretch)).forEach(factor -> apply(factor, re, im)),
                    () -> record.accept(state));
            return state;
        }

        private void apply(SymmetricFactor factor, double[] re, double[] im) {
            if (factor instanceof SymmetricFactor.YRotation y) {
                passes.pureRotation(y.angle()).applyToAmplitudes(re, im);
            } else if (factor instanceof SymmetricFactor.Phases phases) {
                turn(k -> phases.phase()[k], re, im);
            } else if (factor instanceof SymmetricFactor.QuadraticPhase phase) {
                turn(k -> k * (phase.linear() + k * phase.quadratic()), re, im);
            } else {
                throw new IllegalStateException("a circuit of gates only contains " + factor);
            }
        }

        /** Amplitude k times {@code exp(-i phase_k)}. */
        private static void turn(IntToDoubleFunction phase, double[] re, double[] im) {
            for (int k = 0; k < re.length; k++) {
                double cos = StrictMath.cos(phase.applyAsDouble(k));
                double sin = StrictMath.sin(phase.applyAsDouble(k));
                double x = re[k];
                re[k] = cos * x + sin * im[k];
                im[k] = cos * im[k] - sin * x;
            }
        }
    }
}
