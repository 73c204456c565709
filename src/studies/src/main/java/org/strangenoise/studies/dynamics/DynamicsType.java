package org.strangenoise.studies.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.figures.Figure;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.simulate.RecordedBits;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.dynamics.DynamicsType.Plan.DynamicsFigure;
import org.strangenoise.studies.dynamics.DynamicsType.Plan.Guide;
import org.strangenoise.studies.dynamics.DynamicsType.Plan.Named;
import org.strangenoise.studies.dynamics.DynamicsType.Plan.SnapshotPlan;
import org.strangenoise.studies.entropymap.EntropyMapFigures;
import org.strangenoise.studies.experiment.ConfidenceBands;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Time series from several starts. */
public final class DynamicsType extends AnalysisType<DynamicsType.Plan, DynamicsType.Result> {

    /**
     * Time series from several starts.
     *
     * @param starts at least one
     * @param observables series beside those that every time series has
     * @param snapshots what is asked at one step only
     * @param figures what to draw
     * @param insetMap id of an entropy map shown as inset, if any
     * @param guides horizontal lines with labels in the overlap figure
     * @param entropyGuides likewise in the entropy figure
     */
    public record Plan(
            Header header,
            List<StartState> starts,
            List<Named> observables,
            SnapshotPlan snapshots,
            List<DynamicsFigure> figures,
            Optional<String> insetMap,
            List<Guide> guides,
            List<Guide> entropyGuides)
            implements AnalysisPlan {
        public Plan {
            starts = List.copyOf(starts);
            observables = List.copyOf(observables);
            figures = List.copyOf(figures);
            guides = List.copyOf(guides);
            entropyGuides = List.copyOf(entropyGuides);
        }

        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return with(header.withSeed(seed));
        }

        @Override
        public Optional<AnalysisPlan> withParametersOf(Setup setup) {
            return Optional.of(with(header.withSetup(setup)));
        }

        private Plan with(Header newHeader) {
            return new Plan(newHeader, starts, observables, snapshots, figures, insetMap, guides, entropyGuides);
        }

        /**
         * A single figure has the analysis' own name, several are told apart by their kinds; qubits and bits always
         * are.
         */
        String figurePart(DynamicsFigure kind) {
            boolean alone = figures.stream().filter(f -> !f.hasNameAlways()).count() <= 1;
            return alone && !kind.hasNameAlways() ? "" : kind.key();
        }

        /** The name of a figure. */
        String figureId(DynamicsFigure kind) {
            String part = figurePart(kind);
            return part.isEmpty() ? id() : id() + "-" + part;
        }

        /** The names of all series of one number. */
        public List<String> scalars() {
            return Stream.concat(
                            ObservableNames.SCALARS.stream(),
                            observables.stream().map(Named::name))
                    .toList();
        }

        /** An observable of one number, as the study names it. */
        public record Named(String name, Observable observable) {}

        /**
         * What time series hold at one step, if asked: lists too long for every step.
         *
         * @param pauliStep step of all Pauli expectations
         * @param measuredPaulis true if they include readout errors
         * @param probabilityStep step of the outcome probabilities, which include readout errors
         * @param densityStep step of the density matrix
         * @param conditionedStep step of the states by what the bits recorded until then hold
         * @param shots how many runs the counts of the circuit's bits are drawn for
         */
        public record SnapshotPlan(
                Optional<Integer> pauliStep,
                boolean measuredPaulis,
                Optional<Integer> probabilityStep,
                Optional<Integer> densityStep,
                Optional<Integer> conditionedStep,
                Optional<Integer> shots) {}

        /** A labelled value marked in a figure. */
        public record Guide(double value, String label) {}

        /** Figures of time series. */
        public enum DynamicsFigure {
            BLOCH,
            ENTROPY,
            PURITY,
            OVERLAP,
            FIDELITY,
            PAULI,
            PROBABILITIES,
            OBSERVABLES,
            QUBITS,
            BITS;

            /** Comes beside the others unasked. */
            private boolean hasNameAlways() {
                return this == QUBITS || this == BITS;
            }

