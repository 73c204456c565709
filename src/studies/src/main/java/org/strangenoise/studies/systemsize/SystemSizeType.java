package org.strangenoise.studies.systemsize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.studies.presentation.ParameterText;
import org.strangenoise.studies.presentation.UncertaintyFigures;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Time-averaged entropies of random starts against the number of qubits. */
public final class SystemSizeType extends AnalysisType<SystemSizeType.Plan, SystemSizeType.Result> {

    /**
     * Time-averaged entropies of random starts against the number of qubits.
     *
     * @param qubits numbers of qubits, ideal
     * @param noisyQubits numbers of qubits, noisy
     * @param starts how many random starts
     * @param average last step averaged over
     * @param transientSteps first steps left out of the averages
     */
    public record Plan(
            Header header,
            List<Integer> qubits,
            List<Integer> noisyQubits,
            int starts,
            int average,
            int transientSteps,
            long seed)
            implements AnalysisPlan {
        public Plan {
            qubits = List.copyOf(qubits);
            noisyQubits = List.copyOf(noisyQubits);
        }

        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public AnalysisPlan withSeed(long newSeed) {
            return new Plan(header.withSeed(newSeed), qubits, noisyQubits, starts, average, transientSteps, newSeed);
        }
    }

    /**
     * Time-averaged entropies of random starts, by number of qubits.
     *
     * @param ideal one entry a size
     * @param noisy one entry a size; empty if none was asked
     * @param bands of the noisy sizes; empty where none were drawn
     * @param pulses that drive qubits of more than two levels at all noisy sizes
     */
    public record Result(
            Plan plan,
            List<Size> ideal,
            List<Size> noisy,
            List<Bands> bands,
            Pulses pulses,
            Method method,
            List<String> warnings)
            implements AnalysisResult {

        public Result {
            ideal = List.copyOf(ideal);
            noisy = List.copyOf(noisy);
            bands = List.copyOf(bands);
        }

        /**
         * Statistics of one size.
         *
         * @param qubits number of qubits
         * @param mean over starts of the time-averaged entropy, bits
         * @param minimum over starts
         * @param spread standard deviation over starts of the time-averaged entropy
         * @param fluctuation mean over starts of the standard deviation in time of the entropy
         */
        public record Size(int qubits, double mean, double minimum, double spread, double fluctuation) {}

        /**
         * Where the middle 68% of the devices within the stated uncertainties put one size's mean and fluctuation.
         *
         * @param qubits number of qubits
         */
        public record Bands(
                int qubits, double meanLow, double meanHigh, double fluctuationLow, double fluctuationHigh) {}
    }

    private static final Fields<Result.Size> SIZE = Fields.<Result.Size>of()
            .count(
                    "qubits",
                    "number of qubits; the list of noisy sizes is empty if none was asked",
                    Result.Size::qubits)
            .number("mean", "bit", "time-averaged one-qubit entropy, mean over starts", Result.Size::mean)
            .number("minimum", "bit", "the least of a start", Result.Size::minimum)
            .number("spread", "bit", "its standard deviation over starts", Result.Size::spread)
            .number(
                    "fluctuation",
                    "bit",
                    "standard deviation of the entropy in time, mean over starts",
                    Result.Size::fluctuation);

    private static final Fields<Result.Bands> BANDS = Fields.<Result.Bands>of()
            .count("qubits", "number of qubits of a noisy size; absent without bands", Result.Bands::qubits)
            .number("mean-low", "bit", "confidence band of its mean", Result.Bands::meanLow)
            .number("mean-high", "bit", "likewise", Result.Bands::meanHigh)
            .number("fluctuation-low", "bit", "confidence band of its fluctuation", Result.Bands::fluctuationLow)
            .number("fluctuation-high", "bit", "likewise", Result.Bands::fluctuationHigh);

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .objects("ideal", Result::ideal, SIZE)
            .objects("noisy", Result::noisy, SIZE)
            .objects("bands", Result::bands, BANDS)
            .onlyIf(result -> !result.bands().isEmpty())
            .include(Result::pulses, SharedFields.PULSES);

    /** A size of a run. */
    private record OfRun(String run, Result.Size size) {}

    private static final List<Table<Result>> TABLES = List.of(
            Table.of(
                    "",
                    "a size",
                    SystemSizeType::sizes,
                    Fields.<OfRun>of().text("run", "ideal or noisy", OfRun::run).include(OfRun::size, SIZE)),
            Table.sometimes(
                    "bands",
                    "a noisy size; only with bands",
                    result -> Optional.of(result.bands()).filter(bands -> !bands.isEmpty()),
                    BANDS),
            SharedFields.pulses(Result::pulses));

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new SystemSizeType();

