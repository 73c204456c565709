package org.strangenoise.studies.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.strangenoise.figures.Figure;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.simulate.RecordedBits;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.analysis.TimeSeries;
import org.strangenoise.studies.config.StartReader;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.dynamics.DynamicsPlan.DynamicsFigure;
import org.strangenoise.studies.dynamics.DynamicsPlan.Guide;
import org.strangenoise.studies.dynamics.DynamicsPlan.Named;
import org.strangenoise.studies.dynamics.DynamicsPlan.Snapshots;
import org.strangenoise.studies.entropymap.EntropyMapFigures;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Time series from several starts. */
public final class DynamicsType extends AnalysisType<DynamicsPlan, DynamicsResult> {

    /** The one instance. */
    public static final DynamicsType TYPE = new DynamicsType();

    private static final Fields<DynamicsResult.Run> RUN = Fields.<DynamicsResult.Run>of()
            .rows("bloch", "", "[x, y, z] by step, mean over qubits", DynamicsResult.Run::bloch)
            .numbers("entropy", "bit", "one-qubit entropy by step, mean over qubits", DynamicsResult.Run::entropy)
            .numbers("purity", "", "of the whole state, by step", DynamicsResult.Run::purity)
            .numbers(
                    "overlap",
                    "",
                    "with the microcanonical state, of the running mean of states, by step",
                    DynamicsResult.Run::overlap)
            .numbers(
                    "fidelity",
                    "",
                    "<psi\\|rho\\|psi> with the ideal state, by step; `null` where a reset has left that mixed",
                    DynamicsResult.Run::fidelity)
            .seriesByKey(
                    "observables",
                    "observable",
                    "",
                    "each of `observables`, by step; absent if none are asked for",
                    DynamicsResult.Run::observables)
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
                    DynamicsResult.Run::pauli)
            .numbersByKey(
                    "probabilities",
                    "outcome",
                    "",
                    "of the outcome at `probabilities-at`, with readout errors; leftmost character = highest qubit;"
                            + " absent if not asked",
                    DynamicsResult.Run::outcomes)
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
                    DynamicsResult.Run::conditioned,
                    Fields.<DynamicsResult.Conditioned>of()
                            .text(
                                    "bits",
                                    "what the bits recorded by the end of step `conditioned-at` hold, as in `bits`; those"
                                            + " not yet recorded are 0",
                                    DynamicsResult.Conditioned::bits)
                            .number("probability", "", "that they hold it", DynamicsResult.Conditioned::probability)
                            .number("purity", "", "of the state then", DynamicsResult.Conditioned::purity)
                            .rows("bloch-per-qubit", "", "[x, y, z] by qubit", DynamicsResult.Conditioned::bloch)
                            .numbers("entropy-per-qubit", "bit", "by qubit", DynamicsResult.Conditioned::entropy)
                            .rows(
                                    "re",
                                    "",
                                    "density matrix, [row][column] by basis index, qubit 0 is bit 0",
                                    DynamicsResult.Conditioned::re)
                            .rows("im", "", "likewise", DynamicsResult.Conditioned::im))
            .onlyIf(run -> !run.conditioned().isEmpty())
            .countsByKey(
                    "counts",
                    "bits",
                    "how many of `shots` runs end with these bits; absent if not asked",
                    DynamicsResult.Run::counts)
            .optional(
                    "density-matrix",
                    DynamicsResult.Run::densityMatrix,
                    Fields.<ComplexMatrix>of()
                            .rows(
                                    "re",
                                    "",
                                    "[row][column] by basis index at `density-matrix-at`, qubit 0 is bit 0; absent if"
                                            + " not asked",
                                    rho -> entries(rho, rho::re))
                            .rows("im", "", "likewise", rho -> entries(rho, rho::im)));

    private static final Fields<DynamicsResult> FIELDS = Fields.<DynamicsResult>of()
            .objects(
                    "series",
                    DynamicsResult::series,
                    Fields.<DynamicsResult.Series>of()
                            .object("initial", DynamicsResult.Series::start, SharedFields.START)
                            .numbers(
                                    "seconds",
                                    "s",
                                    "by step, since the circuit's first operation",
                                    DynamicsResult.Series::seconds)
                            .runs(DynamicsResult.Series::ideal, DynamicsResult.Series::noisy, RUN)
                            .optional(
                                    "sampling",
                                    DynamicsResult.Series::sampling,
                                    Fields.<DynamicsResult.Sampling>of()
                                            .count(
                                                    "trajectories",
                                                    "quantum trajectories of the noisy run; absent where it is exact",
                                                    DynamicsResult.Sampling::trajectories)
                                            .number(
                                                    "standard-error",
                                                    "as what it is about",
                                                    "the largest of all noisy values at all steps",
                                                    DynamicsResult.Sampling::standardError))
                            .objectsByKey("bands", "observable", DynamicsResult.Series::bands, SharedFields.BAND))
            .include(DynamicsResult::pulses, SharedFields.PULSES);

    private static final List<Table<DynamicsResult>> TABLES = DynamicsCsv.TABLES;

    private DynamicsType() {
        super("dynamics", DynamicsPlan.class, DynamicsResult.class);
    }

    @Override
    public String summary() {
        return "Time series from several starts.";
    }

    @Override
    protected PreparedAnalysis<?, DynamicsResult> prepare(DynamicsPlan plan, SimulationOptions options) {
        return new DynamicsAnalysis(plan, options);
    }

    @Override
    public Optional<DynamicsPlan> read(MappingReader analysis, Header header) {
        List<StartState> starts = StartReader.several(analysis.optional("initial-states"), header.setup());
        Snapshots snapshots = SnapshotReader.read(analysis, header);
        List<Named> observables = SnapshotReader.observables(analysis, header, snapshots);
        List<DynamicsFigure> figures = SnapshotReader.figures(analysis, header, observables, snapshots);
        Optional<String> inset = analysis.optional("inset-map").text();
        List<Guide> guides = guides(analysis.optional("guides"));
        List<Guide> entropyGuides = guides(analysis.optional("entropy-guides"));
        return Optional.of(
                new DynamicsPlan(header, starts, observables, snapshots, figures, inset, guides, entropyGuides));
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
    protected double numbers(DynamicsPlan plan) {
        int qubits = plan.setup().circuit().qubits();
        double steps = plan.setup().circuit().steps() + 1.0;
        return 2
                * plan.starts().size()
                * (steps * (5 * qubits + 8 + plan.observables().size()) + Math.scalb(1.0, 2 * Math.min(qubits, 7)));
    }

    @Override
    protected Optional<TimeSeries> timeSeries(DynamicsPlan plan) {
        return Optional.of(new TimeSeries(
                plan.scalars(), plan.starts().stream().map(StartState::label).toList()));
    }

    @Override
    protected OptionalDouble number(DynamicsResult result, TimeSeries.Place number) {
        return result.mean(number.run().equals("ideal"), number.observable(), number.step(), number.starts());
    }

    @Override
    public Fields<DynamicsResult> fields() {
        return FIELDS;
    }

    @Override
    public List<Table<DynamicsResult>> tables() {
        return TABLES;
    }

    @Override
    protected List<Figure> figures(DynamicsResult result, List<AnalysisResult> all) {
        return new DynamicsFigures(result, all).figures();
    }

    @Override
    protected List<String> figureParts(DynamicsPlan plan) {
        return plan.figures().stream().map(plan::figurePart).toList();
    }

    @Override
    protected void checkAmong(DynamicsPlan plan, List<AnalysisPlan> all, Problems problems) {
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
