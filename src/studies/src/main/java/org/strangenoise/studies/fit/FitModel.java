package org.strangenoise.studies.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.strangenoise.budget.LeastSquaresFit;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.gradient.Neighbours;
import org.strangenoise.simulate.gradient.RunSlopes;
import org.strangenoise.simulate.gradient.Slopes;
import org.strangenoise.simulate.gradient.TangentPass;
import org.strangenoise.simulate.gradient.Variation;
import org.strangenoise.state.InitialState;
import org.strangenoise.studies.config.SensitiveParameters;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.fit.FitType.Plan.FreeParameter;
import org.strangenoise.studies.fit.FitType.Result.FittedCurve;

/** The values of measured points and their derivatives; points of one run share one pass through its circuits. */
final class FitModel implements LeastSquaresFit.Model {

    private static final String KAPPA = "circuit.kicked-top.kappa";

    private record Run(InitialState.Product start, OptionalDouble kappa) {}

    /** The points of one curve of the figure. */
    private record Group(String experiment, Run run, String observable) {}

    private static final int BISECTIONS = 50;

    private final Setup setup;
    private final List<MeasuredPoints.Point> points;
    private final List<StudyParameter> free;
    private final double[] starts;
    private final SimulationOptions options;
    private final boolean freeKappa;
    private final Map<Run, List<Integer>> runs = new LinkedHashMap<>();

    FitModel(Setup setup, List<MeasuredPoints.Point> points, List<FreeParameter> free, SimulationOptions options) {
        this.setup = setup;
        this.points = points;
        this.free = free.stream().map(FreeParameter::parameter).toList();
        this.starts = free.stream().mapToDouble(f -> f.limits().start()).toArray();
        this.options = options;
        this.freeKappa = this.free.stream().anyMatch(p -> p.address().equals(KAPPA));
        for (int k = 0; k < points.size(); k++) {
            runs.computeIfAbsent(run(points.get(k)), r -> new ArrayList<>()).add(k);
        }
    }

    private static Run run(MeasuredPoints.Point point) {
        return new Run(point.start(), point.kappa());
    }

    @Override
    public LeastSquaresFit.Prediction at(double[] parameters) {
        return at(parameters, -1);
    }

    @Override
    public LeastSquaresFit.Prediction at(double[] parameters, int held) {
        int[] varied = IntStream.range(0, free.size()).filter(i -> i != held).toArray();
        double[] values = new double[points.size()];
        double[][] jacobian = new double[points.size()][free.size()];
        passes(parameters, Arrays.stream(varied).mapToObj(free::get).toList()).forEach((run, pass) -> {
            for (int k : runs.getOrDefault(run, List.of())) {
                Slopes.Slope slope =
                        pass.slope(points.get(k).observable(), points.get(k).step());
                values[k] = slope.value();
                for (int i = 0; i < varied.length; i++) {
                    jacobian[k][varied[i]] = slope.derivatives()[i];
                }
            }
        });
        return new LeastSquaresFit.Prediction(values, jacobian);
    }

    @Override
    public double[] values(double[] parameters) {
        double[] values = new double[points.size()];
        passes(parameters, List.of()).forEach((run, pass) -> {
            for (int k : runs.getOrDefault(run, List.of())) {
                values[k] = pass.slope(points.get(k).observable(), points.get(k).step())
                        .value();
            }
        });
        return values;
    }

