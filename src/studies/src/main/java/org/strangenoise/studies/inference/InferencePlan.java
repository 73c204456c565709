package org.strangenoise.studies.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.yaml.ValueReader;

/**
 * Statements of a text, as numbers with errors, and the explanations that are held against all of them.
 *
 * @param statements at least one has a value
 * @param sets names of the sets of errors; the first is the one of the waterfall
 * @param models what may stand for the device, each with the setups of all statements
 * @param readings what may have been done about readout
 * @param axes parameters and their values
 * @param ties parameters that follow others
 * @param shots in each basis; absent for exact frequencies
 * @param repetitions experiments over which the mean is taken at each place of the grid, ten times as many at the best
 * @param limit an explanation is feasible where its chi-square is at most this
 * @param explained what the waterfall is of; empty for none
 */
public record InferencePlan(
        Header header,
        List<Statement> statements,
        List<String> sets,
        List<Model> models,
        List<Reading> readings,
        List<StudyParameter.SweepAxis> axes,
        List<Tie> ties,
        OptionalLong shots,
        int repetitions,
        double limit,
        Optional<Explained> explained)
        implements AnalysisPlan {

    private static final String READOUT = ".readout.";

    public InferencePlan {
        statements = List.copyOf(statements);
        sets = List.copyOf(sets);
        models = List.copyOf(models);
        readings = List.copyOf(readings);
        axes = List.copyOf(axes);
        ties = List.copyOf(ties);
    }

    /**
     * A number of a text.
     *
     * @param source its words and where they stand, or how they are read
     * @param of name of the observable
     * @param tomography how it was measured
     * @param comparison what is made of the starts
     * @param from the first step of the mean
     * @param to the last one
     * @param starts as they are under kappa > 0
     * @param value absent where the text has none: then it is predicted, and nothing is inferred from it
     * @param errors by set; empty without a value
     */
    public record Statement(
            String name,
            String source,
            String of,
            Observable observable,
            Tomography tomography,
            Comparison comparison,
            int from,
            int to,
            List<StartState> starts,
            OptionalDouble value,
            Map<String, Double> errors) {
        public Statement {
            starts = List.copyOf(starts);
            errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
        }

        /** In words. */
        String text() {
            String steps = from == to ? "at step " + to : "mean of steps " + from + " to " + to;
            String over = switch (comparison) {
                case MEAN -> starts.size() == 1 ? "" : ", mean of " + starts.size() + " starts";
                case DIFFERENCE -> ", difference of two starts";
                case LARGEST_DIFFERENCE -> ", largest difference in " + starts.size() / 2 + " pairs of starts";
            };
            return of + " " + steps + over;
        }
    }

    /** How states were measured. */
    public enum Tomography {
        /** All qubits together, in every product basis. */
        STATE,
        /** Each qubit by itself, in three bases. */
        QUBIT
    }

    /** What is made of the numbers of several starts. */
    public enum Comparison {
        MEAN,
        /** Of the first less that of the second. */
        DIFFERENCE,
        /** The largest absolute difference of a start and the next, pair by pair. */
        LARGEST_DIFFERENCE
    }

    /**
     * What may stand for the device.
     *
     * @param setups one a statement
     * @param mirrored whether kappa, and so the coupling, has the other sign; starts then have the other phi
     */
    public record Model(String name, List<Setup> setups, boolean mirrored) {
        public Model {
            setups = List.copyOf(setups);
        }
    }

    /** What may have been done about readout. */
    public enum Reading {
        /** No readout errors. */
        PERFECT,
        /** Readout errors that are part of the numbers. */
        UNCORRECTED,
        /** Readout errors that are known and undone. */
        CORRECTED
    }

    /** A parameter that is a factor times another. */
    public record Tie(StudyParameter parameter, StudyParameter to, double factor) {}

    /**
     * What the waterfall is of.
     *
     * @param statement index
     * @param model index; empty for that of the best explanation
     * @param reading likewise
     */
    public record Explained(int statement, Optional<Integer> model, Optional<Reading> reading) {}

    /**
     * A model and what was done about readout.
     *
     * @param model index
     */
    public record Explanation(int model, Reading reading) {}

    /** All explanations, model by model. */
    public List<Explanation> explanations() {
        return IntStream.range(0, models.size())
                .boxed()
                .flatMap(model -> readings.stream().map(reading -> new Explanation(model, reading)))
                .toList();
    }

    /** In words. */
    public String text(Explanation explanation) {
        String name = models.get(explanation.model()).name();
        return readings.size() == 1 ? name : name + ", readout " + ValueReader.hyphenated(explanation.reading());
    }

    /** Places of the axes that what happens before readout depends on. */
    public List<Integer> physicalAxes() {
        return axesOf(false);
    }

    /** Places of the axes of readout. */
    public List<Integer> readoutAxes() {
        return axesOf(true);
    }

    private List<Integer> axesOf(boolean readout) {
        return IntStream.range(0, axes.size())
                .filter(k -> isOfReadout(axes.get(k).parameter()) == readout)
                .boxed()
                .toList();
    }

    static boolean isOfReadout(StudyParameter parameter) {
        return parameter.address().contains(READOUT);
    }

    /** Places of the axes that an explanation has. */
    public List<Integer> axesOf(Explanation explanation) {
        return explanation.reading() == Reading.PERFECT
                ? physicalAxes()
                : IntStream.range(0, axes.size()).boxed().toList();
    }

    /** How many statements are numbers. */
    public int numbers() {
        return (int) statements.stream().filter(s -> s.value().isPresent()).count();
    }

    /** Places on some axes, the last one running fastest. */
    int places(List<Integer> some) {
        return some.stream().mapToInt(k -> axes.get(k).values().size()).reduce(1, (a, b) -> a * b);
    }

    /** The values at a place, one an axis of these. */
    double[] at(List<Integer> some, int place) {
        double[] values = new double[some.size()];
        int rest = place;
        for (int k = some.size() - 1; k >= 0; k--) {
            List<Double> own = axes.get(some.get(k)).values();
            values[k] = own.get(rest % own.size());
            rest /= own.size();
        }
        return values;
    }

    /**
     * A setup with values of some parameters, and those tied to them.
     *
     * @throws IllegalArgumentException if no device can have them
     */
    Setup set(Setup setup, List<Integer> some, double[] values) {
        List<StudyParameter> parameters = new ArrayList<>();
        List<Double> numbers = new ArrayList<>();
        for (int k = 0; k < values.length; k++) {
            StudyParameter own = axes.get(some.get(k)).parameter();
            parameters.add(own);
            numbers.add(values[k]);
            for (Tie tie : ties) {
                if (tie.to().address().equals(own.address())) {
                    parameters.add(tie.parameter());
                    numbers.add(tie.factor() * values[k]);
                }
            }
        }
        return StudyParameter.setAll(
                setup,
                parameters,
                numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public AnalysisType<InferencePlan, InferenceResult> type() {
        return InferenceType.TYPE;
    }

    @Override
    public InferencePlan withSeed(long seed) {
        return new InferencePlan(
                header.withSeed(seed),
                statements,
                sets,
                models.stream()
                        .map(model -> new Model(
                                model.name(),
                                model.setups().stream()
                                        .map(s -> s.withSeed(seed))
                                        .toList(),
                                model.mirrored()))
                        .toList(),
                readings,
                axes,
                ties,
                shots,
                repetitions,
                limit,
                explained);
    }
}
