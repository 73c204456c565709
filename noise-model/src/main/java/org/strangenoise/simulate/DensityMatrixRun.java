package org.strangenoise.simulate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.math.CacheLines;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.simulate.lindblad.LindbladPropagator;
import org.strangenoise.simulate.tensor.TensorBatch;
import org.strangenoise.simulate.tensor.TensorProgram;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** A task compiled for the density matrix: one program a member of its ensemble. */
final class DensityMatrixRun implements PreparedSimulation {

    private final SimulationTask task;
    private final List<TensorProgram> programs;
    private final int qubits;

    DensityMatrixRun(SimulationTask task, TensorKernel kernel) {
        this.task = task;
        this.programs = task.ensemble().members().stream()
                .map(member -> program(task, member, kernel))
                .toList();
        this.qubits = task.ensemble().qubits();
    }

    /** The program of one member of a task's ensemble. */
    static TensorProgram program(SimulationTask task, NoisyEnsemble.Member member, TensorKernel kernel) {
        return new TensorProgram(
                member.circuit(),
                task.recording() == Recording.EVERY_BOUNDARY,
                lindbladian -> LindbladPropagator.of(lindbladian, task.options().tolerance()),
                kernel);
    }

    @Override
    public SimulationResult run(InitialState initial) {
        Recorder recorder = Recorder.of(task);
        ReferenceStates reference = new ReferenceStates(task, initial);
        try (OneStart evolution = new OneStart(initial)) {
            Coefficients last =
                    EnsembleWalk.run(task, evolution, state -> recorder.record(state.view(), reference.next()));
            return result(recorder.values(), last.view());
        }
    }

    private SimulationResult result(Map<Observable, double[][]> values, DensityTensor last) {
        return new SimulationResult(
                DensityMatrixSimulator.METHOD,
                values,
                Optional.empty(),
                Optional.of(last),
                task.ensemble().warnings());
    }

    @Override
    public List<SimulationResult> runAll(List<? extends InitialState> initials) {
        int lanes = TensorBatch.lanes(qubits);
        // Few starts in a batch too: one alone rounds otherwise, and no grouping may change a result.
        if (lanes == 0) {
            return initials.stream().map(this::run).toList();
        }
        int blocks = (initials.size() + lanes - 1) / lanes;
        SimulationResult[] results = new SimulationResult[initials.size()];
        try (Workers workers = new Workers(Math.min(blocks, task.options().threads()))) {
            workers.forEach(blocks, (block, scratch) -> {
                int from = block * lanes;
                int to = Math.min(initials.size(), from + lanes);
                runBatch(initials.subList(from, to), from, results);
            });
        }
        return List.of(results);
    }

    private void runBatch(List<? extends InitialState> initials, int from, SimulationResult[] results) {
        BatchRecorder recorder = new BatchRecorder(task, initials, Recorder.points(task));
        TensorBatch last = EnsembleWalk.run(task, new ManyStarts(initials), recorder::record);
        for (int lane = 0; lane < initials.size(); lane++) {
            double[] coefficients = new double[1 << (2 * qubits)];
            last.get(lane, coefficients);
            results[from + lane] = result(recorder.values(lane), DensityTensor.view(qubits, coefficients));
        }
    }

    /** A density matrix and the array that it is a view of. */
    private record Coefficients(double[] numbers, DensityTensor view) {
        static Coefficients zero(int qubits) {
            double[] numbers = CacheLines.allocate(1 << (2 * qubits));
            return new Coefficients(numbers, DensityTensor.view(qubits, numbers));
        }
    }

    private final class OneStart implements EnsembleWalk.Evolution<Coefficients>, AutoCloseable {
        private final InitialState initial;
        private Workers workers = new Workers(1);

        private OneStart(InitialState initial) {
            this.initial = initial;
        }

        /** Members may need scratch of different sizes. */
        @Override
        public Coefficients start(int member) {
            workers.close();
            workers = programs.get(member).workers(task.options().threads());
            Coefficients state = none();
            DensityTensor.write(initial, state.numbers());
            return state;
        }

        @Override
        public int stretches(int member) {
            return programs.get(member).stretches();
        }

        @Override
        public void advance(int member, int stretch, Coefficients state) {
            programs.get(member).run(stretch, state.numbers(), workers);
        }

        @Override
        public Coefficients none() {
            return Coefficients.zero(qubits);
        }

        @Override
        public void add(double weight, Coefficients state, Coefficients sum) {
            state.view().addTo(weight, sum.numbers());
        }

        @Override
        public void close() {
            workers.close();
        }
    }

    private final class ManyStarts implements EnsembleWalk.Evolution<TensorBatch> {
        private final List<? extends InitialState> initials;

        private ManyStarts(List<? extends InitialState> initials) {
            this.initials = initials;
        }

        @Override
        public TensorBatch start(int member) {
            return TensorBatch.of(initials);
        }

        @Override
        public int stretches(int member) {
            return programs.get(member).stretches();
        }

        @Override
        public void advance(int member, int stretch, TensorBatch state) {
            programs.get(member).run(stretch, state);
        }

        @Override
        public TensorBatch none() {
            return new TensorBatch(qubits, initials.size());
        }

        @Override
        public void add(double weight, TensorBatch state, TensorBatch sum) {
            sum.add(weight, state);
        }
    }
}
