package org.strangenoise.exchange;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.schedule.ScheduledCircuit;

/**
 * What there is to export. Each format takes the most it can say.
 *
 * @param name of the study or circuit, for comments and class names
 * @param circuit the ideal circuit
 * @param schedule the circuit in time, needed by timed formats
 * @param noise what a device makes of it, needed by formats that carry noise
 * @param physical by qubit: its number on the device, for formats that name physical qubits
 */
public record ExportSource(
        String name,
        Circuit circuit,
        Optional<ScheduledCircuit> schedule,
        Optional<NoisyEnsemble> noise,
        List<Integer> physical) {

    /** Checks the components, of which it keeps copies. */
    public ExportSource {
        physical = List.copyOf(physical);
        if (physical.size() != circuit.qubits()) {
            throw new IllegalArgumentException("Argument `physical` must hold a number for each of " + circuit.qubits()
                    + " qubits, but holds " + physical.size());
        }
    }

    /** A circuit without time or noise, on the device's first qubits. */
    public static ExportSource of(String name, Circuit circuit) {
        return new ExportSource(
                name,
                circuit,
                Optional.empty(),
                Optional.empty(),
                IntStream.range(0, circuit.qubits()).boxed().toList());
    }

    public ExportSource withSchedule(ScheduledCircuit scheduled) {
        return new ExportSource(name, circuit, Optional.of(scheduled), noise, physical);
    }

    public ExportSource withNoise(NoisyEnsemble ensemble) {
        return new ExportSource(name, circuit, schedule, Optional.of(ensemble), physical);
    }

    /** The same on other qubits of the device. */
    public ExportSource withPhysical(List<Integer> qubits) {
        return new ExportSource(name, circuit, schedule, noise, qubits);
    }

    /** Whether the circuit's qubits are the device's first ones, in order. */
    public boolean isPlain() {
        return IntStream.range(0, physical.size()).allMatch(q -> physical.get(q) == q);
    }

    /** What a format of gates alone leaves out, one sentence each. */
    public List<String> omittedByGates() {
        boolean noisy = noise.stream()
                .flatMap(ensemble -> ensemble.members().stream())
                .anyMatch(member -> !member.circuit().isUnitary());
        return noisy ? List.of("the device's noise is left out, as the format holds gates alone") : List.of();
    }

    /**
     * The schedule.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ScheduledCircuit requireSchedule() {
        return schedule.orElseThrow(() -> new IllegalArgumentException(
                "Argument `source` must hold a schedule for a timed export, but has none"));
    }

    /**
     * The noisy circuit.
     *
     * @throws IllegalArgumentException if there is none, or an average over several
     */
    public NoisyCircuit requireNoisyCircuit(String format) {
        NoisyEnsemble ensemble = noise.orElseThrow(() -> new IllegalArgumentException(
                "Argument `source` must hold the noise for format " + format + ", but has none"));
        if (!ensemble.isSingle()) {
            throw new IllegalArgumentException("format " + format + " cannot say quasi-static noise, an average over "
                    + ensemble.members().size() + " circuits; switch it off to export the rest");
        }
        return ensemble.members().get(0).circuit();
    }
}
