package org.strangenoise.simulate.tensor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.strangenoise.math.CacheLines;
import org.strangenoise.simulate.kernel.RotationTables;
import org.strangenoise.simulate.kernel.SparseMap;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.simulate.tensor.TensorOperation.PhaseRotation;
import org.strangenoise.simulate.tensor.TensorOperation.SeveralQubitMap;
import org.strangenoise.simulate.tensor.TensorOperation.SingleQubitMap;

/** Every operation of a group on one tile after the other, each tile read from memory and written back once. */
final class TilePass implements TensorProgram.Pass, Workers.StateTask {

    /** Room for the widest registers there are. */
    private static final int LANES = 8;

    /** One operation on one tile in cache. */
    @FunctionalInterface
    interface Step {
        void apply(double[] x, int offset, int tile, TensorKernel kernel, double[] scratch);
    }

    /** 4^6 numbers fill the first-level cache. */
    private static final int BLOCK_QUBITS = 6;

    /**
     * Operations on one block of a tile after the other, in the first-level cache.
     *
     * @param block the digits of a block: it is worked on in place where it is contiguous, in a buffer otherwise
     */
    private record Stage(Tile block, Step[] steps) {

        /**
         * @param first where the state begins
         * @param at where the buffer begins in the scratch
         */
        void apply(double[] x, int first, int index, TensorKernel kernel, double[] scratch, int at) {
            if (block.isContiguous()) {
                for (Step step : steps) {
                    step.apply(x, first + index * block.size(), index, kernel, scratch);
                }
                return;
            }
            int base = first + block.base(index);
            kernel.gather(x, base, block.rows(), Tile.RUN, scratch, at);
            for (Step step : steps) {
                step.apply(scratch, at, index, kernel, scratch);
            }
            kernel.scatter(scratch, at, x, base, block.rows(), Tile.RUN);
        }
    }

    private final Tile tile;
    private final List<TensorOperation> operations;
    private final TensorKernel kernel;
    private final Stage[] stages;
    private final int scratch;
    private final double flopsPerNumber;

    TilePass(int qubits, PassScheduler.Group<TensorOperation> group, TensorKernel kernel) {
        this.kernel = kernel;
        this.tile = Tile.of(qubits, group.tileMask());
        this.operations = group.operations();
        this.stages = stages(qubits, group).toArray(Stage[]::new);
        int local = 0;
        double flops = 0;
        for (TensorOperation operation : operations) {
            if (operation instanceof SingleQubitMap map) {
                flops += flops(map);
            } else if (operation instanceof SeveralQubitMap map) {
                int size = 1 << (2 * map.qubits().size());
                local = Math.max(local, LANES * size);
                flops += 2.0 * Arrays.stream(map.matrix()).filter(v -> v != 0).count() / size;
            } else {
                flops += 3;
            }
        }
        this.scratch = CacheLines.LEAD + local;
        this.flopsPerNumber = flops;
    }

    /**
     * How many of the lowest qubits a contiguous tile holds: with {@link #farQubits} so many that two passes reach all.
     */
    static int lowQubits(int qubits) {
        return Math.max(BLOCK_QUBITS, (qubits + Tile.RUN_DIGITS + 1) / 2);
    }

    /** How many qubits any other tile holds. */
    static int farQubits(int qubits) {
        return Tile.RUN_DIGITS + Math.max(0, qubits - lowQubits(qubits));
    }

    /**
     * A large contiguous tile is to its blocks what the register is to tiles: the same rules deal out its operations.
     */
    private static List<Stage> stages(int qubits, PassScheduler.Group<TensorOperation> group) {
        int digits = Integer.bitCount(group.tileMask());
        boolean large = digits > BLOCK_QUBITS && group.tileMask() == (1 << digits) - 1;
        return (large
                        ? new PassScheduler<TensorOperation>(digits, BLOCK_QUBITS, BLOCK_QUBITS, Tile.RUN_DIGITS)
                                .schedule(group.operations())
                        : List.of(group))
                .stream()
                        .map(part -> stage(Tile.of(qubits, part.tileMask()), part.operations()))
                        .toList();
    }