            /** As studies write it. */
            String key() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /** Time series, ideal and noisy, and the pulses that drive qubits of more than two levels. */
    public record Result(Plan plan, List<Series> series, Pulses pulses, Method method, List<String> warnings)
            implements AnalysisResult {

        /**
         * The series of one start.
         *
         * @param seconds by step, since the circuit's first operation
         * @param sampling of the noisy run where blocks of trajectories tell it
         * @param bands of the noisy series by observable; empty where none were drawn
         */
        public record Series(
                StartState start,
                double[] seconds,
                Run ideal,
                Run noisy,
                Optional<Sampling> sampling,
                Map<String, ConfidenceBands.Band> bands) {
            public Series {
                bands = Collections.unmodifiableMap(new LinkedHashMap<>(bands));
            }
        }

        /**
         * Quantum trajectories that a run is the average of.
         *
         * @param trajectories how many
         * @param standardError the largest of all values at all steps
         */
        public record Sampling(int trajectories, double standardError) {}

        /**
         * A state that some bits leave behind.
         *
         * @param bits all of the circuit's, the highest first; those not yet recorded are 0
         * @param probability that they are recorded
         * @param bloch x, y, z by qubit
         * @param entropy by qubit, in bits
         * @param re of the density matrix, {@code [row][column]} by basis index
         * @param im likewise
         */
        public record Conditioned(
                String bits,
                double probability,
                double purity,
                double[][] bloch,
                double[] entropy,
                double[][] re,
                double[][] im) {}

        /**
         * Values by step, step 0 first.
         *
         * @param bloch mean Bloch vector, x, y, z
         * @param entropy mean one-qubit entropy in bits
         * @param purity of the whole state
         * @param overlap with the microcanonical state, running mean
         * @param fidelity to the ideal state
         * @param observables those of the plan by name
         * @param qubits the same of each qubit by itself
         * @param pauli expectations at the plan's step by string; empty if not asked
         * @param probabilities of the outcomes by basis index, with readout errors, at the plan's step; empty if not
         *     asked
         * @param state expectations of all Pauli strings at the step of the density matrix; empty if not asked
         * @param bits probabilities of what the circuit's bits say at its end; empty where it has none
         * @param conditioned states at the plan's step by what the bits recorded until then hold; empty if not asked
         * @param counts drawn from {@code bits}; empty if not asked
         */
        public record Run(
                double[][] bloch,
                double[] entropy,
                double[] purity,
                double[] overlap,
                double[] fidelity,
                Map<String, double[]> observables,
                Qubits qubits,
                Map<String, Double> pauli,
                double[] probabilities,
                Map<String, Double> state,
                Optional<RecordedBits> bits,
                List<Conditioned> conditioned,
                Map<String, Integer> counts) {

            /**
             * At the plan's step, if asked: {@code rho = 2^-n sum_P Tr(P rho) P}. Every backend answers Pauli strings,
             * not every one holds a matrix.
             */
            public Optional<ComplexMatrix> densityMatrix() {
                if (state.isEmpty()) {
                    return Optional.empty();
                }
                int n = state.keySet().iterator().next().length();
                double weight = 1.0 / (1 << n);
                List<PauliSum.Term> terms = new ArrayList<>();
                terms.add(new PauliSum.Term(weight, new PauliString("I".repeat(n))));
                state.forEach(
                        (letters, value) -> terms.add(new PauliSum.Term(weight * value, new PauliString(letters))));
                return Optional.of(new PauliSum(n, terms).matrix());
            }

            /** {@link #probabilities} by outcome. */
            Map<String, Double> outcomes() {
                Map<String, Double> outcomes = new LinkedHashMap<>();
                for (int b = 0; b < probabilities.length; b++) {
                    outcomes.put(outcome(b, Integer.numberOfTrailingZeros(probabilities.length)), probabilities[b]);
                }
                return outcomes;
            }

            /** The series of a scalar's name. */
            public double[] scalar(String name) {
                return switch (name) {
                    case ObservableNames.ENTROPY -> entropy;
                    case ObservableNames.PURITY -> purity;
                    case ObservableNames.OVERLAP -> overlap;
                    case ObservableNames.FIDELITY -> fidelity;
                    default -> {
                        double[] asked = observables.get(name);
                        if (asked == null) {
                            throw new IllegalArgumentException("Argument `name` must be one of "
                                    + ObservableNames.SCALARS + " or " + observables.keySet() + ", but is " + name);
                        }
                        yield asked;
                    }
                };
            }
        }

        /**
         * Values by step, then qubit.
         *
         * @param bloch vectors x, y, z
         * @param entropy in bits
         * @param leakage population above |1>; empty where every qubit has two levels
         */
        public record Qubits(double[][][] bloch, double[][] entropy, double[][] leakage) {

            boolean hasLeakage() {
                return leakage.length > 0;
            }
        }

        /** Names of the circuit's qubits on the device, in order. */
        List<String> qubitNames() {
            return plan.setup().device().qubits().stream()
                    .limit(plan.setup().circuit().qubits())
                    .map(QubitCalibration::name)
                    .toList();
        }

        /** The outcome of a basis index as a bit string; leftmost character = highest qubit. */
        public static String outcome(int index, int qubits) {
            StringBuilder bits = new StringBuilder();
            for (int q = qubits - 1; q >= 0; q--) {
                bits.append(index >> q & 1);
            }
            return bits.toString();
        }

        /**
         * A scalar at a step, mean over starts; empty where there is no such step.
         *
         * @param ideal of the ideal run, else of the noisy one
         * @param observable as {@link Run#scalar} knows it
         * @param labels of the starts; empty for all
         */
        public OptionalDouble mean(boolean ideal, String observable, int step, List<String> labels) {
            return series.stream()
                    .filter(s -> labels.isEmpty() || labels.contains(s.start().label()))
                    .map(s -> (ideal ? s.ideal() : s.noisy()).scalar(observable))
                    .filter(values -> step < values.length)
                    .mapToDouble(values -> values[step])
                    .average();
        }
    }

