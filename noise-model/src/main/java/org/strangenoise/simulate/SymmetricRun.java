package org.strangenoise.simulate;

import java.util.ArrayList;
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
        QuantumState last;
        if (!ensemble.isSingle()) {
            last = averaged(record);
        } else if (first.isUnitary()) {
            last = evolvePure(first, record);
        } else {
            last = evolve(first, record);
        }
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

    private SymmetricDensityMatrix evolve(NoisyCircuit circuit, Consumer<? super SymmetricDensityMatrix> record) {
        SymmetricEvolution evolution = new SymmetricEvolution(n, task.options().threads());
        SymmetricDensityMatrix state = SymmetricDensityMatrix.view(n, evolution.blocks());
        for (int k = 0; k <= n; k++) {
            for (int l = 0; l <= n; l++) {
                // Re + Im of a_k conj(a_l)
                evolution.blocks()[0][k][l] =
                        start.re(k) * (start.re(l) - start.im(l)) + start.im(k) * (start.im(l) + start.re(l));
            }
        }
        walk(
                circuit,
                segment -> passes.passes(segment).forEach(pass -> pass.apply(evolution)),
                () -> record.accept(state));
        return state;
    }

    private SymmetricStateVector evolvePure(NoisyCircuit circuit, Consumer<? super SymmetricStateVector> record) {
        double[] re = new double[n + 1];
        double[] im = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            re[k] = start.re(k);
            im[k] = start.im(k);
        }
        SymmetricStateVector state = SymmetricStateVector.view(n, re, im);
        walk(
                circuit,
                segment -> passes.factors(segment).forEach(factor -> apply(factor, re, im)),
                () -> record.accept(state));
        return state;
    }

    /** All segments in order, with a record at each of the task's recording points. */
    private void walk(NoisyCircuit circuit, Consumer<NoisySegment> evolve, Runnable record) {
        boolean everyBoundary = task.recording() == Recording.EVERY_BOUNDARY;
        if (everyBoundary && circuit.recordsStart()) {
            record.run();
        }
        for (NoisySegment segment : circuit.segments()) {
            evolve.accept(segment);
            if (everyBoundary) {
                record.run();
            }
        }
        if (!everyBoundary) {
            record.run();
        }
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

    /** Sums the members' weighted states at every point, then records the averages. */
    private SymmetricDensityMatrix averaged(Consumer<? super SymmetricDensityMatrix> record) {
        List<double[][][]> sums = new ArrayList<>();
        for (int k = Recorder.points(task); k > 0; k--) {
            sums.add(TotalSpinBlocks.allocate(n));
        }
        for (NoisyEnsemble.Member member : task.ensemble().members()) {
            int[] point = {0};
            evolve(member.circuit(), state -> state.addTo(member.weight(), sums.get(point[0]++)));
        }
        sums.forEach(sum -> record.accept(SymmetricDensityMatrix.view(n, sum)));
        return SymmetricDensityMatrix.view(n, sums.get(sums.size() - 1));
    }
}
