package org.strangenoise.exchange.aer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.channel.Channels;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Gates;
import org.strangenoise.device.Calibration;
import org.strangenoise.exchange.Devices;
import org.strangenoise.exchange.ExportSource;
import org.strangenoise.exchange.Exported;
import org.strangenoise.exchange.Programs;
import org.strangenoise.exchange.openqasm.OpenQasm3Writer;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.testing.RequiresProgram;

class AerNoiseTest {

    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private Path folder;

    private static final Circuit CIRCUIT = Circuit.on(3)
            .add(Gates.ry(0.4, 1))
            .add(Boundary.LAYER)
            .add(Gates.cnot(2, 0))
            .add(Boundary.LAYER)
            .add(Gates.h(0))
            .add(Boundary.LAYER)
            .build();

    private static Exported export(Circuit circuit) {
        return new AerNoiseWriter().export(ExportSource.of("noisy", circuit).withNoise(Devices.noisy(circuit)));
    }

    /** The state of the Python reader: rho_jk = v_j conj(v_k), v_j = (1 + j) exp(0.3i j), normalised. */
    private static ComplexMatrix probe(int qubits) {
        int d = 1 << qubits;
        double[][] re = new double[d][d];
        double[][] im = new double[d][d];
        double norm = d * (d + 1) * (2 * d + 1) / 6.0;
        for (int j = 0; j < d; j++) {
            for (int k = 0; k < d; k++) {
                re[j][k] = (1 + j) * (1 + k) * Math.cos(0.3 * (j - k)) / norm;
                im[j][k] = (1 + j) * (1 + k) * Math.sin(0.3 * (j - k)) / norm;
            }
        }
        return ComplexMatrix.of(re, im);
    }

    /** Our channels put together by hand, from the device's numbers. */
    @Test
    @RequiresProgram({PYTHON, "-c", "import numpy"})
    void pythonFindsOurChannels() throws IOException, InterruptedException {
        Path file = folder.resolve("noise.json");
        Files.writeString(file, export(CIRCUIT).text());
        Map<String, JsonNode> found = new HashMap<>();
        for (String line : Programs.run(folder, List.of(PYTHON, "src/test/python/aer_noise.py", file.toString()))) {
            JsonNode error = new ObjectMapper().readTree(line);
            assertTrue(error.get("defect").asDouble() < 1e-14, line);
            found.put(error.get("operation").asText() + error.get("qubits"), error.get("rho"));
        }
        double tPhiToT2 = 1 / (1 / 3e-6 + 1 / 20e-6);
        ComplexMatrix afterRy = Channels.thermalRelaxation(10e-6, tPhiToT2, 0.03, 22e-9)
                .apply(Channels.depolarizing(1, 0.0008).apply(probe(1)));
        assertState(afterRy, found.get("ry[1]"));
        // Gate-relative: the control C is position 0, the target A position 1.
        ComplexMatrix afterPair = Channels.depolarizing(1, 0.003)
                .tensor(Channels.depolarizing(1, 0.003))
                .apply(probe(2));
        ComplexMatrix afterCnot = Channels.thermalRelaxation(7e-6, 9e-6, 0.01, 43e-9)
                .tensor(Channels.thermalRelaxation(3.5e-6, 2e-6, 0, 43e-9))
                .apply(afterPair);
        assertState(afterCnot, found.get("cx[2,0]"));
    }

    private static void assertState(ComplexMatrix expected, JsonNode found) {
        double distance = expected.distance(Programs.matrix(found));
        assertTrue(distance < 1e-13, "off by " + distance);
    }

    @Test
    void readoutErrorsAreRowsOfOutcomesByState() throws IOException {
        JsonNode errors = new ObjectMapper().readTree(export(CIRCUIT).text()).get("errors");
        JsonNode readout = errors.get(errors.size() - 1);
        assertEquals("roerror", readout.get("type").asText());
        assertEquals("[[1]]", readout.get("gate_qubits").toString());
        assertEquals("[[0.99,0.01],[0.04,0.96]]", readout.get("probabilities").toString());
    }

