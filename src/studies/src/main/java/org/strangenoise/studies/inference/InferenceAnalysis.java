package org.strangenoise.studies.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.ConfusionMatrix;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.studies.inference.InferencePlan.Explained;
import org.strangenoise.studies.inference.InferencePlan.Explanation;
import org.strangenoise.studies.inference.InferencePlan.Model;
import org.strangenoise.studies.inference.InferencePlan.Reading;
import org.strangenoise.studies.inference.InferenceResult.Place;
import org.strangenoise.tomography.Reconstruction;

/**
 * Explanations over a grid of parameters. A sample of the first round is a model at a place of the axes that come
 * before readout; it finds what is measured there for every reading and every readout. A sample of the second round is
 * an explanation under a set of errors: it goes on from the best place of the grid, and finds there all statements, and
 * the waterfall where one is asked for.
 */
final class InferenceAnalysis implements PreparedAnalysis<InferenceAnalysis.Row, InferenceResult> {

    /** Seconds to make a state of counts, by the cube of its dimension, and by outcome of all bases. */
    private static final double SECONDS_OF_STATE = 150e-9;

    private static final double SECONDS_OF_OUTCOME = 40e-9;

    /** The best place has more repetitions. */
    static final int MORE = 10;

    /** The search for the best place halves its steps down to this, in steps of the grid. */
    private static final double FINEST = 0.2;

    private static final int MOST_EVALUATIONS = 24;

    /** Each takes about a second on one thread; a task of these keeps the threads of a small machine busy. */
    private static final int TOGETHER = 8;

    /**
     * What a sample finds, one of two.
     *
     * @param grid {@code [reading][place of readout][statement with a value]}; empty where no device has the values
     * @param best of an explanation
     */
    record Row(double @Nullable [][][] grid, @Nullable Best best) {}

    /**
     * The best place of an explanation.
     *
     * @param parameters of its axes; empty if no device has any of the grid's
     * @param values of all statements
     * @param errors of one experiment
     * @param waterfall where it is asked of this explanation
     */
    record Best(double[] parameters, double[] values, double[] errors, InferenceResult.@Nullable Waterfall waterfall) {}

    private final InferencePlan plan;
    private final SimulationOptions options;
    private final List<Integer> numbers;
    private final List<MeasuredStatements> ofNumbers;
    private final List<MeasuredStatements> ofAll;
    private final List<Experiment> first;
    private final SimulatorChoice choice;
    private final List<Integer> physical;
    private final List<Integer> readout;
    private final double seconds;

    InferenceAnalysis(InferencePlan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        this.physical = plan.physicalAxes();
        this.readout = plan.readoutAxes();
        List<Integer> all = IntStream.range(0, plan.statements().size()).boxed().toList();
        this.numbers = all.stream()
                .filter(k -> plan.statements().get(k).value().isPresent())
                .toList();
        this.ofNumbers = plan.models().stream()
                .map(model -> new MeasuredStatements(plan, model, numbers, options))
                .toList();
        this.ofAll = plan.models().stream()
                .map(model -> new MeasuredStatements(plan, model, all, options))
                .toList();
        List<Experiment> each = new ArrayList<>();
        SimulatorChoice chosen = null;
        double costly = 0;
        for (int m = 0; m < plan.models().size(); m++) {
            List<Experiment> own = prepared(plan.models().get(m), ofAll.get(m));
            double runs = 0;
            for (Experiment experiment : own) {
                SimulationTask task = ofAll.get(m).task(experiment.noisy());
                SimulatorChoice of = experiment.noisyChoice(task);
                chosen = chosen == null ? of : chosen;
                runs += Experiment.RunCost.seconds(experiment, of, options);
            }
            costly = Math.max(costly, runs);
            each.add(own.get(0));
        }
        this.first = List.copyOf(each);
        this.choice = Objects.requireNonNull(chosen);
        this.seconds = costly + cost();
        checkTime();
    }

    /** The experiments of the first place that a device can have. */
    private List<Experiment> prepared(Model model, MeasuredStatements statements) {
        IllegalArgumentException why = null;
        for (int place = 0; place < plan.places(physical); place++) {
            try {
                return statements.experiments(physical, plan.at(physical, place));
            } catch (IllegalArgumentException unphysical) {
                why = why == null ? unphysical : why;
            }
        }
        throw new IllegalArgumentException(
                "the model `" + model.name() + "` can have none of the values: "
                        + Objects.requireNonNull(why).getMessage(),
                why);
    }

