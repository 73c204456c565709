package org.strangenoise.studies.blindcalibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.ReferenceLine;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.report.ReportTable;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.blindcalibration.BlindCalibration.Found;
import org.strangenoise.studies.blindcalibration.BlindCalibrationResult.Coverage;
import org.strangenoise.yaml.MappingReader;

/** Devices hidden from the routines, and how often the truth lies within what they state. */
public final class BlindCalibrationType extends AnalysisType<BlindCalibrationPlan, BlindCalibrationResult> {

    /** The one instance. */
    public static final BlindCalibrationType TYPE = new BlindCalibrationType();

    private static final String DEVICE_FILE = "found";

    /** A number of a device. */
    private record OfDevice(int device, Found found) {}

    private static final Fields<Coverage> COVERAGE = Fields.<Coverage>of()
            .text("address", "of a number of the device", Coverage::address)
            .count("devices", "on which it was found with an error", Coverage::devices)
            .count("covered", "of these with the truth within one standard deviation", Coverage::covered)
            .number("share", "", "of covered ones; 0.683 if errors are what they say", Coverage::share)
            .number("share-error", "", "binomial, of a share of 0.683", Coverage::shareError)
            .number("pull", "", "mean of found less true in units of the error; 0 without bias", Coverage::pull)
            .number("relative-error", "", "mean of error by value", Coverage::relativeError)
            .flag("biased", "whether share or pull is off by more than three of its errors", Coverage::isBiased)
            .text("reason", "of the bias; empty without", Coverage::reason);

    private static final Fields<OfDevice> FOUND = Fields.<OfDevice>of()
            .count("device", "number of a hidden device", OfDevice::device)
            .text("address", "of a number", of -> of.found().address())
            .number("true", "SI", "what the device has", of -> of.found().truth())
            .parameter("value", "SI", "what was found", of -> of.found().value())
            .number(
                    "error",
                    "SI",
                    "one standard deviation; `null` where it is open",
                    of -> of.found().error())
            .text(
                    "remark",
                    "what was to be said; empty for nothing",
                    of -> of.found().remark());

    private static final Fields<BlindCalibrationResult> FIELDS = Fields.<BlindCalibrationResult>of()
            .count("devices", "that were hidden", result -> result.plan().devices())
            .count("shots", "a point", result -> result.plan().shots())
            .objects("coverage", BlindCalibrationResult::coverage, COVERAGE)
            .object("pooled", BlindCalibrationResult::pooled, COVERAGE)
            .objects("found", BlindCalibrationType::numbers, FOUND);

    private static final List<Table<BlindCalibrationResult>> TABLES = List.of(
            Table.of("", "a number of the device", BlindCalibrationResult::coverage, COVERAGE),
            Table.of("found", "a number of one of the devices", BlindCalibrationType::numbers, FOUND));

    private BlindCalibrationType() {
        super("blind-calibration", BlindCalibrationPlan.class, BlindCalibrationResult.class);
    }

    @Override
    public String summary() {
        return "Devices hidden from the routines that calibrate them, and how often the truth lies within the errors.";
    }

    @Override
    protected PreparedAnalysis<?, BlindCalibrationResult> prepare(
            BlindCalibrationPlan plan, SimulationOptions options) {
        return new BlindCalibrationAnalysis(plan, options);
    }

    @Override
    public Optional<BlindCalibrationPlan> read(MappingReader analysis, Header header) {
        return BlindCalibrationReader.read(analysis, header);
    }

    @Override
    protected double numbers(BlindCalibrationPlan plan) {
        return 100.0 * plan.devices();
    }

    @Override
    public Fields<BlindCalibrationResult> fields() {
        return FIELDS;
    }

    @Override
    public List<Table<BlindCalibrationResult>> tables() {
        return TABLES;
    }

    /** Of the first device. */
    @Override
    protected Map<String, String> documents(BlindCalibrationResult result) {
        return Map.of(
                DEVICE_FILE,
                FoundDevice.yaml(result.plan().setup().device(), result.found().get(0)));
    }

    @Override
    protected List<String> figureParts(BlindCalibrationPlan plan) {
        return List.of("");
    }

    @Override
    protected List<Figure> figures(BlindCalibrationResult result, List<AnalysisResult> all) {
        List<Coverage> rows = new ArrayList<>(result.coverage());
        rows.add(result.pooled());
        BarChart chart = BarChart.grouped(
                        "",
                        rows.stream()
                                .map(row -> row.address().replace("device.", ""))
                                .toList(),
                        Axis.of("share of devices with the truth within one error")
                                .withRange(
                                        0,
                                        Math.max(
                                                1,
                                                rows.stream()
                                                        .mapToDouble(row -> 1.02 * (row.share() + row.shareError()))
                                                        .max()
                                                        .orElse(1))),
                        List.of(BarChart.Bars.of(
                                        "",
                                        Samples.of(rows.stream()
                                                .mapToDouble(Coverage::share)
                                                .toArray()),
                                        0)
                                .withErrors(Samples.of(rows.stream()
                                        .mapToDouble(Coverage::shareError)
                                        .toArray()))))
                .withDirection(BarChart.Direction.HORIZONTAL)
                .withReferences(List.of(ReferenceLine.vertical(BlindCalibrationResult.ONE_SIGMA, "68%")));
        return List.of(new Figure(
                result.plan().id(),
                "Blind calibration",
                "How often, on " + result.plan().devices() + " hidden devices, the true number lies within one stated"
                        + " standard deviation of the one found, with binomial errors.",
                Width.DOUBLE_COLUMN,
                List.of(Row.of(12 + 6 * rows.size(), chart)),
                Sharing.NOTHING));
    }

    @Override
    protected List<ReportTable> reportTables(BlindCalibrationResult result) {
        List<Coverage> rows = new ArrayList<>(result.coverage());
        rows.add(result.pooled());
        return List.of(COVERAGE.inReport()
                .columns("address", "devices", "covered", "share", "share-error", "pull", "relative-error", "reason")
                .table("How often the truth lies within one stated standard deviation", rows));
    }

    @Override
    protected Optional<String> answer(BlindCalibrationResult result) {
        Coverage pooled = result.pooled();
        return Optional.of(String.format(
                Locale.ROOT,
                "the truth lies within one stated error in %d of %d numbers, %.1f%%",
                pooled.covered(),
                pooled.devices(),
                100 * pooled.share()));
    }

    private static List<OfDevice> numbers(BlindCalibrationResult result) {
        List<OfDevice> all = new ArrayList<>();
        for (int device = 0; device < result.found().size(); device++) {
            for (Found found : result.found().get(device)) {
                all.add(new OfDevice(device, found));
            }
        }
        return all;
    }
}
