package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import org.strangenoise.state.QuantumState;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.state.SymmetricDensityMatrix;
import org.strangenoise.state.SymmetricStateVector;

/** One task of the symmetric simulator from one spin coherent state; passes are shared between runs. */
final class SymmetricRun {

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
                SymmetricSimulator.METHOD, recorder.values(), Optional.empty(), Optional.of(last), ensemble.warnings());
    }

    /** The ideal pure states that fidelities compare with, one a recording point; none if no observable needs them. */
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
