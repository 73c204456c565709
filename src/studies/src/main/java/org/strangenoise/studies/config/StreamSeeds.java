package org.strangenoise.studies.config;

import java.nio.charset.StandardCharsets;

/**
 * Seeds of the random streams of an analysis' samples: functions of the study's seed, the analysis and the sample's
 * index alone, so that neither the grouping of samples nor the machine changes a number.
 *
 * @param study the study's seed
 * @param analysis the analysis' id
 */
public record StreamSeeds(long study, String analysis) {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    /** The seed of a sample's stream. */
    public long of(long sample) {
        long hash = FNV_OFFSET;
        for (byte b : analysis.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return mixed(mixed(mixed(study + GOLDEN) ^ hash) + GOLDEN * (sample + 1));
    }

    /** The seed of a device drawn within its uncertainties; all samples of an analysis may share the device. */
    public long ofDevice(int drawn) {
        return of(~(long) drawn);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): every bit depends on every bit. */
    private static long mixed(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
