package org.strangenoise.studies.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.Uncertainties;
import org.strangenoise.studies.config.UncertaintySettings;

/**
 * The bands around an analysis' curves: there where the device's values carry uncertainties.
 *
 * @param samples how many devices are drawn for each curve; 0 for no bands
 * @param warning why there are none, though values carry uncertainties and nobody said that none are wanted
 */
public record ConfidenceBands(SimulationOptions options, int samples, Optional<String> warning) {

    /** Processor time that bands may take without being asked for. */
    private static final double USUAL_SECONDS = 30;

    /**
     * Decides how many devices to draw: as many as the setup says, or else the usual number if that does not take long.
     *
     * @param seconds predicted time of the analysis for one device
     */
    public static ConfidenceBands of(Setup setup, double seconds, SimulationOptions options) {
        OptionalInt asked = setup.uncertainty().samples();
        if (Uncertainties.of(setup).isEmpty() || asked.isPresent()) {
            return new ConfidenceBands(options, asked.orElse(0), Optional.empty());
        }
        int usual = UncertaintySettings.USUAL_SAMPLES;
        if (usual * seconds <= USUAL_SECONDS) {
            return new ConfidenceBands(options, usual, Optional.empty());
        }
        String warning = String.format(
                Locale.ROOT,
                "no confidence bands: %d devices within the stated uncertainties would take one processor some %.1f"
                        + " minutes; `uncertainty: { samples: %d }` asks for them, `samples: 0` says that none are wanted",
                usual,
                usual * seconds / 60,
                usual);
        return new ConfidenceBands(options, 0, Optional.of(warning));
    }

    /**
     * The bands of a setup's curves; none where no value of its device carries an uncertainty.
     *
     * @param curves of a device, {@code [curve][point]}, to be found by one thread
     */
    public List<ConfidenceBand> around(Setup setup, Function<Setup, double[][]> curves) {
        Uncertainties uncertainties = Uncertainties.of(setup);
        if (samples == 0 || uncertainties.isEmpty()) {
            return List.of();
        }
        return DrawnDevices.of(setup, uncertainties, samples).curves(options, curves).stream()
                .map(DrawnCurves::band)
                .toList();
    }

    /** Throws if hardly any device within the uncertainties is physical. */
    public void check(Setup setup) {
        Uncertainties uncertainties = Uncertainties.of(setup);
        if (samples > 0 && !uncertainties.isEmpty()) {
            DrawnDevices.check(setup, uncertainties, samples);
        }
    }
}
