package org.strangenoise.exchange.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Calibration.GateErrors;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.exchange.Devices;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.schedule.UnknownDurationException;
import org.strangenoise.yaml.InvalidInputException;

class DeviceImporterTest {

    private static final String PROPERTIES = """
            {
              "backend_name": "ibmq_example",
              "last_update_date": "2024-05-01T10:00:00+00:00",
              "qubits": [
                [ {"name": "T1", "unit": "us", "value": 123.4}, {"name": "T2", "unit": "us", "value": 88.125},
                  {"name": "readout_error", "unit": "", "value": 0.02},
                  {"name": "prob_meas0_prep1", "unit": "", "value": 0.03}, {"name": "prob_meas1_prep0", "unit": "", "value": 0.01},
                  {"name": "readout_length", "unit": "ns", "value": 860.4} ],
                [ {"name": "T1", "unit": "ms", "value": 0.05}, {"name": "T2", "unit": "µs", "value": 120},
                  {"name": "readout_error", "unit": "", "value": 0.015}, {"name": "readout_length", "unit": "ns", "value": 900} ],
                [ {"name": "T1", "unit": "us", "value": 70}, {"name": "T2", "unit": "us", "value": 31},
                  {"name": "operational", "unit": "", "value": 1} ]
              ],
              "gates": [
                {"gate": "sx", "qubits": [0], "parameters": [{"name": "gate_error", "unit": "", "value": 3e-4}, {"name": "gate_length", "unit": "ns", "value": 35.5}]},
                {"gate": "sx", "qubits": [1], "parameters": [{"name": "gate_length", "unit": "ns", "value": 35.5}]},
                {"gate": "sx", "qubits": [2], "parameters": [{"name": "gate_length", "unit": "ns", "value": 42}]},
                {"gate": "rz", "qubits": [0], "parameters": [{"name": "gate_length", "unit": "ns", "value": 0}]},
                {"gate": "cx", "qubits": [0, 1], "parameters": [{"name": "gate_error", "unit": "", "value": 0.02}, {"name": "gate_length", "unit": "us", "value": 0.3}]},
                {"gate": "cx", "qubits": [1, 0], "parameters": [{"name": "gate_length", "unit": "ns", "value": 335.5}]},
                {"gate": "cx", "qubits": [1, 2], "parameters": [{"name": "gate_error", "unit": "", "value": 0.001}, {"name": "gate_length", "unit": "ns", "value": 335.5}]}
              ],
              "general": []
            }
            """;

    private static Calibration written(ImportedDevice imported) {
        return Devices.calibration(imported.text());
    }

    @Test
    void deviceFileHoldsEveryNumber() {
        Calibration device = written(DeviceImporter.read(PROPERTIES, "backend.json"));
        assertEquals("ibmq_example", device.name());
        assertEquals(123.4e-6, device.qubits().get(0).t1().value(), 0);
        assertEquals(0.01, device.qubits().get(0).readout().p1Given0().value(), 0);
        assertEquals(0.03, device.qubits().get(0).readout().p0Given1().value(), 0);
        assertEquals(50e-6, device.qubits().get(1).t1().value(), 0);
        assertEquals(100e-6, device.qubits().get(1).t2(), 1e-19);
        assertEquals(0.015, device.qubits().get(1).readout().p0Given1().value(), 0);
        CalibratedDurations durations = new CalibratedDurations(device);
        assertEquals(335.5e-9, durations.seconds(Gates.cnot(0, 1)), 0);
        assertEquals(335.5e-9, durations.seconds(Gates.cnot(2, 1)), 0);
        assertEquals(0, durations.seconds(Gates.rz(0.3, 0)), 0);
        assertEquals(860.4e-9, durations.seconds(new Measurement(0)), 0);
        assertEquals(900e-9, durations.seconds(new Measurement(1)), 0);
    }

    @Test
    void pairsWithoutACouplerAndGatesThatAreNotThereAreRefused() {
        CalibratedDurations durations =
                new CalibratedDurations(written(DeviceImporter.read(PROPERTIES, "backend.json")));
        String uncoupled = assertThrows(UnknownDurationException.class, () -> durations.seconds(Gates.cnot(0, 2)))
                .getMessage();
        assertTrue(uncoupled.contains("does not couple qubits Q0, Q2"), uncoupled);
        assertTrue(uncoupled.contains("Q0-Q1, Q1-Q2"), uncoupled);
        String missing = assertThrows(UnknownDurationException.class, () -> durations.seconds(Gates.rz(0.1, 1)))
                .getMessage();
        assertTrue(missing.contains("has no operation rz on qubits Q1; it has it on Q0"), missing);
    }