    /**
     * T2 at most 2 T1, whatever the two are set to; and where the device has channels, which a scale or a parameter may
     * turn into none, or pulses, which may not be possible to calibrate, as far on the way from the start as they are.
     */
    @Override
    public double[] feasible(double[] parameters) {
        double[] wanted = withShortT2(parameters);
        boolean twoLevels = setup.device().qubits().stream()
                .allMatch(qubit -> qubit.ladder().levels() == 2);
        if ((twoLevels && setup.device().channels().isEmpty()) || isAllowed(wanted)) {
            return wanted;
        }
        double[] start = withShortT2(starts);
        double[] allowed = start;
        double inside = 0;
        double outside = 1;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (inside + outside) / 2;
            double[] between = new double[wanted.length];
            for (int k = 0; k < between.length; k++) {
                between[k] = start[k] + middle * (wanted[k] - start[k]);
            }
            between = withShortT2(between);
            if (isAllowed(between)) {
                inside = middle;
                allowed = between;
            } else {
                outside = middle;
            }
        }
        return allowed;
    }

    private boolean isAllowed(double[] parameters) {
        try {
            Run any = runs.keySet().iterator().next();
            Experiment.of(at(List.of(any), parameters), any.start()).noisy();
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private double[] withShortT2(double[] parameters) {
        double[] feasible = parameters.clone();
        List<StudyParameter> others = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int i = 0; i < feasible.length; i++) {
            if (!SensitiveParameters.isT2(free.get(i))) {
                others.add(free.get(i));
                theirs.add(feasible[i]);
            }
        }
        if (others.size() == feasible.length) {
            return feasible;
        }
        Setup at = StudyParameter.setAll(
                setup, others, theirs.stream().mapToDouble(t -> t).toArray());
        for (int i = 0; i < feasible.length; i++) {
            if (SensitiveParameters.isT2(free.get(i))) {
                feasible[i] = Math.min(feasible[i], SensitiveParameters.limits(at, free.get(i))[1]);
            }
        }
        return feasible;
    }

    /**
     * The model at every step of each series of points.
     *
     * @param covariance of the parameters; where it is infinite, so that nothing is known of them, errors are NaN
     */
    List<FittedCurve> curves(double[] parameters, double[][] covariance) {
        Map<Group, List<MeasuredPoints.Point>> groups = new LinkedHashMap<>();
        for (MeasuredPoints.Point point : points) {
            groups.computeIfAbsent(new Group(point.experiment(), run(point), point.name()), g -> new ArrayList<>())
                    .add(point);
        }
        Map<Run, Slopes> passes = passes(parameters, free);
        List<FittedCurve> curves = new ArrayList<>();
        groups.forEach((group, members) -> {
            Slopes pass = Objects.requireNonNull(passes.get(group.run()));
            int last =
                    members.stream().mapToInt(MeasuredPoints.Point::step).max().orElse(0);
            double[] values = new double[last + 1];
            double[] errors = new double[last + 1];
            for (int step = 0; step <= last; step++) {
                Slopes.Slope slope = pass.slope(members.get(0).observable(), step);
                values[step] = slope.value();
                errors[step] = error(slope.derivatives(), covariance);
            }
            curves.add(new FittedCurve(
                    group.experiment(),
                    group.observable(),
                    group.run().start(),
                    group.run().kappa(),
                    values,
                    errors));
        });
        return curves;
    }

    /** {@code sqrt(g^T C g)}. */
    private static double error(double[] gradient, double[][] covariance) {
        double variance = 0;
        for (int i = 0; i < gradient.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                variance += gradient[i] * covariance[i][j] * gradient[j];
            }
        }
        return Double.isFinite(variance) ? Math.sqrt(Math.max(0, variance)) : Double.NaN;
    }

    /**
     * One pass a run; runs of one circuit share its compilation at the parameters and beside them.
     *
     * @param by which there are derivatives
     */
    private Map<Run, Slopes> passes(double[] parameters, List<StudyParameter> by) {
        Map<Run, List<Run>> byCircuit = new LinkedHashMap<>();
        for (Run run : runs.keySet()) {
            Run circuit =
                    setup.circuit().sharesCircuit() ? new Run(setup.circuit().initial(), run.kappa()) : run;
            byCircuit.computeIfAbsent(circuit, c -> new ArrayList<>()).add(run);
        }
        Map<Run, Slopes> passes = new LinkedHashMap<>();
        for (List<Run> group : byCircuit.values()) {
            Setup at = at(group, parameters);
            Experiment experiment = Experiment.of(at, group.get(0).start());
            List<? extends Slopes> own = experiment.hasTwoLevels()
                    ? tangents(group, at, experiment, by)
                    : differences(group, at, experiment, by);
            for (int r = 0; r < own.size(); r++) {
                passes.put(group.get(r), own.get(r));
            }
        }
        return passes;
    }

    private List<TangentPass> tangents(List<Run> group, Setup at, Experiment experiment, List<StudyParameter> by) {
        InitialState.Product start = group.get(0).start();
        List<Neighbours> neighbours = each(by, p -> Neighbours.of(variation(p, at, start)));
        return TangentPass.of(
                experiment.noisy(),
                ideal(experiment),
                group.stream()
                        .map(run -> at.circuit().initialState(run.start()))
                        .toList(),
                neighbours,
                options.threads() > 1);
    }

    /** On more than two levels, where the pulses of every circuit are calibrated. */
    private List<RunSlopes> differences(List<Run> group, Setup at, Experiment experiment, List<StudyParameter> by) {
        InitialState.Product start = group.get(0).start();
        return RunSlopes.of(
                new Variation.Circuits(experiment.noisy(), ideal(experiment)),
                group.stream()
                        .map(run -> at.circuit().initialState(run.start()))
                        .toList(),
                by.stream().map(p -> variation(p, at, start)).toList(),
                group.stream()
                        .flatMap(run -> runs.getOrDefault(run, List.of()).stream())
                        .map(k -> points.get(k).observable())
                        .distinct()
                        .toList(),
                options);
    }

    private <A, B> List<B> each(List<A> all, Function<A, B> action) {
        return (options.threads() > 1 ? all.parallelStream() : all.stream())
                .map(action)
                .toList();
    }

    /** The setup of some runs, as long as the longest of them. */
    private Setup at(List<Run> group, double[] parameters) {
        int last = group.stream()
                .flatMap(run -> runs.getOrDefault(run, List.of()).stream())
                .mapToInt(k -> points.get(k).step())
                .max()
                .orElse(0);
        Setup own = setup.withCircuit(setup.circuit().withSteps(last));
        OptionalDouble kappa = group.get(0).kappa();
        if (!freeKappa && kappa.isPresent()) {
            own = StudyParameter.resolve(own, KAPPA).set(own, kappa.getAsDouble());
        }
        return StudyParameter.setAll(own, free, parameters);
    }

    private static Variation variation(StudyParameter parameter, Setup setup, InitialState.Product start) {
        double[] limits = SensitiveParameters.limits(setup, parameter);
        return new Variation(
                parameter.get(setup), SensitiveParameters.domain(parameter), limits[0], limits[1], value -> {
                    Experiment experiment = Experiment.of(parameter.set(setup, value), start);
                    return new Variation.Circuits(experiment.noisy(), ideal(experiment));
                });
    }

    private static NoisyCircuit ideal(Experiment experiment) {
        return experiment.referenceCircuit();
    }
}
