package org.strangenoise.studies.characterization;

import java.util.List;
import java.util.OptionalLong;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;

/**
 * One routine on some qubits.
 *
 * @param kind which
 * @param qubits indices on the device, in the routine's order
 * @param settings what it was told
 * @param shots a point; absent for exact frequencies
 */
public record ExperimentPlan(
        Header header, RoutineKind kind, List<Integer> qubits, RoutineKind.Settings settings, OptionalLong shots)
        implements AnalysisPlan {

    public ExperimentPlan {
        qubits = List.copyOf(qubits);
    }

    @Override
    public ExperimentType type() {
        return ExperimentType.TYPE;
    }

    @Override
    public ExperimentPlan withSeed(long seed) {
        return new ExperimentPlan(header.withSeed(seed), kind, qubits, settings, shots);
    }

    /** Names of the qubits. */
    List<String> qubitNames() {
        return qubits.stream().map(q -> setup().device().qubits().get(q).name()).toList();
    }
}