    /** Of the states of one place. */
    private double cost() {
        int qubits = plan.setup().circuit().qubits();
        double once = SECONDS_OF_STATE * StrictMath.pow(8, qubits) + SECONDS_OF_OUTCOME * StrictMath.pow(6, qubits);
        int states = numbers.stream()
                .map(plan.statements()::get)
                .mapToInt(s -> (s.to() + 1) * s.starts().size())
                .sum();
        int readings = 1 + (plan.readings().size() - 1) * plan.places(readout);
        return once * states * readings * (plan.shots().isPresent() ? plan.repetitions() : 1);
    }

    private void checkTime() {
        double all = seconds
                * (gridSamples() + MORE * plan.sets().size() * explanations().size());
        if (all > Experiment.RunCost.MAX_SECONDS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d models at %d places with %d repetitions would take %.0f s of one processor, more than %.0f s;"
                            + " take fewer values, starts or repetitions",
                    plan.models().size(),
                    plan.places(physical) * plan.places(readout),
                    plan.repetitions(),
                    all,
                    Experiment.RunCost.MAX_SECONDS));
        }
    }

    private List<Explanation> explanations() {
        return plan.explanations();
    }

    private int gridSamples() {
        return plan.models().size() * plan.places(physical);
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public int samples(List<Row> complete) {
        return gridSamples()
                + (complete.isEmpty() ? 0 : plan.sets().size() * explanations().size());
    }

    @Override
    public boolean hasOneRound() {
        return false;
    }

    @Override
    public double secondsPerSample() {
        return seconds;
    }

    @Override
    public int samplesTogether() {
        return TOGETHER;
    }

    @Override
    public List<Row> rows(int from, int to, List<Row> complete, TaskWatch watch) {
        boolean parallel = options.threads() > 1;
        if (complete.isEmpty()) {
            return watch.each(
                    from,
                    to,
                    parallel,
                    sample -> new Row(grid(sample / plan.places(physical), sample % plan.places(physical)), null));
        }
        InferenceResult soFar = result(complete, List.of());
        return watch.each(from, to, parallel, sample -> {
            int index = sample - gridSamples();
            int set = index / explanations().size();
            return new Row(null, best(soFar, set, index % explanations().size()));
        });
    }

    private double[][][] grid(int model, int place) {
        try {
            double[] values = plan.at(physical, place);
            MeasuredStatements.Probabilities found = ofNumbers.get(model).noisy(physical, values);
            double[][][] grid = new double[plan.readings().size()][][];
            for (int r = 0; r < grid.length; r++) {
                Reading reading = plan.readings().get(r);
                grid[r] = new double[reading == Reading.PERFECT ? 1 : plan.places(readout)][];
                for (int k = 0; k < grid[r].length; k++) {
                    grid[r][k] = measured(ofNumbers.get(model), found, reading, plan.at(readout, k), plan.repetitions())
                            .values();
                }
            }
            return grid;
        } catch (IllegalArgumentException unphysical) {
            return new double[0][][];
        }
    }

    private MeasuredStatements.Found measured(
            MeasuredStatements statements,
            MeasuredStatements.Probabilities found,
            Reading reading,
            double[] ofReadout,
            int repetitions) {
        ConfusionMatrix confusion = statements.confusion(readout, ofReadout);
        return statements.measured(found, confusion, reading, Reconstruction.PROJECTED, repetitions, true);
    }

    /** A place between those of the grid, with what was found there. */
    private final class Search {

        private final Explanation explanation;
        private final int set;
        private final List<Integer> axes;
        private double[] simulated = new double[0];
        private MeasuredStatements.@Nullable Probabilities found;

        Search(Explanation explanation, int set) {
            this.explanation = explanation;
            this.set = set;
            this.axes = plan.axesOf(explanation);
        }

        /** Parameter values at coordinates along the axes, counted in values. */
        double[] values(double[] coordinates) {
            double[] values = new double[coordinates.length];
            for (int k = 0; k < values.length; k++) {
                var axis = plan.axes().get(axes.get(k));
                int below = (int) Math.min(
                        Math.floor(coordinates[k]), Math.max(0, axis.values().size() - 2));
                double part = coordinates[k] - below;
                double low = axis.values().get(below);
                double high =
                        axis.values().get(Math.min(below + 1, axis.values().size() - 1));
                values[k] = part == 0
                        ? low
                        : axis.logarithmic() ? low * StrictMath.pow(high / low, part) : low + part * (high - low);
            }
            return values;
        }

        double[] part(double[] values, List<Integer> some) {
            return some.stream()
                    .filter(axes::contains)
                    .mapToDouble(k -> values[axes.indexOf(k)])
                    .toArray();
        }

        double chiSquare(double[] coordinates) {
            double[] values = values(coordinates);
            double[] own = part(values, physical);
            MeasuredStatements statements = ofNumbers.get(explanation.model());
            try {
                if (found == null || !Arrays.equals(own, simulated)) {
                    found = statements.noisy(physical, own);
                    simulated = own;
                }
                double[] numbersThere = measured(
                                statements, found, explanation.reading(), readoutOf(values), plan.repetitions())
                        .values();
                return InferenceResult.chiSquare(plan, set, numbersThere);
            } catch (IllegalArgumentException unphysical) {
                return Double.POSITIVE_INFINITY;
            }
        }

        /** Values of the readout's axes; any where there are no readout errors. */
        double[] readoutOf(double[] values) {
            return explanation.reading() == Reading.PERFECT ? plan.at(readout, 0) : part(values, readout);
        }

        /** Steps along the axes, halved where none is better. */
        double[] from(double[] start) {
            double[] at = start.clone();
            double least = chiSquare(at);
            int evaluations = 1;
            for (double step = 0.5; step >= FINEST && evaluations < MOST_EVALUATIONS; ) {
                double[] better = null;
                for (int k = 0; k < at.length; k++) {
                    int last = plan.axes().get(axes.get(k)).values().size() - 1;
                    for (double sign : new double[] {-1, 1}) {
                        double[] next = at.clone();
                        next[k] = Math.max(0, Math.min(last, at[k] + sign * step));
                        if (next[k] == at[k]) {
                            continue;
                        }
                        double there = chiSquare(next);
                        evaluations++;
                        if (there < least) {
                            least = there;
                            better = next;
                        }
                    }
                }
                if (better == null) {
                    step /= 2;
                } else {
                    at = better;
                }
            }
            return at;
        }
    }

    private Best best(InferenceResult soFar, int set, int index) {
        Explanation explanation = explanations().get(index);
        List<Place> places = soFar.places(index);
        if (places.isEmpty()) {
            return new Best(new double[0], new double[0], new double[0], null);
        }
        Place least = InferenceResult.least(places, set);
        Search search = new Search(explanation, set);
        double[] coordinates = new double[least.coordinates().length];
        for (int k = 0; k < coordinates.length; k++) {
            coordinates[k] = least.coordinates()[k];
        }
        double[] values = search.values(search.from(coordinates));
        MeasuredStatements statements = ofAll.get(explanation.model());
        MeasuredStatements.Found found = measured(
                statements,
                statements.noisy(physical, search.part(values, physical)),
                explanation.reading(),
                search.readoutOf(values),
                MORE * plan.repetitions());
        return new Best(values, found.values(), found.errors(), waterfall(soFar, set, index, search, values));
    }

    private InferenceResult.@Nullable Waterfall waterfall(
            InferenceResult soFar, int set, int index, Search search, double[] values) {
        if (plan.explained().isEmpty()) {
            return null;
        }
        Explained explained = plan.explained().get();
        if (soFar.explainedIndex(set, explained) != index) {
            return null;
        }
        Explanation explanation = explanations().get(index);
        return InferenceResult.Waterfall.of(
                plan,
                explanation,
                explained.statement(),
                physical,
                search.part(values, physical),
                new MeasuredStatements(
                        plan, plan.models().get(explanation.model()), List.of(explained.statement()), options),
                ofAll.get(explanation.model()).confusion(readout, search.readoutOf(values)));
    }

    private InferenceResult result(List<Row> grid, List<Best> bests) {
        return new InferenceResult(
                plan,
                grid.stream().map(row -> Objects.requireNonNull(row.grid())).toList(),
                bests,
                first.stream().map(Pulses::of).reduce(Pulses.NONE, Pulses::and),
                Method.of(choice),
                first.stream()
                        .flatMap(experiment -> experiment.noisy().warnings().stream())
                        .distinct()
                        .toList());
    }

    @Override
    public InferenceResult assemble(List<Row> rows) {
        return result(
                rows.subList(0, gridSamples()),
                rows.subList(gridSamples(), rows.size()).stream()
                        .map(row -> Objects.requireNonNull(row.best()))
                        .toList());
    }
}
