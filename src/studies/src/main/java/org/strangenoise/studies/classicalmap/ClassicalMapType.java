package org.strangenoise.studies.classicalmap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Scatter;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.Fields.Place;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.entropymap.EntropyMapFigures;
import org.strangenoise.studies.entropymap.EntropyMapType;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.presentation.ParameterText;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** The stroboscopic map of the classical kicked top from random starts. */
public final class ClassicalMapType extends AnalysisType<ClassicalMapType.Plan, ClassicalMapType.Result> {

    /**
     * The stroboscopic map of the classical kicked top from random starts.
     *
     * @param entropyMap id of an entropy map whose average is drawn above, if any
     * @param average steps over which the quantum top's entropy is averaged, from the same starts; empty for none
     */
    public record Plan(
            Header header, int starts, int steps, long seed, Optional<String> entropyMap, Optional<Integer> average)
            implements AnalysisPlan {
        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public AnalysisPlan withSeed(long newSeed) {
            return new Plan(header.withSeed(newSeed), starts, steps, newSeed, entropyMap, average);
        }
    }

    /**
     * Points of the classical stroboscopic map.
     *
     * @param theta of every point, start after start, steps 0 to the plan's
     * @param phi of every point, in -pi..pi
     * @param lyapunov exponent of every start's orbit over {@link #LYAPUNOV_STEPS} steps, per step
     * @param spreadEntropy of a cloud of classical tops as wide as the quantum top's state from every start, mean over
     *     steps; empty if not asked
     * @param idealEntropy mean one-qubit entropy of the quantum top from every start, mean over steps; empty if not
     *     asked
     * @param noisyEntropy likewise, with the device's noise
     */
    public record Result(
            Plan plan,
            double[] theta,
            double[] phi,
            double[] lyapunov,
            double[] spreadEntropy,
            double[] idealEntropy,
            double[] noisyEntropy,
            Method method)
            implements AnalysisResult {

        /**
         * Enough to tell regular from chaotic orbits; the exponents of regular ones are log(steps)/steps, not yet 0.
         */
        public static final int LYAPUNOV_STEPS = 200;

        /** True if entropies were asked for. */
        boolean hasEntropy() {
            return plan.average().isPresent();
        }

        /** Spearman's, of entropies with Lyapunov exponents; NaN for fewer than two starts. */
        double rankCorrelation(double[] entropy) {
            return correlation(entropy, lyapunov);
        }

        /** Likewise with the entropies of the clouds. */
        double spreadCorrelation(double[] entropy) {
            return correlation(entropy, spreadEntropy);
        }

        private static double correlation(double[] entropy, double[] classical) {
            return entropy.length < 2 ? Double.NaN : new SpearmansCorrelation().correlation(entropy, classical);
        }
    }

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .count("initial-states", "how many starts", result -> result.plan().starts())
            .count("steps", "how many steps from each", result -> result.plan().steps())
            .numbers("theta", "rad", "of all points, start after start, steps 0 to `steps`", Result::theta)
            .numbers("phi", "rad", "likewise, -pi to pi", Result::phi)
            .numbers("lyapunov", "1/step", "exponent of every start's orbit over 200 steps", Result::lyapunov)
            .numbers(
                    "ideal-entropy",
                    "bit",
                    "of every start: mean one-qubit entropy of the quantum top, mean over steps 1 to `average`; absent"
                            + " without that key",
                    Result::idealEntropy)
            .onlyIf(Result::hasEntropy)
            .numbers("noisy-entropy", "bit", "likewise, with the device's noise", Result::noisyEntropy)
            .onlyIf(Result::hasEntropy)
            .numbers(
                    "spread-entropy",
                    "bit",
                    "of every start: what one qubit's entropy would be if the Husimi function of its spin coherent state"
                            + " moved with the classical map (`ClassicalSpread`), mean over the same steps; absent likewise",
                    Result::spreadEntropy)
            .onlyIf(Result::hasEntropy)
            .number(
                    "ideal-rank-correlation",
                    "",
                    "Spearman's, of `ideal-entropy` with `lyapunov`; absent likewise",
                    result -> result.rankCorrelation(result.idealEntropy()))
            .onlyIf(Result::hasEntropy)
            .number(
                    "noisy-rank-correlation",
                    "",
                    "Spearman's, of `noisy-entropy` with `lyapunov`; absent likewise",
                    result -> result.rankCorrelation(result.noisyEntropy()))
            .onlyIf(Result::hasEntropy)
            .number(
                    "ideal-spread-correlation",
                    "",
                    "Spearman's, of `ideal-entropy` with `spread-entropy`; absent likewise",
                    result -> result.spreadCorrelation(result.idealEntropy()))
            .onlyIf(Result::hasEntropy)
            .number(
                    "noisy-spread-correlation",
                    "",
                    "Spearman's, of `noisy-entropy` with `spread-entropy`; absent likewise",
                    result -> result.spreadCorrelation(result.noisyEntropy()))
            .onlyIf(Result::hasEntropy);

    private static final List<Table<Result>> TABLES = List.of(Table.each(
            "",
            "a point; `start` counts from 0, `lyapunov` is its start's",
            result -> IntStream.range(0, result.theta().length).mapToObj(index -> new Place<>(result, index)),
            Fields.<Place<Result>>of()
                    .count("start", "from 0", ClassicalMapType::start)
                    .count("step", "of the circuit", at -> at.index() % points(at.of()))
                    .include(at -> at, FIELDS.only("theta", "phi").byPlace())
                    .include(
                            at -> new Place<>(at.of(), start(at)),
                            FIELDS.only("lyapunov").byPlace())));

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new ClassicalMapType();

