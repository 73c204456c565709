package org.strangenoise.studies.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StreamSeeds;
import org.strangenoise.studies.config.Uncertainties;

/**
 * The bands around an analysis' curves: there where the device's values carry uncertainties.
 *
 * @param samples how many devices are drawn; 0 for no bands
 * @param warning why there are none, though values carry uncertainties and nobody said that none are wanted
 */
public record ConfidenceBands(int samples, Optional<String> warning) {

    /**
     * Where the middle 68% of the devices within the stated uncertainties put a curve.
     *
     * @param low the 16% quantile of drawn devices, a value a point of the curve; NaN where there is none
     * @param high the 84% quantile, likewise
     */
    public record Band(double[] low, double[] high) {

        /** One standard deviation of a normal distribution below its mean. */
        public static final double LOW = 0.158655254;

        /** One standard deviation above it. */
        public static final double HIGH = 0.841344746;
    }

    /** Processor time that bands may take without being asked for. */
    private static final double USUAL_SECONDS = 30;

    /**
     * Decides how many devices to draw: as many as the setup says, or else the usual number if that does not take long.
     *
     * @param seconds predicted time of the analysis for one device
     */
    public static ConfidenceBands of(Setup setup, double seconds) {
        OptionalInt asked = setup.uncertainty().samples();
        if (asked.isPresent() || !Uncertainties.areStated(setup)) {
            return new ConfidenceBands(asked.orElse(0), Optional.empty());
        }
        int usual = Uncertainties.Settings.USUAL_SAMPLES;
        if (usual * seconds <= USUAL_SECONDS) {
            return new ConfidenceBands(usual, Optional.empty());
        }
        String warning = String.format(
                Locale.ROOT,
                "no confidence bands: %d devices within the stated uncertainties would take one processor some %.1f"
                        + " minutes; `uncertainty: { samples: %d }` asks for them, `samples: 0` says that none are wanted",
                usual,
                usual * seconds / 60,
                usual);
        return new ConfidenceBands(0, Optional.of(warning));
    }

    /**
     * The devices to draw: none where no value of the setup's device carries an uncertainty.
     *
     * @throws IllegalArgumentException if hardly any device within the uncertainties is physical
     */
    public List<Setup> devices(Setup setup, StreamSeeds seeds) {
        if (samples == 0) {
            return List.of();
        }
        Uncertainties uncertainties = Uncertainties.of(setup);
        return uncertainties.isEmpty()
                ? List.of()
                : DrawnDevices.of(setup, uncertainties, samples, seeds).setups();
    }

    /**
     * The bands of some curves; none if no device was drawn.
     *
     * @param drawn by device, {@code [curve][point]}
     */
    public static List<Band> of(List<double[][]> drawn) {
        return drawn.isEmpty()
                ? List.of()
                : DrawnDevices.Curves.of(drawn).stream()
                        .map(DrawnDevices.Curves::band)
                        .toList();
    }
}
