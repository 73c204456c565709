package org.strangenoise.studies.classicalmap;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.strangenoise.figures.Figure;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.Fields.Place;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.StartReader;
import org.strangenoise.studies.entropymap.EntropyMapFigures;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** The stroboscopic map of the classical kicked top from random starts. */
public final class ClassicalMapType extends AnalysisType<ClassicalMapPlan, ClassicalMapResult> {

    /** The one instance. */
    public static final ClassicalMapType TYPE = new ClassicalMapType();

    private static final Fields<ClassicalMapResult> FIELDS = Fields.<ClassicalMapResult>of()
            .count("initial-states", "how many starts", result -> result.plan().starts())
            .count("steps", "how many steps from each", result -> result.plan().steps())
            .numbers("theta", "rad", "of all points, start after start, steps 0 to `steps`", ClassicalMapResult::theta)
            .numbers("phi", "rad", "likewise, -pi to pi", ClassicalMapResult::phi)
            .numbers(
                    "lyapunov",
                    "1/step",
                    "exponent of every start's orbit over 200 steps",
                    ClassicalMapResult::lyapunov)
            .numbers(
                    "ideal-entropy",
                    "bit",
                    "of every start: mean one-qubit entropy of the quantum top, mean over steps 1 to `average`; absent"
                            + " without that key",
                    ClassicalMapResult::idealEntropy)
            .onlyIf(ClassicalMapResult::hasEntropy)
            .numbers("noisy-entropy", "bit", "likewise, with the device's noise", ClassicalMapResult::noisyEntropy)
            .onlyIf(ClassicalMapResult::hasEntropy)
            .numbers(
                    "spread-entropy",
                    "bit",
                    "of every start: what one qubit's entropy would be if the Husimi function of its spin coherent state"
                            + " moved with the classical map (`ClassicalSpread`), mean over the same steps; absent likewise",
                    ClassicalMapResult::spreadEntropy)
            .onlyIf(ClassicalMapResult::hasEntropy)
            .number(
                    "ideal-rank-correlation",
                    "",
                    "Spearman's, of `ideal-entropy` with `lyapunov`; absent likewise",
                    result -> result.rankCorrelation(result.idealEntropy()))
            .onlyIf(ClassicalMapResult::hasEntropy)
            .number(
                    "noisy-rank-correlation",
                    "",
                    "Spearman's, of `noisy-entropy` with `lyapunov`; absent likewise",
                    result -> result.rankCorrelation(result.noisyEntropy()))
            .onlyIf(ClassicalMapResult::hasEntropy)
            .number(
                    "ideal-spread-correlation",
                    "",
                    "Spearman's, of `ideal-entropy` with `spread-entropy`; absent likewise",
                    result -> result.spreadCorrelation(result.idealEntropy()))
            .onlyIf(ClassicalMapResult::hasEntropy)
            .number(
                    "noisy-spread-correlation",
                    "",
                    "Spearman's, of `noisy-entropy` with `spread-entropy`; absent likewise",
                    result -> result.spreadCorrelation(result.noisyEntropy()))
            .onlyIf(ClassicalMapResult::hasEntropy);

    private static final List<Table<ClassicalMapResult>> TABLES = List.of(Table.each(
            "",
            "a point; `start` counts from 0, `lyapunov` is its start's",
            result -> IntStream.range(0, result.theta().length).mapToObj(index -> new Place<>(result, index)),
            Fields.<Place<ClassicalMapResult>>of()
                    .count("start", "from 0", ClassicalMapType::start)
                    .count("step", "of the circuit", at -> at.index() % points(at.of()))
                    .include(at -> at, FIELDS.only("theta", "phi").byPlace())
                    .include(
                            at -> new Place<>(at.of(), start(at)),
                            FIELDS.only("lyapunov").byPlace())));

    private ClassicalMapType() {
        super("classical-map", ClassicalMapPlan.class, ClassicalMapResult.class);
    }

    @Override
    public String summary() {
        return "The stroboscopic map of the classical kicked top from random starts.";
    }

    @Override
    protected PreparedAnalysis<?, ClassicalMapResult> prepare(ClassicalMapPlan plan, SimulationOptions options) {
        return new ClassicalMapAnalysis(plan, options);
    }

    @Override
    public Optional<ClassicalMapPlan> read(MappingReader analysis, Header header) {
        StartReader.requireKickedTop(analysis, header.setup());
        int starts = analysis.optional("initial-states")
                .integer(Rule.between(1, StartReader.MAX_STARTS))
                .orElse(5000);
        int own = header.setup().circuit().steps();
        int steps = analysis.optional("steps").integer(Rule.between(1, 100_000)).orElse(own);
        long seed = analysis.optional("seed")
                .longInteger(Rule.FINITE)
                .orElse(header.setup().simulation().seed());
        ValueReader averaged = analysis.optional("average");
        Optional<Integer> average = StartReader.step(averaged, header.setup());
        if (average.filter(last -> last == 0).isPresent()) {
            averaged.reject("be at least 1");
            average = Optional.empty();
        }
        return Optional.of(new ClassicalMapPlan(
                header, starts, steps, seed, analysis.optional("entropy-map").text(), average));
    }

    @Override
    protected void checkAmong(ClassicalMapPlan plan, List<AnalysisPlan> all, Problems problems) {
        plan.entropyMap().ifPresent(id -> EntropyMapFigures.requireMap("entropy-map", id, plan, all, problems));
    }

    @Override
    protected double numbers(ClassicalMapPlan plan) {
        return 2.0 * plan.starts() * (plan.steps() + 1);
    }

    @Override
    public Fields<ClassicalMapResult> fields() {
        return FIELDS;
    }

    @Override
    public List<Table<ClassicalMapResult>> tables() {
        return TABLES;
    }

    @Override
    protected List<Figure> figures(ClassicalMapResult result, List<AnalysisResult> all) {
        return List.of(ClassicalMapFigure.of(result, all));
    }

    @Override
    protected List<String> figureParts(ClassicalMapPlan plan) {
        return List.of("");
    }

    /** Of every start. */
    private static int points(ClassicalMapResult result) {
        return result.plan().steps() + 1;
    }

    private static int start(Place<ClassicalMapResult> at) {
        return at.index() / points(at.of());
    }
}
