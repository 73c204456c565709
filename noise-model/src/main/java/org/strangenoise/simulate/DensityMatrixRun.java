package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.simulate.kernel.TensorKernel;
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
    private final int points;
    private final boolean everyBoundary;
    private final boolean startsAtStart;

    DensityMatrixRun(SimulationTask task, TensorKernel kernel) {
        NoisyEnsemble ensemble = task.ensemble();
        this.task = task;
        this.programs = ensemble.members().stream()
                .map(member -> program(task, member, kernel))
                .toList();
        this.qubits = ensemble.qubits();
        this.points = Recorder.points(task);
        this.everyBoundary = task.recording() == Recording.EVERY_BOUNDARY;
        this.startsAtStart = ensemble.members().get(0).circuit().recordsStart();
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
        DensityTensor last = programs.size() == 1
                ? evolve(programs.get(0), initial, state -> recorder.record(state, reference.next()))
                : averaged(initial, recorder, reference);
        return result(recorder.values(), last);
    }

    private SimulationResult result(Map<Observable, double[][]> values, DensityTensor last) {
        return new SimulationResult(
                DensityMatrixSimulator.METHOD,
                values,
                Optional.empty(),
                Optional.of(last),
                task.ensemble().warnings());
    }

    /** Sums the members' weighted states at every point, then records the averages. */
    private DensityTensor averaged(InitialState initial, Recorder recorder, ReferenceStates reference) {
        List<double[]> sums = new ArrayList<>();
        for (int k = 0; k < points; k++) {
            sums.add(new double[1 << (2 * qubits)]);
        }
        for (int k = 0; k < programs.size(); k++) {
            double weight = task.ensemble().members().get(k).weight();
            int[] point = {0};
            evolve(programs.get(k), initial, state -> state.addTo(weight, sums.get(point[0]++)));
        }
        for (double[] sum : sums) {
            recorder.record(DensityTensor.view(qubits, sum), reference.next());
        }
        return DensityTensor.view(qubits, sums.get(points - 1));
    }

    private DensityTensor evolve(TensorProgram program, InitialState initial, Consumer<DensityTensor> record) {
        double[] coefficients = new double[1 << (2 * qubits)];
        DensityTensor.write(initial, coefficients);
        DensityTensor state = DensityTensor.view(qubits, coefficients);
        try (Workers workers = program.workers(task.options().threads())) {
            if (everyBoundary && startsAtStart) {
                record.accept(state);
            }
            for (int stretch = 0; stretch < program.stretches(); stretch++) {
                program.run(stretch, coefficients, workers);
                if (everyBoundary) {
                    record.accept(state);
                }
            }
            if (!everyBoundary) {
                record.accept(state);
            }
        }
        return state;
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
                List<SimulationResult> part = runBatch(initials.subList(from, to));
                for (int k = from; k < to; k++) {
                    results[k] = part.get(k - from);
                }
            });
        }
        return List.of(results);
    }

    private List<SimulationResult> runBatch(List<? extends InitialState> initials) {
        BatchRecorder recorder = new BatchRecorder(task, initials, points);
        TensorBatch last;
        if (programs.size() == 1) {
            last = evolveBatch(programs.get(0), initials, recorder::record);
        } else {
            List<TensorBatch> sums = new ArrayList<>();
            for (int k = 0; k < points; k++) {
                sums.add(new TensorBatch(qubits, initials.size()));
            }
            for (int k = 0; k < programs.size(); k++) {
                double weight = task.ensemble().members().get(k).weight();
                int[] point = {0};
                evolveBatch(
                        programs.get(k), initials, batch -> sums.get(point[0]++).add(weight, batch));
            }
            sums.forEach(recorder::record);
            last = sums.get(points - 1);
        }
        List<SimulationResult> results = new ArrayList<>();
        for (int lane = 0; lane < initials.size(); lane++) {
            double[] coefficients = new double[1 << (2 * qubits)];
            last.get(lane, coefficients);
            results.add(result(recorder.values(lane), DensityTensor.view(qubits, coefficients)));
        }
        return results;
    }

    private TensorBatch evolveBatch(
            TensorProgram program, List<? extends InitialState> initials, Consumer<TensorBatch> record) {
        TensorBatch batch = TensorBatch.of(initials);
        if (everyBoundary && startsAtStart) {
            record.accept(batch);
        }
        for (int stretch = 0; stretch < program.stretches(); stretch++) {
            program.run(stretch, batch);
            if (everyBoundary) {
                record.accept(batch);
            }
        }
        if (!everyBoundary) {
            record.accept(batch);
        }
        return batch;
    }
}
