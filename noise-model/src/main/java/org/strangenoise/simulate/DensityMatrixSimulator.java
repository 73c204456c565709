package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.strangenoise.math.CacheLines;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.simulate.lindblad.LindbladPropagator;
import org.strangenoise.simulate.qudit.LevelProgram;
import org.strangenoise.simulate.records.BranchedRun;
import org.strangenoise.simulate.tensor.TensorBatch;
import org.strangenoise.simulate.tensor.TensorProgram;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/**
 * The exact density matrix in double precision: any channel, 4^n real numbers (see {@link DensityTensor}). Circuits are
 * compiled to a few passes over them before they run; results are the same bits at any thread count. Registers with
 * more than two levels hold d^2 complex numbers, d the product of all numbers of levels, noise during gates included.
 */
public final class DensityMatrixSimulator implements Simulator {

    /** The name under which users ask for it. */
    public static final String METHOD = "density-matrix";

    /** 4^15 numbers are the most an array index reaches. */
    private static final int MAX_QUBITS = 15;

    private static final int MAX_PROPAGATOR_QUBITS = 3;

    /** Of registers with more than two levels; its square is what an array index reaches. */
    private static final int MAX_DIMENSION = 30_000;

    private final IntFunction<TensorKernel> kernels;

    /** With the fastest kernels that this JVM has. */
    public DensityMatrixSimulator() {
        this.kernels = TensorKernel::of;
    }

    DensityMatrixSimulator(TensorKernel kernel) {
        this.kernels = qubits -> kernel;
    }

    /** True if this JVM has the Vector API, which makes the hot loops faster and changes no bit of a result. */
    public static boolean usesVectorApi() {
        return TensorKernel.best().isVector();
    }

    @Override
    public String method() {
        return METHOD;
    }

    /** The task decides alone: any initial state is welcome. */
    @Override
    public Optional<String> refusal(SimulationTask task, InitialState initial) {
        return refusal(task);
    }

    private static Optional<String> refusal(SimulationTask task) {
        if (SimulatorChoice.refusalOfTwoLevels(METHOD, task).isPresent()) {
            return levelRefusal(task);
        }
        int n = task.ensemble().qubits();
        int copies = (task.ensemble().isSingle() ? 1 : 1 + Recorder.points(task)) + writtenOut(task);
        double bytes = 8.0 * StrictMath.pow(4, n) * copies;
        if (n > MAX_QUBITS || bytes > task.options().memoryLimit()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the density matrix of %d qubits needs %.3g bytes, but %d are available",
                    n,
                    bytes,
                    task.options().memoryLimit()));
        }
        Optional<String> large = largeContinuous(task);
        return large.isEmpty() && task.ensemble().isConditional()
                ? BranchedRun.refusal(
                        ConditionalRun.program(task, 0), task.options().memoryLimit())
                : large;
    }

    private static Optional<String> levelRefusal(SimulationTask task) {
        NoisyEnsemble ensemble = task.ensemble();
        if (ensemble.isConditional()) {
            return Optional.of("operations that depend on records are carried out on two levels, but a qubit of the"
                    + " device has more");
        }
        double dimension = ensemble.levels().stream().mapToDouble(d -> d).reduce(1, (a, b) -> a * b);
        double copies = (ensemble.isSingle() ? 1 : 1 + Recorder.points(task))
                + LevelProgram.workStates(ensemble.members().get(0).circuit());
        double bytes = 16 * dimension * dimension * copies;
        return dimension <= MAX_DIMENSION && bytes <= task.options().memoryLimit()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the density matrix of %.0f levels in all needs %.3g bytes, but %d are available",
                        dimension,
                        bytes,
                        task.options().memoryLimit()));
    }

    /** Copies of the state that a gate needs which goes by way of the written-out matrix. */
    private static int writtenOut(SimulationTask task) {
        boolean any = task.ensemble().members().stream()
                .flatMap(member -> member.circuit().distinctSegments().stream())
                .flatMap(segment -> segment.instructions().stream())
                .anyMatch(instruction -> instruction instanceof NoisyInstruction.Gate gate
                        && TensorProgram.isWrittenOut(gate.operation()));
        return any ? 2 : 0;
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
    public PreparedSimulation prepare(SimulationTask task) {
        UnsupportedSimulationException.throwIf(refusal(task));
        if (SimulatorChoice.refusalOfTwoLevels(METHOD, task).isPresent()) {
            return new LevelRun(task);
        }
        TensorKernel kernel = kernel(task);
        return task.ensemble().isConditional() ? new ConditionalRun(task, kernel) : new DensityMatrixRun(task, kernel);
    }

    private TensorKernel kernel(SimulationTask task) {
        return kernels.apply(task.ensemble().qubits());
    }

    /** How the task's (first) circuit would be carried out, without carrying it out. */
    public ExecutionPlan explain(SimulationTask task) {
        if (SimulatorChoice.refusalOfTwoLevels(METHOD, task).isPresent()) {
            throw new UnsupportedSimulationException(
                    "the passes of a register with more than two levels are not told beforehand");
        }
        TensorProgram program =
                DensityMatrixRun.program(task, task.ensemble().members().get(0), kernel(task));
        List<ExecutionPlan.Stretch> stretches = new ArrayList<>();
        for (int k = 0; k < program.stretches(); k++) {
            stretches.add(new ExecutionPlan.Stretch(program.descriptions(k), program.bytes(k), program.flops(k)));
        }
        return new ExecutionPlan(METHOD, task.ensemble().qubits(), stretches);
    }

    /** A task compiled for the density matrix: one program a member of its ensemble. */
    static final class DensityMatrixRun implements PreparedSimulation {

        private final SimulationTask task;
        private final List<TensorProgram> programs;
        private final ObservedParts parts;
        private final int qubits;

        DensityMatrixRun(SimulationTask task, TensorKernel kernel) {
            this.task = task;
            this.programs = task.ensemble().members().stream()
                    .map(member -> program(task, member, kernel))
                    .toList();
            this.parts = ObservedParts.of(task);
            this.qubits = task.ensemble().qubits();
        }

        /** The program of one member of a task's ensemble. */
        static TensorProgram program(SimulationTask task, NoisyEnsemble.Member member, TensorKernel kernel) {
            return new TensorProgram(
                    member.circuit(),
                    task.recording() == Recording.EVERY_BOUNDARY,
                    lindbladian ->
                            LindbladPropagator.of(lindbladian, task.options().tolerance()),
                    kernel);
        }

        @Override
        public SimulationResult run(InitialState initial) {
            Recorder recorder = Recorder.of(task, parts);
            Recorder.ReferenceStates reference = new Recorder.ReferenceStates(task, initial);
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
}
