package org.strangenoise.studies.pulses;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.ScheduledSegment;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.schedule.TimedOperation;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;
import org.strangenoise.studies.config.CircuitSource.Preparation;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.pulses.PulseSequenceResult.Kind;
import org.strangenoise.studies.pulses.PulseSequenceResult.Pulse;

/** The circuit in time, as the scheduler made it. */
final class PulseSequenceAnalysis {

    private PulseSequenceAnalysis() {}

    /** Nothing is left to find: the scheduler checked the circuit by placing it. */
    record Nothing() {}

    static PreparedAnalysis<Nothing, PulseSequenceResult> of(PulseSequencePlan plan) {
        ScheduledCircuit scheduled = scheduled(plan);
        return PreparedAnalysis.single(Nothing.class, 1e-3, Nothing::new, nothing -> result(plan, scheduled));
    }

    private static PulseSequenceResult result(PulseSequencePlan plan, ScheduledCircuit scheduled) {
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
        return new PulseSequenceResult(plan, names, pulses);
    }

    private static ScheduledCircuit scheduled(PulseSequencePlan plan) {
        Setup setup = plan.setup();
        CircuitSource own = setup.circuit().withSteps(plan.steps());
        Preparation preparation = plan.preparation() ? Preparation.GATES : Preparation.IDEAL;
        CircuitSource shown = own.kickedTop()
                .<CircuitSource>map(top -> new KickedTopSource(top.top(), top.steps(), top.initial(), preparation))
                .orElse(own);
        return new Scheduler(
                        new CalibratedDurations(setup.device()), setup.noise().schedule())
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
