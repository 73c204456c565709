package org.strangenoise.simulate.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.strangenoise.simulate.kernel.SparseMap;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.simulate.tensor.TensorOperation.OneQubitMap;
import org.strangenoise.simulate.tensor.TensorOperation.PhaseRotation;
import org.strangenoise.simulate.tensor.TensorOperation.SeveralQubitMap;

/** Every operation of a group on one tile after the other, each tile read from memory and written back once. */
final class TilePass implements Pass {

    /** Room for the widest registers there are. */
    private static final int LANES = 8;

    /** One operation on one tile in cache. */
    @FunctionalInterface
    interface Step {
        void apply(double[] x, int offset, int tile, TensorKernel kernel, double[] scratch);
    }

    private final Tile tile;
    private final List<TensorOperation> operations;
    private final Step[] steps;
    private final int scratch;
    private final double flopsPerNumber;

    TilePass(int qubits, PassScheduler.Group<TensorOperation> group) {
        this.tile = Tile.of(qubits, group.tileMask());
        this.operations = group.operations();
        List<Step> compiled = new ArrayList<>();
        Map<TensorOperation, Step> known = new HashMap<>();
        int local = 0;
        double flops = 0;
        for (TensorOperation operation : operations) {
            if (operation instanceof OneQubitMap map) {
                compiled.add(known.computeIfAbsent(map, same -> step(map)));
                flops += flops(map);
            } else if (operation instanceof PhaseRotation rotation) {
                compiled.add(known.computeIfAbsent(rotation, same -> step(rotation)));
                flops += 3;
            } else if (operation instanceof SeveralQubitMap map) {
                SparseMap sparse = sparse(map);
                compiled.add(
                        (x, offset, at, kernel, buffer) -> kernel.multiply(x, offset, tile.size(), sparse, buffer));
                local = Math.max(local, LANES * sparse.offsets().length);
                flops += 2.0 * sparse.values().length / sparse.offsets().length;
            } else {
                throw new IllegalStateException("not an operation on a tile: " + operation);
            }
        }
        this.steps = compiled.toArray(Step[]::new);
        this.scratch = local;
        this.flopsPerNumber = flops;
    }

    private static double flops(OneQubitMap map) {
        return switch (TensorKernel.Shape.of(map.matrix())) {
            case FULL -> 7;
            case REAL -> 4;
            case BLOCKS -> 3;
        };
    }

    private Step step(OneQubitMap map) {
        int stride = 1 << (2 * tile.digit(map.qubit()));
        int size = tile.size();
        double[] matrix = map.matrix();
        TensorKernel.Shape shape = TensorKernel.Shape.of(matrix);
        return (x, offset, at, kernel, buffer) -> kernel.map(x, offset, size, stride, matrix, shape);
    }

    private Step step(PhaseRotation rotation) {
        RotationFactors factors = RotationFactors.of(tile, rotation);
        return (x, offset, at, kernel, buffer) ->
                kernel.rotate(x, offset, factors.inside(), factors.outsideRe()[at], factors.outsideIm()[at]);
    }

    private SparseMap sparse(SeveralQubitMap map) {
        int[] digits = map.qubits().stream().mapToInt(tile::digit).toArray();
        return SparseMap.of(map.matrix(), digits);
    }

    @Override
    public void apply(double[] coefficients, TensorKernel kernel, Workers workers) {
        int size = tile.size();
        if (tile.isContiguous()) {
            workers.forEach(tile.count(), (at, buffers) -> {
                for (Step step : steps) {
                    step.apply(coefficients, at * size, at, kernel, buffers[0]);
                }
            });
            return;
        }
        // The buffer starts with the operations' own scratch, the tile follows.
        workers.forEach(tile.count(), (at, buffers) -> {
            double[] buffer = buffers[0];
            int base = tile.base(at);
            kernel.gather(coefficients, base, tile.rows(), buffer, scratch);
            for (Step step : steps) {
                step.apply(buffer, scratch, at, kernel, buffer);
            }
            kernel.scatter(buffer, scratch, coefficients, base, tile.rows());
        });
    }

    @Override
    public int scratch() {
        return scratch + (tile.isContiguous() ? 0 : tile.size());
    }

    @Override
    public double bytes() {
        return 16.0 * Math.pow(4, tile.qubits());
    }

    @Override
    public double flops() {
        return flopsPerNumber * Math.pow(4, tile.qubits());
    }

    @Override
    public String describe() {
        String parts = operations.stream().map(TilePass::describe).collect(Collectors.joining(", "));
        return "tile of qubits " + Arrays.toString(tile.inside()) + ": " + parts;
    }

    private static String describe(TensorOperation operation) {
        if (operation instanceof OneQubitMap map) {
            return "map " + map.qubit();
        }
        if (operation instanceof PhaseRotation rotation) {
            return "phase " + rotation.qubit();
        }
        return operation instanceof SeveralQubitMap map ? "map " + map.qubits() : operation.toString();
    }
}
