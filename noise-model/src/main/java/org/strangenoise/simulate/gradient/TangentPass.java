package org.strangenoise.simulate.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.Readout;

/**
 * Any observables with their derivatives at every recording point from one pass forward, in which the tangents {@code d
 * rho/dp} go along with the state: {@code d(S rho)/dp = S (d rho/dp) + (dS/dp) rho}. Beside {@link AdjointPass}, which
 * costs the same for any number of parameters, it is the cheaper way to many points and few parameters: a fit.
 */
public final class TangentPass implements Slopes {

    /** Numbers of a lane's rows that are worked on together: they stay in the second-level cache. */
    private static final int ROOM = 1 << 16;

    /** Fewer circuits than this at a time do not pay. */
    private static final int LEAST = 8;

    /** Numbers in the matrices of circuits that are compiled together, if each has its own. */
    private static final double MATRICES = 1 << 23;

    private final List<Neighbours> parameters;
    private final Readout readout;
    private final InitialState start;
    private final NoisyCircuit ideal;
    /** By point: the state, or the sum of all up to the point. */
    private final double[][] states;

    private final double[][] sums;
    /** By parameter and point: their derivatives. */
    private final double[][][] tangents;

    private final double[][][] tangentSums;

    private final Map<NoisyCircuit, List<double[]>> references = new IdentityHashMap<>();

    private TangentPass(
            NoisyEnsemble ensemble,
            NoisyCircuit ideal,
            InitialState start,
            List<Neighbours> parameters,
            double[][][] series) {
        this.parameters = List.copyOf(parameters);
        this.readout = ensemble.members().get(0).circuit().readout();
        this.start = start;
        this.ideal = ideal;
        this.states = series[0];
        this.tangents = Arrays.copyOfRange(series, 1, series.length);
        this.sums = sums(states);
        this.tangentSums = new double[parameters.size()][][];
        for (int p = 0; p < tangentSums.length; p++) {
            tangentSums[p] = sums(tangents[p]);
        }
    }

    /**
     * Runs the pass.
     *
     * @param ideal the circuit without noise, whose states fidelities compare with
     * @param parameters with respect to which, at the same circuits
     */
    public static TangentPass of(
            NoisyEnsemble ensemble, NoisyCircuit ideal, InitialState start, List<Neighbours> parameters) {
        return of(ensemble, ideal, List.of(start), parameters, false).get(0);
    }

    /**
     * Runs the pass from several starts of the same circuits.
     *
     * @param parallel true to take all processors; the result is the same
     * @return one pass a start
     */
    public static List<TangentPass> of(
            NoisyEnsemble ensemble,
            NoisyCircuit ideal,
            List<? extends InitialState> starts,
            List<Neighbours> parameters,
            boolean parallel) {
        double[][][][] series = new Forward(ensemble, starts, parameters).series(parallel);
        return IntStream.range(0, starts.size())
                .mapToObj(s -> new TangentPass(ensemble, ideal, starts.get(s), parameters, series[s]))
                .toList();
    }

    /**
     * Density matrices that passes from some starts of the same circuits keep at a time.
     *
     * @param members of the ensemble
     * @param points recording points
     * @param threads that work at a time
     */
    public static long matrices(int members, int starts, int parameters, int points, int threads) {
        long series = (long) starts * (1 + parameters) * points;
        long lanes = members == 1 ? 0 : threads * (series + (long) LEAST * (1 + parameters));
        return 2 * series + lanes;
    }

    /** The pass itself: members of one structure side by side, some at a time, their sums in the order of members. */
    private static final class Forward {

        private final List<NoisyEnsemble.Member> members;
        private final List<? extends InitialState> starts;
        private final List<Neighbours> parameters;
        private final int length;
        private final int points;
        private final boolean recordsStart;
        private final Map<NoisyInstruction, double[]> known = LaneCompiler.noneKnown();

        Forward(NoisyEnsemble ensemble, List<? extends InitialState> starts, List<Neighbours> parameters) {
            this.members = Neighbours.members(ensemble, parameters);
            this.starts = starts;
            this.parameters = parameters;
            this.length = 1 << (2 * ensemble.qubits());
            this.points = CompiledCircuit.points(members.get(0).circuit());
            this.recordsStart = members.get(0).circuit().recordsStart();
            members.forEach(member -> CompiledCircuit.check(member.circuit()));
        }