    private ClassicalMapType() {
        super(
                "classical-map",
                "The stroboscopic map of the classical kicked top from random starts.",
                Plan.class,
                Result.class,
                FIELDS,
                TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return new ClassicalMapAnalysis(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        StartState.Reader.requireKickedTop(analysis, header.setup());
        int starts = analysis.optional("initial-states")
                .integer(Rule.between(1, StartState.Reader.MAX_STARTS))
                .orElse(5000);
        int own = header.setup().circuit().steps();
        int steps = analysis.optional("steps").integer(Rule.between(1, 100_000)).orElse(own);
        long seed = analysis.optional("seed")
                .longInteger(Rule.FINITE)
                .orElse(header.setup().simulation().seed());
        ValueReader averaged = analysis.optional("average");
        Optional<Integer> average = StartState.Reader.step(averaged, header.setup());
        if (average.filter(last -> last == 0).isPresent()) {
            averaged.reject("be at least 1");
            average = Optional.empty();
        }
        return Optional.of(new Plan(
                header, starts, steps, seed, analysis.optional("entropy-map").text(), average));
    }

    @Override
    protected void checkAmong(Plan plan, List<AnalysisPlan> all, Problems problems) {
        plan.entropyMap().ifPresent(id -> EntropyMapFigures.requireMap("entropy-map", id, plan, all, problems));
    }

    @Override
    protected double numbers(Plan plan) {
        return 2.0 * plan.starts() * (plan.steps() + 1);
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
        return List.of(Figures.of(result, all));
    }

    /** Of every start. */
    private static int points(Result result) {
        return result.plan().steps() + 1;
    }

    private static int start(Place<Result> at) {
        return at.index() / points(at.of());
    }

    /**
     * The points of a classical map, below the average of an entropy map if one is named. The colours of all classical
     * maps of a study are on one scale, so that a regular and a chaotic one can be compared.
     */
    static final class Figures {

        private static final double HEIGHT = 43;
        private static final double HEIGHT_OF_SEVERAL = 36;

        private Figures() {}

        static Figure of(Result result, List<AnalysisResult> all) {
            Optional<EntropyMapType.Result> entropy =
                    result.plan().entropyMap().flatMap(id -> EntropyMapType.TYPE.result(id, all));
            List<Row> rows = new ArrayList<>();
            for (HeatMap map : entropy.map(EntropyMapFigures::above).orElse(List.of())) {
                rows.add(Row.of(HEIGHT_OF_SEVERAL, map));
            }
            rows.add(Row.of(rows.isEmpty() ? HEIGHT : HEIGHT_OF_SEVERAL, points(result, all, rows.isEmpty())));
            String kappa = ParameterText.kappa(result.plan().setup());
            return new Figure(
                    result.plan().id(),
                    (entropy.isPresent() ? "Entropy above the classical map at " : "Classical map at ") + kappa,
                    entropy.map(map -> "Above: " + EntropyMapFigures.describeAbove(map)
                                            + ". Below: the stroboscopic map")
                                    .orElse("Stroboscopic map")
                            + String.format(
                                    Locale.ROOT,
                                    " of the classical kicked top at %s: %,d random initial states, %d steps each. Colour:"
                                            + " Lyapunov exponent of the orbit over %d steps%s.",
                                    kappa,
                                    result.plan().starts(),
                                    result.plan().steps(),
                                    Result.LYAPUNOV_STEPS,
                                    maps(all).size() > 1 ? ", on one scale for all classical maps of the study" : "")
                            + correlation(result),
                    Width.SINGLE_COLUMN,
                    rows,
                    Sharing.NOTHING);
        }

        /** How far "entropy maps mirror chaos" is true, as a number. */
        private static String correlation(Result result) {
            return !result.hasEntropy()
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            " Rank correlation of the exponent with the %d-step mean of the entropy from the same starts: %.2f"
                                    + " ideally, %.2f with noise; of the entropy of a classical cloud as wide as the quantum"
                                    + " state, over the same steps: %.2f and %.2f.",
                            result.plan().average().orElseThrow(),
                            result.rankCorrelation(result.idealEntropy()),
                            result.rankCorrelation(result.noisyEntropy()),
                            result.spreadCorrelation(result.idealEntropy()),
                            result.spreadCorrelation(result.noisyEntropy()));
        }

        private static Scatter points(Result result, List<AnalysisResult> all, boolean alone) {
            int points = result.plan().steps() + 1;
            double[] exponents = new double[result.phi().length];
            Arrays.setAll(exponents, i -> result.lyapunov()[i / points]);
            return Scatter.of(
                            alone ? "" : "classical",
                            Axis.phi(),
                            Axis.theta(),
                            Samples.of(result.phi()),
                            Samples.of(result.theta()))
                    .withColors(Samples.of(exponents), "Lyapunov exponent", HeatMap.ColorScale.VIRIDIS)
                    .withLimits(limits(all));
        }

        private static Axis.Interval limits(List<AnalysisResult> all) {
            Axis.Interval limits = Axis.Interval.EMPTY;
            for (Result map : maps(all)) {
                limits = limits.including(Samples.of(map.lyapunov()).range());
            }
            return limits;
        }

        private static List<Result> maps(List<AnalysisResult> all) {
            return ClassicalMapType.TYPE.resultsAmong(all).toList();
        }
    }
}
