package org.strangenoise.studies.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.strangenoise.exchange.openqasm.IncludedFiles;
import org.strangenoise.exchange.openqasm.OpenQasmReader;

/** Circuits in OpenQASM 3. */
class OpenQasm3FuzzTest {

    @BeforeAll
    static void loadClasses() throws IOException {
        UntrustedInput.loadCircuits();
    }

    @FuzzTest
    void openQasm3(byte[] bytes) {
        // Fewer operations than usual: what is looked for is not how long a million takes.
        OpenQasmReader reader = new OpenQasmReader();
        byte[] program = ("OPENQASM 3.0;\n" + new String(bytes, StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
        UntrustedInput.readOrRefused(
                bytes,
                () -> reader.withLimits(reader.limits().withOperations(10_000))
                        .read(UntrustedInput.file(program), IncludedFiles.ON_DISK));
    }
}
