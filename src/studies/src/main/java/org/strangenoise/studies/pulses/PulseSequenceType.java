package org.strangenoise.studies.pulses;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.PulseSequence;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.ScheduledSegment;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.schedule.TimedOperation;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;
import org.strangenoise.studies.config.CircuitSource.Preparation;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.presentation.ParameterText;
import org.strangenoise.studies.pulses.PulseSequenceType.Result.Kind;
import org.strangenoise.studies.pulses.PulseSequenceType.Result.Pulse;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.ValueReader;

/** The circuit in time, as the scheduler made it. */
public final class PulseSequenceType extends AnalysisType<PulseSequenceType.Plan, PulseSequenceType.Result> {

    /** The circuit in time. */
    public record Plan(Header header, int steps, boolean preparation, StartState start) implements AnalysisPlan {
        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Plan(header.withSeed(seed), steps, preparation, start);
        }
    }

    /**
     * The circuit in time.
     *
     * @param qubits names by index
     * @param pulses in order of their starts
     */
    public record Result(Plan plan, List<String> qubits, List<Pulse> pulses) implements AnalysisResult {

        public Result {
            qubits = List.copyOf(qubits);
            pulses = List.copyOf(pulses);
        }

        /** What a pulse is for. */
        public enum Kind {
            PREPARATION,
            ROTATION,
            INTERACTION,
            IDLE,
            MEASUREMENT
        }

        /**
         * One operation in time.
         *
         * @param operation the device's name for it
         * @param parameters radians
         * @param qubits indices
         * @param start seconds from the circuit's start
         * @param duration seconds
         * @param kind what it is for
         */
        public record Pulse(
                String operation,
                List<Double> parameters,
                List<Integer> qubits,
                double start,
                double duration,
                Kind kind) {
            public Pulse {
                parameters = List.copyOf(parameters);
                qubits = List.copyOf(qubits);
            }
        }
    }

    private static final Fields<Result.Pulse> PULSE = Fields.<Result.Pulse>of()
            .text("operation", "its name in the device file, or `idle`", Result.Pulse::operation)
            .numbers(
                    "parameters",
                    "rad",
                    "its angles",
                    pulse -> pulse.parameters().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray())
            .counts("qubits", "indices of its qubits", Result.Pulse::qubits)
            .number("start-seconds", "s", "since the circuit's start", Result.Pulse::start)
            .number("duration-seconds", "s", "how long it takes", Result.Pulse::duration);

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .texts("names", "of the qubits, by index", Result::qubits)
            .objects("pulses", Result::pulses, PULSE);

    private static final List<Table<Result>> TABLES = List.of(Table.of("", "a pulse", Result::pulses, PULSE));

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new PulseSequenceType();

    private PulseSequenceType() {
        super(
                "pulse-sequence",
                "The circuit in time, as the scheduler made it.",
                Plan.class,
                Result.class,
                FIELDS,
                TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return Analysis.of(plan);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        int own = header.setup().circuit().steps();
        ValueReader stepsValue = analysis.optional("steps");
        int steps = stepsValue.isPresent()
                ? StartState.Reader.step(stepsValue, header.setup()).orElse(1)
                : Math.min(1, own);
        boolean preparation = analysis.optional("preparation")
                .bool()
                .orElse(isPrepared(header.setup().circuit()));
        StartState start = StartState.Reader.initialState(analysis, header.setup());
        return Optional.of(new Plan(header, steps, preparation, start));
    }

    /** Whether the study simulates the pulses that prepare a start. */
    private static boolean isPrepared(CircuitSource circuit) {
        return circuit.isPrepared(Preparation.GATES);
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
        return List.of(Figures.pulses(result));
    }

    /** The circuit in time. */
    static final class Figures {

        private Figures() {}

        static Figure pulses(Result result) {
            List<PulseSequence.Pulse> pulses = new ArrayList<>();
            for (Result.Pulse pulse : result.pulses()) {
                pulses.add(new PulseSequence.Pulse(
                        pulse.qubits(),
                        pulse.start() * 1e9,
                        pulse.duration() * 1e9,
                        label(pulse),
                        PulseSequence.Kind.valueOf(pulse.kind().name())));
            }
            return new Figure(
                    result.plan().id(),
                    "Pulse sequence",
                    "The circuit in time as the scheduler made it: "
                            + (result.plan().preparation()
                                            && result.plan()
                                                    .setup()
                                                    .circuit()
                                                    .kickedTop()
                                                    .isPresent()
                                    ? "preparation and "
                                    : "")
                            + result.plan().steps()
                            + (result.plan().steps() == 1 ? " step" : " steps")
                            + ParameterText.atKappa(result.plan().setup())
                            + ". One row a qubit; gates of no duration are marks."
                            + (result.plan().setup().circuit().kickedTop().isPresent()
                                            && !result.plan().preparation()
                                    ? " The start is prepared exactly, without pulses."
                                    : ""),
                    Width.DOUBLE_COLUMN,
                    List.of(Row.of(8 + 11.0 * result.qubits().size(), new PulseSequence("", result.qubits(), pulses))),
                    Sharing.NOTHING);
        }

        private static String label(Result.Pulse pulse) {
            if (pulse.kind() == Result.Kind.IDLE) {
                return "";
            }
            if (pulse.parameters().isEmpty()) {
                return pulse.operation();
            }
            double angle = pulse.parameters().get(0);
            return pulse.operation() + "(" + angle(angle) + ")";
        }

        private static String angle(double angle) {
            double halves = angle / (Math.PI / 2);
            if (Math.abs(halves - Math.rint(halves)) < 1e-12 && Math.abs(halves) <= 4 && halves != 0) {
                return switch ((int) Math.rint(halves)) {
                    case 1 -> "\u03C0/2";
                    case -1 -> "\u2212\u03C0/2";
                    case 2 -> "\u03C0";
                    case -2 -> "\u2212\u03C0";
                    default -> Math.rint(halves) / 2 + "\u03C0";
                };
            }
            return new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
                    .format(angle)
                    .replace('-', '\u2212');
        }
    }

    /** The circuit in time, as the scheduler made it. */
    static final class Analysis {

        private Analysis() {}

        /** Nothing is left to find: the scheduler checked the circuit by placing it. */
        record Nothing() {}

        static PreparedAnalysis<Nothing, Result> of(Plan plan) {
            ScheduledCircuit scheduled = scheduled(plan);
            return PreparedAnalysis.single(Nothing.class, 1e-3, Nothing::new, nothing -> result(plan, scheduled));
        }

        private static Result result(Plan plan, ScheduledCircuit scheduled) {
            List<Pulse> pulses = new ArrayList<>();
            double start = 0;
            for (ScheduledSegment segment : scheduled.segments()) {
                boolean preparing =
                        segment.end().filter(b -> b == Boundary.PREPARATION).isPresent();
                for (TimedOperation timed : segment.operations()) {
                    pulses.add(pulse(timed, start, preparing));
                }
                start += segment.duration();
            }
            List<String> names = plan.setup().device().qubits().stream()
                    .limit(plan.setup().circuit().qubits())
                    .map(QubitCalibration::name)
                    .toList();
            return new Result(plan, names, pulses);
        }

        private static ScheduledCircuit scheduled(Plan plan) {
            Setup setup = plan.setup();
            CircuitSource own = setup.circuit().withSteps(plan.steps());
            Preparation preparation = plan.preparation() ? Preparation.GATES : Preparation.IDEAL;
            CircuitSource shown = own.kickedTop()
                    .<CircuitSource>map(top -> new KickedTopSource(top.top(), top.steps(), top.initial(), preparation))
                    .orElse(own);
            return new Scheduler(
                            new CalibratedDurations(setup.device()),
                            setup.noise().schedule())
                    .schedule(shown.circuit(plan.start().state()));
        }

        private static Pulse pulse(TimedOperation timed, double segmentStart, boolean preparing) {
            Operation operation = timed.operation();
            Kind kind;
            if (operation instanceof Delay) {
                kind = Kind.IDLE;
            } else if (operation instanceof Measurement) {
                kind = Kind.MEASUREMENT;
            } else if (preparing || operation instanceof Reset) {
                kind = Kind.PREPARATION;
            } else {
                kind = operation.qubits().size() > 1 ? Kind.INTERACTION : Kind.ROTATION;
            }
            return new Pulse(
                    name(operation),
                    operation instanceof UnitaryOperation unitary ? unitary.parameters() : List.of(),
                    operation.qubits(),
                    segmentStart + timed.start(),
                    timed.duration(),
                    kind);
        }

        private static String name(Operation operation) {
            if (operation instanceof UnitaryOperation unitary) {
                return unitary.name();
            }
            if (operation instanceof Measurement) {
                return Measurement.NAME;
            }
            return operation instanceof Reset ? Reset.NAME : "idle";
        }
    }
}
