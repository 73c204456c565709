package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.kernel.LocalMap;
import org.strangenoise.simulate.kernel.PhaseTable;
import org.strangenoise.simulate.lindblad.LindbladPropagator;
import org.strangenoise.state.DensityMatrix;
import org.strangenoise.state.InitialState;

/** The slow twin: one instruction after the other, on the complex entries of the density matrix. */
final class DirectDensityMatrix implements Simulator {

    /** The name under which users ask for it. */
    public static final String METHOD = "density-matrix";

    /** One pass over the density matrix, in place. */
    @FunctionalInterface
    private interface Pass {
        void apply(double[] re, double[] im);
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Optional<String> refusal(SimulationTask task, InitialState initial) {
        int n = task.ensemble().qubits();
        int copies = task.ensemble().isSingle()
                ? 1
                : 1 + Recorder.points(task.ensemble().members().get(0).circuit());
        double bytes = 16.0 * Math.pow(4, n) * copies;
        if (n > 15 || bytes > task.options().memoryLimit()) {
            return Optional.of(String.format(
                    java.util.Locale.ROOT,
                    "the density matrix of %d qubits needs %.3g bytes, but %d are available",
                    n,
                    bytes,
                    task.options().memoryLimit()));
        }
        return Optional.empty();
    }

    @Override
    public PreparedSimulation prepare(SimulationTask task) {
        return initial -> carryOut(task, initial);
    }

    private SimulationResult carryOut(SimulationTask task, InitialState initial) {
        refusal(task, initial).ifPresent(why -> {
            throw new UnsupportedSimulationException(why);
        });
        NoisyEnsemble ensemble = task.ensemble();
        NoisyCircuit first = ensemble.members().get(0).circuit();
        Recorder recorder = new Recorder(task.observables(), first);
        Recorder.ReferenceStates reference = new Recorder.ReferenceStates(task, initial);
        DensityMatrix last = ensemble.isSingle()
                ? evolve(task, first, initial, state -> recorder.record(state, reference.next()))
                : averaged(task, ensemble, initial, recorder, reference);
        return new SimulationResult(
                METHOD, recorder.values(), Optional.empty(), Optional.of(last), ensemble.warnings());
    }

    /** Sums the members' weighted states at every point, then records the averages. */
    private static DensityMatrix averaged(
            SimulationTask task,
            NoisyEnsemble ensemble,
            InitialState initial,
            Recorder recorder,
            Recorder.ReferenceStates reference) {
        int n = ensemble.qubits();
        int points = Recorder.points(ensemble.members().get(0).circuit());
        List<double[]> re = new ArrayList<>();
        List<double[]> im = new ArrayList<>();
        for (int k = 0; k < points; k++) {
            re.add(new double[1 << (2 * n)]);
            im.add(new double[1 << (2 * n)]);
        }
        for (NoisyEnsemble.Member member : ensemble.members()) {
            int[] point = {0};
            evolve(task, member.circuit(), initial, state -> {
                state.addTo(member.weight(), re.get(point[0]), im.get(point[0]));
                point[0]++;
            });
        }
        for (int k = 0; k < points; k++) {
            recorder.record(DensityMatrix.view(n, re.get(k), im.get(k)), reference.next());
        }
        return DensityMatrix.view(n, re.get(points - 1), im.get(points - 1));
    }

    private static DensityMatrix evolve(
            SimulationTask task, NoisyCircuit circuit, InitialState initial, Consumer<DensityMatrix> record) {
        int n = circuit.qubits();
        double[] re = new double[1 << (2 * n)];
        double[] im = new double[1 << (2 * n)];
        initial.writeDensity(re, im);
        DensityMatrix state = DensityMatrix.view(n, re, im);
        Map<NoisySegment, List<Pass>> compiled = new IdentityHashMap<>();
        if (circuit.recordsStart()) {
            record.accept(state);
        }
        for (NoisySegment segment : circuit.segments()) {
            List<Pass> passes = compiled.computeIfAbsent(segment, s -> compile(n, s, task.options()));
            for (Pass pass : passes) {
                pass.apply(re, im);
            }
            record.accept(state);
        }
        return state;
    }

    private static List<Pass> compile(int n, NoisySegment segment, SimulationOptions options) {
        List<Pass> passes = new ArrayList<>();
        for (NoisyInstruction instruction : segment.instructions()) {
            int[] targets =
                    instruction.qubits().stream().mapToInt(Integer::intValue).toArray();
            if (instruction instanceof NoisyInstruction.Gate gate) {
                passes.add(unitary(n, gate.operation(), targets));
            } else if (instruction instanceof NoisyInstruction.Noise noise) {
                passes.add(map(n, targets, noise.channel().superOperator().matrix()));
            } else if (instruction instanceof NoisyInstruction.Continuous continuous) {
                passes.add(map(
                        n,
                        targets,
                        LindbladPropagator.of(continuous.lindbladian(), options.tolerance())
                                .matrix()));
            }
        }
        return passes;
    }

    private static Pass unitary(int n, UnitaryOperation operation, int[] targets) {
        if (operation instanceof DiagonalOperation diagonal) {
            PhaseTable table = new PhaseTable(n, targets, diagonal.phases());
            return table::applyToDensity;
        }
        ComplexMatrix u = operation.matrix();
        LocalMap rows = new LocalMap(shifted(targets, n), u.re(), u.im());
        LocalMap columns = new LocalMap(targets, u.re(), u.conjugate().im());
        return (re, im) -> {
            rows.apply(re, im);
            columns.apply(re, im);
        };
    }

    private static Pass map(int n, int[] targets, ComplexMatrix superOperator) {
        int k = targets.length;
        int[] bits = new int[2 * k];
        System.arraycopy(targets, 0, bits, 0, k);
        System.arraycopy(shifted(targets, n), 0, bits, k, k);
        return new LocalMap(bits, superOperator.re(), superOperator.im())::apply;
    }

    private static int[] shifted(int[] targets, int by) {
        int[] shifted = targets.clone();
        for (int k = 0; k < shifted.length; k++) {
            shifted[k] += by;
        }
        return shifted;
    }
}
