package org.strangenoise.studies.config;

import org.strangenoise.device.Calibration;
import org.strangenoise.noise.DetuningAverage;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoiseSelection;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.Scheduler;

/**
 * Where noise acts and how strong.
 *
 * @param placement after or during gates, or none
 * @param scale factor on all rates
 * @param schedule when operations start
 * @param detunings how quasi-static detunings are averaged
 */
public record NoiseSettings(Placement placement, double scale, Scheduler.Policy schedule, DetuningAverage detunings) {

    /** After gates, as the device says, as soon as possible. */
    public static final NoiseSettings DEFAULT =
            new NoiseSettings(Placement.AFTER_GATE, 1, Scheduler.Policy.ASAP, DetuningAverage.DEFAULT);

    public NoiseSettings withScale(double newScale) {
        return new NoiseSettings(placement, newScale, schedule, detunings);
    }

    public NoiseSettings withPlacement(Placement newPlacement) {
        return new NoiseSettings(newPlacement, scale, schedule, detunings);
    }

    public NoiseSettings withDetunings(DetuningAverage newDetunings) {
        return new NoiseSettings(placement, scale, schedule, newDetunings);
    }

    /** The model of a device under these settings. */
    public NoiseModel model(Calibration device, long seed) {
        return new NoiseModel(device, placement, scale, detunings.withSeed(seed), NoiseSelection.ALL);
    }
}
