package org.strangenoise.studies.pulses;

import java.util.List;
import java.util.Optional;
import org.strangenoise.figures.Figure;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.CircuitSource.Preparation;
import org.strangenoise.studies.config.StartReader;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.ValueReader;

/** The circuit in time, as the scheduler made it. */
public final class PulseSequenceType extends AnalysisType<PulseSequencePlan, PulseSequenceResult> {

    /** The one instance. */
    public static final PulseSequenceType TYPE = new PulseSequenceType();

    private static final Fields<PulseSequenceResult.Pulse> PULSE = Fields.<PulseSequenceResult.Pulse>of()
            .text("operation", "its name in the device file, or `idle`", PulseSequenceResult.Pulse::operation)
            .numbers(
                    "parameters",
                    "rad",
                    "its angles",
                    pulse -> pulse.parameters().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray())
            .counts("qubits", "indices of its qubits", PulseSequenceResult.Pulse::qubits)
            .number("start-seconds", "s", "since the circuit's start", PulseSequenceResult.Pulse::start)
            .number("duration-seconds", "s", "how long it takes", PulseSequenceResult.Pulse::duration);

    private static final Fields<PulseSequenceResult> FIELDS = Fields.<PulseSequenceResult>of()
            .texts("names", "of the qubits, by index", PulseSequenceResult::qubits)
            .objects("pulses", PulseSequenceResult::pulses, PULSE);

    private static final List<Table<PulseSequenceResult>> TABLES =
            List.of(Table.of("", "a pulse", PulseSequenceResult::pulses, PULSE));

    private PulseSequenceType() {
        super("pulse-sequence", PulseSequencePlan.class, PulseSequenceResult.class);
    }

    @Override
    public String summary() {
        return "The circuit in time, as the scheduler made it.";
    }

    @Override
    protected PreparedAnalysis<?, PulseSequenceResult> prepare(PulseSequencePlan plan, SimulationOptions options) {
        return PulseSequenceAnalysis.of(plan);
    }

    @Override
    public Optional<PulseSequencePlan> read(MappingReader analysis, Header header) {
        int own = header.setup().circuit().steps();
        ValueReader stepsValue = analysis.optional("steps");
        int steps = stepsValue.isPresent()
                ? StartReader.step(stepsValue, header.setup()).orElse(1)
                : Math.min(1, own);
        boolean preparation = analysis.optional("preparation")
                .bool()
                .orElse(isPrepared(header.setup().circuit()));
        StartState start = StartReader.initialState(analysis, header.setup());
        return Optional.of(new PulseSequencePlan(header, steps, preparation, start));
    }

    /** Whether the study simulates the pulses that prepare a start. */
    private static boolean isPrepared(CircuitSource circuit) {
        return circuit.isPrepared(Preparation.GATES);
    }

    @Override
    public Fields<PulseSequenceResult> fields() {
        return FIELDS;
    }

    @Override
    public List<Table<PulseSequenceResult>> tables() {
        return TABLES;
    }

    @Override
    protected List<Figure> figures(PulseSequenceResult result, List<AnalysisResult> all) {
        return List.of(CircuitFigures.pulses(result));
    }

    @Override
    protected List<String> figureParts(PulseSequencePlan plan) {
        return List.of("");
    }
}
