package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.SuperOperator;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.simulate.tensor.TensorBatch;
import org.strangenoise.simulate.tensor.TensorProgram;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.InitialState;

/**
 * The exact density matrix in double precision: any channel, 4^n real numbers (see {@link DensityTensor}). Circuits are
 * compiled to a few passes over them before they run; results are the same bits at any thread count.
 */
public final class DensityMatrixSimulator implements Simulator {

    /** The name under which users ask for it. */
    public static final String METHOD = "density-matrix";

    /** 4^15 numbers are the most an array index reaches. */
    private static final int MAX_QUBITS = 15;

    private static final int MAX_PROPAGATOR_QUBITS = 3;

    /** Fewer initial states are run one after the other. */
    private static final int MIN_BATCH = 4;

    private final TensorKernel kernel;

    public DensityMatrixSimulator() {
        this(TensorKernel.best());
    }

    DensityMatrixSimulator(TensorKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Optional<String> refusal(SimulationTask task, InitialState initial) {
        int n = task.ensemble().qubits();
        int copies = task.ensemble().isSingle() ? 1 : 1 + Recorder.points(task);
        double bytes = 8.0 * Math.pow(4, n) * copies;
        if (n > MAX_QUBITS || bytes > task.options().memoryLimit()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the density matrix of %d qubits needs %.3g bytes, but %d are available",
                    n,
                    bytes,
                    task.options().memoryLimit()));
        }
        return largeContinuous(task);
    }

    /** Propagators of larger groups would cost more than evolving the state itself. */
    private static Optional<String> largeContinuous(SimulationTask task) {
        return task.ensemble().members().get(0).circuit().distinctSegments().stream()
                .flatMap(segment -> segment.instructions().stream())
                .filter(NoisyInstruction.Continuous.class::isInstance)
                .filter(instruction -> instruction.qubits().size() > MAX_PROPAGATOR_QUBITS)
                .findFirst()
                .map(instruction -> "method density-matrix forms propagators of at most " + MAX_PROPAGATOR_QUBITS
                        + " coupled qubits, but during-gate noise couples "
                        + instruction.qubits().size()
                        + ": method lindblad evolves the state itself");
    }

    @Override
    public SimulationResult run(SimulationTask task, InitialState initial) {
        refusal(task, initial).ifPresent(why -> {
            throw new UnsupportedSimulationException(why);
        });
        return run(task, initial, programs(task));
    }

    @Override
    public List<SimulationResult> runAll(SimulationTask task, List<? extends InitialState> initials) {
        // The task decides alone, so one initial state stands for all.
        initials.stream().findFirst().flatMap(initial -> refusal(task, initial)).ifPresent(why -> {
            throw new UnsupportedSimulationException(why);
        });
        List<TensorProgram> programs = programs(task);
        int lanes = TensorBatch.lanes(task.ensemble().qubits());
        if (lanes == 0 || initials.size() < MIN_BATCH) {
            return initials.stream()
                    .map(initial -> run(task, initial, programs))
                    .toList();
        }
        programs.forEach(TensorProgram::prepareBatch);
        int blocks = (initials.size() + lanes - 1) / lanes;
        SimulationResult[] results = new SimulationResult[initials.size()];
        try (Workers workers = new Workers(Math.min(blocks, task.options().threads()))) {
            workers.forEach(blocks, (block, scratch) -> {
                int from = block * lanes;
                int to = Math.min(initials.size(), from + lanes);
                List<SimulationResult> part = runBatch(task, initials.subList(from, to), programs);
                for (int k = from; k < to; k++) {
                    results[k] = part.get(k - from);
                }
            });
        }
        return List.of(results);
    }

    private static List<SimulationResult> runBatch(
            SimulationTask task, List<? extends InitialState> initials, List<TensorProgram> programs) {
        int n = task.ensemble().qubits();
        int points = Recorder.points(task);
        BatchRecorder recorder = new BatchRecorder(task, initials);
        TensorBatch last;
        if (task.ensemble().isSingle()) {
            last = evolveBatch(task, programs.get(0), initials, recorder::record);
        } else {
            List<TensorBatch> sums = new ArrayList<>();
            for (int k = 0; k < points; k++) {
                sums.add(new TensorBatch(n, initials.size()));
            }
            for (int k = 0; k < programs.size(); k++) {
                double weight = task.ensemble().members().get(k).weight();
                int[] point = {0};
                evolveBatch(
                        task,
                        programs.get(k),
                        initials,
                        batch -> sums.get(point[0]++).add(weight, batch));
            }
            sums.forEach(recorder::record);
            last = sums.get(points - 1);
        }
        List<SimulationResult> results = new ArrayList<>();
        for (int lane = 0; lane < initials.size(); lane++) {
            double[] coefficients = new double[1 << (2 * n)];
            last.get(lane, coefficients);
            results.add(new SimulationResult(
                    METHOD,
                    recorder.values(lane),
                    Optional.empty(),
                    Optional.of(DensityTensor.view(n, coefficients)),
                    task.ensemble().warnings()));
        }
        return results;
    }

    private static TensorBatch evolveBatch(
            SimulationTask task,
            TensorProgram program,
            List<? extends InitialState> initials,
            Consumer<TensorBatch> record) {
        TensorBatch batch = TensorBatch.of(initials);
        boolean everyBoundary = task.recording() == Recording.EVERY_BOUNDARY;
        if (everyBoundary
                && Recorder.startsAtStart(task.ensemble().members().get(0).circuit())) {
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

    /** How the task's (first) circuit would be carried out, without carrying it out. */
    public ExecutionPlan explain(SimulationTask task) {
        TensorProgram program = programs(task).get(0);
        List<ExecutionPlan.Stretch> stretches = new ArrayList<>();
        for (int k = 0; k < program.stretches(); k++) {
            stretches.add(new ExecutionPlan.Stretch(program.descriptions(k), program.bytes(k), program.flops(k)));
        }
        return new ExecutionPlan(METHOD, task.ensemble().qubits(), stretches);
    }

    /** One program a member of the ensemble. */
    private static List<TensorProgram> programs(SimulationTask task) {
        boolean everyBoundary = task.recording() == Recording.EVERY_BOUNDARY;
        return task.ensemble().members().stream()
                .map(member -> new TensorProgram(
                        member.circuit(), everyBoundary, lindbladian -> propagator(lindbladian, task.options())))
                .toList();
    }

    private static SuperOperator propagator(Lindbladian lindbladian, SimulationOptions options) {
        return LindbladPropagator.of(lindbladian, options.tolerance());
    }

    private SimulationResult run(SimulationTask task, InitialState initial, List<TensorProgram> programs) {
        NoisyEnsemble ensemble = task.ensemble();
        Recorder recorder = Recorder.of(task);
        ReferenceStates reference = new ReferenceStates(task, initial);
        DensityTensor last = ensemble.isSingle()
                ? evolve(task, 0, programs.get(0), initial, state -> recorder.record(state, reference.next()))
                : averaged(task, programs, initial, recorder, reference);
        return new SimulationResult(
                METHOD, recorder.values(), Optional.empty(), Optional.of(last), ensemble.warnings());
    }

    /** Sums the members' weighted states at every point, then records the averages. */
    private DensityTensor averaged(
            SimulationTask task,
            List<TensorProgram> programs,
            InitialState initial,
            Recorder recorder,
            ReferenceStates reference) {
        int n = task.ensemble().qubits();
        List<double[]> sums = new ArrayList<>();
        for (int k = 0; k < Recorder.points(task); k++) {
            sums.add(new double[1 << (2 * n)]);
        }
        for (int k = 0; k < programs.size(); k++) {
            double weight = task.ensemble().members().get(k).weight();
            int[] point = {0};
            evolve(task, k, programs.get(k), initial, state -> state.addTo(weight, sums.get(point[0]++)));
        }
        for (double[] sum : sums) {
            recorder.record(DensityTensor.view(n, sum), reference.next());
        }
        return DensityTensor.view(n, sums.get(sums.size() - 1));
    }

    private DensityTensor evolve(
            SimulationTask task,
            int member,
            TensorProgram program,
            InitialState initial,
            Consumer<DensityTensor> record) {
        NoisyCircuit circuit = task.ensemble().members().get(member).circuit();
        int n = circuit.qubits();
        double[] coefficients = new double[1 << (2 * n)];
        DensityTensor.write(initial, coefficients);
        DensityTensor state = DensityTensor.view(n, coefficients);
        boolean everyBoundary = task.recording() == Recording.EVERY_BOUNDARY;
        try (Workers workers = program.workers(task.options().threads())) {
            if (everyBoundary && Recorder.startsAtStart(circuit)) {
                record.accept(state);
            }
            for (int stretch = 0; stretch < program.stretches(); stretch++) {
                program.run(stretch, coefficients, kernel, workers);
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
}
