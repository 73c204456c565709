package org.strangenoise.studies.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.strangenoise.schedule.UnknownDurationException;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.simulate.UnsupportedSimulationException;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.PlainMessage;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.experiment.ConfidenceBands;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Once;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.ValueReader;

/** One observable over one or two parameters: a sample is a point, the first parameter's values outermost. */
final class SweepAnalysis implements PreparedAnalysis<SweepAnalysis.Point, SweepType.Result> {

    /** So many points keep the circuits that checking made; those of longer sweeps are made again. */
    private static final int KEPT_POINTS = 1024;

    /**
     * Of longer sweeps so many points are tried beforehand, spread over each axis with its least and greatest value.
     */
    private static final int TRIED_POINTS = 400;

    /**
     * Likewise where pulses on more than two levels are calibrated for every point, which takes a hundred times as
     * long.
     */
    private static final int TRIED_PULSES = 16;

    /** Of so many points devices are drawn beforehand. */
    private static final int DRAWN_POINTS = 8;

    /**
     * What is found at a point.
     *
     * @param ideal NaN where nobody asks for it
     * @param band of the noisy value, low and high; empty where none is drawn
     * @param method of the noisy value: a scale of 0 leaves gates only, and other backends
     */
    record Point(double ideal, double noisy, double[] band, String method) {}

    private final SweepType.Plan plan;
    private final SimulationOptions options;
    private final int threads;
    private final Observable observable;
    private final Map<Integer, Experiment> kept = new ConcurrentHashMap<>();
    private final Experiment first;
    private final SimulatorChoice choice;
    private final ConfidenceBands bands;
    private final double seconds;
    private final Supplier<Double> firstIdeal;

    SweepAnalysis(SweepType.Plan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options.withThreads(1);
        this.threads = options.threads();
        this.observable = plan.quantity();
        this.first = experiment(setup(0));
        this.choice = first.noisyChoice(first.noisyTask(List.of(observable), options));
        this.firstIdeal = new Once<>(() -> ideal(first, 0));
        double once = Experiment.RunCost.seconds(first, choice, options);
        this.bands = plan.over().size() > 1
                ? new ConfidenceBands(0, Optional.empty())
                : ConfidenceBands.of(plan.setup(), samples() * once);
        this.seconds = once * (2 + bands.samples());
        kept.put(0, first);
        boolean hasPulses = plan.setup().device().qubits().stream()
                .limit(plan.setup().circuit().qubits())
                .anyMatch(qubit -> qubit.levels() > 2);
        int[] tried = hasPulses && samples() > TRIED_PULSES
                ? spread(TRIED_PULSES)
                : samples() <= KEPT_POINTS ? IntStream.range(0, samples()).toArray() : spread(TRIED_POINTS);
        TaskWatch.NONE.each(0, tried.length, options.threads() > 1, k -> checked(tried[k]));
    }

    /** Points of a long sweep: what devices can have are intervals, so ends tell of what lies between. */
    private int[] spread(int points) {
        int each = columns() == 1 ? points : (int) Math.sqrt(points);
        int[] columns =
                columns() == 1 ? new int[] {0} : spread(plan.over().get(1).values(), each);
        return Arrays.stream(spread(plan.over().get(0).values(), each))
                .flatMap(i -> Arrays.stream(columns).map(j -> i * columns() + j))
                .toArray();
    }

    private static int[] spread(List<Double> values, int most) {
        int last = values.size() - 1;
        int count = Math.min(values.size(), most);
        return IntStream.concat(
                        IntStream.of(values.indexOf(Collections.min(values)), values.indexOf(Collections.max(values))),
                        IntStream.range(0, count).map(k -> (int) ((long) k * last / Math.max(1, count - 1))))
                .distinct()
                .toArray();
    }

    private int checked(int point) {
        if (point > 0) { // the first was tried when its backend was chosen
            Experiment experiment = experiment(setup(point));
            experiment.noisyChoice(experiment.noisyTask(List.of(observable), options));
            if (point < KEPT_POINTS) {
                kept.put(point, experiment);
            }
        }
        if (point % (1 + samples() / DRAWN_POINTS) == 0) {
            bands.devices(setup(point), plan.header().seeds());
        }
        return point;
    }

    @Override
    public Class<Point> rowType() {
        return Point.class;
    }

    @Override
    public int samples(List<Point> complete) {
        return samples();
    }

    private int samples() {
        return rows() * columns();
    }

    @Override
    public double secondsPerSample() {
        return seconds;
    }

    @Override
    public List<Point> rows(int from, int to, List<Point> complete, TaskWatch watch) {
        return watch.each(from, to, threads > 1, this::point);
    }

    /** A point that was not tried beforehand may be one that cannot run: said as it is before a run. */
    private Point point(int point) {
        try {
            return found(point);
        } catch (UnknownDurationException | UnsupportedSimulationException | IllegalArgumentException e) {
            throw new InvalidInputException(List.of(Problem.error(
                    plan.header().location(), "analysis `" + plan.id() + "` cannot run: " + PlainMessage.of(e))));
        }
    }

    private Point found(int point) {
        Experiment known = kept.get(point);
        Experiment experiment = known == null ? experiment(setup(point)) : known;
        List<double[][]> drawn = new ArrayList<>();
        // A swept value is exact; the devices drawn for all points have the same errors otherwise.
        for (Setup device : bands.devices(setup(point), plan.header().seeds())) {
            drawn.add(new double[][] {{noisy(experiment(device), point)}});
        }
        List<ConfidenceBands.Band> band = ConfidenceBands.of(drawn);
        SimulationTask task = experiment.noisyTask(List.of(observable), seeded(point));
        SimulatorChoice own = point == 0 ? choice : experiment.noisyChoice(task);
        return new Point(
                idealAt(experiment, point),
                value(own, task, experiment),
                band.isEmpty()
                        ? new double[0]
                        : new double[] {band.get(0).low()[0], band.get(0).high()[0]},
                own.simulator().method());
    }

