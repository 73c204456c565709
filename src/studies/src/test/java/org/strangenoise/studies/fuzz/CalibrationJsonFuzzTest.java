package org.strangenoise.studies.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.exchange.device.DeviceImporter;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlParser;

/** Providers' descriptions of devices: what import-device writes of them is a device file. */
class CalibrationJsonFuzzTest {

    @BeforeAll
    static void loadClasses() {
        UntrustedInput.loadDevices();
    }

    @FuzzTest
    void calibrationJson(byte[] bytes) {
        UntrustedInput.readOrRefused(bytes, () -> {
            String text = DeviceImporter.read(new String(bytes, StandardCharsets.UTF_8), "fuzz.json")
                    .text();
            Problems problems = new Problems();
            YamlParser.parse(text, "written.yaml", problems).ifPresent(root -> DeviceReader.read(root, problems));
            if (problems.hasErrors()) {
                throw new AssertionError("a device file was written that is refused: " + problems.errors());
            }
            return text;
        });
    }
}
