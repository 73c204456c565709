package org.strangenoise.studies.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.strangenoise.figures.Figure;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.CsvTable;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.StartReader;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.config.SweepAxis;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** One observable over one or two parameters. */
public final class SweepType extends AnalysisType<SweepPlan, SweepResult> {

    /** The one instance. */
    public static final SweepType TYPE = new SweepType();

    private static final Fields<SweepResult.PulseAt> PULSE = Fields.<SweepResult.PulseAt>of()
            .numbers(
                    "at",
                    "the parameters'",
                    "values of the parameters at which the pulse was calibrated",
                    pulse ->
                            pulse.at().stream().mapToDouble(Double::doubleValue).toArray())
            .include(SweepResult.PulseAt::found, SharedFields.PULSE);

    private static final Fields<SweepResult> FIELDS = Fields.<SweepResult>of()
            .text("observable", "what is shown", result -> result.plan().observable())
            .count("at-step", "after which step", result -> result.plan().step())
            .objects("over", result -> result.plan().over(), SharedFields.AXIS)
            .numbers(
                    "ideal",
                    "the observable's",
                    "by value of the first parameter, then of the second if there are two",
                    result -> column(result.ideal()))
            .onlyIf(SweepResult::isCurve)
            .rows("ideal", "the observable's", "likewise", SweepResult::ideal)
            .onlyIf(result -> !result.isCurve())
            .numbers("noisy", "the observable's", "likewise", result -> column(result.noisy()))
            .onlyIf(SweepResult::isCurve)
            .rows("noisy", "the observable's", "likewise", SweepResult::noisy)
            .onlyIf(result -> !result.isCurve())
            .optional("band", SweepResult::band, SharedFields.BAND)
            .objects("pulses", SweepResult::pulses, PULSE)
            .onlyIf(result -> !result.pulses().isEmpty());

    private static final List<Table<SweepResult>> TABLES = List.of(
            Table.always(
                    "",
                    List.of("<address>", "ideal", "noisy"),
                    "a value, or pair of values, of the parameters, which have a column each",
                    SweepType::values),
            new Table<>(
                    "bands",
                    List.of("<address>", "low", "high"),
                    "a value of the parameter; only with bands",
                    SweepType::bands),
            Table.sometimes(
                    "calibration",
                    "a pulse on more than two levels and what its calibration found at a point",
                    result -> Optional.of(result.pulses()).filter(found -> !found.isEmpty()),
                    PULSE));

    private SweepType() {
        super("sweep", SweepPlan.class, SweepResult.class);
    }

    @Override
    public String summary() {
        return "One observable over one or two parameters.";
    }

    @Override
    protected PreparedAnalysis<?, SweepResult> prepare(SweepPlan plan, SimulationOptions options) {
        return new SweepAnalysis(plan, options);
    }

    @Override
    public Optional<SweepPlan> read(MappingReader analysis, Header header) {
        List<SweepAxis> axes = new ArrayList<>();
        ValueReader overValue = analysis.required("over");
        try (MappingReader over = overValue.mapping()) {
            for (ValueReader value : over.values()) {
                SweepAxis.readSettable(value, header.setup()).ifPresent(axes::add);
            }
            if (over.mapping().isPresent()
                    && (over.mapping().get().entries().isEmpty()
                            || over.mapping().get().entries().size() > 2)) {
                overValue.reject("name one or two parameters");
            }
        }
        ValueReader observableValue = analysis.required("observable");
        Optional<Observable> quantity = ObservableNames.read(observableValue, false, header.setup());
        ValueReader stepValue = analysis.optional("at-step");
        int step = stepValue.isPresent()
                ? StartReader.step(stepValue, header.setup()).orElse(0)
                : header.setup().circuit().steps();
        StartState start = StartReader.initialState(analysis, header.setup());
        ValueReader contoursValue = analysis.optional("contours");
        List<Double> contours =
                contoursValue.list(item -> item.number(Rule.FINITE)).orElse(List.of());
        if (contoursValue.isPresent() && axes.size() == 1) {
            contoursValue.problem("are lines of a map, which needs two parameters in `over`");
        }
        return quantity.filter(o -> !axes.isEmpty())
                .map(o -> new SweepPlan(
                        header, axes, observableValue.text().orElseThrow(), o, step, start, contours, true));
    }

    @Override
    protected double numbers(SweepPlan plan) {
        return 2
                * plan.over().stream().mapToDouble(axis -> axis.values().size()).reduce(1, (a, b) -> a * b);
    }

    @Override
    public Fields<SweepResult> fields() {
        return FIELDS;
    }

    @Override
    public List<Table<SweepResult>> tables() {
        return TABLES;
    }

    @Override
    protected List<Figure> figures(SweepResult result, List<AnalysisResult> all) {
        return SweepFigures.of(result);
    }

    @Override
    protected List<String> figureParts(SweepPlan plan) {
        return List.of("");
    }

    private static double[] column(double[][] values) {
        return Arrays.stream(values).mapToDouble(row -> row[0]).toArray();
    }

    private static CsvTable values(SweepResult result) {
        var over = result.plan().over();
        List<String> columns = new ArrayList<>();
        over.forEach(axis -> columns.add(axis.parameter().address()));
        columns.addAll(List.of("ideal", "noisy"));
        return CsvTable.main(columns, rows -> {
            for (int i = 0; i < result.ideal().length; i++) {
                for (int j = 0; j < result.ideal()[i].length; j++) {
                    List<Object> row = new ArrayList<>();
                    row.add(CsvTable.parameter(over.get(0).values().get(i)));
                    if (over.size() == 2) {
                        row.add(CsvTable.parameter(over.get(1).values().get(j)));
                    }
                    row.add(result.ideal()[i][j]);
                    row.add(result.noisy()[i][j]);
                    rows.addAll(row);
                }
            }
        });
    }

    private static Optional<CsvTable> bands(SweepResult result) {
        var axis = result.plan().over().get(0);
        return result.band()
                .map(band -> new CsvTable("bands", List.of(axis.parameter().address(), "low", "high"), rows -> {
                    for (int i = 0; i < band.low().length; i++) {
                        rows.add(CsvTable.parameter(axis.values().get(i)), band.low()[i], band.high()[i]);
                    }
                }));
    }
}