    @Test
    void whatAModelCannotTellApartIsRemarkedOn() {
        Circuit circuit = Circuit.on(3)
                .add(Gates.ry(0.4, 1))
                .add(Boundary.LAYER)
                .add(Gates.cnot(0, 1))
                .add(Boundary.LAYER)
                .build();
        // Qubit 2 idles for 22 ns, then for 40 ns.
        assertEquals(
                List.of("idle times of different length on qubit 2 cannot be told apart; the model has the first one's"
                        + " noise for all"),
                export(circuit).remarks());
    }

    /**
     * What {@code NoiseModel.from_dict} documents: an error is as wide as its gate (its highest qubit tells), inner
     * qubits are its positions, probabilities sum to 1, and a gate on its qubits has one error.
     */
    private static void requireRules(JsonNode model) {
        Set<String> seen = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode error : model.get("errors")) {
            assertEquals(1, error.get("gate_qubits").size());
            JsonNode gateQubits = error.get("gate_qubits").get(0);
            assertTrue(seen.add(error.get("operations") + "" + gateQubits), seen::toString);
            if (error.get("type").asText().equals("roerror")) {
                error.get("probabilities")
                        .forEach(row -> assertEquals(
                                1, row.get(0).asDouble() + row.get(1).asDouble(), 1e-15));
                continue;
            }
            assertTrue(ids.add(error.get("id").asText()), ids::toString);
            assertEquals("[1.0]", error.get("probabilities").toString());
            int width = 0;
            for (JsonNode kraus : error.get("instructions").get(0)) {
                assertEquals("kraus", kraus.get("name").asText());
                for (JsonNode q : kraus.get("qubits")) {
                    width = Math.max(width, q.asInt() + 1);
                }
                int d = 1 << kraus.get("qubits").size();
                kraus.get("params").forEach(k -> assertEquals(d, k.size()));
            }
            assertEquals(gateQubits.size(), width, error.toString());
        }
    }

    /** The kick's noise is there, under the name that the exported circuit calls. */
    @Test
    void aNativeKickKeepsItsNoise() throws IOException {
        Circuit circuit = KickedTop.of(3, 1.9).preparedCircuit(new SpinDirection(0.8, -1.1), 1);
        JsonNode model = new ObjectMapper().readTree(export(circuit).text());
        requireRules(model);
        Set<String> noisy = new HashSet<>();
        model.get("errors")
                .forEach(error -> noisy.add(error.get("operations").get(0).asText() + error.get("gate_qubits")));
        assertTrue(noisy.contains("sn_interaction[[0,1,2]]"), noisy::toString);
        String text = new OpenQasm3Writer().write(circuit).text();
        assertTrue(text.contains("gate sn_interaction(") && text.contains("q[0], q[1], q[2];"), text);
    }

    /** Also where the gate's last qubits have no noise at all. */
    @Test
    void errorsAreAsWideAsTheirGates() throws IOException {
        Calibration device = Devices.calibration("""
                name: quiet
                qubits: [ { name: A, T1: 3 us, T2: 2 us }, { name: B, T1: inf, T2: inf }, { name: C, T1: inf, T2: inf } ]
                operations: { toffoli: { duration: 90 ns }, cnot: { duration: 40 ns } }
                """);
        Circuit circuit =
                Circuit.on(3).add(Gates.toffoli(0, 1, 2)).add(Gates.cnot(0, 2)).build();
        JsonNode model = new ObjectMapper()
                .readTree(new AerNoiseWriter()
                        .export(ExportSource.of("quiet", circuit)
                                .withNoise(NoiseModel.of(device, Placement.AFTER_GATE)
                                        .apply(new Scheduler(new CalibratedDurations(device)).schedule(circuit))))
                        .text());
        assertEquals(2, model.get("errors").size());
        requireRules(model);
    }
}