    static final Fields<Result.Conditioned> CONDITIONED = Fields.<Result.Conditioned>of()
            .text(
                    "bits",
                    "what the bits recorded by the end of step `conditioned-at` hold, as in `bits`; those not yet"
                            + " recorded are 0",
                    Result.Conditioned::bits)
            .number("probability", "", "that they hold it", Result.Conditioned::probability)
            .number("purity", "", "of the state then", Result.Conditioned::purity);

    static final Fields<Result.Series> SECONDS = Fields.<Result.Series>of()
            .numbers("seconds", "s", "by step, since the circuit's first operation", Result.Series::seconds);

    static final Fields<Result.Run> RUN = Fields.<Result.Run>of()
            .vectors(
                    "bloch",
                    List.of("bloch-x", "bloch-y", "bloch-z"),
                    "",
                    "[x, y, z] by step, mean over qubits",
                    Result.Run::bloch)
            .numbers("entropy", "bit", "one-qubit entropy by step, mean over qubits", Result.Run::entropy)
            .numbers("purity", "", "of the whole state, by step", Result.Run::purity)
            .numbers(
                    "overlap",
                    "",
                    "with the microcanonical state, of the running mean of states, by step",
                    Result.Run::overlap)
            .numbers(
                    "fidelity",
                    "",
                    "<psi\\|rho\\|psi> with the ideal state, by step; `null` where a reset has left that mixed",
                    Result.Run::fidelity)
            .seriesByKey(
                    "observables",
                    "observable",
                    "",
                    "each of `observables`, by step; absent if none are asked for",
                    Result.Run::observables)
            .rowLists(
                    "bloch-per-qubit",
                    "",
                    "[x, y, z] by step, then qubit",
                    run -> Arrays.asList(run.qubits().bloch()))
            .rows(
                    "entropy-per-qubit",
                    "bit",
                    "by step, then qubit",
                    run -> run.qubits().entropy())
            .rows(
                    "leakage-per-qubit",
                    "",
                    "population above \\|1>, by step, then qubit; absent where every qubit has two levels",
                    run -> run.qubits().leakage())
            .onlyIf(run -> run.qubits().hasLeakage())
            .numbersByKey(
                    "pauli",
                    "Pauli string",
                    "",
                    "expectation at `pauli-expectations-at`; leftmost letter = qubit 0; absent if not asked",
                    Result.Run::pauli)
            .numbersByKey(
                    "probabilities",
                    "outcome",
                    "",
                    "of the outcome at `probabilities-at`, with readout errors; leftmost character = highest qubit;"
                            + " absent if not asked",
                    Result.Run::outcomes)
            .numbersByKey(
                    "bits",
                    "bits",
                    "",
                    "probability of what the circuit's classical bits hold at its end, leftmost character = the highest"
                            + " bit, registers in order of declaration from the right; absent without measurements",
                    run -> run.bits()
                            .<Map<String, Double>>map(RecordedBits::probabilities)
                            .orElse(Map.of()))
            .numbersByKey(
                    "bits-standard-errors",
                    "bits",
                    "",
                    "of `bits`; absent where these are exact",
                    run -> run.bits()
                            .<Map<String, Double>>flatMap(
                                    bits -> bits.standardErrors().map(e -> e))
                            .orElse(Map.of()))
            .objects(
                    "conditioned",
                    Result.Run::conditioned,
                    CONDITIONED
                            .rows("bloch-per-qubit", "", "[x, y, z] by qubit", Result.Conditioned::bloch)
                            .numbers("entropy-per-qubit", "bit", "by qubit", Result.Conditioned::entropy)
                            .rows(
                                    "re",
                                    "",
                                    "density matrix, [row][column] by basis index, qubit 0 is bit 0",
                                    Result.Conditioned::re)
                            .rows("im", "", "likewise", Result.Conditioned::im))
            .onlyIf(run -> !run.conditioned().isEmpty())
            .countsByKey(
                    "counts",
                    "bits",
                    "how many of `shots` runs end with these bits; absent if not asked",
                    Result.Run::counts)
            .optional(
                    "density-matrix",
                    Result.Run::densityMatrix,
                    Fields.<ComplexMatrix>of()
                            .rows(
                                    "re",
                                    "",
                                    "[row][column] by basis index at `density-matrix-at`, qubit 0 is bit 0; absent if"
                                            + " not asked",
                                    rho -> entries(rho, rho::re))
                            .rows("im", "", "likewise", rho -> entries(rho, rho::im)));

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .objects(
                    "series",
                    Result::series,
                    Fields.<Result.Series>of()
                            .object("initial", Result.Series::start, SharedFields.START)
                            .include(of -> of, SECONDS)
                            .runs(Result.Series::ideal, Result.Series::noisy, RUN)
                            .optional(
                                    "sampling",
                                    Result.Series::sampling,
                                    Fields.<Result.Sampling>of()
                                            .count(
                                                    "trajectories",
                                                    "quantum trajectories of the noisy run; absent where it is exact",
                                                    Result.Sampling::trajectories)
                                            .number(
                                                    "standard-error",
                                                    "as what it is about",
                                                    "the largest of all noisy values at all steps",
                                                    Result.Sampling::standardError))
                            .objectsByKey("bands", "observable", Result.Series::bands, SharedFields.BAND))
            .include(Result::pulses, SharedFields.PULSES);