        /** By start, series (states, then tangents by parameter) and point. */
        double[][][][] series(boolean parallel) {
            double[][][][] sum = zero();
            for (int s = 0; s < sum.length && recordsStart; s++) {
                // As it is, not as a sum over members: some observables feel its rounding by the square root.
                sum[s][0][0] = state(s);
            }
            for (List<Integer> group : groups()) {
                int most = compiledTogether(group);
                for (int from = 0; from < group.size(); from += most) {
                    addGroup(sum, group.subList(from, Math.min(group.size(), from + most)), parallel);
                }
            }
            return sum;
        }

        private double[] state(int start) {
            double[] state = new double[length];
            DensityTensor.write(starts.get(start), state);
            return state;
        }

        private double[][][][] zero() {
            return new double[starts.size()][1 + parameters.size()][points][length];
        }

        /** Members that do the same to the same qubits, at the parameters and beside them. */
        private List<List<Integer>> groups() {
            List<List<Integer>> groups = new ArrayList<>();
            for (int m = 0; m < members.size(); m++) {
                int member = m;
                groups.stream()
                        .filter(group -> areAlike(group.get(0), member))
                        .findFirst()
                        .orElseGet(() -> {
                            groups.add(new ArrayList<>());
                            return groups.get(groups.size() - 1);
                        })
                        .add(m);
            }
            return groups;
        }

        private boolean areAlike(int first, int second) {
            return LaneCompiler.areAlike(
                            members.get(first).circuit(), members.get(second).circuit())
                    && parameters.stream()
                            .flatMap(p -> p.circuits().stream())
                            .allMatch(c -> LaneCompiler.areAlike(c.member(first), c.member(second)));
        }

        /** How many members are compiled at a time: evolutions on many qubits make large matrices of their own. */
        private int compiledTogether(List<Integer> group) {
            int widest = members.get(group.get(0)).circuit().segments().stream()
                    .flatMap(segment -> segment.instructions().stream())
                    .filter(NoisyInstruction.Continuous.class::isInstance)
                    .mapToInt(i -> i.qubits().size())
                    .max()
                    .orElse(1);
            double most = MATRICES / (StrictMath.pow(16, widest) * (1 + parameters.size()));
            return (int) Math.max(1, Math.min(group.size(), most));
        }

        private void addGroup(double[][][][] sum, List<Integer> group, boolean parallel) {
            List<List<LaneTangents.Part>> segments = LaneCompiler.segments(
                    group.stream().map(m -> members.get(m).circuit()).toList(),
                    parameters.stream().map(p -> beside(p, group)).toList(),
                    known);
            double[] weights =
                    group.stream().mapToDouble(m -> members.get(m).weight()).toArray();
            int room = (int) (ROOM / (length * (1L + parameters.size())));
            int count = Math.min(weights.length, Math.max(LEAST, room / LEAST * LEAST));
            int slices = (weights.length + count - 1) / count;
            if (slices == 1) {
                addSlice(sum, segments, weights, 0, count);
                return;
            }
            int together = parallel ? Runtime.getRuntime().availableProcessors() : 1;
            for (int first = 0; first < slices; first += together) {
                IntStream wave = IntStream.range(first, Math.min(slices, first + together));
                List<double[][][][]> found = (parallel ? wave.parallel() : wave)
                        .mapToObj(s -> addSlice(
                                zero(), segments, weights, s * count, Math.min(count, weights.length - s * count)))
                        .toList();
                found.forEach(each -> addAll(sum, each));
            }
        }

        private static LaneCompiler.Beside beside(Neighbours parameter, List<Integer> group) {
            return new LaneCompiler.Beside(
                    parameter.stencil(),
                    parameter.circuits().stream()
                            .map(c -> group.stream().map(c::member).toList())
                            .toList());
        }

        private double[][][][] addSlice(
                double[][][][] sum, List<List<LaneTangents.Part>> segments, double[] weights, int from, int count) {
            double[] own = Arrays.copyOfRange(weights, from, from + count);
            for (int s = 0; s < sum.length; s++) {
                double[] state = state(s);
                if (count == 1) {
                    one(sum[s], each(segments, part -> part.alone(from)), own[0], state);
                } else {
                    several(sum[s], each(segments, part -> part.of(from, count)), own, state);
                }
            }
            return sum;
        }

