package org.strangenoise.studies.systemsize;

import java.util.List;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;

/**
 * Time-averaged entropies of random starts against the number of qubits.
 *
 * @param qubits numbers of qubits, ideal
 * @param noisyQubits numbers of qubits, noisy
 * @param starts how many random starts
 * @param average last step averaged over
 * @param transientSteps first steps left out of the averages
 */
public record SystemSizePlan(
        Header header,
        List<Integer> qubits,
        List<Integer> noisyQubits,
        int starts,
        int average,
        int transientSteps,
        long seed)
        implements AnalysisPlan {
    public SystemSizePlan {
        qubits = List.copyOf(qubits);
        noisyQubits = List.copyOf(noisyQubits);
    }

    @Override
    public SystemSizeType type() {
        return SystemSizeType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long newSeed) {
        return new SystemSizePlan(
                header.withSeed(newSeed), qubits, noisyQubits, starts, average, transientSteps, newSeed);
    }
}
