package org.strangenoise.studies.blindcalibration;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.DeviceParameter;
import org.strangenoise.device.yaml.DeviceWriter;
import org.strangenoise.math.Measured;
import org.strangenoise.studies.blindcalibration.BlindCalibration.Found;

/** A device file of what was found, each number with its error. */
final class FoundDevice {

    private FoundDevice() {}

    /** @param shown the device as the calibration knew it before: names, pulses, which pairs there are */
    static String yaml(Calibration shown, List<Found> found) {
        List<String> comments =
                new ArrayList<>(List.of("found by blind calibration, one standard deviation after +/-"));
        Calibration device = shown;
        for (Found each : found) {
            if (!Double.isFinite(each.value())) {
                comments.add(each.address() + " was not found, and is as it was");
                continue;
            }
            boolean sensible = each.error() < Math.abs(each.value());
            if (!sensible) {
                comments.add(each.address() + " has an error of " + each.error() + ", as large as itself");
            }
            device = DeviceParameter.resolve(device, each.address())
                    .set(device, new Measured(each.value(), sensible ? each.error() : 0));
        }
        return DeviceWriter.text(device, comments);
    }
}
