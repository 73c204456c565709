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
import org.strangenoise.math.CacheLines;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.kernel.LaneKernel;
import org.strangenoise.simulate.kernel.SparseMap;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.simulate.tensor.TensorOperation.PhaseRotation;
import org.strangenoise.simulate.tensor.TensorOperation.SeveralQubitMap;
import org.strangenoise.simulate.tensor.TensorOperation.SingleQubitMap;

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
        PassScheduler<TensorOperation> scheduler = new PassScheduler<>(
                qubits, TilePass.lowQubits(qubits), TilePass.farQubits(qubits), TilePass.Tile.RUN_DIGITS);
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
        List<BatchStep> steps = batchSteps().get(stretch);
        LaneKernel kernel = LaneKernel.forNext((long) steps.size() * batch.numbers());
        for (BatchStep step : steps) {
            step.apply(batch, kernel);
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

    /** One sweep over the register. */
    interface Pass {

        /** Sweeps over all 4^n coefficients with the given workers' scratch. */
        void apply(double[] coefficients, Workers workers);

        /** A line for people: what it does, how many bytes it moves. */
        String describe();

        /** Bytes read and written. */
        double bytes();

        /** Floating-point operations. */
        double flops();

        /** Numbers of scratch that each worker needs. */
        int scratch();
    }

    /** One operation on many states. */
    @FunctionalInterface
    interface BatchStep {

        void apply(TensorBatch batch, LaneKernel kernel);

        static BatchStep of(int qubits, TensorOperation operation) {
            if (operation instanceof SingleQubitMap map) {
                return map(qubits, map);
            }
            if (operation instanceof PhaseRotation rotation) {
                return rotation(qubits, rotation);
            }
            if (operation instanceof SeveralQubitMap map) {
                SparseMap sparse = SparseMap.of(
                        map.matrix(), map.qubits().stream().mapToInt(q -> q).toArray());
                return (batch, kernel) -> multiply(batch, sparse, kernel);
            }
            RegisterPass pass = new RegisterPass(qubits, operation);
            return (batch, kernel) -> batch.eachState(column -> pass.apply(column, Workers.NONE));
        }

        private static BatchStep map(int qubits, SingleQubitMap map) {
            int stride = 1 << (2 * map.qubit());
            int[] groups = groups(qubits, stride);
            double[] m = map.matrix();
            return switch (TensorKernel.Shape.of(m)) {
                case FULL -> (batch, kernel) -> kernel.full(batch.rows(), groups, stride, CacheLines.LEAD, m);
                case REAL -> (batch, kernel) -> kernel.real(batch.rows(), groups, stride, CacheLines.LEAD, m);
                case BLOCKS -> (batch, kernel) -> kernel.blocks(batch.rows(), groups, stride, CacheLines.LEAD, m);
            };
        }

        /** Indices whose digit of the given stride is 0. */
        private static int[] groups(int qubits, int stride) {
            int[] groups = new int[1 << (2 * qubits - 2)];
            for (int group = 0; group < groups.length; group++) {
                int low = group & (stride - 1);
                groups[group] = ((group ^ low) << 2) | low;
            }
            return groups;
        }

        private static BatchStep rotation(int qubits, PhaseRotation rotation) {
            TilePass.Tile whole = TilePass.Tile.of(qubits, (1 << qubits) - 1);
            double[][] factors = TilePass.RotationFactors.ofOthers(whole, rotation);
            int stride = 1 << (2 * rotation.qubit());
            int[] groups = groups(qubits, stride);
            return (batch, kernel) -> {
                double[][] rows = batch.rows();
                for (int group = 0; group < groups.length; group++) {
                    double cos = factors[0][group];
                    double sin = factors[1][group];
                    if (sin != 0 || cos != 1) {
                        int at = groups[group] + 2 * stride;
                        kernel.two(rows[at], rows[at + stride], CacheLines.LEAD, cos, -sin, sin, cos);
                    }
                }
            };
        }

        private static void multiply(TensorBatch batch, SparseMap map, LaneKernel kernel) {
            double[][] rows = batch.rows();
            int[] offsets = map.offsets();
            double[][] old = batch.scratch(offsets.length);
            for (int group = 0; group < rows.length / offsets.length; group++) {
                int base = map.base(group);
                for (int k = 0; k < offsets.length; k++) {
                    double[] row = rows[base + offsets[k]];
                    System.arraycopy(row, 0, old[k], 0, row.length);
                    java.util.Arrays.fill(row, 0);
                }
                for (int r = 0; r < offsets.length; r++) {
                    for (int k = map.starts()[r]; k < map.starts()[r + 1]; k++) {
                        kernel.add(rows[base + offsets[r]], map.values()[k], old[map.columns()[k]], CacheLines.LEAD);
                    }
                }
            }
        }
    }
}
