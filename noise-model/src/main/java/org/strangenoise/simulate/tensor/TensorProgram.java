package org.strangenoise.simulate.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.SuperOperator;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.kernel.TensorKernel;

/**
 * A noisy circuit compiled: for every recording point the passes that lead to it. Stretches of the same segments share
 * their passes, and so do equal passes of different stretches.
 */
public final class TensorProgram {

    private final int qubits;
    private final List<Pass[]> stretches = new ArrayList<>();
    private final List<List<TensorOperation>> operations = new ArrayList<>();
    private @Nullable List<List<BatchStep>> batchSteps;
    private final int scratch;

    /**
     * Compiles a circuit.
     *
     * @param everyBoundary true if a recording follows every segment, false if only the last
     * @param propagator the map of a continuous evolution
     * @param kernel that the passes use
     */
    public TensorProgram(
            NoisyCircuit circuit,
            boolean everyBoundary,
            Function<Lindbladian, SuperOperator> propagator,
            TensorKernel kernel) {
        this.qubits = circuit.qubits();
        StretchCompiler compiler = new StretchCompiler(qubits, propagator);
        PassScheduler<TensorOperation> scheduler =
                new PassScheduler<>(qubits, TilePass.lowQubits(qubits), TilePass.farQubits(qubits), Tile.RUN_DIGITS);
        Map<PassScheduler.Group<TensorOperation>, Pass> passes = new HashMap<>();
        Map<NoisySegment, Integer> known = new IdentityHashMap<>();
        int largest = 0;
        for (List<NoisySegment> stretch : stretches(circuit, everyBoundary)) {
            Integer same = stretch.size() == 1 ? known.get(stretch.get(0)) : null;
            if (same != null) {
                stretches.add(stretches.get(same));
                operations.add(operations.get(same));
                continue;
            }
            List<TensorOperation> fused = compiler.compile(stretch);
            Pass[] compiled = scheduler.schedule(fused).stream()
                    .map(group -> passes.computeIfAbsent(group, g -> pass(qubits, g, kernel)))
                    .toArray(Pass[]::new);
            for (Pass pass : compiled) {
                largest = Math.max(largest, pass.scratch());
            }
            if (stretch.size() == 1) {
                known.put(stretch.get(0), stretches.size());
            }
            stretches.add(compiled);
            operations.add(fused);
        }
        this.scratch = largest;
    }

    private static List<List<NoisySegment>> stretches(NoisyCircuit circuit, boolean everyBoundary) {
        if (circuit.segments().isEmpty()) {
            return List.of();
        }
        return everyBoundary ? circuit.segments().stream().map(List::of).toList() : List.of(circuit.segments());
    }

    private static Pass pass(int qubits, PassScheduler.Group<TensorOperation> group, TensorKernel kernel) {
        TensorOperation first = group.operations().get(0);
        return first.isWhole() ? new RegisterPass(qubits, first) : new TilePass(qubits, group, kernel);
    }

    /** True for gates that are applied to rows and columns of the written-out matrix: two more copies of the state. */
    public static boolean isWrittenOut(UnitaryOperation gate) {
        return gate.qubits().size() > StretchCompiler.MAX_MAP_QUBITS && !(gate instanceof DiagonalOperation);
    }

    /** Number of stretches: one a recording point after the start. */
    public int stretches() {
        return stretches.size();
    }

    /** The threads and scratch for this program. */
    public Workers workers(int threads) {
        // Below 4^7 numbers a pass takes less time than waking a thread.
        return new Workers(qubits < 7 ? 1 : threads, scratch);
    }

    /** Carries out the passes of a stretch, in place. */
    public void run(int stretch, double[] coefficients, Workers workers) {
        for (Pass pass : stretches.get(stretch)) {
            pass.apply(coefficients, workers);
        }
    }

    /** Carries out a stretch on many states at once. */
    public void run(int stretch, TensorBatch batch) {
        for (BatchStep step : batchSteps().get(stretch)) {
            step.apply(batch);
        }
    }

    /** Made when first needed; equal stretches share their steps. */
    private synchronized List<List<BatchStep>> batchSteps() {
        List<List<BatchStep>> made = batchSteps;
        if (made == null) {
            Map<List<TensorOperation>, List<BatchStep>> known = new IdentityHashMap<>();
            Map<TensorOperation, BatchStep> steps = new HashMap<>();
            made = new ArrayList<>();
            for (List<TensorOperation> stretch : operations) {
                made.add(known.computeIfAbsent(
                        stretch,
                        list -> list.stream()
                                .map(operation -> steps.computeIfAbsent(operation, o -> BatchStep.of(qubits, o)))
                                .toList()));
            }
            batchSteps = made;
        }
        return made;
    }

    /** What the passes of a stretch do, one line each. */
    public List<String> descriptions(int stretch) {
        return passes(stretch).stream().map(Pass::describe).toList();
    }

    /** Bytes that a stretch reads and writes. */
    public double bytes(int stretch) {
        return passes(stretch).stream().mapToDouble(Pass::bytes).sum();
    }

    /** Floating-point operations of a stretch. */
    public double flops(int stretch) {
        return passes(stretch).stream().mapToDouble(Pass::flops).sum();
    }

    /** The passes of a stretch. */
    List<Pass> passes(int stretch) {
        return List.of(stretches.get(stretch));
    }

    /** The fused operations of a stretch, before they were dealt out to passes. */
    List<TensorOperation> operations(int stretch) {
        return operations.get(stretch);
    }
}
