package org.strangenoise.simulate.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.Simulator;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/**
 * Derivatives by differences of whole runs, {@code df/dp = sum_k w_k (f(p + d_k) - f(p))} of sixth order: for registers
 * of more than two levels, of which {@link AdjointPass} and {@link TangentPass} know nothing. The circuits beside a
 * value are made anew, so that their pulses are calibrated there.
 */
public final class RunSlopes implements Slopes {

    /** Runs for the derivatives by one parameter. */
    public static final int RUNS = 6;

    private static final Simulator EXACT = new DensityMatrixSimulator();

    /** The runs beside a parameter's value, one an offset of the stencil. */
    private record Beside(Stencil stencil, List<SimulationResult> results) {}

    private final SimulationResult own;
    private final List<Beside> parameters;

    private RunSlopes(SimulationResult own, List<Beside> parameters) {
        this.own = own;
        this.parameters = parameters;
    }

    /**
     * Runs the circuits from some starts, exactly, and those beside the parameters' values.
     *
     * @param circuits at the parameters' values
     * @param starts states before the first operation
     * @param parameters with respect to which, at the same circuits
     * @param observables that may be asked for, of one number each
     * @param options how; several threads take a parameter each
     * @return in the order of the starts
     * @throws IllegalArgumentException if the circuits take the values on neither side of a parameter's
     */
    public static List<RunSlopes> of(
            Variation.Circuits circuits,
            List<? extends InitialState> starts,
            List<Variation> parameters,
            List<Observable> observables,
            SimulationOptions options) {
        List<SimulationResult> own = runs(circuits, starts, observables, options);
        Stream<Variation> all = options.threads() > 1 ? parameters.parallelStream() : parameters.stream();
        // Of every parameter a list a start.
        List<List<Beside>> beside =
                all.map(p -> beside(p, starts, observables, options)).toList();
        return IntStream.range(0, starts.size())
                .mapToObj(s -> new RunSlopes(
                        own.get(s),
                        beside.stream().map(parameter -> parameter.get(s)).toList()))
                .toList();
    }

    private static List<Beside> beside(
            Variation parameter,
            List<? extends InitialState> starts,
            List<Observable> observables,
            SimulationOptions options) {
        List<Stencil> stencils = parameter.stencils();
        for (Stencil stencil : stencils.subList(0, stencils.size() - 1)) {
            try {
                return beside(parameter, stencil, starts, observables, options);
            } catch (IllegalArgumentException outside) {
                // The value lies on the edge of those that are allowed, or that pulses can be calibrated for.
            }
        }
        return beside(parameter, stencils.get(stencils.size() - 1), starts, observables, options);
    }

    private static List<Beside> beside(
            Variation parameter,
            Stencil stencil,
            List<? extends InitialState> starts,
            List<Observable> observables,
            SimulationOptions options) {
        List<List<SimulationResult>> results = new ArrayList<>();
        for (double offset : stencil.offsets()) {
            results.add(runs(parameter.circuits().apply(parameter.value() + offset), starts, observables, options));
        }
        return IntStream.range(0, starts.size())
                .mapToObj(s -> new Beside(
                        stencil, results.stream().map(each -> each.get(s)).toList()))
                .toList();
    }

    private static List<SimulationResult> runs(
            Variation.Circuits circuits,
            List<? extends InitialState> starts,
            List<Observable> observables,
            SimulationOptions options) {
        boolean compares = observables.stream().anyMatch(Observable::needsReference);
        return EXACT.runAll(
                new SimulationTask(
                        circuits.noisy(),
                        observables,
                        compares ? Optional.of(circuits.ideal()) : Optional.empty(),
                        options.withThreads(1)),
                starts);
    }

    @Override
    public Slope slope(Observable observable, int point) {
        double value = own.scalars(observable)[point];
        double[] derivatives = parameters.stream()
                .mapToDouble(beside -> {
                    double sum = 0;
                    for (int k = 0; k < beside.results().size(); k++) {
                        double there = beside.results().get(k).scalars(observable)[point];
                        sum += beside.stencil().weights()[k] * (there - value);
                    }
                    return sum;
                })
                .toArray();
        return new Slope(value, derivatives);
    }
}