    private static Stage stage(Tile block, List<TensorOperation> operations) {
        Map<TensorOperation, Step> known = new HashMap<>();
        return new Stage(
                block,
                operations.stream()
                        .map(operation -> known.computeIfAbsent(operation, same -> step(block, same)))
                        .toArray(Step[]::new));
    }

    private static Step step(Tile block, TensorOperation operation) {
        int size = block.size();
        if (operation instanceof SingleQubitMap map) {
            int stride = 1 << (2 * block.digit(map.qubit()));
            double[] matrix = map.matrix();
            TensorKernel.Shape shape = TensorKernel.Shape.of(matrix);
            return (x, offset, at, kernel, buffer) -> kernel.map(x, offset, size, stride, matrix, shape);
        }
        if (operation instanceof PhaseRotation rotation) {
            RotationFactors factors = RotationFactors.of(block, rotation);
            if (block.qubits() == block.inside().length && TensorKernel.isSmall(block.qubits())) {
                RotationTables.WholeTurn turn = factors.inside().whole(factors.outsideRe()[0], factors.outsideIm()[0]);
                return (x, offset, at, kernel, buffer) -> turn.apply(x, offset);
            }
            return (x, offset, at, kernel, buffer) ->
                    kernel.rotate(x, offset, factors.inside(), factors.outsideRe()[at], factors.outsideIm()[at]);
        }
        if (operation instanceof SeveralQubitMap map) {
            SparseMap sparse = SparseMap.of(
                    map.matrix(), map.qubits().stream().mapToInt(block::digit).toArray());
            return (x, offset, at, kernel, buffer) -> kernel.multiply(x, offset, size, sparse, buffer);
        }
        throw new IllegalStateException("not an operation on a tile: " + operation);
    }

    private static double flops(SingleQubitMap map) {
        return switch (TensorKernel.Shape.of(map.matrix())) {
            case FULL -> 7;
            case REAL -> 4;
            case BLOCKS -> 3;
        };
    }

    @Override
    public void apply(double[] coefficients, Workers workers) {
        workers.forEach(tile.count(), coefficients, this);
    }

    @Override
    public void run(int at, double[] coefficients, double[][] buffers) {
        int first = coefficients.length - tile.size() * tile.count();
        for (Stage stage : stages) {
            // The digits outside a block are first those of its tile, then those outside the tile.
            int blocks = tile.size() / stage.block().size();
            for (int k = 0; k < blocks; k++) {
                stage.apply(coefficients, first, at * blocks + k, kernel, buffers[0], scratch);
            }
        }
    }

    /** The buffer of gathered blocks follows the operations' own scratch. */
    @Override
    public int scratch() {
        return scratch
                + Arrays.stream(stages)
                        .map(Stage::block)
                        .filter(block -> !block.isContiguous())
                        .mapToInt(Tile::size)
                        .max()
                        .orElse(0);
    }

    @Override
    public double bytes() {
        return 16.0 * StrictMath.pow(4, tile.qubits());
    }

    @Override
    public double flops() {
        return flopsPerNumber * StrictMath.pow(4, tile.qubits());
    }

    @Override
    public String describe() {
        String parts = operations.stream().map(TilePass::describe).collect(Collectors.joining(", "));
        return "tile of qubits " + Arrays.toString(tile.inside()) + ": " + parts;
    }

    private static String describe(TensorOperation operation) {
        if (operation instanceof SingleQubitMap map) {
            return "map " + map.qubit();
        }
        if (operation instanceof PhaseRotation rotation) {
            return "phase " + rotation.qubit();
        }
        return operation instanceof SeveralQubitMap map ? "map " + map.qubits() : operation.toString();
    }

    /**
     * The factors {@code e^(i angle)} of a {@link PhaseRotation} in a tile: those of the digits inside, and one a tile
     * for the digits outside.
     */
    record RotationFactors(RotationTables inside, double[] outsideRe, double[] outsideIm) {

        /** z of the four digits: coherences do not turn each other. */
        private static final double[] Z = {1, -1, 0, 0};

