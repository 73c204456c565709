package org.strangenoise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.strangenoise.simulate.kernel.TensorKernel;

/** The trial of registers of 512 bits, which stands outside the build, compiles and computes what the kernel does. */
class WidthTest {

    @Test
    void computesWhatTheKernelDoes() throws Exception {
        Path classes = Path.of(TensorKernel.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        classes.toString(),
                        "Width.java",
                        "compare")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("the same numbers" + System.lineSeparator(), said);
        assertEquals(0, java.waitFor());
    }
}
