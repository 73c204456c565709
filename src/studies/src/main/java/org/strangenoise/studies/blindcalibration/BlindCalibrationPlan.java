package org.strangenoise.studies.blindcalibration;

import java.util.Map;
import java.util.TreeMap;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;

/**
 * Devices hidden from those who calibrate them.
 *
 * @param devices how many
 * @param hidden between what each number lies, drawn evenly in its logarithm
 * @param shots a point of every routine, ten times as many of the readout
 */
public record BlindCalibrationPlan(Header header, int devices, Map<Hidden, Range> hidden, long shots)
        implements AnalysisPlan {

    /** What is hidden of each qubit, pair and interaction. */
    public enum Hidden {
        T1,
        TPHI,
        QUASI_STATIC_T,
        P1_GIVEN_0,
        P0_GIVEN_1,
        COUPLING,
        ZZ
    }

    /** From the least to the greatest value, both positive, SI. */
    public record Range(double low, double high) {}

    public BlindCalibrationPlan {
        hidden = Map.copyOf(new TreeMap<>(hidden));
    }

    @Override
    public BlindCalibrationType type() {
        return BlindCalibrationType.TYPE;
    }

    @Override
    public BlindCalibrationPlan withSeed(long seed) {
        return new BlindCalibrationPlan(header.withSeed(seed), devices, hidden, shots);
    }
}
