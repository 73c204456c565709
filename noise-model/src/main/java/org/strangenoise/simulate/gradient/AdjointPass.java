package org.strangenoise.simulate.gradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.simulate.tensor.TensorMap;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/**
 * An observable's derivatives with respect to any parameters, from one pass forward (states) and one backward
 * (observable in the Heisenberg picture, nonlinear ones linearised at the forward state): {@code df/dp = sum_s
 * <lambda_s, (dS_s/dp) rho_s>} over the instructions S_s that depend on p, with the state before and the costate after
 * each.
 */
public final class AdjointPass {

    private final List<CompiledCircuit> members = new ArrayList<>();
    private final NoisyEnsemble ensemble;
    /** By member and segment: the state before it. */
    private final List<List<double[]>> states = new ArrayList<>();
    /** By member and segment: the costate after it. */
    private final List<List<double[]>> costates = new ArrayList<>();

    private final Observable observable;
    private final InitialState start;
    private final int point;
    private final double[] seen;
    private final double value;

    private AdjointPass(
            NoisyEnsemble ensemble, NoisyCircuit ideal, InitialState start, Observable observable, int point) {
        this.observable = observable;
        this.start = start;
        this.point = point;
        this.ensemble = ensemble;
        ObservableFunctional functional = ObservableFunctional.of(
                observable, ensemble.members().get(0).circuit().readout());
        int length = 1 << (2 * ensemble.qubits());
        double[][] average = new double[point + 1][length];
        for (NoisyEnsemble.Member member : ensemble.members()) {
            CompiledCircuit compiled = CompiledCircuit.of(member.circuit());
            members.add(compiled);
            states.add(forward(compiled, average, member.weight()));
        }
        this.seen = functional.seesRunningMean() ? mean(average) : average[point];
        double[] reference = reference(functional, ideal);
        this.value = functional.value(seen, reference);
        double[] gradient = functional.gradient(seen, reference);
        for (CompiledCircuit compiled : members) {
            costates.add(backward(compiled, gradient, functional.seesRunningMean()));
        }
    }

    /**
     * Runs both passes.
     *
     * @param ensemble the noisy circuits, up to the point or further
     * @param ideal the circuit without noise
     * @param point the recording point of the observable
     */
    public static AdjointPass of(
            NoisyEnsemble ensemble, NoisyCircuit ideal, InitialState start, Observable observable, int point) {
        return new AdjointPass(ensemble, ideal, start, observable, point);
    }

    /** The observable itself. */
    public double value() {
        return value;
    }

    private List<double[]> forward(CompiledCircuit compiled, double[][] average, double weight) {
        double[] state = compiled.initial(start);
        List<double[]> before = new ArrayList<>();
        if (compiled.pointAfter(0) == 1) {
            add(average[0], weight, state);
        }
        for (int s = 0; s < compiled.segments().size() && compiled.pointAfter(s) <= point; s++) {
            before.add(state.clone());
            compiled.segments().get(s).forEach(map -> map.apply(state));
            add(average[compiled.pointAfter(s)], weight, state);
        }
        return before;
    }

    private List<double[]> backward(CompiledCircuit compiled, double[] gradient, boolean runningMean) {
        int last = states.get(0).size() - 1;
        double[] costate = new double[gradient.length];
        List<double[]> after = new ArrayList<>();
        for (int s = 0; s <= last; s++) {
            after.add(costate);
        }
        for (int s = last; s >= 0; s--) {
            if (runningMean || s == last) {
                add(costate, runningMean ? 1.0 / (point + 1) : 1, gradient);
            }
            after.set(s, costate.clone());
            List<TensorMap> maps = compiled.segments().get(s);
            for (int k = maps.size() - 1; k >= 0; k--) {
                maps.get(k).applyTransposed(costate);
            }
        }
        return after;
    }

    /** The derivative with respect to a parameter, per SI unit. */
    public double derivative(Variation parameter) {
        return derivative(Neighbours.of(parameter));
    }

    /** The derivative with respect to a parameter whose neighbouring circuits are at hand. */
    public double derivative(Neighbours neighbours) {
        double sum = explicit(neighbours);
        List<NoisyEnsemble.Member> all = Neighbours.members(ensemble, List.of(neighbours));
        for (int m = 0; m < all.size(); m++) {
            int own = members.size() == 1 ? 0 : m;
            List<CompiledCircuit> circuits = neighbours.members(m);
            for (int s = 0; s < states.get(own).size(); s++) {
                sum += all.get(m).weight()
                        * segment(
                                SegmentVariation.of(neighbours.stencil(), members.get(own), circuits, s),
                                states.get(own).get(s),
                                costates.get(own).get(s));
            }
        }
        return sum;
    }

    /** One segment's part of the derivative. */
    private static double segment(SegmentVariation variation, double[] before, double[] after) {
        if (!variation.isAligned()) {
            return ObservableFunctional.dot(variation.derivative(before), after);
        }
        if (variation.changed().isEmpty()) {
            return 0;
        }
        List<TensorMap> base = variation.base();
        Map<Integer, double[]> costates = new HashMap<>();
        double[] costate = after.clone();
        for (int k = base.size() - 1; k >= 0; k--) {
            if (variation.changed().contains(k)) {
                costates.put(k, costate.clone());
            }
            base.get(k).applyTransposed(costate);
        }
        double[] state = before.clone();
        double sum = 0;
        for (int k = 0; k < base.size(); k++) {
            double[] behind = costates.get(k);
            if (behind != null) {
                sum += ObservableFunctional.dot(variation.derivative(k, state), behind);
            }
            base.get(k).apply(state);
        }
        return sum;
    }

    /** What the parameter changes with the states held: readout, and the ideal state of a fidelity. */
    private double explicit(Neighbours neighbours) {
        double sum = 0;
        for (int k = 0; k < neighbours.circuits().size(); k++) {
            Variation.Circuits varied = neighbours.circuits().get(k);
            ObservableFunctional functional = ObservableFunctional.of(
                    observable, varied.noisy().members().get(0).circuit().readout());
            if (!functional.isMeasured() && !functional.needsReference()) {
                return 0;
            }
            double changed = functional.value(seen, reference(functional, varied.ideal()));
            sum += neighbours.stencil().weights()[k] * (changed - value);
        }
        return sum;
    }

    private double @Nullable [] reference(ObservableFunctional functional, NoisyCircuit circuit) {
        return functional.needsReference()
                ? CompiledCircuit.of(circuit).states(start).get(point)
                : null;
    }

    private static double[] mean(double[][] average) {
        double[] mean = new double[average[0].length];
        for (double[] state : average) {
            add(mean, 1.0 / average.length, state);
        }
        return mean;
    }

    private static void add(double[] sum, double weight, double[] x) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * x[i];
        }
    }
}
