package org.strangenoise.simulate.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strangenoise.simulate.kernel.LaneLoops;
import org.strangenoise.simulate.tensor.TensorMap;

/**
 * The states of many circuits from one start, and their tangents by some parameters, side by side: by coefficient of
 * the density tensor and circuit. Maps are carried out by {@code t_p -> M t_p + M_p rho} and then {@code rho -> M rho}.
 */
final class LaneTangents {

    private final double[][] states;
    private final double[][][] tangents;
    private final int count;

    /** Rows that the next map is written to: a map's own rows change places with them. */
    private double[][] spare;

    /** All circuits in one state, with tangents of zero. */
    LaneTangents(double[] state, int parameters, int count) {
        this(new double[state.length][count], new double[parameters][state.length][count], count);
        for (int i = 0; i < state.length; i++) {
            Arrays.fill(states[i], state[i]);
        }
    }

    private LaneTangents(double[][] states, double[][][] tangents, int count) {
        this.states = states;
        this.tangents = tangents;
        this.count = count;
        this.spare = new double[0][];
    }

    /** Adds the states, each times its circuit's weight. */
    void addStates(double[] sum, double[] weights) {
        add(sum, states, weights);
    }

    /** Adds the tangents by a parameter, each times its circuit's weight. */
    void addTangents(double[] sum, int parameter, double[] weights) {
        add(sum, tangents[parameter], weights);
    }

    private static void add(double[] sum, double[][] rows, double[] weights) {
        for (int i = 0; i < rows.length; i++) {
            sum[i] += LaneLoops.dot(weights, rows[i]);
        }
    }

    /** What acts on states and tangents of all circuits that it is made for. */
    interface Part {
        void apply(LaneTangents lanes);

        /** The same of some of the circuits. */
        Part of(int from, int count);

        /** The same of one circuit. */
        Alone alone(int circuit);
    }

    /** What acts on one circuit's state and tangents. */
    @FunctionalInterface
    interface Alone {
        void apply(double[] state, double[][] tangents);
    }

    /** A map of few qubits with its derivatives; null for a parameter that it does not depend on. */
    record Local(int[] digits, LaneEntries map, List<@Nullable LaneEntries> slopes, Sparse rows, List<Sparse> changes)
            implements Part {

        static Local of(int[] digits, LaneEntries map, List<@Nullable LaneEntries> slopes) {
            return new Local(
                    digits,
                    map,
                    slopes,
                    Sparse.of(map),
                    slopes.stream()
                            .map(each -> Sparse.of(each == null ? LaneEntries.zero(map.size()) : each))
                            .toList());
        }

        @Override
        public Part of(int from, int count) {
            return new Local(
                    digits,
                    map,
                    slopes,
                    rows.of(from, count),
                    changes.stream().map(each -> each.of(from, count)).toList());
        }

        @Override
        public Alone alone(int circuit) {
            TensorMap own = TensorMap.local(digits, map.matrix(circuit));
            List<Optional<TensorMap>> changes = slopes.stream()
                    .map(each -> Optional.ofNullable(each).map(slope -> TensorMap.local(digits, slope.matrix(circuit))))
                    .toList();
            return (state, tangents) -> {
                for (int p = 0; p < tangents.length; p++) {
                    double[] tangent = tangents[p];
                    own.apply(tangent);
                    changes.get(p).ifPresent(map -> {
                        double[] change = state.clone();
                        map.apply(change);
                        LaneLoops.add(tangent, 1, change);
                    });
                }
                own.apply(state);
            };
        }

        @Override
        public void apply(LaneTangents lanes) {
            int[] offsets = offsets();
            int[] strides =
                    Arrays.stream(digits).sorted().map(d -> 1 << (2 * d)).toArray();
            lanes.reserve(offsets.length);
            double[][] before = new double[offsets.length][];
            double[][] from = new double[offsets.length][];
            for (int group = 0; group < lanes.states.length / offsets.length; group++) {
                int base = base(group, strides);
                for (int k = 0; k < offsets.length; k++) {
                    before[k] = lanes.states[base + offsets[k]];
                }
                for (int p = 0; p < lanes.tangents.length; p++) {
                    double[][] tangent = lanes.tangents[p];
                    for (int k = 0; k < offsets.length; k++) {
                        from[k] = tangent[base + offsets[k]];
                    }
                    Sparse change = changes.get(p);
                    for (int r = 0; r < offsets.length; r++) {
                        if (rows.kept[r] && change.isEmpty(r)) {
                            continue;
                        }
                        double[] image = lanes.spare[r];
                        rows.setRow(r, image, from);
                        change.addRow(r, image, before);
                        tangent[base + offsets[r]] = image;
                        lanes.spare[r] = from[r];
                    }
                }
                for (int r = 0; r < offsets.length; r++) {
                    if (rows.kept[r]) {
                        continue;
                    }
                    double[] image = lanes.spare[r];
                    rows.setRow(r, image, before);
                    lanes.states[base + offsets[r]] = image;
                    lanes.spare[r] = before[r];
                }
            }
        }

        private int[] offsets() {
            int[] offsets = new int[map.size()];
            for (int local = 0; local < offsets.length; local++) {
                for (int k = 0; k < digits.length; k++) {
                    offsets[local] += ((local >> (2 * k)) & 3) << (2 * digits[k]);
                }
            }
            return offsets;
        }

        private static int base(int group, int[] strides) {
            int base = group;
            for (int stride : strides) {
                int low = base & (stride - 1);
                base = ((base ^ low) << 2) | low;
            }
            return base;
        }
    }

