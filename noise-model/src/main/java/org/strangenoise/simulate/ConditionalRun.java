package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.InitialState;

/** A task whose circuit depends on recorded bits, by density matrices: observables of the average over outcomes. */
final class ConditionalRun implements PreparedSimulation {

    /** Why backends that know no conditions refuse. */
    static final String REFUSAL =
            "operations depend on recorded bits, which methods density-matrix and trajectories" + " carry out";

    private final SimulationTask task;
    private final List<BranchedRun> runs = new ArrayList<>();

    ConditionalRun(SimulationTask task, TensorKernel kernel) {
        this.task = task;
        for (int k = 0; k < task.ensemble().members().size(); k++) {
            runs.add(new BranchedRun(program(task, k), task.options().tolerance(), kernel));
        }
    }

    /** The program of a member of the task's ensemble, whose bits at the end do not matter. */
    static RecordedProgram program(SimulationTask task, int member) {
        NoisyCircuit circuit = task.ensemble().members().get(member).circuit();
        return new RecordedProgram(circuit, circuit.segments().size(), false, true);
    }

    @Override
    public SimulationResult run(InitialState initial) {
        int n = task.ensemble().qubits();
        int points = Recorder.points(task);
        NoisyEnsemble ensemble = task.ensemble();
        boolean startsAtStart = ensemble.members().get(0).circuit().recordsStart();
        int segments = ensemble.members().get(0).circuit().segments().size();
        List<double[]> sums = new ArrayList<>();
        for (int k = 0; k < points; k++) {
            sums.add(new double[1 << (2 * n)]);
        }
        for (int k = 0; k < runs.size(); k++) {
            double weight = ensemble.members().get(k).weight();
            int[] at = {0};
            Consumer<double[]> add = sum -> {
                // Told at the start, then at the end of every segment.
                int point = task.recording() == Recording.END
                        ? at[0] == segments ? 0 : -1
                        : at[0] - (startsAtStart ? 0 : 1);
                at[0]++;
                if (point >= 0) {
                    DensityTensor.view(n, sum).addTo(weight, sums.get(point));
                }
            };
            runs.get(k).run(initial, task.options().threads(), add);
        }
        Recorder recorder = Recorder.of(task);
        ReferenceStates reference = new ReferenceStates(task, initial);
        for (double[] sum : sums) {
            recorder.record(DensityTensor.view(n, sum), reference.next());
        }
        return new SimulationResult(
                DensityMatrixSimulator.METHOD,
                recorder.values(),
                Optional.empty(),
                Optional.of(DensityTensor.view(n, sums.get(points - 1))),
                ensemble.warnings());
    }
}
