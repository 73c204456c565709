package org.strangenoise.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.exchange.openqasm.OpenQasm2Writer;
import org.strangenoise.exchange.openqasm.OpenQasm3Writer;
import org.strangenoise.kickedtop.Interaction;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.kickedtop.PairCoupling;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.testing.RequiresProgram;

/** Other people's readers take what we write and find our states. */
class RealReadersTest {

    private static final String RUNNER = "src/test/js/run-openqasm.mjs";
    private static final String PYTHON = "/usr/bin/python3";
    private static final int SHOTS = 1000;

    @TempDir
    private Path folder;

    /** Kicked tops of 3 to 6 qubits, and circuits that change when qubits are exchanged. */
    private static Map<String, Circuit> circuits() {
        Map<String, Circuit> circuits = new LinkedHashMap<>();
        SpinDirection direction = new SpinDirection(0.7, 0.4);
        for (int n = 3; n <= 6; n++) {
            int steps = n <= 4 ? 2 : 1;
            circuits.put("top" + n, KickedTop.of(n, 1.3).preparedCircuit(direction, steps));
            List<PairCoupling> uneven = List.of(new PairCoupling(0, 1, 0.3), new PairCoupling(1, 2, 1.7));
            circuits.put(
                    "uneven" + n,
                    KickedTop.of(n, 2.1)
                            .withCouplings(uneven)
                            .withInteraction(n % 2 == 0 ? Interaction.CNOT : Interaction.NATIVE)
                            .preparedCircuit(direction, steps));
            circuits.put("named" + n, RandomCircuits.overNamedGates(n, 40, n));
        }
        // Gates that no format knows become long sequences, which the kit takes seconds for.
        for (int seed = 31; seed <= 33; seed++) {
            circuits.put("any2-" + seed, RandomCircuits.overAllGates(2, 2, seed));
        }
        return circuits;
    }

    @Test
    @RequiresProgram({"node", RUNNER, "--check"})
    void quantumDevelopmentKitFindsOurProbabilities() throws IOException, InterruptedException {
        Map<String, Circuit> circuits = circuits();
        List<String> command = new ArrayList<>(List.of("node", RUNNER, Integer.toString(SHOTS)));
        List<Circuit> order = new ArrayList<>();
        for (Map.Entry<String, Circuit> entry : circuits.entrySet()) {
            // QuTiP compares version 2 of all gates, to the last digit and in no time.
            boolean both = entry.getKey().startsWith("top") || entry.getKey().equals("uneven4");
            for (int version = both ? 2 : 3; version <= 3; version++) {
                Exported text = version == 2
                        ? new OpenQasm2Writer().write(entry.getValue())
                        : new OpenQasm3Writer().write(entry.getValue());
                Path file = folder.resolve(entry.getKey() + "-" + version + ".qasm");
                Files.writeString(file, text.text());
                command.add(file.toString());
                order.add(entry.getValue());
            }
        }
        List<String> lines = Programs.run(folder, command);
        assertEquals(order.size(), lines.size());
        for (int k = 0; k < lines.size(); k++) {
            JsonNode result = new ObjectMapper().readTree(lines.get(k));
            assertNull(result.get("error"), result.toString());
            assertFrequencies(order.get(k), result);
        }
    }

    /** Each outcome within 5.5 standard deviations, plus what a rare one may gain. */
    private static void assertFrequencies(Circuit circuit, JsonNode result) {
        double[] probabilities = probabilities(circuit);
        double deviation = 0;
        for (int b = 0; b < probabilities.length; b++) {
            StringBuilder outcome = new StringBuilder();
            for (int q = 0; q < circuit.qubits(); q++) {
                outcome.append(b >> q & 1);
            }
            double p = probabilities[b];
            double frequency = result.get("counts").path(outcome.toString()).asDouble(0) / SHOTS;
            double allowed = 5.5 * Math.sqrt(p * (1 - p) / SHOTS) + 6.0 / SHOTS;
            assertEquals(p, frequency, allowed, () -> outcome + " of " + result.get("file"));
            deviation += Math.abs(p - frequency);
        }
        assertTrue(deviation < 0.25, result.get("file") + " is off by " + deviation);
    }

    private static double[] probabilities(Circuit circuit) {
        ComplexMatrix unitary = Unitaries.of(circuit);
        double[] probabilities = new double[unitary.rows()];
        for (int b = 0; b < probabilities.length; b++) {
            probabilities[b] = Math.pow(unitary.re(b, 0), 2) + Math.pow(unitary.im(b, 0), 2);
        }
        return probabilities;
    }

    @Test
    @RequiresProgram({PYTHON, "-c", "from qutip.qip.qasm import read_qasm"})
    void qutipFindsOurUnitary() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON, "src/test/python/qutip_unitary.py"));
        List<ComplexMatrix> expected = new ArrayList<>();
        for (Map.Entry<String, Circuit> entry : circuits().entrySet()) {
            if (entry.getValue().qubits() <= 4) {
                Path file = folder.resolve(entry.getKey() + ".qasm");
                Files.writeString(
                        file, new OpenQasm2Writer().write(entry.getValue()).text());
                command.add(file.toString());
                expected.add(Unitaries.of(entry.getValue()));
            }
        }
        List<String> lines = Programs.run(folder, command);
        assertEquals(expected.size(), lines.size());
        for (int k = 0; k < lines.size(); k++) {
            ComplexMatrix found = Programs.matrix(new ObjectMapper().readTree(lines.get(k)));
            double distance = Unitaries.distanceUpToPhase(expected.get(k), found);
            assertTrue(distance < 1e-12, command.get(k + 2) + " is off by " + distance);
        }
    }
}
