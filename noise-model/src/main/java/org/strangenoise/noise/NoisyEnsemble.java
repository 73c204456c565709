package org.strangenoise.noise;

import java.util.List;

/**
 * Noisy circuits with weights that sum to 1; one unless there is quasi-static noise. The state of an experiment is the
 * weighted average of the members' states.
 *
 * @param members all of the same qubits and boundaries
 * @param coverage which noise met which operation
 * @param warnings noise of the device that met nothing in this circuit, and the like
 * @param pulses what drives qubits of more than two levels, and how it was calibrated
 */
public record NoisyEnsemble(
        List<Member> members, NoiseCoverage coverage, List<String> warnings, List<DrivenPulse> pulses) {

    /** Without pulses. */
    public NoisyEnsemble(List<Member> members, NoiseCoverage coverage, List<String> warnings) {
        this(members, coverage, warnings, List.of());
    }

    /** One circuit and its weight. */
    public record Member(double weight, NoisyCircuit circuit) {}

    /** Checks the components, of which it keeps copies. */
    public NoisyEnsemble {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("Argument `members` must hold at least one circuit, but is empty");
        }
        members = List.copyOf(members);
        warnings = List.copyOf(warnings);
        pulses = List.copyOf(pulses);
    }

    /** Number of qubits. */
    public int qubits() {
        return members.get(0).circuit().qubits();
    }

    /** Levels of each qubit. */
    public List<Integer> levels() {
        return members.get(0).circuit().levels();
    }

    /** True if some instruction depends on what was recorded. */
    public boolean isConditional() {
        return members.get(0).circuit().isConditional();
    }

    /** True if one circuit is all. */
    public boolean isSingle() {
        return members.size() == 1;
    }
}