    @Test
    void whatIsChangedOrLeftOutIsRemarkedOn() {
        ImportedDevice imported = DeviceImporter.read(PROPERTIES, "backend.json");
        assertEquals(
                List.of(
                        "Q1 states one readout error; it is taken for both states.",
                        "T2 of Q1 exceeds 2 T1, which no channel has; it is clamped to 2 T1.",
                        "Operation cnot has different lengths in its directions, of which the longer one is taken, on Q0-Q1.",
                        "No readout error is stated, and readout is taken as perfect, on Q2.",
                        "Errors of sx: 0.00030 stated (median of 1), of which T1, T2 and the duration explain 0.00018"
                                + " (61 %); gate-errors: match adds the rest.",
                        "Errors of cnot: 0.011 stated (median of 2), of which T1, T2 and the duration explain 0.0063"
                                + " (60 %); gate-errors: match adds the rest.",
                        "Errors of cnot are stated below what T1, T2 and the duration make on Q1-Q2."),
                imported.remarks());
        imported.remarks().forEach(remark -> assertTrue(imported.text().contains("# " + remark)));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"unit\": \"us\", \"value\": 123.4', '\"unit\": \"h\", \"value\": 123.4', backend.json:5:7: T1 must, 2",
        "'\"value\": 88.125', '\"value\": -1', backend.json:5:53: T2 must, 2",
        "'\"value\": 88.125', '\"value\": NaN', backend.json:5:53: T2 must, 2",
        "'{\"name\": \"T1\", \"unit\": \"ms\", \"value\": 0.05}, ', '', Qubit Q1 states no T1 and is left out., 2",
        "'\"operational\", \"unit\": \"\", \"value\": 1', '\"operational\", \"unit\": \"\", \"value\": 0', Qubit Q2 is out of order, 2",
        "'\"qubits\": [1, 2]', '\"qubits\": [1, 3]', backend.json:21:34: a gate's qubit must be an integer from 0 to 2, 3",
        "'\"value\": 0.001}', '\"value\": 1}', 'Gate cx has error 1, that is, it does not work, and is left out on Q1-Q2.', 3",
    })
    void whatIsMissingOrOutOfOrderIsLeftOutAlone(String from, String to, String expected, int qubits) {
        assertTrue(PROPERTIES.contains(from));
        ImportedDevice imported = DeviceImporter.read(PROPERTIES.replace(from, to), "backend.json");
        assertTrue(
                imported.remarks().stream().anyMatch(remark -> remark.startsWith(expected)),
                () -> imported.remarks().toString());
        assertEquals(qubits, written(imported).qubits().size());
    }

    /** What is left out must not stop the rest, nor make a file that the device reader refuses. */
    @Test
    void everyValueMayBeMissingOrNoNumber() throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        int count = leaves(json.readTree(PROPERTIES)).size();
        for (int k = 0; k < count; k++) {
            for (String replacement : List.of("", "null", "\"\\u0007: x\\ny\"", "-1", "1e99", "0", "[]", "{}")) {
                JsonNode tree = json.readTree(PROPERTIES);
                Leaf leaf = leaves(tree).get(k);
                boolean never = replacement.isEmpty() && leaf.isWhole();
                leaf.put(replacement.isEmpty() ? null : json.readTree(replacement));
                ImportedDevice imported;
                try {
                    imported = DeviceImporter.read(tree.toString(), "backend.json");
                } catch (InvalidInputException e) {
                    assertTrue(leaf.isList(), e::getMessage);
                    continue;
                }
                Calibration device = written(imported);
                assertTrue(device.qubits().size() >= 2 || leaf.isList());
                if (!leaf.isList() && !never) {
                    requireRemarks(imported, device);
                }
                device.operations().keySet().forEach(o -> assertFalse(o.isBlank()));
            }
        }
    }

    /** What the device lacks of the whole file, or takes as perfect, is named by a remark. */
    private static void requireRemarks(ImportedDevice imported, Calibration device) {
        String remarks = String.join("\n", imported.remarks());
        for (String qubit : List.of("Q0", "Q1", "Q2")) {
            boolean perfect = device.qubits().stream()
                    .filter(q -> q.name().equals(qubit))
                    .allMatch(q -> q.readout().p0Given1().value() == 0
                            && q.readout().p1Given0().value() == 0);
            boolean kept = device.qubits().stream().anyMatch(q -> q.name().equals(qubit));
            assertTrue(kept || remarks.contains("Qubit " + qubit + " ") || remarks.contains("a qubit"), remarks);
            assertTrue(!perfect || remarks.contains(qubit) || remarks.contains("a qubit"), remarks);
        }
        for (String gate : List.of("sx", "rz", "cnot")) {
            assertTrue(
                    device.operations().containsKey(gate)
                            || remarks.contains("ate " + (gate.equals("cnot") ? "cx" : gate))
                            || remarks.contains("ate whose name")
                            || remarks.contains("Qubit Q")
                            || remarks.contains("a gate"),
                    () -> gate + " is missing without a remark: " + remarks);
        }
    }

    /** A place of the tree that can be left out or replaced. */
    private record Leaf(JsonNode parent, String key, int index) {

        void put(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                if (value == null) {
                    object.remove(key);
                } else {
                    object.set(key, value);
                }
            } else if (value == null) {
                ((ArrayNode) parent).remove(index);
            } else {
                ((ArrayNode) parent).set(index, value);
            }
        }

        /** A whole qubit or gate: without it, nothing in the file tells that it was there. */
        boolean isWhole() {
            return parent instanceof ArrayNode array
                    && (array.get(index) instanceof ArrayNode
                            || array.get(index).has("gate"));
        }

        /** Without its list of qubits or gates a file is none of this kind. */
        boolean isList() {
            return "qubits".equals(key) || "gates".equals(key);
        }
    }

    private static List<Leaf> leaves(JsonNode node) {
        List<Leaf> leaves = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                leaves.add(new Leaf(object, entry.getKey(), -1));
                leaves.addAll(leaves(entry.getValue()));
            });
        } else if (node instanceof ArrayNode array) {
            for (int k = 0; k < array.size(); k++) {
                leaves.add(new Leaf(array, "", k));
                leaves.addAll(leaves(array.get(k)));
            }
        }
        return leaves;
    }

    @Test
    void linesAreOfAnyLength() {
        StringBuilder qubits = new StringBuilder();
        for (int q = 0; q < 600; q++) {
            qubits.append(q == 0 ? "" : ", ")
                    .append("[{\"name\": \"T1\", \"unit\": \"us\", \"value\": ")
                    .append(100 + q)
                    .append(
                            "}, {\"name\": \"T2\", \"unit\": \"us\", \"value\": 80}, {\"name\": \"frequency\", \"unit\":"
                                    + " \"GHz\", \"value\": 4.635649684403261}]");
        }
        String line = "{\"backend_name\": \"long\", \"qubits\": [" + qubits + "], \"gates\": []}";
        assertTrue(line.length() > 1 << 16);
        Calibration device = written(DeviceImporter.read(line, "long.json"));
        assertEquals(600, device.qubits().size());
        assertEquals(699e-6, device.qubits().get(599).t1().value(), 0);
    }

    @Test
    void matchedErrorsAddWhatRelaxationLeaves() {
        Calibration device =
                written(DeviceImporter.read(PROPERTIES, "backend.json").withGateErrors(GateErrors.MATCH));
        assertEquals(GateErrors.MATCH, device.gateErrors());
        double depolarizing =
                device.operation("cx").orElseThrow().errors().get(0).depolarizing();
        assertTrue(depolarizing > 0.005 && depolarizing < 0.02, () -> String.valueOf(depolarizing));
        // Stated below what relaxation makes: nothing can be added.
        assertEquals(0, device.operation("cx").orElseThrow().errors().get(1).depolarizing(), 0);
    }

    @Test
    void targetsAndBraketsPropertiesAreRead() {
        ImportedDevice target = DeviceImporter.read(TARGET, "target.json");
        Calibration device = written(target);
        assertEquals(
                List.of("Q0", "Q1"),
                device.qubits().stream().map(QubitCalibration::name).toList());
        assertEquals(68e-9, new CalibratedDurations(device).seconds(Gates.cz(1, 0)), 0);
        assertEquals(0.01, device.qubits().get(0).readout().p1Given0().value(), 0);
        ImportedDevice braket = DeviceImporter.read("""
                {"deviceName": "b", "paradigm": {"connectivity": {"fullyConnected": false, "connectivityGraph": {"0": ["7"], "7": ["0"]}}},
                 "standardized": {"oneQubitProperties": {
                   "0": {"T1": {"value": 2e-5, "unit": "S"}, "T2": {"value": 1e-5, "unit": "S"},
                         "oneQubitFidelity": [{"fidelityType": {"name": "RANDOMIZED_BENCHMARKING"}, "fidelity": 0.999},
                                              {"fidelityType": {"name": "READOUT"}, "fidelity": 0.95}]},
                   "7": {"T1": {"value": 3e-5, "unit": "S"}, "T2": {"value": 2e-5, "unit": "S"}, "oneQubitFidelity": []}},
                  "twoQubitProperties": {"0-7": {"twoQubitGateFidelity": [{"gateName": "CZ", "fidelity": 0.97}]}}}}
                """, "braket.json");
        assertEquals(
                List.of("Q0", "Q7"),
                written(braket).qubits().stream().map(QubitCalibration::name).toList());
        assertEquals(1, written(braket).couplings().orElseThrow().pairs().size());
        assertTrue(braket.remarks().stream().anyMatch(r -> r.contains("state no durations: cz")));
    }

    private static final String TARGET = """
            {"name": "t", "qubit_properties": [{"t1": 2e-4, "t2": 1.5e-4}, {"t1": 1e-4, "t2": 9e-5}, null],
             "instructions": {"sx": {"0": {"duration": 3.5e-8, "error": 2e-4}, "1": {"duration": 3.5e-8, "error": 1.0}},
              "cz": {"0,1": {"duration": 6.8e-8, "error": 4e-3}}, "measure": {"0": {"duration": 1e-6, "error": 0.01}},
              "delay": {"0": null}}}
            """;

    /**
     * As the computer's API answers; two implementations of a gate, one T2 of an echo alone, one value marked invalid.
     */
    private static final String IQM = """
            {"quality_metric_set_dut_label": "M000", "observations": [
              {"dut_field": "characterization.model.QB1.t1_time", "value": 4.34e-5, "unit": "s", "invalid": false},
              {"dut_field": "characterization.model.QB1.t2_time", "value": 2.1e-5, "unit": "s"},
              {"dut_field": "characterization.model.QB1.t2_echo_time", "value": 3.9e-5, "unit": "s"},
              {"dut_field": "characterization.model.QB4.t1_time", "value": 5e-5, "unit": "s"},
              {"dut_field": "characterization.model.QB4.t2_echo_time", "value": 3e-5, "unit": "s"},
              {"dut_field": "characterization.model.QB7.t1_time", "value": 5e-5, "unit": "s", "invalid": true},
              {"dut_field": "characterization.model.QB7.t2_time", "value": 3e-5, "unit": "s"},
              {"dut_field": "metrics.ssro.measure.constant.QB1.error_0_to_1", "value": 0.01, "unit": ""},
              {"dut_field": "metrics.ssro.measure.constant.QB1.error_1_to_0", "value": 0.03, "unit": ""},
              {"dut_field": "metrics.ssro.measure.constant.QB4.fidelity", "value": 0.96, "unit": ""},
              {"dut_field": "metrics.rb.prx.drag_gaussian.QB1.fidelity:par=d2", "value": 0.9991, "unit": ""},
              {"dut_field": "metrics.rb.prx.drag_crf.QB1.fidelity:par=d1", "value": 0.9985, "unit": ""},
              {"dut_field": "metrics.irb.cz.crf_crf.QB1__QB4.fidelity:par=d2", "value": 0.991, "unit": ""},
              {"dut_field": "controllers.QB1.drive.frequency", "value": 4.5e9, "unit": "Hz"}]}
            """;

    /** The form of version 1, as superconducting devices have it; T2 of qubit 5 is missing, 4-5 falls with it. */
    private static final String BRAKET = """
            {"braketSchemaHeader": {"name": "braket.device_schema.iqm.iqm_device_capabilities", "version": "1"},
             "service": {"shotsRange": [1, 20000], "deviceLocation": "somewhere"},
             "action": {"braket.ir.openqasm.program": {"version": ["1"], "actionType": "braket.ir.openqasm.program",
                        "supportedOperations": ["h", "cz", "prx"]}},
             "paradigm": {"qubitCount": 3, "nativeGateSet": ["cz", "prx"],
                          "connectivity": {"fullyConnected": false, "connectivityGraph": {"1": ["4"], "4": ["1", "5"]}}},
             "standardized": {
              "braketSchemaHeader": {"name": "braket.device_schema.standardized_gate_model_qpu_device_properties", "version": "1"},
              "oneQubitProperties": {
               "1": {"T1": {"value": 4.1e-5, "standardError": null, "unit": "S"}, "T2": {"value": 11.5, "unit": "us"},
                     "oneQubitFidelity": [
                      {"fidelityType": {"name": "SIMULTANEOUS_RANDOMIZED_BENCHMARKING", "description": null}, "fidelity": 0.9981},
                      {"fidelityType": {"name": "RANDOMIZED_BENCHMARKING", "description": null}, "fidelity": 0.9992, "standardError": 1e-5},
                      {"fidelityType": {"name": "READOUT", "description": null}, "fidelity": 0.97}]},
               "4": {"T1": {"value": 33000, "unit": "ns"}, "T2": {"value": 9e-6, "unit": "s"},
                     "oneQubitFidelity": [
                      {"fidelityType": {"name": "SIMULTANEOUS_RANDOMIZED_BENCHMARKING"}, "fidelity": 0.9975}]},
               "5": {"T1": {"value": 2e-5, "unit": "s"}, "oneQubitFidelity": []}},
              "twoQubitProperties": {
               "1-4": {"twoQubitGateFidelity": [
                {"direction": {"control": 1, "target": 4}, "gateName": "CZ", "fidelity": 0.9912,
                 "fidelityType": {"name": "INTERLEAVED_RANDOMIZED_BENCHMARKING"}}]},
               "4-5": {"twoQubitGateFidelity": [
                {"gateName": "CZ", "fidelity": 0.99, "fidelityType": {"name": "INTERLEAVED_RANDOMIZED_BENCHMARKING"}}]}}}}
            """;

    /** The form of version 3, of trapped ions: one number for the device; one qubit says better. */
    private static final String BRAKET_OF_IONS = """
            {"paradigm": {"qubitCount": 3, "nativeGateSet": ["prx", "rz", "xx"], "connectivity": {"fullyConnected": true, "connectivityGraph": {}}},
             "standardized": {
              "braketSchemaHeader": {"name": "braket.device_schema.standardized_gate_model_qpu_device_properties", "version": "3"},
              "oneQubitProperties": {
               "0": {"oneQubitFidelity": [{"fidelityType": {"name": "RANDOMIZED_BENCHMARKING"}, "fidelity": 0.9985, "unit": "fraction"}]},
               "1": {"oneQubitFidelity": []}, "2": {}},
              "T1": {"value": 1.15, "standardError": 0.1, "unit": "s"}, "T2": {"value": 443, "unit": "ms"},
              "readoutFidelity": [{"fidelity": 0.994, "unit": "fraction"}],
              "readoutDuration": {"value": 350, "unit": "us"},
              "singleQubitGateDuration": {"value": 2e-5, "unit": "s"},
              "singleQubitFidelity": [{"fidelity": 0.9991, "unit": "fraction"}],
              "twoQubitGateFidelity": [{"fidelityType": {"name": "RANDOMIZED_BENCHMARKING"}, "fidelity": 0.975, "unit": "fraction"}],
              "twoQubitGateDuration": {"value": 200, "unit": "us"}}}
            """;

    /** On the device's first qubits. */
    private static double seconds(Calibration device, String operation) {
        OperationCalibration found = device.operation(operation).orElseThrow();
        List<String> names =
                device.qubits().stream().map(QubitCalibration::name).toList();
        return found.duration(names.subList(0, 1))
                .or(() -> found.duration(names.subList(0, 2)))
                .orElseThrow()
                .value();
    }

    private static ImportedDevice braket(String json, Map<String, Double> durations, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("braket.json"), json);
        return new DeviceImporter(Optional.empty(), durations).device(file);
    }

    @Test
    void braketsPropertiesByQubitTakeTheCallersDurations(@TempDir Path folder) throws IOException {
        Map<String, Double> durations = Map.of("prx", 32e-9, "cz", 40e-9, "measure", 1.5e-6);
        ImportedDevice read = braket(BRAKET, durations, folder);
        Calibration device = written(read);
        assertEquals(
                List.of("Q1", "Q4"),
                device.qubits().stream().map(QubitCalibration::name).toList());
        assertEquals(11.5e-6, device.qubits().get(0).t2(), 1e-20);
        assertEquals(33e-6, device.qubits().get(1).t1().value(), 1e-20);
        assertEquals(0.03, device.qubits().get(0).readout().p0Given1().value(), 1e-15);
        for (String gate : List.of("prx", "r", "rx", "ry", "x", "sx")) {
            assertEquals(32e-9, seconds(device, gate), 0);
        }
        assertEquals(0, new CalibratedDurations(device).seconds(Gates.rz(0.3, 0)), 0);
        assertEquals(40e-9, new CalibratedDurations(device).seconds(Gates.cz(1, 0)), 0);
        assertEquals(1, device.couplings().orElseThrow().pairs().size());
        assertEquals(
                List.of(0.0008, 0.0025),
                device.operation("rx").orElseThrow().errors().stream()
                        .map(error -> Math.round(1e9 * error.average().value()) / 1e9)
                        .toList());
        assertTrue(read.remarks().contains("Qubit Q5 states no T2 and is left out."), () -> "" + read.remarks());
        assertTrue(
                read.remarks().stream().anyMatch(r -> r.startsWith("No readout error is stated")),
                () -> "" + read.remarks());
    }

    /** The answer of GetDevice holds the properties as text, and the device's name. */
    @Test
    void theAnswerOfGetDeviceIsRead(@TempDir Path folder) throws IOException {
        String text = JsonMapper.builder()
                .build()
                .writeValueAsString(Map.of("deviceName", "Pearl", "deviceCapabilities", BRAKET));
        Calibration device = written(braket(text, Map.of("prx", 32e-9), folder));
        assertEquals("Pearl", device.name());
        assertEquals(2, device.qubits().size());
    }

    /** Version 3 states numbers of the whole device, times among them; one qubit says better. */
    @Test
    void braketsPropertiesOfAWholeDeviceNeedNoDurations(@TempDir Path folder) throws IOException {
        String ions = BRAKET_OF_IONS;
        ImportedDevice read = braket(ions, Map.of(), folder);
        Calibration device = written(read);
        assertEquals(3, device.qubits().size());
        assertEquals(0.443, device.qubits().get(2).t2(), 1e-15);
        assertEquals(0.006, device.qubits().get(1).readout().p1Given0().value(), 1e-15);
        assertEquals(20e-6, seconds(device, "prx"), 1e-20);
        assertEquals(350e-6, seconds(device, "measurement"), 1e-20);
        assertEquals(
                3, device.operation("xx").orElseThrow().errors().size(), "each of three pairs has the gate's error");
        assertTrue(
                read.remarks().stream().anyMatch(r -> r.startsWith("One number is stated for the whole device")),
                () -> "" + read.remarks());
        assertEquals(
                10e-6,
                seconds(written(braket(ions, Map.of("prx", 10e-6), folder)), "rx"),
                1e-20,
                "what the caller says comes first");
        // Early files of this version begin some keys with a capital.
        String capitals = ions.replace("\"readout", "\"Readout").replace("\"twoQubitGateD", "\"TwoQubitGateD");
        assertEquals(350e-6, seconds(written(braket(capitals, Map.of(), folder)), "measurement"), 1e-20);
    }

    @Test
    void olderFilesOfIonsStateTheirTimesAsTheProviders(@TempDir Path folder) throws IOException {
        String ions = """
                {"paradigm": {"qubitCount": 4, "nativeGateSet": ["GPI", "GPI2", "MS"], "connectivity": {"fullyConnected": true, "connectivityGraph": {}}},
                 "provider": {"braketSchemaHeader": {"name": "braket.device_schema.ionq.ionq_provider_properties", "version": "1"},
                  "fidelity": {"1Q": {"mean": 0.9998}, "2Q": {"mean": 0.985}, "spam": {"mean": 0.995}},
                  "timing": {"T1": 100.0, "T2": 1.0, "1Q": 1.35e-4, "2Q": 6e-4, "readout": 3e-4, "reset": 2e-5}}}
                """;
        Calibration device = written(braket(ions, Map.of(), folder));
        assertEquals(4, device.qubits().size());
        assertEquals(1.0, device.qubits().get(3).t2(), 0);
        assertEquals(1.35e-4, seconds(device, "gpi2"), 0);
        assertEquals(6e-4, seconds(device, "ms"), 0);
        assertEquals(2e-5, seconds(device, "reset"), 0);
        assertEquals(0.005, device.qubits().get(0).readout().p1Given0().value(), 1e-15);
    }

    /** Without these a file is of no kind known here, or states no qubit's times. */
    private static final List<String> ESSENTIAL = List.of(
            "standardized",
            "oneQubitProperties",
            "T1",
            "T2",
            "value",
            "unit",
            "qubit_properties",
            "instructions",
            "observations");

    /** What is left out must not stop the rest, nor make a file that the device reader refuses. */
    @Test
    void everyValueOfOtherProvidersMayBeMissingOrNoNumber(@TempDir Path folder) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        Map<String, Double> durations = Map.of("prx", 32e-9, "cz", 40e-9, "measure", 1.5e-6);
        for (String whole : List.of(BRAKET, BRAKET_OF_IONS, TARGET, IQM)) {
            int count = leaves(json.readTree(whole)).size();
            assertTrue(count > 15, () -> "" + count);
            for (int k = 0; k < count; k++) {
                for (String replacement : List.of("", "null", "\"\\u0007: x\\ny\"", "-1", "1e99", "0", "[]", "{}")) {
                    JsonNode tree = json.readTree(whole);
                    Leaf leaf = leaves(tree).get(k);
                    leaf.put(replacement.isEmpty() ? null : json.readTree(replacement));
                    try {
                        Calibration device = written(braket(tree.toString(), durations, folder));
                        assertTrue(
                                device.qubits().stream().noneMatch(q -> q.name().equals("Q5")),
                                () -> "Q5 has no T2, without " + leaf.key());
                    } catch (InvalidInputException e) {
                        assertTrue(ESSENTIAL.contains(leaf.key()), () -> leaf.key() + ": " + e.getMessage());
                        assertTrue(
                                e.getMessage().contains("at least one qubit")
                                        || e.getMessage().contains("has none of these keys"),
                                e::getMessage);
                    }
                }
            }
        }
    }

    /**
     * As the computer's API answers; two implementations of a gate, one T2 of an echo alone, one value marked invalid.
     */
    @Test
    void metricsOfIqmAreRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("metrics.json"), IQM);
        Map<String, Double> durations = Map.of("prx", 24e-9, "cz", 40e-9);
        ImportedDevice read = new DeviceImporter(Optional.empty(), durations).device(file);
        Calibration device = written(read);
        assertEquals("M000", device.name());
        assertEquals(
                List.of("Q1", "Q4"),
                device.qubits().stream().map(QubitCalibration::name).toList());
        assertEquals(43.4e-6, device.qubits().get(0).t1().value(), 0);
        assertEquals(21e-6, device.qubits().get(0).coherence().value(), 0);
        assertEquals(30e-6, device.qubits().get(1).coherence().value(), 0);
        assertEquals(0.03, device.qubits().get(0).readout().p0Given1().value(), 0);
        assertEquals(0.04, device.qubits().get(1).readout().p1Given0().value(), 1e-15);
        assertEquals(40e-9, new CalibratedDurations(device).seconds(Gates.cz(1, 0)), 0);
        assertEquals(24e-9, new CalibratedDurations(device).seconds(Gates.ry(0.3, 1)), 0);
        assertEquals(0, new CalibratedDurations(device).seconds(Gates.rz(0.3, 1)), 0);
        assertEquals(1, device.couplings().orElseThrow().pairs().size());
        double error =
                device.operation("rx").orElseThrow().errors().get(0).average().value();
        assertEquals(0.0015, error, 1e-12, "the worse of two implementations");
        assertTrue(read.remarks().stream().anyMatch(r -> r.contains("T2 is that of an echo") && r.contains("Q4")));
        assertTrue(read.remarks().stream().anyMatch(r -> r.contains("QB7.t1_time is marked invalid")));
        assertTrue(read.remarks().stream().anyMatch(r -> r.contains("Q7 states no T1")));
        assertTrue(read.remarks().stream().anyMatch(r -> r.contains("state no durations: measure")));
    }
}