        private static <A, B> List<List<B>> each(List<List<A>> segments, Function<A, B> of) {
            Map<List<A>, List<B>> known = new IdentityHashMap<>();
            return segments.stream()
                    .map(segment -> known.computeIfAbsent(
                            segment, parts -> parts.stream().map(of).toList()))
                    .toList();
        }

        private void several(
                double[][][] sum, List<List<LaneTangents.Part>> segments, double[] weights, double[] state) {
            LaneTangents lanes = new LaneTangents(state, parameters.size(), weights.length);
            int point = recordsStart ? 1 : 0;
            for (List<LaneTangents.Part> segment : segments) {
                segment.forEach(part -> part.apply(lanes));
                lanes.addStates(sum[0][point], weights);
                for (int p = 0; p < parameters.size(); p++) {
                    lanes.addTangents(sum[1 + p][point], p, weights);
                }
                point++;
            }
        }

        private void one(double[][][] sum, List<List<LaneTangents.Alone>> segments, double weight, double[] state) {
            double[][] tangents = new double[parameters.size()][length];
            int point = recordsStart ? 1 : 0;
            for (List<LaneTangents.Alone> segment : segments) {
                segment.forEach(part -> part.apply(state, tangents));
                add(sum[0][point], weight, state);
                for (int p = 0; p < tangents.length; p++) {
                    add(sum[1 + p][point], weight, tangents[p]);
                }
                point++;
            }
        }

        private static void addAll(double[][][][] sum, double[][][][] each) {
            for (int s = 0; s < sum.length; s++) {
                for (int k = 0; k < sum[s].length; k++) {
                    for (int point = 0; point < sum[s][k].length; point++) {
                        add(sum[s][k][point], 1, each[s][k][point]);
                    }
                }
            }
        }
    }

    private static double[][] sums(double[][] series) {
        double[][] sums = new double[series.length][];
        for (int k = 0; k < series.length; k++) {
            sums[k] = series[k].clone();
            if (k > 0) {
                add(sums[k], 1, sums[k - 1]);
            }
        }
        return sums;
    }

    @Override
    public Slope slope(Observable observable, int point) {
        ObservableFunctional functional = ObservableFunctional.of(observable, readout);
        boolean mean = functional.seesRunningMean();
        double weight = mean ? 1.0 / (point + 1) : 1;
        double[] seen = scaled(mean ? sums[point] : states[point], weight);
        double[] reference = reference(functional, ideal, point);
        double value = functional.value(seen, reference);
        double[] gradient = functional.gradient(seen, reference);
        double[] derivatives = new double[parameters.size()];
        for (int p = 0; p < derivatives.length; p++) {
            double[] tangent = mean ? tangentSums[p][point] : tangents[p][point];
            derivatives[p] = weight * ObservableFunctional.dot(gradient, tangent)
                    + explicit(observable, parameters.get(p), seen, value, point);
        }
        return new Slope(value, derivatives);
    }

    /** What the parameter changes with the states held: readout, and the ideal state of a fidelity. */
    private double explicit(Observable observable, Neighbours neighbours, double[] seen, double value, int point) {
        double sum = 0;
        for (int k = 0; k < neighbours.circuits().size(); k++) {
            Variation.Circuits varied = neighbours.circuits().get(k);
            ObservableFunctional functional = ObservableFunctional.of(
                    observable, varied.noisy().members().get(0).circuit().readout());
            if (!functional.isMeasured() && !functional.needsReference()) {
                return 0;
            }
            double changed = functional.value(seen, reference(functional, varied.ideal(), point));
            sum += neighbours.stencil().weights()[k] * (changed - value);
        }
        return sum;
    }

    private synchronized double @Nullable [] reference(
            ObservableFunctional functional, NoisyCircuit circuit, int point) {
        return functional.needsReference()
                ? references
                        .computeIfAbsent(circuit, c -> CompiledCircuit.of(c).states(start))
                        .get(point)
                : null;
    }

    private static double[] scaled(double[] x, double factor) {
        double[] scaled = x.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    private static void add(double[] sum, double weight, double[] x) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * x[i];
        }
    }
}
