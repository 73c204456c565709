package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.simulate.records.BranchedRun;
import org.strangenoise.simulate.records.RecordedProgram;
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
        Recorder recorder = Recorder.of(task);
        Recorder.ReferenceStates reference = new Recorder.ReferenceStates(task, initial);
        int n = task.ensemble().qubits();
        try (Averages averages = new Averages(initial)) {
            double[] last = EnsembleWalk.run(
                    task, averages, sum -> recorder.record(DensityTensor.view(n, sum), reference.next()));
            return new SimulationResult(
                    DensityMatrixSimulator.METHOD,
                    recorder.values(),
                    Optional.empty(),
                    Optional.of(DensityTensor.view(n, last)),
                    task.ensemble().warnings());
        }
    }

    /** The density matrix averaged over outcomes; the branches go along behind it. */
    private final class Averages implements EnsembleWalk.Evolution<double[]>, AutoCloseable {
        private final InitialState initial;
        private BranchedRun.@Nullable Walk walk;

        private Averages(InitialState initial) {
            this.initial = initial;
        }

        @Override
        public double[] start(int member) {
            close();
            walk = runs.get(member).new Walk(initial, task.options().threads());
            double[] state = none();
            walk.writeSum(state);
            return state;
        }

        @Override
        public int stretches(int member) {
            return task.ensemble().members().get(member).circuit().segments().size();
        }

        @Override
        public void advance(int member, int stretch, double[] state) {
            BranchedRun.Walk own = Objects.requireNonNull(walk);
            own.advance();
            if (task.recording() == Recording.EVERY_BOUNDARY || stretch == stretches(member) - 1) {
                own.writeSum(state);
            }
        }

        @Override
        public double[] none() {
            return new double[1 << (2 * task.ensemble().qubits())];
        }

        @Override
        public void add(double weight, double[] state, double[] sum) {
            DensityTensor.view(task.ensemble().qubits(), state).addTo(weight, sum);
        }

        @Override
        public void close() {
            if (walk != null) {
                walk.close();
            }
        }
    }
}
