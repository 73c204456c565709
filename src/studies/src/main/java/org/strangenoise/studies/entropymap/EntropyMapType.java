package org.strangenoise.studies.entropymap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.figures.Figure;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.ShotsReader;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.entropymap.EntropyMapType.Plan.Colors;
import org.strangenoise.studies.entropymap.EntropyMapType.Plan.MeasurementPlan;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Maps of the one-qubit entropy over a grid of starts, ideal and noisy. */
public final class EntropyMapType extends AnalysisType<EntropyMapType.Plan, EntropyMapType.Result> {

    /**
     * Maps of the mean one-qubit entropy over starts.
     *
     * @param asymmetries ids of the maps whose differences between phi and phi + pi are drawn side by side
     * @param measurement how the noisy states are measured, if they are
     */
    public record Plan(
            Header header,
            int thetaPoints,
            int phiPoints,
            List<Integer> steps,
            Optional<Integer> average,
            Colors colors,
            List<String> asymmetries,
            Optional<MeasurementPlan> measurement)
            implements AnalysisPlan {
        public Plan {
            steps = List.copyOf(steps);
            asymmetries = List.copyOf(asymmetries);
        }

        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Plan(
                    header.withSeed(seed), thetaPoints, phiPoints, steps, average, colors, asymmetries, measurement);
        }

        /**
         * Tomography of every qubit by itself: all qubits along x, then y, then z.
         *
         * @param shots in each of the three bases; absent for exact frequencies
         * @param corrected whether each qubit's readout errors are undone
         */
        public record MeasurementPlan(OptionalLong shots, boolean corrected) {}

