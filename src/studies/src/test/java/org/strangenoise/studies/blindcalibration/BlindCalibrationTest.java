package org.strangenoise.studies.blindcalibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.DeviceParameter;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.blindcalibration.BlindCalibrationAnalysis.OneDevice.Found;
import org.strangenoise.studies.blindcalibration.BlindCalibrationType.Result.Coverage;
import org.strangenoise.studies.output.StudyResults;
import org.strangenoise.studies.output.StudyWriter;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.yaml.InvalidInputException;

/** The shipped blind calibration with as many devices as there is time for in a test. */
class BlindCalibrationTest {

    private static final Path STUDY = Path.of("../../configs/studies/blind-calibration.yaml");

    @TempDir
    Path folder;

    private Study study(String from, String to) throws IOException {
        Path file = folder.resolve("study.yaml");
        Files.writeString(file, Files.readString(STUDY, StandardCharsets.UTF_8).replace(from, to));
        return StudyReader.read(file);
    }

    private static BlindCalibrationType.Result run(Study study) {
        return (BlindCalibrationType.Result) new AnalysisRunner(SimulationOptions.defaults(), line -> {})
                .run(study)
                .get(0);
    }

    @Test
    void theTruthLiesWithinTheErrorsAsOftenAsTheySay() throws IOException {
        Study study = study("devices: 20", "devices: 20");
        BlindCalibrationType.Result result = run(study);
        for (Coverage each : result.coverage()) {
            assertEquals(20, each.devices(), each.toString());
            assertTrue(each.covered() >= 8 && each.covered() <= 19, each.toString());
            assertTrue(each.relativeError() < 0.3, each.toString());
        }
        assertEquals(12, result.coverage().size());
        assertTrue(
                result.pooled().share() > 0.60 && result.pooled().share() < 0.76,
                result.pooled().toString());

        Path out = Files.createDirectory(folder.resolve("out"));
        StudyWriter.write(new StudyResults(study, List.of(result), "1"), out, false, false);
        Calibration device = DeviceReader.read(out.resolve("coverage-found.yaml"));
        for (Found found : result.found().get(0)) {
            DeviceParameter parameter = DeviceParameter.resolve(device, found.address());
            assertEquals(found.value(), parameter.get(device).value(), 1e-9 * Math.abs(found.value()));
            assertEquals(found.error(), parameter.get(device).uncertainty(), 1e-6 * found.error());
            assertNotEquals(found.truth(), found.value());
        }
    }

    /** A T2 that is written down may be beyond twice the T1 that is drawn: it is replaced like the other numbers. */
    @Test
    void theNumbersThatAreShownNeedNotFitTheHiddenOnes() throws IOException {
        String text = Files.readString(STUDY, StandardCharsets.UTF_8)
                .replace("devices: 20", "devices: 1")
                .replace("T1: 20 us, Tphi: 10 us,", "T1: 1 s, T2: 2 s,");
        assertTrue(text.contains("T2: 2 s"));
        BlindCalibrationType.Result result =
                run(StudyReader.read(Files.writeString(folder.resolve("study.yaml"), text, StandardCharsets.UTF_8)));
        Study shipped = study("devices: 20", "devices: 1");
        assertEquals(run(shipped).found(), result.found());
    }

    /**
     * What is found depends on the counts alone: other hidden numbers of one qubit leave the other's delays as they
     * are.
     */
    @Test
    void hiddenDevicesAreDifferentAndRepeatable() throws IOException {
        Study study = study("devices: 20", "devices: 2");
        BlindCalibrationType.Result once = run(study);
        assertEquals(once.found(), run(study).found());
        for (int k = 0; k < once.found().get(0).size(); k++) {
            assertNotEquals(
                    once.found().get(0).get(k).truth(),
                    once.found().get(1).get(k).truth());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "T1: [ 15 us, 50 us ] | T1: [ 50 us, 15 us ] | `T1` must be `[low, high]`, in that order",
                "T1: [ 15 us, 50 us ] | T1: [ 15 us ] | `T1` must be `[low, high]`, in that order",
                "p1-given-0: [ 0.005, 0.03 ] | p1-given-0: [ 0, 0.03 ] | must be a probability above 0 and below 0.5",
                "devices: 20 | devices: 0 | `devices` must be from 1 to 100000",
                "interaction: { coupling: 5 MHz } | interaction: { duration: 20 ns } | must have an `interaction` with a `coupling`",
            })
    void mistakesAreTold(String from, String to, String message) {

        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> study(from, to));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }
}