    /**
     * A matrix by its rows' entries that some circuit has: all shared by the circuits, or all with a value for each.
     *
     * @param kept rows with a single entry of 1 on the diagonal, to which nothing happens
     */
    private record Sparse(int[] starts, int[] columns, double[][] values, boolean isShared, boolean[] kept) {

        static Sparse of(LaneEntries matrix) {
            int[] starts = new int[matrix.size() + 1];
            boolean[] kept = new boolean[matrix.size()];
            List<Integer> columns = new ArrayList<>();
            List<double[]> values = new ArrayList<>();
            for (int r = 0; r < matrix.size(); r++) {
                for (int c = 0; c < matrix.size(); c++) {
                    double[] entry = matrix.at(r, c);
                    if (entry != null && Arrays.stream(entry).anyMatch(v -> v != 0)) {
                        columns.add(c);
                        values.add(entry);
                    }
                }
                int last = columns.size() - 1;
                kept[r] = last == starts[r]
                        && columns.get(last) == r
                        && Arrays.stream(values.get(last)).allMatch(v -> v == 1);
                starts[r + 1] = columns.size();
            }
            return new Sparse(
                    starts,
                    columns.stream().mapToInt(Integer::intValue).toArray(),
                    values.toArray(double[][]::new),
                    values.stream().allMatch(v -> v.length == 1),
                    kept);
        }

        boolean isEmpty(int row) {
            return starts[row] == starts[row + 1];
        }

        Sparse of(int from, int count) {
            if (isShared) {
                return this;
            }
            double[][] some = new double[values.length][];
            for (int e = 0; e < some.length; e++) {
                some[e] = values[e].length == 1
                        ? filled(values[e][0], count)
                        : Arrays.copyOfRange(values[e], from, from + count);
            }
            return new Sparse(starts, columns, some, false, kept);
        }

        private static double[] filled(double value, int count) {
            double[] filled = new double[count];
            Arrays.fill(filled, value);
            return filled;
        }

        /** Replaces what a row held before. */
        void setRow(int row, double[] image, double[][] from) {
            int e = starts[row];
            int entries = starts[row + 1] - e;
            double[][] v = values;
            int[] c = columns;
            int set = entries >= 4 ? 4 : Math.min(entries, 2);
            if (set == 0) {
                Arrays.fill(image, 0);
            } else if (set == 1) {
                if (isShared) {
                    LaneLoops.set(image, v[e][0], from[c[e]]);
                } else {
                    LaneLoops.setProducts(image, v[e], from[c[e]]);
                }
            } else if (set == 2) {
                if (isShared) {
                    LaneLoops.set(image, v[e][0], from[c[e]], v[e + 1][0], from[c[e + 1]]);
                } else {
                    LaneLoops.setProducts(image, v[e], from[c[e]], v[e + 1], from[c[e + 1]]);
                }
            } else if (isShared) {
                LaneLoops.set(
                        image,
                        v[e][0],
                        from[c[e]],
                        v[e + 1][0],
                        from[c[e + 1]],
                        v[e + 2][0],
                        from[c[e + 2]],
                        v[e + 3][0],
                        from[c[e + 3]]);
            } else {
                LaneLoops.setProducts(
                        image,
                        v[e],
                        from[c[e]],
                        v[e + 1],
                        from[c[e + 1]],
                        v[e + 2],
                        from[c[e + 2]],
                        v[e + 3],
                        from[c[e + 3]]);
            }
            addRow(row, e + set, image, from);
        }

        void addRow(int row, double[] image, double[][] from) {
            addRow(row, starts[row], image, from);
        }

        private void addRow(int row, int first, double[] image, double[][] from) {
            int end = starts[row + 1];
            int e = first;
            double[][] v = values;
            int[] c = columns;
            if (isShared) {
                for (; e + 3 < end; e += 4) {
                    LaneLoops.add(
                            image,
                            v[e][0],
                            from[c[e]],
                            v[e + 1][0],
                            from[c[e + 1]],
                            v[e + 2][0],
                            from[c[e + 2]],
                            v[e + 3][0],
                            from[c[e + 3]]);
                }
                for (; e < end; e++) {
                    LaneLoops.add(image, v[e][0], from[c[e]]);
                }
                return;
            }
            for (; e + 3 < end; e += 4) {
                LaneLoops.addProducts(
                        image,
                        v[e],
                        from[c[e]],
                        v[e + 1],
                        from[c[e + 1]],
                        v[e + 2],
                        from[c[e + 2]],
                        v[e + 3],
                        from[c[e + 3]]);
            }
            for (; e < end; e++) {
                LaneLoops.addProducts(image, v[e], from[c[e]]);
            }
        }
    }

