package org.strangenoise.studies.blindcalibration;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.DeviceParameter;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.device.yaml.DeviceWriter;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.report.Report;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.Placement;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.blindcalibration.BlindCalibrationAnalysis.OneDevice.Found;
import org.strangenoise.studies.blindcalibration.BlindCalibrationType.Plan.Hidden;
import org.strangenoise.studies.blindcalibration.BlindCalibrationType.Plan.Range;
import org.strangenoise.studies.blindcalibration.BlindCalibrationType.Result.Coverage;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Devices hidden from the routines, and how often the truth lies within what they state. */
public final class BlindCalibrationType extends AnalysisType<BlindCalibrationType.Plan, BlindCalibrationType.Result> {

    /**
     * Devices hidden from those who calibrate them.
     *
     * @param devices how many
     * @param hidden between what each number lies, drawn evenly in its logarithm
     * @param shots a point of every routine, ten times as many of the readout
     */
    public record Plan(Header header, int devices, Map<Hidden, Range> hidden, long shots) implements AnalysisPlan {

        /** What is hidden of each qubit, pair and interaction. */
        public enum Hidden {
            T1,
            TPHI,
            QUASI_STATIC_T,
            P1_GIVEN_0,
            P0_GIVEN_1,
            COUPLING,
            ZZ
        }

        /** From the least to the greatest value, both positive, SI. */
        public record Range(double low, double high) {}

        public Plan {
            hidden = Map.copyOf(new TreeMap<>(hidden));
        }

        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public Plan withSeed(long seed) {
            return new Plan(header.withSeed(seed), devices, hidden, shots);
        }
    }

    /**
     * What was found of the hidden devices.
     *
     * @param found by device, all numbers in one order
     */
    public record Result(Plan plan, List<List<Found>> found, Method method, List<String> warnings)
            implements AnalysisResult {

        /** Normal errors hold the truth within one standard deviation this often. */
        public static final double ONE_SIGMA = 0.6826894921370859;

        /** Shares or means that are off by more of their errors are called biased. */
        private static final double BIASED = 3;

        /**
         * How often the truth lay within what was stated.
         *
         * @param address of a number, or {@code pooled}
         * @param devices of which it was found with an error
         * @param covered of these with the truth within one error
         * @param pull mean of value less truth in units of the error
         * @param relativeError mean of error by value
         * @param remarked devices with a remark about it
         */
        public record Coverage(
                String address, int devices, int covered, double pull, double relativeError, int remarked) {

            /** Of covered ones. */
            public double share() {
                return (double) covered / devices;
            }

            /** Binomial error of a share that is as stated. */
            public double shareError() {
                return Math.sqrt(ONE_SIGMA * (1 - ONE_SIGMA) / devices);
            }

            /** True if the share, or the mean pull, is off by more than three of its errors. */
            public boolean isBiased() {
                return Math.abs(share() - ONE_SIGMA) > BIASED * shareError()
                        || Math.abs(pull) > BIASED / Math.sqrt(devices);
            }

            /** Why, as far as it is known; empty where nothing is biased. */
            public String reason() {
                if (!isBiased()) {
                    return "";
                }
                if (remarked > devices / 20) {
                    return "a parameter is at its bound, or left open, on " + remarked + " devices";
                }
                boolean inverse = address.endsWith(".T1") || address.endsWith("Tphi") || address.endsWith("-T");
                return inverse && pull < 0
                        ? "a time is the inverse of the rate whose error is normal: pulls are lower by the relative error"
                        : "the model of the routine is not the device's";
            }
        }

        /** By address. */
        public List<Coverage> coverage() {
            List<Coverage> all = new ArrayList<>();
            for (int k = 0; k < found.get(0).size(); k++) {
                int number = k;
                all.add(coverage(
                        found.get(0).get(k).address(),
                        found.stream().map(device -> device.get(number)).toList()));
            }
            return all;
        }

        /** Of all numbers together. */
        public Coverage pooled() {
            return coverage("pooled", found.stream().flatMap(List::stream).toList());
        }

        private static Coverage coverage(String address, List<Found> numbers) {
            int devices = 0;
            int covered = 0;
            int remarked = 0;
            double pulls = 0;
            double relative = 0;
            for (Found each : numbers) {
                remarked += each.remark().isEmpty() ? 0 : 1;
                if (Double.isFinite(each.value()) && each.error() > 0) {
                    double pull = (each.value() - each.truth()) / each.error();
                    devices++;
                    covered += Math.abs(pull) <= 1 ? 1 : 0;
                    pulls += pull;
                    relative += each.error() / Math.abs(each.value());
                }
            }
            return new Coverage(address, devices, covered, pulls / devices, relative / devices, remarked);
        }
    }

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

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .count("devices", "that were hidden", result -> result.plan().devices())
            .count("shots", "a point", result -> result.plan().shots())
            .objects("coverage", Result::coverage, COVERAGE)
            .object("pooled", Result::pooled, COVERAGE)
            .objects("found", BlindCalibrationType::numbers, FOUND);