    private static final List<Table<Result>> TABLES = DynamicsCsv.TABLES;

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new DynamicsType();

    private DynamicsType() {
        super("dynamics", "Time series from several starts.", Plan.class, Result.class, FIELDS, TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return new DynamicsAnalysis(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        List<StartState> starts = StartState.Reader.several(analysis.optional("initial-states"), header.setup());
        SnapshotPlan snapshots = SnapshotReader.read(analysis, header);
        List<Named> observables = SnapshotReader.observables(analysis, header, snapshots);
        List<DynamicsFigure> figures = SnapshotReader.figures(analysis, header, observables, snapshots);
        Optional<String> inset = analysis.optional("inset-map").text();
        List<Guide> guides = guides(analysis.optional("guides"));
        List<Guide> entropyGuides = guides(analysis.optional("entropy-guides"));
        return Optional.of(new Plan(header, starts, observables, snapshots, figures, inset, guides, entropyGuides));
    }

    private static List<Guide> guides(ValueReader value) {
        List<Guide> guides = new ArrayList<>();
        for (ValueReader item : value.items()) {
            try (MappingReader guide = item.mapping()) {
                Optional<Double> height = guide.required("value").number(Rule.NUMBER);
                Optional<String> label = guide.required("label").text();
                height.ifPresent(h -> label.ifPresent(l -> guides.add(new Guide(h, l))));
            }
        }
        return guides;
    }

    @Override
    protected double numbers(Plan plan) {
        int qubits = plan.setup().circuit().qubits();
        double steps = plan.setup().circuit().steps() + 1.0;
        return 2
                * plan.starts().size()
                * (steps * (5 * qubits + 8 + plan.observables().size()) + Math.scalb(1.0, 2 * Math.min(qubits, 7)));
    }

    @Override
    protected Optional<AnalysisType.TimeSeries> timeSeries(Plan plan) {
        return Optional.of(new AnalysisType.TimeSeries(
                plan.scalars(), plan.starts().stream().map(StartState::label).toList()));
    }

    @Override
    protected OptionalDouble number(Result result, AnalysisType.TimeSeries.Place number) {
        return result.mean(number.run().equals("ideal"), number.observable(), number.step(), number.starts());
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
        return new DynamicsFigures(result, all).figures();
    }

    @Override
    protected List<String> figureParts(Plan plan) {
        return plan.figures().stream().map(plan::figurePart).toList();
    }

    @Override
    protected void checkAmong(Plan plan, List<AnalysisPlan> all, Problems problems) {
        plan.insetMap().ifPresent(id -> EntropyMapFigures.requireMap("inset-map", id, plan, all, problems));
    }

    private static double[][] entries(ComplexMatrix matrix, DoubleEntry part) {
        double[][] entries = new double[matrix.rows()][matrix.columns()];
        for (int row = 0; row < entries.length; row++) {
            for (int column = 0; column < entries[row].length; column++) {
                entries[row][column] = part.at(row, column);
            }
        }
        return entries;
    }

    /** The real or imaginary part of a matrix. */
    @FunctionalInterface
    private interface DoubleEntry {
        double at(int row, int column);
    }
}
