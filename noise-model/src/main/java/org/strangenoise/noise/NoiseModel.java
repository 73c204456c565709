package org.strangenoise.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Reset;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.ScheduledSegment;
import org.strangenoise.schedule.TimedOperation;
import org.strangenoise.state.ConfusionMatrix;
import org.strangenoise.state.Readout;

/**
 * A pure function from a scheduled circuit to the noisy circuits that a device makes of it.
 *
 * @param calibration the device
 * @param placement where noise acts
 * @param scale factor on all rates: 1/T1, 1/Tphi, 1/quasi-static-T and, as 1 + scale (E - 1), the extra channels that
 *     are not unitary; coherent errors, crosstalk and readout keep their size
 * @param detunings how quasi-static detunings are averaged
 * @param selection which noise is switched on
 */
public record NoiseModel(
        Calibration calibration,
        Placement placement,
        double scale,
        DetuningAverage detunings,
        NoiseSelection selection) {

    /** Checks the components. */
    public NoiseModel {
        if (!(scale >= 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("Argument `scale` must be finite and not negative, but is " + scale);
        }
    }

    /** Everything the device says, at its own rates. */
    public static NoiseModel of(Calibration calibration, Placement placement) {
        return new NoiseModel(calibration, placement, 1, DetuningAverage.DEFAULT, NoiseSelection.ALL);
    }

    /** The same with another placement. */
    public NoiseModel withPlacement(Placement newPlacement) {
        return new NoiseModel(calibration, newPlacement, scale, detunings, selection);
    }

    /** The same with another scale. */
    public NoiseModel withScale(double newScale) {
        return new NoiseModel(calibration, placement, newScale, detunings, selection);
    }

    /** The same with another selection. */
    public NoiseModel withSelection(NoiseSelection newSelection) {
        return new NoiseModel(calibration, placement, scale, detunings, newSelection);
    }

    /** The same with another calibration. */
    public NoiseModel withCalibration(Calibration newCalibration) {
        return new NoiseModel(newCalibration, placement, scale, detunings, selection);
    }

    /** The same with another average over detunings. */
    public NoiseModel withDetunings(DetuningAverage newDetunings) {
        return new NoiseModel(calibration, placement, scale, newDetunings, selection);
    }

    /**
     * The noisy circuits.
     *
     * @throws IllegalArgumentException if the circuit has more qubits than the device
     */
    public NoisyEnsemble apply(ScheduledCircuit scheduled) {
        if (scheduled.qubits() > calibration.qubits().size()) {
            throw new IllegalArgumentException("Argument `scheduled` must fit the device's "
                    + calibration.qubits().size() + " qubits, but has " + scheduled.qubits());
        }
        boolean ideal = placement == Placement.NONE;
        List<DetuningAverage.Node> nodes = ideal
                ? List.of(DetuningAverage.none(scheduled.qubits()))
                : detunings.nodes(detuningDeviations(scheduled.qubits()), detuningPhases(scheduled));
        List<NoisyEnsemble.Member> members = new ArrayList<>();
        NoiseCoverage.Tally coverage = new NoiseCoverage.Tally();
        Map<SegmentNoise.TimedRelaxation, QuantumChannel> relaxations = new HashMap<>();
        LadderPulses pulses = !ideal && hasLadders(scheduled.qubits()) ? new LadderPulses(calibration) : null;
        boolean turns = placement == Placement.AFTER_GATE && pulses == null;
        Map<List<Boolean>, NoisyCircuit> alike = new HashMap<>();
        for (DetuningAverage.Node node : nodes) {
            List<Boolean> detuned =
                    Arrays.stream(node.detunings()).mapToObj(d -> d != 0).toList();
            NoisyCircuit circuit = turns ? alike.get(detuned) : null;
            if (circuit == null) {
                SegmentNoise noise = noise(scheduled.qubits(), node.detunings(), relaxations, pulses);
                circuit = noisyCircuit(scheduled, noise, members.isEmpty() ? coverage : null);
                alike.put(detuned, circuit);
            } else {
                circuit = AfterGateNoise.detuned(circuit, node.detunings());
            }
            members.add(new NoisyEnsemble.Member(node.weight(), circuit));
        }
        NoiseCoverage record = coverage.coverage();
        List<DrivenPulse> driven = pulses == null ? List.of() : pulses.driven();
        List<String> warnings = new ArrayList<>();
        if (!ideal) {
            averageShortfall(scheduled).ifPresent(warnings::add);
            warnings.addAll(warnings(record));
            warnings.addAll(crosstalkLeftOut(scheduled.qubits()));
            warnings.addAll(pulseWarnings(driven, record));
        }
        return new NoisyEnsemble(members, record, warnings, driven);
    }

    /** Why the average over a circuit's quasi-static detunings is not to be trusted; empty if it is. */
    public Optional<String> averageShortfall(ScheduledCircuit scheduled) {
        return placement == Placement.NONE ? Optional.empty() : detunings.shortfall(detuningPhases(scheduled));
    }

    /** How a circuit's detunings are averaged, with a stated number of nodes. */
    public DetuningAverage fixedAverage(ScheduledCircuit scheduled) {
        return detunings.fixed(detuningPhases(scheduled));
    }

    private SegmentNoise noise(
            int qubits,
            double[] detuning,
            Map<SegmentNoise.TimedRelaxation, QuantumChannel> relaxations,
            @Nullable LadderPulses pulses) {
        if (pulses != null) {
            return LadderNoise.of(this, qubits, detuning, pulses);
        }
        return switch (placement) {
            case AFTER_GATE -> new AfterGateNoise(this, qubits, detuning, relaxations);
            case DURING_GATE -> new DuringGateNoise(this, qubits, detuning, relaxations);
            case NONE -> new NoNoise(this, qubits);
        };
    }

    private NoisyCircuit noisyCircuit(
            ScheduledCircuit scheduled, SegmentNoise noise, NoiseCoverage.@Nullable Tally coverage) {
        Map<ScheduledSegment, Made> known = new IdentityHashMap<>();
        List<Made> all = new ArrayList<>();
        List<NoisySegment> segments = new ArrayList<>();
        boolean prepares = scheduled.segments().stream()
                .anyMatch(s -> s.end().filter(b -> b == Boundary.PREPARATION).isPresent());
        int step = prepares ? 0 : 1;
        for (ScheduledSegment segment : scheduled.segments()) {
            Made made = selection.dependsOnStep() ? null : known.get(segment);
            if (made == null) {
                NoiseCoverage.Tally recorder = new NoiseCoverage.Tally();
                made = new Made(noise.segment(segment, step, recorder), recorder);
                known.put(segment, made);
                all.add(made);
            }
            made.times++;
            segments.add(made.segment);
            step++;
        }
        if (coverage != null) {
            all.forEach(made -> coverage.addAll(made.recorder, made.times));
        }
        List<Integer> levels = placement == Placement.NONE
                ? Collections.nCopies(scheduled.qubits(), 2)
                : calibration.levels(scheduled.qubits());
        return new NoisyCircuit(scheduled.qubits(), segments, readout(scheduled), scheduled.records(), levels);
    }

    private boolean hasLadders(int qubits) {
        return calibration.levels(qubits).stream().anyMatch(d -> d > 2);
    }

    /** Rectangular rotations, which leak, and gates that cannot because no pulse of theirs is known. */
    private static List<String> pulseWarnings(List<DrivenPulse> pulses, NoiseCoverage record) {
        List<String> warnings = new ArrayList<>();
        Map<String, Double> leaking = new LinkedHashMap<>();
        for (DrivenPulse pulse : pulses) {
            pulse.rotation()
                    .filter(found -> found.pulse().shape().isConstant())
                    .ifPresent(found -> leaking.merge(pulse.operation(), found.leakage(), Math::max));
        }
        leaking.forEach((name, leakage) -> warnings.add(String.format(
                Locale.ROOT,
                "operation %s is a rectangular pulse and leaks %.1g; a shaped `envelope` leaks less",
                name,
                leakage)));
        record.withoutLeakage()
                .forEach(name -> warnings.add("operation " + name
                        + " has no pulse that the device describes: it acts on the computational subspace and"
                        + " cannot leak"));
        return warnings;
    }

    /** A segment made noisy once, and how often the circuit holds it. */
    private static final class Made {
        private final NoisySegment segment;
        private final NoiseCoverage.Tally recorder;
        private int times;

        private Made(NoisySegment segment, NoiseCoverage.Tally recorder) {
            this.segment = segment;
            this.recorder = recorder;
        }
    }

    private Readout readout(ScheduledCircuit scheduled) {
        Readout readout = readout(scheduled.qubits());
        if (readout.together().isPresent() && scheduled.records().size() > 0) {
            throw new IllegalArgumentException("correlated readout errors (`readout-confusion`) are of all qubits read"
                    + " at once, but the circuit records bits one by one; give each qubit a `readout` of its own");
        }
        return readout;
    }

    /** The correlated readout errors of the first qubits, where the device has them and they are switched on. */
    private Optional<ConfusionMatrix> confusion(int qubits) {
        boolean on = placement != Placement.NONE;
        for (int q = 0; q < qubits; q++) {
            on &= selection.includes(NoiseMechanism.READOUT, q, Measurement.NAME, 0);
        }
        return on
                ? calibration
                        .confusion()
                        .map(matrix ->
                                matrix.among(IntStream.range(0, qubits).boxed().toList()))
                : Optional.empty();
    }

    /** The readout errors of the first qubits, where they are switched on. */
    public Readout readout(int qubits) {
        double[] p1Given0 = new double[qubits];
        double[] p0Given1 = new double[qubits];
        double[] p1Given2 = new double[qubits];
        for (int q = 0; q < qubits; q++) {
            boolean on =
                    placement != Placement.NONE && selection.includes(NoiseMechanism.READOUT, q, Measurement.NAME, 0);
            ReadoutError error = on ? calibration.qubits().get(q).readout() : ReadoutError.NONE;
            p1Given0[q] = error.p1Given0().value();
            p0Given1[q] = error.p0Given1().value();
            p1Given2[q] = error.p1Given2().value();
        }
        return new Readout(p1Given0, p0Given1, p1Given2, confusion(qubits));
    }

    /** Standard deviation of each qubit's detuning in rad/s: coherence exp(-(t/T)^2) is that of sqrt(2)/T. */
    private double[] detuningDeviations(int qubits) {
        double[] deviations = new double[qubits];
        for (int q = 0; q < qubits; q++) {
            double time = calibration.qubits().get(q).quasiStaticT().value();
            boolean on = quasiStaticActs(q);
            deviations[q] = on ? scale * Math.sqrt(2) / time : 0;
        }
        return deviations;
    }

    /** The phase, rad, that one standard deviation of each qubit's detuning makes in its longest time without reset. */
    private double[] detuningPhases(ScheduledCircuit scheduled) {
        double[] phases = detuningDeviations(scheduled.qubits());
        double[] since = new double[phases.length];
        double[] longest = new double[phases.length];
        double now = 0;
        for (ScheduledSegment segment : scheduled.segments()) {
            for (TimedOperation timed : segment.operations()) {
                if (timed.operation() instanceof Reset && timed.guard().isEmpty()) {
                    for (int q : timed.operation().qubits()) {
                        longest[q] = Math.max(longest[q], now + timed.start() - since[q]);
                        since[q] = now + timed.end();
                    }
                }
            }
            now += segment.duration();
        }
        for (int q = 0; q < phases.length; q++) {
            phases[q] *= Math.max(longest[q], now - since[q]);
        }
        return phases;
    }

    /** True if quasi-static noise of the qubit is switched on for any operation at all. */
    private boolean quasiStaticActs(int qubit) {
        return selection.dependsOnStep()
                || Stream.concat(Stream.of(ExtraChannel.IDLE), calibration.operations().keySet().stream())
                        .anyMatch(operation -> selection.includes(NoiseMechanism.QUASI_STATIC, qubit, operation, 0)
                                || selection.includes(NoiseMechanism.QUASI_STATIC, qubit, operation, 1));
    }

    /** Crosstalk of the circuit's qubits with others of the device, which no state is there for. */
    private List<String> crosstalkLeftOut(int qubits) {
        List<String> left = new ArrayList<>();
        for (Crosstalk pair : calibration.crosstalk()) {
            int outside = Math.max(pair.first(), pair.second());
            if (Math.min(pair.first(), pair.second()) < qubits && outside >= qubits && pair.rate() != 0) {
                left.add(
                        "crosstalk of " + calibration.qubits().get(pair.first()).name() + " and "
                                + calibration.qubits().get(pair.second()).name() + " is left out, as "
                                + calibration.qubits().get(outside).name() + " is not part of the circuit");
            }
        }
        return left;
    }

    /** Extra channels that met nothing: noise must not be left out silently. */
    private List<String> warnings(NoiseCoverage coverage) {
        Set<String> met = new LinkedHashSet<>();
        coverage.rows().forEach(row -> met.add(row.mechanism()));
        List<String> warnings = new ArrayList<>(calibration.warnings());
        if (selection == NoiseSelection.ALL) {
            for (ExtraChannel channel : calibration.channels()) {
                if (!met.contains(channel.id())) {
                    warnings.add(
                            "channel " + channel.id() + " (on: " + channel.on() + ") met no operation of this circuit");
                }
            }
        }
        return warnings;
    }

    /** The ideal circuit: gates, resets and measurements only. */
    static final class NoNoise extends SegmentNoise {

        NoNoise(NoiseModel model, int qubits) {
            super(model, qubits, new double[qubits], Map.of());
        }

        @Override
        NoisySegment segment(ScheduledSegment segment, int step, NoiseCoverage.Tally coverage) {
            Emission out = new Emission(step, coverage);
            emit(segment, out);
            return new NoisySegment(out.instructions, segment.duration(), segment.end());
        }

        @Override
        void emit(ScheduledSegment segment, Emission out) {
            for (TimedOperation timed : segment.operations()) {
                out.under(timed.guard());
                addIdealAction(out, segment, timed);
            }
        }
    }
}
