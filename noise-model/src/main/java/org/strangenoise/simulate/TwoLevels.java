package org.strangenoise.simulate;

import java.util.Optional;

/** The refusal of methods that have no third level. */
final class TwoLevels {

    private TwoLevels() {}

    /** Why a method of two-level qubits cannot carry the task out; empty if that is all it asks for. */
    static Optional<String> refusal(String method, SimulationTask task) {
        return task.ensemble().members().stream()
                        .allMatch(member -> member.circuit().hasTwoLevels())
                ? Optional.empty()
                : Optional.of("method " + method + " knows two levels, but a qubit of the device has more: "
                        + DensityMatrixSimulator.METHOD + " and " + TrajectorySimulator.METHOD + " have them");
    }
}