        static RotationFactors of(Tile tile, PhaseRotation rotation) {
            int digits = tile.inside().length;
            int digit = tile.digit(rotation.qubit());
            int low = RotationTables.lowDigits(digits);
            int[] lowQubits = new int[low];
            int[] rowQubits = new int[digits - 1 - low];
            int count = 0;
            for (int k = 0; k < digits; k++) {
                if (k != digit) {
                    if (count < low) {
                        lowQubits[count] = tile.inside()[k];
                    } else {
                        rowQubits[count - low] = tile.inside()[k];
                    }
                    count++;
                }
            }
            double[][] row = factors(rotation, rotation.field(), rowQubits);
            double[][] lows = factors(rotation, 0, lowQubits);
            double[][] outside = factors(rotation, 0, tile.outside());
            return new RotationFactors(
                    RotationTables.of(digit, row[0], row[1], lows[0], lows[1]), outside[0], outside[1]);
        }

        /**
         * Cosines and sines by the digits of all qubits but the turned one, ascending, in a tile that holds them all.
         */
        static double[][] ofOthers(Tile whole, PhaseRotation rotation) {
            int[] others = IntStream.of(whole.inside())
                    .filter(q -> q != rotation.qubit())
                    .toArray();
            return factors(rotation, rotation.field(), others);
        }

        /** {@code cos} and {@code sin} of {@code 2 (field + sum_j J_j z_j)} by the digits of the given qubits. */
        private static double[][] factors(PhaseRotation rotation, double field, int[] qubits) {
            int size = 1 << (2 * qubits.length);
            double[] cos = new double[size];
            double[] sin = new double[size];
            for (int index = 0; index < size; index++) {
                double angle = field;
                for (int k = 0; k < qubits.length; k++) {
                    angle += rotation.couplings()[qubits[k]] * Z[index >> (2 * k) & 3];
                }
                cos[index] = StrictMath.cos(2 * angle);
                sin[index] = StrictMath.sin(2 * angle);
            }
            return new double[][] {cos, sin};
        }
    }

    /**
     * The digits that stay together during a pass: 4^k coefficients at a time, one tile for every value of the digits
     * outside. If they are not the lowest ones, digits 0 to 2 are among them, so that a tile consists of runs of 64
     * numbers: shorter ones leave the memory waiting.
     *
     * @param qubits of the register
     * @param inside the tile's qubits, ascending; local digit k is that of inside[k]
     * @param outside the others, ascending
     * @param rows where the runs of 64 start, by local digits 3 and up; empty if the tile is contiguous
     */
    record Tile(int qubits, int[] inside, int[] outside, int[] rows) {

        /** Digits that are always inside a tile that is not contiguous. */
        static final int RUN_DIGITS = 3;

        /** Numbers in a run. */
        static final int RUN = 1 << (2 * RUN_DIGITS);

        static Tile of(int qubits, int mask) {
            int[] inside = bits(mask);
            int[] outside = bits(((1 << qubits) - 1) & ~mask);
            boolean contiguous = mask == (1 << inside.length) - 1;
            int[] rows = new int[contiguous ? 0 : 1 << (2 * (inside.length - RUN_DIGITS))];
            for (int row = 0; row < rows.length; row++) {
                rows[row] = deposit(row, inside, RUN_DIGITS);
            }
            return new Tile(qubits, inside, outside, rows);
        }

        private static int[] bits(int mask) {
            int[] bits = new int[Integer.bitCount(mask)];
            int k = 0;
            for (int q = 0; q < 32; q++) {
                if ((mask >>> q & 1) == 1) {
                    bits[k++] = q;
                }
            }
            return bits;
        }

        private static int deposit(int digits, int[] positions, int from) {
            int index = 0;
            for (int k = from; k < positions.length; k++) {
                index |= (digits >> (2 * (k - from)) & 3) << (2 * positions[k]);
            }
            return index;
        }

        boolean isContiguous() {
            return rows.length == 0;
        }

        /** Numbers in a tile. */
        int size() {
            return 1 << (2 * inside.length);
        }

        /** Tiles in the register. */
        int count() {
            return 1 << (2 * outside.length);
        }

        /** The index of a tile's first coefficient. */
        int base(int tile) {
            return deposit(tile, outside, 0);
        }

        /** The local digit of a qubit inside. */
        int digit(int qubit) {
            return Arrays.binarySearch(inside, qubit);
        }
    }
}
