package org.strangenoise.simulate.gradient;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.simulate.tensor.TensorMap;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.Readout;

/**
 * Any observables with their derivatives at every recording point from one pass forward, in which the tangents {@code d
 * rho/dp} go along with the state: {@code d(S rho)/dp = S (d rho/dp) + (dS/dp) rho}. Beside {@link AdjointPass}, which
 * costs the same for any number of parameters, it is the cheaper way to many points and few parameters: a fit.
 */
public final class TangentPass implements Slopes {

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

    private final Function<NoisyCircuit, CompiledCircuit> compile;

    private TangentPass(
            NoisyEnsemble ensemble,
            NoisyCircuit ideal,
            InitialState start,
            List<Neighbours> parameters,
            Function<NoisyCircuit, CompiledCircuit> compile) {
        this.compile = compile;
        this.parameters = List.copyOf(parameters);
        this.readout = ensemble.members().get(0).circuit().readout();
        this.start = start;
        this.ideal = ideal;
        int length = 1 << (2 * ensemble.qubits());
        int points = CompiledCircuit.points(ensemble.members().get(0).circuit());
        this.states = new double[points][length];
        this.tangents = new double[parameters.size()][points][length];
        for (int m = 0; m < ensemble.members().size(); m++) {
            forward(m, ensemble.members().get(m));
        }
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
        return new TangentPass(ensemble, ideal, start, parameters, CompiledCircuit::of);
    }

    /** The same with maps that circuits share. */
    public static TangentPass of(
            NoisyEnsemble ensemble,
            NoisyCircuit ideal,
            InitialState start,
            List<Neighbours> parameters,
            InstructionMaps maps) {
        return new TangentPass(ensemble, ideal, start, parameters, circuit -> CompiledCircuit.of(circuit, maps));
    }

    private void forward(int number, NoisyEnsemble.Member member) {
        CompiledCircuit compiled = compile.apply(member.circuit());
        List<Map<List<TensorMap>, SegmentVariation>> known = new ArrayList<>();
        parameters.forEach(p -> known.add(new IdentityHashMap<>()));
        double[] state = compiled.initial(start);
        double[][] tangent = new double[parameters.size()][state.length];
        if (compiled.pointAfter(0) == 1) {
            add(states[0], member.weight(), state);
        }
        for (int s = 0; s < compiled.segments().size(); s++) {
            List<TensorMap> maps = compiled.segments().get(s);
            int at = s;
            for (int p = 0; p < tangent.length; p++) {
                Neighbours neighbours = parameters.get(p);
                SegmentVariation variation = known.get(p)
                        .computeIfAbsent(
                                maps,
                                base -> SegmentVariation.of(
                                        neighbours.stencil(),
                                        base,
                                        neighbours.members(number).stream()
                                                .map(c -> c.segments().get(at))
                                                .toList()));
                carry(variation, state, tangent[p]);
                add(tangents[p][compiled.pointAfter(s)], member.weight(), tangent[p]);
            }
            maps.forEach(map -> map.apply(state));
            add(states[compiled.pointAfter(s)], member.weight(), state);
        }
    }

    /** The tangent after a segment from the state and the tangent before it. */
    private static void carry(SegmentVariation variation, double[] before, double[] tangent) {
        if (!variation.isAligned()) {
            double[] change = variation.derivative(before);
            variation.base().forEach(map -> map.apply(tangent));
            add(tangent, 1, change);
            return;
        }
        double[] state = before.clone();
        for (int k = 0; k < variation.base().size(); k++) {
            TensorMap map = variation.base().get(k);
            map.apply(tangent);
            if (variation.changed().contains(k)) {
                add(tangent, 1, variation.derivative(k, state));
            }
            map.apply(state);
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
                        .computeIfAbsent(circuit, c -> compile.apply(c).states(start))
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
