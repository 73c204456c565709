package org.strangenoise.studies.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.MeasurementRecords;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;

/** The start of a study whose preparation is ideal, as gates in no time and without noise. */
final class NoiselessPreparation {

    private NoiselessPreparation() {}

    /**
     * The noisy steps with the preparation gates before them.
     *
     * @param steps the noisy circuits from the start on
     * @param prepared the ideal circuit, with its preparation up to {@link Boundary#PREPARATION}
     */
    static NoisyEnsemble before(NoisyEnsemble steps, Circuit prepared) {
        List<NoisyInstruction> gates = new ArrayList<>();
        for (Operation operation : prepared.operations()) {
            if (operation == Boundary.PREPARATION) {
                break;
            }
            if (operation instanceof UnitaryOperation gate) {
                gates.add(new NoisyInstruction.Gate(gate, Optional.empty()));
            }
        }
        NoisySegment preparation = new NoisySegment(gates, 0, Optional.of(Boundary.PREPARATION));
        return new NoisyEnsemble(
                steps.members().stream()
                        .map(member -> new NoisyEnsemble.Member(member.weight(), before(preparation, member.circuit())))
                        .toList(),
                steps.coverage(),
                steps.warnings());
    }

    private static NoisyCircuit before(NoisySegment preparation, NoisyCircuit steps) {
        List<NoisySegment> segments = new ArrayList<>();
        segments.add(preparation);
        segments.addAll(steps.segments());
        return new NoisyCircuit(steps.qubits(), segments, steps.readout(), MeasurementRecords.NONE, steps.levels());
    }
}
