package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.simulate.qudit.LevelProgram;
import org.strangenoise.simulate.records.BranchedRun;
import org.strangenoise.simulate.tensor.TensorProgram;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.InitialState;

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
}
