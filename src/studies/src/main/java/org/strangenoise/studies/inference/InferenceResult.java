package org.strangenoise.studies.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.strangenoise.budget.Attribution;
import org.strangenoise.budget.Player;
import org.strangenoise.budget.Roster;
import org.strangenoise.budget.ShapleyValues;
import org.strangenoise.budget.Split;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.state.ConfusionMatrix;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.studies.inference.InferenceAnalysis.Best;
import org.strangenoise.studies.inference.InferencePlan.Explained;
import org.strangenoise.studies.inference.InferencePlan.Explanation;
import org.strangenoise.studies.inference.InferencePlan.Reading;
import org.strangenoise.studies.inference.InferencePlan.Statement;
import org.strangenoise.tomography.Reconstruction;

/**
 * What was found at all places, and at the best place of every explanation under every set of errors.
 *
 * @param grid one a model and place before readout: {@code [reading][place of readout][statement with a value]}
 * @param bests one an explanation, set after set
 */
public record InferenceResult(
        InferencePlan plan,
        List<double[][][]> grid,
        List<Best> bests,
        Pulses pulses,
        Method method,
        List<String> warnings)
        implements AnalysisResult {

    public InferenceResult {
        grid = List.copyOf(grid);
        bests = List.copyOf(bests);
        warnings = List.copyOf(warnings);
    }

    /**
     * A place of an explanation's grid.
     *
     * @param coordinates index of the value on each of its axes
     * @param values of its axes
     * @param numbers of the statements with a value
     * @param chiSquares by set
     */
    record Place(int[] coordinates, double[] values, double[] numbers, double[] chiSquares) {}

    /** {@code sum ((number - value) / error)^2} over the statements with a value. */
    static double chiSquare(InferencePlan plan, int set, double[] numbers) {
        double sum = 0;
        int at = 0;
        for (Statement statement : plan.statements()) {
            if (statement.value().isPresent()) {
                double pull = pull(plan, set, statement, numbers[at++]);
                sum += pull * pull;
            }
        }
        return sum;
    }

    private static double pull(InferencePlan plan, int set, Statement statement, double number) {
        double error = Objects.requireNonNull(statement.errors().get(plan.sets().get(set)));
        return (number - statement.value().getAsDouble()) / error;
    }

    /** The place of the least chi-square. */
    static Place least(List<Place> places, int set) {
        return places.stream()
                .min(Comparator.comparingDouble(place -> place.chiSquares()[set]))
                .orElseThrow();
    }

    /** The places of an explanation that a device can have. */
    List<Place> places(int explanation) {
        Explanation own = plan.explanations().get(explanation);
        List<Integer> physical = plan.physicalAxes();
        List<Integer> readout = plan.readoutAxes();
        List<Integer> axes = plan.axesOf(own);
        int count = plan.places(physical);
        int reading = plan.readings().indexOf(own.reading());
        List<Place> places = new ArrayList<>();
        for (int p = 0; p < count; p++) {
            double[][][] found = grid.get(own.model() * count + p);
            for (int r = 0; found.length > 0 && r < found[reading].length; r++) {
                double[] values = new double[axes.size()];
                int[] coordinates = new int[axes.size()];
                fill(axes, physical, p, values, coordinates);
                fill(axes, readout, r, values, coordinates);
                double[] numbers = found[reading][r];
                places.add(new Place(
                        coordinates,
                        values,
                        numbers,
                        IntStream.range(0, plan.sets().size())
                                .mapToDouble(set -> chiSquare(plan, set, numbers))
                                .toArray()));
            }
        }
        return places;
    }

    private void fill(List<Integer> axes, List<Integer> some, int place, double[] values, int[] coordinates) {
        double[] own = plan.at(some, place);
        for (int k = 0; k < own.length; k++) {
            int at = axes.indexOf(some.get(k));
            if (at >= 0) {
                values[at] = own[k];
                coordinates[at] = plan.axes().get(some.get(k)).values().indexOf(own[k]);
            }
        }
    }

    /**
     * A statement under an explanation.
     *
     * @param predicted at the best place
     * @param countingError standard deviation of one experiment there
     * @param low least number over the feasible places; NaN if there is none
     * @param high greatest likewise
     * @param pull predicted less stated over the error; NaN without a value
     */
    record Prediction(
            Statement statement,
            double error,
            double predicted,
            double countingError,
            double low,
            double high,
            double pull) {}

    /**
     * An explanation under a set of errors.
     *
     * @param leastOfGrid the least chi-square of the grid, whose numbers have fewer repetitions
     * @param chiSquare at the best place; NaN if no device has any of the values
     * @param aic chi-square + 2 x parameters; absent where the parameters are as many as the numbers
     * @param parameters values at the best place
     * @param feasible how many places of the grid have a chi-square of at most the limit
     * @param places how many there are
     * @param lows least value of each parameter over these; empty if there is none
     * @param highs greatest likewise
     * @param saving statements without one of which it would be feasible
     */
    record Fit(
            String set,
            int explanation,
            String name,
            double leastOfGrid,
            double chiSquare,
            OptionalDouble aic,
            double[] parameters,
            int feasible,
            int places,
            double[] lows,
            double[] highs,
            List<Prediction> predictions,
            List<String> saving) {

        boolean isFeasible() {
            return feasible > 0;
        }
    }

    /** All explanations under all sets, set after set. */
    List<Fit> fits() {
        List<Fit> fits = new ArrayList<>();
        List<List<Place>> places = IntStream.range(0, plan.explanations().size())
                .mapToObj(this::places)
                .toList();
        for (int set = 0; set < plan.sets().size(); set++) {
            for (int e = 0; e < places.size(); e++) {
                fits.add(fit(set, e, places.get(e)));
            }
        }
        return fits;
    }

    /** The explanations under one set, the best first. */
    List<Fit> ranked(int set) {
        int count = plan.explanations().size();
        return fits().subList(set * count, (set + 1) * count).stream()
                .filter(fit -> !Double.isNaN(fit.chiSquare()))
                .sorted(Comparator.comparingDouble(Fit::chiSquare))
                .toList();
    }

    private Fit fit(int set, int explanation, List<Place> places) {
        Best best = bests.get(set * plan.explanations().size() + explanation);
        Explanation own = plan.explanations().get(explanation);
        List<Place> feasible = places.stream()
                .filter(place -> place.chiSquares()[set] <= plan.limit())
                .toList();
        boolean exists = best.values().length > 0;
        int parameters = plan.axesOf(own).size();
        double chiSquare = exists ? chiSquare(plan, set, weighted(best.values())) : Double.NaN;
        List<Prediction> predictions = new ArrayList<>();
        int at = 0;
        for (int s = 0; exists && s < plan.statements().size(); s++) {
            Statement statement = plan.statements().get(s);
            boolean counts = statement.value().isPresent();
            int index = counts ? at++ : -1;
            predictions.add(new Prediction(
                    statement,
                    counts
                            ? Objects.requireNonNull(
                                    statement.errors().get(plan.sets().get(set)))
                            : Double.NaN,
                    best.values()[s],
                    best.errors()[s],
                    counts ? range(feasible, index, true) : Double.NaN,
                    counts ? range(feasible, index, false) : Double.NaN,
                    counts ? pull(plan, set, statement, best.values()[s]) : Double.NaN));
        }
        return new Fit(
                plan.sets().get(set),
                explanation,
                plan.text(own),
                places.isEmpty() ? Double.NaN : least(places, set).chiSquares()[set],
                chiSquare,
                exists && plan.numbers() > parameters
                        ? OptionalDouble.of(chiSquare + 2 * parameters)
                        : OptionalDouble.empty(),
                best.parameters(),
                feasible.size(),
                places.size(),
                ends(feasible, parameters, true),
                ends(feasible, parameters, false),
                predictions,
                feasible.isEmpty() ? saving(places, set) : List.of());
    }

    private double[] weighted(double[] all) {
        return IntStream.range(0, all.length)
                .filter(s -> plan.statements().get(s).value().isPresent())
                .mapToDouble(s -> all[s])
                .toArray();
    }

    private static double range(List<Place> feasible, int index, boolean low) {
        var numbers = feasible.stream().mapToDouble(place -> place.numbers()[index]);
        return (low ? numbers.min() : numbers.max()).orElse(Double.NaN);
    }

    private static double[] ends(List<Place> feasible, int parameters, boolean low) {
        return feasible.isEmpty()
                ? new double[0]
                : IntStream.range(0, parameters)
                        .mapToDouble(k -> {
                            var values = feasible.stream().mapToDouble(place -> place.values()[k]);
                            return (low ? values.min() : values.max()).orElse(Double.NaN);
                        })
                        .toArray();
    }

    /** Statements without one of which some place is feasible; the limit falls by the share of one number. */
    private List<String> saving(List<Place> places, int set) {
        List<Statement> counted =
                plan.statements().stream().filter(s -> s.value().isPresent()).toList();
        List<String> saving = new ArrayList<>();
        double limit = plan.limit() * (counted.size() - 1) / counted.size();
        for (int k = 0; k < counted.size() && counted.size() > 1; k++) {
            int left = k;
            boolean feasible = places.stream().anyMatch(place -> {
                double pull = pull(plan, set, counted.get(left), place.numbers()[left]);
                return place.chiSquares()[set] - pull * pull <= limit;
            });
            if (feasible) {
                saving.add(counted.get(k).name());
            }
        }
        return saving;
    }

    /** Of the waterfall: the explanation that is asked for, else the best one of those that are. */
    int explainedIndex(int set, Explained explained) {
        return IntStream.range(0, plan.explanations().size())
                .filter(e -> {
                    Explanation own = plan.explanations().get(e);
                    return explained.model().stream().allMatch(model -> model == own.model())
                            && explained.reading().stream().allMatch(reading -> reading == own.reading())
                            && !places(e).isEmpty();
                })
                .boxed()
                .min(Comparator.comparingDouble(e -> least(places(e), set).chiSquares()[set]))
                .orElse(-1);
    }

    /**
     * A waterfall under a set of errors.
     *
     * @param explanation in words
     * @param stated the statement's value
     */
    record Fall(String set, String explanation, Statement statement, Waterfall waterfall, double stated) {

        /** What no player takes. */
        double unexplained() {
            return stated - waterfall.predicted();
        }
    }

    /** The waterfalls, one a set. */
    List<Fall> falls() {
        List<Fall> falls = new ArrayList<>();
        int count = plan.explanations().size();
        for (int k = 0; k < bests.size(); k++) {
            Waterfall waterfall = bests.get(k).waterfall();
            if (waterfall != null) {
                Statement statement =
                        plan.statements().get(plan.explained().orElseThrow().statement());
                falls.add(new Fall(
                        plan.sets().get(k / count),
                        plan.text(plan.explanations().get(k % count)),
                        statement,
                        waterfall,
                        statement.value().orElse(waterfall.predicted())));
            }
        }
        return falls;
    }

    /** Chi-square over the first two axes, {@code [second][first]}: the least over all others; NaN where none is. */
    Optional<double[][]> map(int explanation, int set) {
        List<Integer> axes = plan.axesOf(plan.explanations().get(explanation));
        if (axes.size() < 2
                || InferencePlan.isOfReadout(plan.axes().get(axes.get(1)).parameter())) {
            return Optional.empty();
        }
        double[][] map = new double[plan.axes().get(axes.get(1)).values().size()]
                [plan.axes().get(axes.get(0)).values().size()];
        for (double[] row : map) {
            Arrays.fill(row, Double.NaN);
        }
        for (Place place : places(explanation)) {
            double own = place.chiSquares()[set];
            double[] row = map[place.coordinates()[1]];
            int column = place.coordinates()[0];
            row[column] = Double.isNaN(row[column]) ? own : Math.min(row[column], own);
        }
        return Optional.of(map);
    }

    /** What follows, in sentences. */
    List<String> inWords() {
        return InferenceWords.of(this);
    }

    /**
     * What takes a statement's number from its ideal value to the one that an explanation predicts, by Shapley's rule:
     * every mechanism of the device's noise, and readout errors, counting and the making of states. A player that is
     * off is: a mechanism, absent; readout, without errors; shots, exact frequencies; reconstruction, linear inversion.
     *
     * @param players mechanisms first
     * @param ideal the number without all of them
     * @param changes what each adds, in order
     * @param predicted the number with all of them
     */
    record Waterfall(List<String> players, double ideal, double[] changes, double predicted) {

        private static final String READOUT = "readout";
        private static final String SHOTS = "shots";
        private static final String RECONSTRUCTION = "reconstruction";

        /**
         * Of one explanation at one place.
         *
         * @param axes places of the axes before readout
         * @param values of these
         * @param statement of the explained statement alone
         * @param confusion of the readout
         */
        static Waterfall of(
                InferencePlan plan,
                Explanation explanation,
                int index,
                List<Integer> axes,
                double[] values,
                MeasuredStatements statement,
                ConfusionMatrix confusion) {
            Setup setup =
                    plan.set(plan.models().get(explanation.model()).setups().get(index), axes, values);
            NoiseModel model =
                    setup.noise().model(setup.device(), setup.simulation().seed());
            Roster roster = Roster.of(
                    model,
                    statement.experiments(axes, values).stream()
                            .map(Experiment::scheduled)
                            .toList(),
                    EnumSet.of(Split.MECHANISM),
                    Set.of());
            List<String> players = new ArrayList<>(roster.players().stream()
                    .map(Player::mechanism)
                    .map(Objects::toString)
                    .toList());
            int mechanisms = players.size();
            boolean byQubits = plan.statements().get(index).tomography() == InferencePlan.Tomography.QUBIT;
            if (explanation.reading() != Reading.PERFECT) {
                players.add(READOUT);
            }
            if (plan.shots().isPresent()) {
                players.add(SHOTS);
            }
            if (!byQubits) {
                players.add(RECONSTRUCTION);
            }
            Map<Integer, MeasuredStatements.Probabilities> known = new HashMap<>();
            Attribution shares = new ShapleyValues(
                            on -> {
                                int mask = 0;
                                boolean[] acting = new boolean[mechanisms];
                                for (int k = 0; k < mechanisms; k++) {
                                    acting[k] = on[k];
                                    mask |= on[k] ? 1 << k : 0;
                                }
                                MeasuredStatements.Probabilities found = known.computeIfAbsent(
                                        mask,
                                        key -> statement.probabilities(
                                                axes,
                                                values,
                                                experiment -> model.withSelection(roster.selection(acting))
                                                        .apply(experiment.scheduled())));
                                return statement
                                        .measured(
                                                found,
                                                confusion,
                                                isOn(players, on, READOUT) ? explanation.reading() : Reading.PERFECT,
                                                isOn(players, on, RECONSTRUCTION)
                                                        ? Reconstruction.PROJECTED
                                                        : Reconstruction.LINEAR,
                                                InferenceAnalysis.MORE * plan.repetitions(),
                                                isOn(players, on, SHOTS))
                                        .values();
                            },
                            players.size(),
                            false)
                    .exact();
            double[] changes = new double[players.size()];
            for (int k = 0; k < changes.length; k++) {
                changes[k] = -shares.shapley()[k][0];
            }
            return new Waterfall(players, shares.ideal()[0], changes, shares.noisy()[0]);
        }

        private static boolean isOn(List<String> players, boolean[] on, String player) {
            int index = players.indexOf(player);
            return index >= 0 && on[index];
        }
    }
}