    private double idealAt(Experiment experiment, int point) {
        if (!plan.ideal()) {
            return Double.NaN;
        }
        return experiment.sharesIdeal(first) ? firstIdeal.get() : ideal(experiment, point);
    }

    private double ideal(Experiment experiment, int point) {
        SimulationTask task = experiment.idealTask(List.of(observable), seeded(point));
        return value(experiment.idealChoice(task), task, experiment);
    }

    private double noisy(Experiment experiment, int point) {
        SimulationTask task = experiment.noisyTask(List.of(observable), seeded(point));
        return value(experiment.noisyChoice(task), task, experiment);
    }

    private SimulationOptions seeded(int point) {
        return options.withSeed(plan.header().seeds().of(point));
    }

    private double value(SimulatorChoice backend, SimulationTask task, Experiment experiment) {
        return backend.simulator().run(task, experiment.initial()).scalars(observable)[plan.step()];
    }

    @Override
    public SweepType.Result assemble(List<Point> points) {
        double[][] ideal = new double[rows()][columns()];
        double[][] noisy = new double[rows()][columns()];
        double[] low = new double[rows()];
        double[] high = new double[rows()];
        boolean drawn = false;
        for (int k = 0; k < points.size(); k++) {
            Point point = points.get(k);
            ideal[k / columns()][k % columns()] = point.ideal();
            noisy[k / columns()][k % columns()] = point.noisy();
            boolean own = point.band().length > 0;
            low[k / columns()] = own ? point.band()[0] : Double.NaN;
            high[k / columns()] = own ? point.band()[1] : Double.NaN;
            drawn |= own;
        }
        List<String> warnings = new ArrayList<>(first.noisy().warnings());
        bands.warning().ifPresent(warnings::add);
        flat(0, noisy).ifPresent(warnings::add);
        if (plan.over().size() == 2) {
            flat(1, transposed(noisy)).ifPresent(warnings::add);
        }
        return new SweepType.Result(
                plan,
                ideal,
                noisy,
                drawn ? Optional.of(new ConfidenceBands.Band(low, high)) : Optional.empty(),
                pulses(),
                method(points),
                warnings);
    }

    /**
     * A word on a parameter that moves nothing, to the last bit: a user would take the line for an insensitive number.
     */
    private Optional<String> flat(int axis, double[][] byValue) {
        StudyParameter.SweepAxis over = plan.over().get(axis);
        boolean same = Arrays.stream(byValue).allMatch(values -> Arrays.equals(values, byValue[0]));
        if (!same || new HashSet<>(over.values()).size() < 2) {
            return Optional.empty();
        }
        String address = over.parameter().address();
        return Optional.of("`" + address + "` changes " + plan.observable() + " at no point"
                + (address.contains(".readout")
                        ? ": readout errors are in what is measured (type tomography), not in the state"
                        : ""));
    }

    private static double[][] transposed(double[][] values) {
        return IntStream.range(0, values[0].length)
                .mapToObj(column ->
                        Arrays.stream(values).mapToDouble(row -> row[column]).toArray())
                .toArray(double[][]::new);
    }

    /** What was calibrated at each point; nothing where every qubit has two levels. */
    private List<SweepType.Result.PulseAt> pulses() {
        List<SweepType.Result.PulseAt> pulses = new ArrayList<>();
        if (first.noisy().levels().stream().allMatch(levels -> levels == 2)) {
            return pulses;
        }
        for (int point = 0; point < samples(); point++) {
            List<Double> at =
                    new ArrayList<>(List.of(plan.over().get(0).values().get(point / columns())));
            if (plan.over().size() == 2) {
                at.add(plan.over().get(1).values().get(point % columns()));
            }
            Experiment known = kept.get(point);
            Pulses.of(known == null ? experiment(setup(point)) : known)
                    .found()
                    .forEach(found -> pulses.add(new SweepType.Result.PulseAt(at, found)));
        }
        return pulses;
    }

    /** That of all points, or each with the number of its points. */
    private Method method(List<Point> points) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        points.forEach(point -> counts.merge(point.method(), 1, Integer::sum));
        if (counts.size() <= 1) {
            return Method.of(choice);
        }
        List<String> each = counts.entrySet().stream()
                .map(entry ->
                        entry.getKey() + " for " + entry.getValue() + (entry.getValue() == 1 ? " point" : " points"))
                .toList();
        return new Method(
                String.join(", ", counts.keySet()),
                ValueReader.hyphenated(plan.setup().simulation().method()) + ": " + String.join(", ", each));
    }

    private int rows() {
        return plan.over().get(0).values().size();
    }

    private int columns() {
        return plan.over().size() == 1 ? 1 : plan.over().get(1).values().size();
    }

    private Experiment experiment(Setup setup) {
        CircuitSource source = setup.circuit();
        return Experiment.of(
                setup.withCircuit(source.withSteps(plan.step())), plan.start().state());
    }

    private Setup setup(int point) {
        Setup setup = with(plan.setup(), plan.over().get(0), point / columns());
        if (plan.over().size() == 2) {
            setup = with(setup, plan.over().get(1), point % columns());
        }
        return setup;
    }

    private static Setup with(Setup setup, StudyParameter.SweepAxis axis, int index) {
        return axis.parameter().set(setup, axis.values().get(index));
    }
}