    private static final List<Table<Result>> TABLES = List.of(
            Table.of("", "a number of the device", Result::coverage, COVERAGE),
            Table.of("found", "a number of one of the devices", BlindCalibrationType::numbers, FOUND));

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new BlindCalibrationType();

    private BlindCalibrationType() {
        super(
                "blind-calibration",
                "Devices hidden from the routines that calibrate them, and how often the truth lies within the errors.",
                Plan.class,
                Result.class,
                FIELDS,
                TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return new BlindCalibrationAnalysis(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        return BlindCalibrationReader.read(analysis, header);
    }

    @Override
    protected double numbers(Plan plan) {
        return 100.0 * plan.devices();
    }

    /** Of the first device. */
    @Override
    protected Map<String, String> documents(Result result) {
        return Map.of(
                DEVICE_FILE,
                FoundDevice.yaml(result.plan().setup().device(), result.found().get(0)));
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
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
                .withReferences(List.of(Axis.ReferenceLine.vertical(Result.ONE_SIGMA, "68%")));
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
    protected List<Report.TextTable> reportTables(Result result) {
        List<Coverage> rows = new ArrayList<>(result.coverage());
        rows.add(result.pooled());
        return List.of(COVERAGE.inReport()
                .columns("address", "devices", "covered", "share", "share-error", "pull", "relative-error", "reason")
                .table("How often the truth lies within one stated standard deviation", rows));
    }

    @Override
    protected Optional<String> answer(Result result) {
        Coverage pooled = result.pooled();
        return Optional.of(String.format(
                Locale.ROOT,
                "the truth lies within one stated error in %d of %d numbers, %.1f%%",
                pooled.covered(),
                pooled.devices(),
                100 * pooled.share()));
    }

    private static List<OfDevice> numbers(Result result) {
        List<OfDevice> all = new ArrayList<>();
        for (int device = 0; device < result.found().size(); device++) {
            for (Found found : result.found().get(device)) {
                all.add(new OfDevice(device, found));
            }
        }
        return all;
    }

    /** A device file of what was found, each number with its error. */
    static final class FoundDevice {

        private FoundDevice() {}

        /** @param shown the device as the calibration knew it before: names, pulses, which pairs there are */
        static String yaml(Calibration shown, List<Found> found) {
            List<String> comments =
                    new ArrayList<>(List.of("found by blind calibration, one standard deviation after +/-"));
            Calibration device = shown;
            for (Found each : found) {
                if (!Double.isFinite(each.value())) {
                    comments.add(each.address() + " was not found, and is as it was");
                    continue;
                }
                boolean sensible = each.error() < Math.abs(each.value());
                if (!sensible) {
                    comments.add(each.address() + " has an error of " + each.error() + ", as large as itself");
                }
                device = DeviceParameter.resolve(device, each.address())
                        .set(device, new Measured(each.value(), sensible ? each.error() : 0));
            }
            return DeviceWriter.text(device, comments);
        }
    }

    /** Reads blind calibrations. */
    static final class BlindCalibrationReader {

        private static final Rule PROBABILITY =
                new Rule("be a probability above 0 and below 0.5", p -> p > 0 && p < 0.5);

        private static final int MOST_QUBITS = 5;

        private BlindCalibrationReader() {}

        static Optional<BlindCalibrationType.Plan> read(MappingReader analysis, Header header) {
            int devices = analysis.optional("devices")
                    .integer(Rule.between(1, 100_000))
                    .orElse(1);
            long shots = analysis.optional("shots")
                    .longInteger(Rule.between(10, 1e8))
                    .orElse(1000L);
            Map<Hidden, Range> hidden = new EnumMap<>(Hidden.class);
            ValueReader value = analysis.optional("hidden");
            try (MappingReader ranges = value.mapping()) {
                range(ranges, "T1", QuantityKind.TIME, Rule.LASTING, new Range(15e-6, 50e-6), Hidden.T1, hidden);
                range(ranges, "Tphi", QuantityKind.TIME, Rule.LASTING, new Range(5e-6, 20e-6), Hidden.TPHI, hidden);
                range(
                        ranges,
                        "quasi-static-T",
                        QuantityKind.TIME,
                        Rule.LASTING,
                        new Range(3e-6, 9e-6),
                        Hidden.QUASI_STATIC_T,
                        hidden);
                range(
                        ranges,
                        "p1-given-0",
                        QuantityKind.NUMBER,
                        PROBABILITY,
                        new Range(0.005, 0.03),
                        Hidden.P1_GIVEN_0,
                        hidden);
                range(
                        ranges,
                        "p0-given-1",
                        QuantityKind.NUMBER,
                        PROBABILITY,
                        new Range(0.02, 0.08),
                        Hidden.P0_GIVEN_1,
                        hidden);
                range(
                        ranges,
                        "coupling",
                        QuantityKind.FREQUENCY,
                        Rule.COUPLING,
                        new Range(3e6, 8e6),
                        Hidden.COUPLING,
                        hidden);
                range(ranges, "zz", QuantityKind.FREQUENCY, Rule.COUPLING, new Range(50e3, 300e3), Hidden.ZZ, hidden);
            }
            if (hidden.size() < Hidden.values().length || !isCalibrable(analysis, header)) {
                return Optional.empty();
            }
            return Optional.of(new BlindCalibrationType.Plan(header, devices, hidden, shots));
        }

        private static void range(
                MappingReader ranges,
                String key,
                QuantityKind kind,
                Rule rule,
                Range usual,
                Hidden what,
                Map<Hidden, Range> hidden) {
            ValueReader value = ranges.optional(key);
            if (!value.isPresent()) {
                hidden.put(what, usual);
                return;
            }
            Optional<List<Quantity>> ends = value.quantities(kind, rule);
            if (ends.isPresent()
                    && (ends.get().size() != 2
                            || !(ends.get().get(0).value() < ends.get().get(1).value()))) {
                value.reject("be `[low, high]`, in that order");
                return;
            }
            ends.ifPresent(list ->
                    hidden.put(what, new Range(list.get(0).value(), list.get(1).value())));
        }

        private static boolean isCalibrable(MappingReader analysis, Header header) {
            Calibration device = header.setup().device();
            boolean couples = device.operation(BlindCalibrationAnalysis.OneDevice.HiddenDevice.INTERACTION)
                    .map(OperationCalibration::timing)
                    .filter(Timing.Coupling.class::isInstance)
                    .isPresent();
            int qubits = device.qubits().size();
            String wants = header.setup().noise().placement() == Placement.NONE
                    ? "`noise.placement` must not be none"
                    : qubits < 2 || qubits > MOST_QUBITS
                            ? "the device must have 2 to " + MOST_QUBITS + " qubits, but has " + qubits
                            : device.qubits().stream().anyMatch(q -> q.levels() > 2)
                                    ? "the device must have two levels a qubit"
                                    : device.confusion().isPresent()
                                            ? "the device must not have `readout-confusion`, as each qubit's readout is hidden"
                                            : !couples
                                                    ? "the device must have an `interaction` with a `coupling`, which is hidden"
                                                    : "";
            if (!wants.isEmpty()) {
                analysis.problem("a blind calibration is refused: " + wants);
            }
            return wants.isEmpty();
        }
    }
}
