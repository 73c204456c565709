package org.strangenoise.exchange.strange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redfx.strange.Complex;
import org.redfx.strange.Program;
import org.redfx.strange.Result;
import org.redfx.strange.local.SimpleQuantumExecutionEnvironment;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Gates;
import org.strangenoise.exchange.Exported;
import org.strangenoise.exchange.RandomCircuits;
import org.strangenoise.exchange.Unitaries;
import org.strangenoise.kickedtop.Interaction;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.state.SpinDirection;

class StrangeJavaTest {

    @TempDir
    private Path folder;

    private Program compiled(String name, Circuit circuit) throws Exception {
        String type = StrangeJavaWriter.className(name);
        Path source = folder.resolve(type + ".java");
        Files.writeString(source, new StrangeJavaWriter().write(name, circuit).text());
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all,-path,-classfile,-options",
                        "-cp",
                        Program.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath(),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertEquals(0, exit);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            return (Program) loader.loadClass(type).getMethod("program").invoke(null);
        }
    }

    /** Strange's own simulator, in its single precision, finds our amplitudes. */
    private static void assertSameState(Circuit circuit, Program program, double phase) {
        Result result = new SimpleQuantumExecutionEnvironment().runProgram(program);
        Complex[] found = result.getProbability();
        ComplexMatrix expected = Unitaries.of(circuit).scaled(Math.cos(phase), -Math.sin(phase));
        for (int b = 0; b < found.length; b++) {
            assertEquals(expected.re(b, 0), found[b].r, 2e-5, "amplitude " + b);
            assertEquals(expected.im(b, 0), found[b].i, 2e-5, "amplitude " + b);
        }
    }

    private double statedPhase(Circuit circuit) {
        String text = new StrangeJavaWriter().write("phase", circuit).text();
        String after = text.substring(text.indexOf("exp(i * ") + "exp(i * ".length());
        return Double.parseDouble(after.substring(0, after.indexOf(')')));
    }

    @ParameterizedTest
    @CsvSource({"2, NATIVE", "3, NATIVE", "4, CNOT"})
    void kickedTopsCompileAndRun(int qubits, Interaction interaction) throws Exception {
        Circuit circuit =
                KickedTop.of(qubits, 2.2).withInteraction(interaction).preparedCircuit(new SpinDirection(0.4, 0.9), 2);
        assertSameState(circuit, compiled("kicked-top " + qubits, circuit), statedPhase(circuit));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "4, 4"})
    void everyNamedGateCompilesAndRuns(int qubits, long seed) throws Exception {
        Circuit circuit = RandomCircuits.overNamedGates(qubits, 40, seed);
        assertSameState(circuit, compiled("random", circuit), statedPhase(circuit));
    }

    @Test
    void longCircuitsStayWithinAMethodsSize() throws Exception {
        Circuit.Builder circuit = Circuit.on(1);
        for (int k = 0; k < 1300; k++) {
            circuit.add(Gates.rx(0.001, 0));
        }
        assertEquals(1300, compiled("long", circuit.build()).getSteps().size());
    }

    @Test
    void delaysAreRemarkedOn() throws IOException {
        Exported exported = new StrangeJavaWriter()
                .write("idle", Circuit.on(1).add(new Delay(0, 1e-8)).build());
        assertEquals(List.of("delays are left out, as Strange has no time"), exported.remarks());
    }

    @Test
    void classNamesAreJava() {
        assertEquals("Neill2016", StrangeJavaWriter.className("neill-2016"));
        assertEquals("Circuit3Qubits", StrangeJavaWriter.className("3 qubits"));
        assertEquals("ProgramCircuit", StrangeJavaWriter.className("program"));
        assertTrue(StrangeJavaWriter.className("").startsWith("Circuit"));
    }
}
