package org.strangenoise.exchange.openqasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.yaml.InvalidInputException;

/** No few lines can exhaust the machine, and a long file is read at once. */
class LimitsTest {

    private static final String HEAD = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\n";

    private static String doublings() {
        StringBuilder text = new StringBuilder("gate g0 a { x a; }\n");
        for (int k = 1; k < 60; k++) {
            text.append("gate g")
                    .append(k)
                    .append(" a { g")
                    .append(k - 1)
                    .append(" a; g")
                    .append(k - 1)
                    .append(" a; }\n");
        }
        return text.append("g59 q[0];").toString();
    }

    private static String refused(String body) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThrows(
                                InvalidInputException.class, () -> new OpenQasmReader().read(HEAD + body, "big.qasm"))
                        .getMessage());
    }

    @Test
    void definitionsThatDoubleAreBounded() {
        assertTrue(refused(doublings()).contains("at most 1000000 operations"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for int i in [0:2000000000] { }",
                "for int i in [0:1999] for int j in [0:1999] { x q[0]; }",
                "pow(1e15) @ x q[0];",
                "pow(3000000) @ s q[0];",
                "ctrl(900) @ x q;",
                "qubit[1000000000] r;",
                "qubit[1048576] r;",
                "rx(1e308) q[0];",
                "rz(-20000) q[0];",
                "U(0, pi * 1e200, 0) q[0];",
                "gphase(1e5);",
                "delay[1e300s] q[0];",
                "duration d = 2e6s; delay[d] q;",
                "gate g(t) a { rx(t * 1e9) a; } g(1) q[0];",
                "pow(1e12 + 0.5) @ s q[0];",
                "ctrl @ pow(-1e5 - 0.5) @ rx(1) q[0], q[1];",
            })
    void requestsAreBounded(String body) {
        assertTrue(refused(body).startsWith("big.qasm:4:"));
    }

    @Test
    void aBoundIsNamed() {
        String told = refused("rx(1e308) q[0];");
        assertTrue(told.contains("an angle must be from -1e4 to 1e4 rad, but is 1E+308"), told);
        new OpenQasmReader().read(HEAD + "rx(-9999) q[0]; gate g(t) a { rx(t / 1e9) a; } g(1e12) q[1];", "good.qasm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "[", "2**", "- -", "sin(", "ctrl @ ", "{", "box {", "for int i in [0:1] ", "+"})
    void nestingIsBounded(String repeated) {
        refused("rx(" + repeated.repeat(200_000) + "1) q[0];");
        refused(repeated.repeat(200_000));
    }

    @Test
    void longSumsAreRefusedOrWorkedOut() {
        refused("rx(0" + "+1".repeat(100_000) + ") q[0];");
        String some = HEAD + "rx(0" + "+1".repeat(500) + ") q[0];";
        assertEquals(
                1,
                new OpenQasmReader()
                        .read(some, "sum.qasm")
                        .circuit()
                        .operations()
                        .size());
    }

    /** Calls are counted before anything is made of the file: the limit is told, not what stands in its first line. */
    @ParameterizedTest
    @ValueSource(strings = {"x q[0];", "rx(0.5) q[1];", "ctrl @ x q[0], q[1];", "cx q[0], q[1]; // ;;;;"})
    void tooManyCallsAreRefusedBeforeTheyAreRead(String call) {
        OpenQasmReader reader = new OpenQasmReader().withLimits(ReaderLimits.DEFAULT.withOperations(300));
        String many = HEAD + "unknown q[0];\n" + (call + "\n").repeat(300);
        String message = assertThrows(InvalidInputException.class, () -> reader.read(many, "many.qasm"))
                .getMessage();
        assertTrue(message.startsWith("many.qasm:304:1: the program must come to at most 300 operations"), message);
        assertTrue(!message.contains("unknown"), message);
    }

    /** Other statements count for nothing, however many there are. */
    @Test
    void statementsThatCallNothingAreNotCounted() {
        OpenQasmReader reader = new OpenQasmReader().withLimits(ReaderLimits.DEFAULT.withOperations(30));
        String body = "qubit extra;\ngate twice a { x a; x a; x a; x a; }\n" + "x q[0];\n".repeat(29)
                + "const int c = 3;\n" + "barrier q;\n".repeat(40) + "delay[5ns] q[1];\n" + "z q[1];";
        assertEquals(
                30,
                reader.read(HEAD + body, "few.qasm").circuit().operations().stream()
                        .filter(UnitaryOperation.class::isInstance)
                        .count());
    }

    /** 20 qubits, 100,000 gates: under 2 seconds of processor time. */
    @Test
    void readsAHundredThousandGates() {
        Random random = new Random(4);
        StringBuilder text = new StringBuilder("OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[20] q;\n");
        for (int k = 0; k < 100_000; k++) {
            int a = random.nextInt(20);
            int b = (a + 1 + random.nextInt(19)) % 20;
            text.append(
                    switch (random.nextInt(3)) {
                        case 0 -> "rz(" + random.nextGaussian() + ") q[" + a + "];\n";
                        case 1 -> "h q[" + a + "];\n";
                        default -> "cx q[" + a + "], q[" + b + "];\n";
                    });
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int run = 0; run < 3; run++) {
            long start = threads.getCurrentThreadCpuTime();
            assertEquals(
                    100_000,
                    new OpenQasmReader()
                            .read(text.toString(), "long.qasm")
                            .steps()
                            .size());
            best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
        }
        System.out.printf("100,000 gates on 20 qubits read in %.2f s of processor time%n", best * 1e-9);
        assertTrue(best < 2_000_000_000L, "took " + best * 1e-9 + " s");
    }
}
