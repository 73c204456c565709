package org.strangenoise.studies.systemsize;

import java.util.List;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/**
 * Time-averaged entropies of random starts, by number of qubits.
 *
 * @param ideal one entry a size
 * @param noisy one entry a size; empty if none was asked
 * @param bands of the noisy sizes; empty where none were drawn
 * @param pulses that drive qubits of more than two levels at all noisy sizes
 */
public record SystemSizeResult(
        SystemSizePlan plan,
        List<Size> ideal,
        List<Size> noisy,
        List<Bands> bands,
        Pulses pulses,
        Method method,
        List<String> warnings)
        implements AnalysisResult {

    public SystemSizeResult {
        ideal = List.copyOf(ideal);
        noisy = List.copyOf(noisy);
        bands = List.copyOf(bands);
    }

    /**
     * Statistics of one size.
     *
     * @param qubits number of qubits
     * @param mean over starts of the time-averaged entropy, bits
     * @param minimum over starts
     * @param spread standard deviation over starts of the time-averaged entropy
     * @param fluctuation mean over starts of the standard deviation in time of the entropy
     */
    public record Size(int qubits, double mean, double minimum, double spread, double fluctuation) {}

    /**
     * Where the middle 68% of the devices within the stated uncertainties put one size's mean and fluctuation.
     *
     * @param qubits number of qubits
     */
    public record Bands(int qubits, double meanLow, double meanHigh, double fluctuationLow, double fluctuationHigh) {}
}