    /**
     * A map too large for its matrix, circuit by circuit; its derivative from the images of the maps beside it.
     *
     * @param maps a single one, or one a circuit
     * @param varied by parameter and offset, likewise; empty for a parameter that the map does not depend on
     */
    record Whole(List<TensorMap> maps, List<Stencil> stencils, List<List<List<TensorMap>>> varied) implements Part {

        @Override
        public Part of(int from, int count) {
            return new Whole(
                    some(maps, from, count),
                    stencils,
                    varied.stream()
                            .map(p -> p.stream().map(o -> some(o, from, count)).toList())
                            .toList());
        }

        private static List<TensorMap> some(List<TensorMap> maps, int from, int count) {
            return maps.size() == 1 ? maps : maps.subList(from, from + count);
        }

        @Override
        public void apply(LaneTangents lanes) {
            for (int m = 0; m < lanes.count; m++) {
                double[] state = column(lanes.states, m);
                double[][] tangents = new double[lanes.tangents.length][];
                for (int p = 0; p < tangents.length; p++) {
                    tangents[p] = column(lanes.tangents[p], m);
                }
                alone(m).apply(state, tangents);
                for (int p = 0; p < tangents.length; p++) {
                    replace(lanes.tangents[p], m, tangents[p]);
                }
                replace(lanes.states, m, state);
            }
        }

        @Override
        public Alone alone(int circuit) {
            TensorMap map = of(maps, circuit);
            return (state, tangents) -> {
                double[] before = state.clone();
                map.apply(state);
                for (int p = 0; p < tangents.length; p++) {
                    map.apply(tangents[p]);
                    for (int k = 0; k < varied.get(p).size(); k++) {
                        double[] beside = before.clone();
                        of(varied.get(p).get(k), circuit).apply(beside);
                        LaneLoops.addDifference(tangents[p], stencils.get(p).weights()[k], beside, state);
                    }
                }
            };
        }

        private static TensorMap of(List<TensorMap> maps, int circuit) {
            return maps.get(maps.size() == 1 ? 0 : circuit);
        }
    }

    /**
     * Maps that have no counterparts one by one at the values beside a parameter's own: its derivative from the images
     * of all of them.
     *
     * @param parts at the value itself, with the derivatives by all other parameters
     * @param varied by parameter and offset, without derivatives; empty for a parameter whose maps have counterparts
     */
    record Unaligned(List<Part> parts, List<Stencil> stencils, List<List<List<Part>>> varied) implements Part {

        @Override
        public Part of(int from, int count) {
            return new Unaligned(
                    some(parts, from, count),
                    stencils,
                    varied.stream()
                            .map(p -> p.stream().map(o -> some(o, from, count)).toList())
                            .toList());
        }

        private static List<Part> some(List<Part> parts, int from, int count) {
            return parts.stream().map(part -> part.of(from, count)).toList();
        }

        @Override
        public void apply(LaneTangents lanes) {
            LaneTangents before = lanes.states();
            parts.forEach(part -> part.apply(lanes));
            for (int p = 0; p < varied.size(); p++) {
                for (int k = 0; k < varied.get(p).size(); k++) {
                    LaneTangents beside = before.states();
                    varied.get(p).get(k).forEach(part -> part.apply(beside));
                    double weight = stencils.get(p).weights()[k];
                    for (int i = 0; i < beside.states.length; i++) {
                        LaneLoops.addDifference(lanes.tangents[p][i], weight, beside.states[i], lanes.states[i]);
                    }
                }
            }
        }

        @Override
        public Alone alone(int circuit) {
            List<Alone> own = alone(parts, circuit);
            List<List<List<Alone>>> others = varied.stream()
                    .map(p -> p.stream().map(o -> alone(o, circuit)).toList())
                    .toList();
            return (state, tangents) -> {
                double[] before = state.clone();
                own.forEach(part -> part.apply(state, tangents));
                for (int p = 0; p < tangents.length; p++) {
                    for (int k = 0; k < others.get(p).size(); k++) {
                        double[] beside = before.clone();
                        others.get(p).get(k).forEach(part -> part.apply(beside, new double[0][]));
                        LaneLoops.addDifference(tangents[p], stencils.get(p).weights()[k], beside, state);
                    }
                }
            };
        }

        private static List<Alone> alone(List<Part> parts, int circuit) {
            return parts.stream().map(part -> part.alone(circuit)).toList();
        }
    }

    private void reserve(int rows) {
        if (spare.length < rows) {
            spare = new double[rows][count];
        }
    }

    /** A copy without tangents. */
    private LaneTangents states() {
        return new LaneTangents(
                Arrays.stream(states).map(double[]::clone).toArray(double[][]::new), new double[0][][], count);
    }

    private static double[] column(double[][] rows, int lane) {
        double[] column = new double[rows.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = rows[i][lane];
        }
        return column;
    }

    private static void replace(double[][] rows, int lane, double[] column) {
        for (int i = 0; i < column.length; i++) {
            rows[i][lane] = column[i];
        }
    }
}