    private SystemSizeType() {
        super(
                "system-size",
                "Time-averaged entropies of random starts against the number of qubits.",
                Plan.class,
                Result.class,
                FIELDS,
                TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return new SystemSizeAnalysis(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        Rule size = Rule.between(1, 512);
        List<Integer> qubits =
                analysis.required("qubits").list(item -> item.integer(size)).orElse(List.of());
        ValueReader noisyValue = analysis.optional("noisy-qubits");
        List<Integer> noisy = noisyValue.isPresent()
                ? noisyValue.list(item -> item.integer(size)).orElse(List.of())
                : List.of();
        int starts = analysis.optional("initial-states")
                .integer(Rule.between(2, StartState.Reader.MAX_STARTS))
                .orElse(100);
        int average = StartState.Reader.step(analysis.required("average"), header.setup())
                .orElse(1);
        ValueReader transientValue = analysis.optional("transient");
        int transientSteps = transientValue.integer(Rule.atLeast(0)).orElse(0);
        if (transientSteps >= average) {
            transientValue.reject("be below `average`, " + average);
        }
        long seed = analysis.optional("seed")
                .longInteger(Rule.FINITE)
                .orElse(header.setup().simulation().seed());
        StartState.Reader.requireKickedTop(analysis, header.setup());
        return Optional.of(new Plan(header, qubits, noisy, starts, average, transientSteps, seed));
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
        return List.of(Figures.of(result));
    }

    private static List<OfRun> sizes(Result result) {
        return Stream.concat(
                        result.ideal().stream().map(size -> new OfRun("ideal", size)),
                        result.noisy().stream().map(size -> new OfRun("noisy", size)))
                .toList();
    }

    /** Entropy and its fluctuations against the number of qubits. */
    static final class Figures {

        /** The noisy curve's colour, and no line. */
        private static final Style BAND = new Style(1, Style.Line.NONE, Style.Marker.NONE);

        private Figures() {}

        static Figure of(Result result) {
            Axis qubits = Axis.of("number of qubits, " + MathText.italic("n")).logarithmic();
            LineChart mean = LineChart.of(
                            "",
                            qubits,
                            Axis.of("time-averaged entropy", "bit"),
                            curves(
                                    result,
                                    Result.Size::mean,
                                    Result.Size::spread,
                                    Result.Bands::meanLow,
                                    Result.Bands::meanHigh))
                    .withReferences(List.of(Axis.ReferenceLine.horizontal(1, "maximum")));
            LineChart spread = LineChart.of(
                    "",
                    qubits,
                    Axis.of("fluctuation in time", "bit").logarithmic(),
                    curves(
                            result,
                            Result.Size::fluctuation,
                            null,
                            Result.Bands::fluctuationLow,
                            Result.Bands::fluctuationHigh));
            return new Figure(
                    result.plan().id(),
                    "Entropy against system size",
                    "Left: entropy of one qubit, averaged over steps "
                            + (result.plan().transientSteps() + 1) + " to "
                            + result.plan().average() + " at "
                            + ParameterText.kappa(result.plan().setup()) + "; mean over "
                            + result.plan().starts()
                            + " random initial states, bars: their standard deviation. Right: standard deviation in time of the"
                            + " entropy, mean over the same states."
                            + (result.bands().isEmpty()
                                    ? ""
                                    : UncertaintyFigures.caption(
                                            "Bands", result.plan().setup())),
                    Width.DOUBLE_COLUMN,
                    List.of(Row.of(55, mean, spread)),
                    Sharing.NOTHING);
        }

        private static List<LineChart.Series> curves(
                Result result,
                ToDoubleFunction<Result.Size> value,
                @Nullable ToDoubleFunction<Result.Size> error,
                ToDoubleFunction<Result.Bands> low,
                ToDoubleFunction<Result.Bands> high) {
            List<LineChart.Series> curves = new ArrayList<>();
            if (!result.bands().isEmpty()) {
                // A series of its own: the bars of the mean are the spread over starts.
                Samples lower = bounds(result, low);
                curves.add(LineChart.Series.of("", bounds(result, Result.Bands::qubits), lower, BAND)
                        .withBand(lower, bounds(result, high)));
            }
            curves.add(
                    curve("ideal", result.ideal(), value, error, Style.solid(0).with(Style.Marker.CIRCLE)));
            if (!result.noisy().isEmpty()) {
                curves.add(curve(
                        "noisy", result.noisy(), value, error, Style.solid(1).with(Style.Marker.SQUARE)));
            }
            return curves;
        }

        private static Samples bounds(Result result, ToDoubleFunction<Result.Bands> bound) {
            return Samples.of(result.bands().stream().mapToDouble(bound).toArray());
        }

        private static LineChart.Series curve(
                String label,
                List<Result.Size> sizes,
                ToDoubleFunction<Result.Size> value,
                @Nullable ToDoubleFunction<Result.Size> error,
                Style style) {
            LineChart.Series series = LineChart.Series.of(
                    label,
                    Samples.of(sizes.stream().mapToDouble(Result.Size::qubits).toArray()),
                    Samples.of(sizes.stream().mapToDouble(value).toArray()),
                    style);
            return error == null
                    ? series
                    : series.withErrorBars(
                            Samples.of(sizes.stream().mapToDouble(error).toArray()));
        }
    }
}
