package org.strangenoise.studies.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.device.yaml.DeviceWriter;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlParser;

/** Devices: what is read can be written, and is read again as the same. */
class DeviceFuzzTest {

    @BeforeAll
    static void loadClasses() {
        UntrustedInput.loadDevices();
    }

    @FuzzTest
    void device(byte[] bytes) {
        UntrustedInput.readOrRefused(bytes, () -> {
            Calibration device = read(UntrustedInput.file(bytes));
            String written = DeviceWriter.text(device);
            Calibration again = read(InputFile.of(Path.of("written.yaml"), written.getBytes(StandardCharsets.UTF_8)));
            if (!DeviceWriter.text(again).equals(written)) {
                throw new AssertionError("another device when written and read again: " + written);
            }
            return device;
        });
    }

    private static Calibration read(InputFile file) {
        Problems problems = new Problems();
        var device = YamlParser.parse(file, problems).flatMap(root -> DeviceReader.read(root, problems));
        problems.throwIfErrors();
        return device.orElseThrow();
    }
}