        /** Colour scales of maps. */
        public enum Colors {
            VIRIDIS,
            /** Red = low, blue = high, as in the paper. */
            RED_BLUE
        }
    }

    /**
     * Entropy maps, ideal and noisy, and as they are measured.
     *
     * @param theta rows
     * @param phi columns
     * @param measured what is measured of the noisy states, if that is asked
     * @param pulses that drive qubits of more than two levels
     */
    public record Result(
            Plan plan,
            double[] theta,
            double[] phi,
            Maps ideal,
            Maps noisy,
            Optional<Maps> measured,
            Pulses pulses,
            Method method,
            List<String> warnings)
            implements AnalysisResult {

        /**
         * Mean one-qubit entropies in bits, {@code [theta][phi]}.
         *
         * @param steps by step number
         * @param average mean over steps 1 to the plan's; empty array if not asked
         * @param asymmetry largest difference of the average (of the last step's map if none is asked) between phi and
         *     phi + pi; 0 for an ideal top; NaN if the grid holds no such pairs
         */
        public record Maps(Map<Integer, double[][]> steps, double[][] average, double asymmetry) {

            /** The average, or the map of the last step where none was asked for. */
            double[][] shown() {
                return average.length > 0 ? average : step(Collections.max(steps.keySet()));
            }

            /** The map of a step that was asked for. */
            public double[][] step(int step) {
                double[][] map = steps.get(step);
                if (map == null) {
                    throw new IllegalArgumentException(
                            "Argument `step` must be one of " + steps.keySet() + ", but is " + step);
                }
                return map;
            }
        }
    }

    private static final int MAX_GRID = 2001;

    /** All 2^n outcomes are drawn. */
    private static final int MOST_MEASURED = 10;

    private static final double LEAST_CONTRAST = 1e-6;

    private static final Fields<Result.Maps> MAPS = Fields.<Result.Maps>of()
            .rowsByKey(
                    "steps",
                    "step",
                    "bit",
                    "one-qubit entropy [theta][phi] after a step, mean over qubits",
                    Result.Maps::steps)
            .rows("average", "bit", "its mean over steps 1 to `average`; absent if not asked", Result.Maps::average)
            .onlyIf(maps -> maps.average().length > 0)
            .number(
                    "asymmetry",
                    "bit",
                    "largest difference between phi and phi + pi, of the average, else of the last map; `null` where the"
                            + " grid has no such pairs",
                    Result.Maps::asymmetry);

    /** Maps with their run's name. */
    private record Run(String name, Result.Maps maps) {
        static Stream<Run> all(Result result) {
            return Stream.concat(
                    Stream.of(new Run("ideal", result.ideal()), new Run("noisy", result.noisy())),
                    result.measured().stream().map(maps -> new Run("measured", maps)));
        }

        /** Every start of every map, the average last. */
        Stream<Start> starts(Result result) {
            return Stream.concat(
                    maps.steps().entrySet().stream()
                            .flatMap(each -> starts(result, String.valueOf(each.getKey()), each.getValue())),
                    starts(result, "average", maps.average()));
        }

        private Stream<Start> starts(Result result, String step, double[][] map) {
            return IntStream.range(0, map.length)
                    .boxed()
                    .flatMap(row -> IntStream.range(0, map[row].length)
                            .mapToObj(column -> new Start(
                                    name, step, result.theta()[row], result.phi()[column], map[row][column])));
        }
    }

    /** A start of one map. */
    private record Start(String run, String step, double theta, double phi, double entropy) {}

    private static final Fields<Start> START = Fields.<Start>of()
            .text("run", "ideal, noisy or measured", Start::run)
            .text("step", "a number or `average`", Start::step)
            .number("theta", "rad", "of the start", Start::theta)
            .number("phi", "rad", "of the start", Start::phi)
            .number("entropy", "bit", "of one qubit, mean over qubits", Start::entropy);

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .numbers("theta", "rad", "of the rows, 0 to pi", Result::theta)
            .numbers("phi", "rad", "of the columns, -pi to pi", Result::phi)
            .runs(Result::ideal, Result::noisy, MAPS)
            .optional("measured", Result::measured, MAPS)
            .include(Result::pulses, SharedFields.PULSES);

    private static final List<Table<Result>> TABLES = List.of(
            Table.each(
                    "",
                    "a start; `step` is a number or `average`",
                    result -> Run.all(result).flatMap(run -> run.starts(result)),
                    START),
            Table.each(
                    "asymmetry",
                    "a run",
                    Run::all,
                    Fields.<Run>of()
                            .text("run", "ideal, noisy or measured", Run::name)
                            .include(Run::maps, MAPS.only("asymmetry"))),
            SharedFields.pulses(Result::pulses));

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new EntropyMapType();

    private EntropyMapType() {
        super(
                "entropy-map",
                "Maps of the one-qubit entropy over a grid of starts, ideal and noisy.",
                Plan.class,
                Result.class,
                FIELDS,
                TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return new EntropyMapAnalysis(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        int theta = 31;
        int phi = 61;
        ValueReader gridValue = analysis.optional("grid");
        if (gridValue.isPresent()) {
            try (MappingReader grid = gridValue.mapping()) {
                theta = grid.required("theta")
                        .integer(Rule.between(2, MAX_GRID))
                        .orElse(theta);
                phi = grid.required("phi").integer(Rule.between(2, MAX_GRID)).orElse(phi);
            }
        }
        ValueReader stepsValue = analysis.optional("steps");
        List<Integer> steps = new ArrayList<>();
        for (ValueReader item : stepsValue.items()) {
            StartState.Reader.step(item, header.setup()).ifPresent(steps::add);
        }
        Optional<Integer> average = StartState.Reader.step(analysis.optional("average"), header.setup());
        if (average.filter(a -> a == 0).isPresent()) {
            analysis.optional("average").reject("be at least 1");
        }
        if (steps.isEmpty() && average.isEmpty()) {
            analysis.problem("an entropy-map needs `steps`, `average`, or both");
        }
        Colors colors = analysis.optional("colors").oneOf(Colors.class).orElse(Colors.VIRIDIS);
        List<String> asymmetries =
                analysis.optional("asymmetry").list(ValueReader::text).orElse(List.of());
        Optional<MeasurementPlan> measurement = measurement(analysis, header.setup());
        return Optional.of(new Plan(
                header, theta, phi, List.copyOf(new TreeSet<>(steps)), average, colors, asymmetries, measurement));
    }

    private static Optional<MeasurementPlan> measurement(MappingReader analysis, Setup setup) {
        ValueReader shots = analysis.optional("shots");
        ValueReader correct = analysis.optional("correct");
        boolean corrected =
                correct.oneOf(List.of("none", "exact")).filter("exact"::equals).isPresent();
        if (!shots.isPresent()) {
            if (correct.isPresent()) {
                correct.problem("needs `shots`, as nothing else is read out");
            }
            return Optional.empty();
        }
        if (setup.circuit().qubits() > MOST_MEASURED) {
            shots.problem("are drawn up to " + MOST_MEASURED + " qubits, but the circuit has "
                    + setup.circuit().qubits());
            return Optional.empty();
        }
        for (QubitCalibration qubit : setup.device().qubits()) {
            double contrast = 1
                    - qubit.readout().p1Given0().value()
                    - qubit.readout().p0Given1().value();
            if (corrected && Math.abs(contrast) < LEAST_CONTRAST) {
                correct.problem("is impossible: p1-given-0 and p0-given-1 of " + qubit.name()
                        + " must not sum to one, which reads both states alike");
                return Optional.empty();
            }
        }
        return Optional.of(new MeasurementPlan(ShotsReader.read(shots, OptionalLong.empty()), corrected));
    }

    @Override
    protected double numbers(Plan plan) {
        return (plan.measurement().isPresent() ? 3.0 : 2.0)
                * plan.thetaPoints()
                * plan.phiPoints()
                * (plan.steps().size() + 1);
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
        return EntropyMapFigures.of(result, all);
    }

    @Override
    protected List<String> figureParts(Plan plan) {
        return List.of("", "average", "asymmetry");
    }

    @Override
    protected void checkAmong(Plan plan, List<AnalysisPlan> all, Problems problems) {
        for (String id : plan.asymmetries()) {
            Optional<Plan> named =
                    plansAmong(all).filter(other -> other.id().equals(id)).findFirst();
            if (named.isEmpty() || named.get().phiPoints() % 2 == 0) {
                problems.error(
                        plan.header().location(),
                        "`asymmetry` must list ids of entropy-map analyses of this study whose grids have an odd number"
                                + " of phi points, so that phi + pi is among them, but has `" + id + "`");
            }
        }
    }
}
