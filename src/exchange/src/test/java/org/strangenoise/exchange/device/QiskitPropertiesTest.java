package org.strangenoise.exchange.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.device.Calibration;
import org.strangenoise.exchange.Devices;
import org.strangenoise.exchange.Exported;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.yaml.InvalidInputException;

class QiskitPropertiesTest {

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
                  {"name": "readout_error", "unit": "", "value": 0.015}, {"name": "readout_length", "unit": "ns", "value": 900} ]
              ],
              "gates": [
                {"gate": "sx", "qubits": [0], "parameters": [{"name": "gate_error", "unit": "", "value": 1e-4}, {"name": "gate_length", "unit": "ns", "value": 35.5}]},
                {"gate": "sx", "qubits": [1], "parameters": [{"name": "gate_length", "unit": "ns", "value": 35.5}]},
                {"gate": "rz", "qubits": [0], "parameters": [{"name": "gate_length", "unit": "ns", "value": 0}]},
                {"gate": "cx", "qubits": [0, 1], "parameters": [{"name": "gate_length", "unit": "us", "value": 0.3}]},
                {"gate": "cx", "qubits": [1, 0], "parameters": [{"name": "gate_length", "unit": "ns", "value": 335.5}]}
              ],
              "general": []
            }
            """;

    @Test
    void deviceFileHoldsEveryNumber() {
        Calibration device = Devices.calibration(
                QiskitProperties.deviceFile(PROPERTIES, "backend.json").text());
        assertEquals("ibmq_example", device.name());
        assertEquals(123.4e-6, device.qubits().get(0).t1().value(), 0);
        assertEquals(0.01, device.qubits().get(0).readout().p1Given0().value(), 0);
        assertEquals(0.03, device.qubits().get(0).readout().p0Given1().value(), 0);
        assertEquals(50e-6, device.qubits().get(1).t1().value(), 1e-20);
        assertEquals(0.015, device.qubits().get(1).readout().p0Given1().value(), 0);
        CalibratedDurations durations = new CalibratedDurations(device);
        assertEquals(335.5e-9, durations.seconds(Gates.cnot(0, 1)), 1e-22);
        assertEquals(0, durations.seconds(Gates.rz(0.3, 0)), 0);
        assertEquals(860.4e-9, durations.seconds(new Measurement(0)), 1e-22);
        assertEquals(900e-9, durations.seconds(new Measurement(1)), 1e-22);
    }

    @Test
    void whatIsChangedOrLeftOutIsRemarkedOn() {
        Exported exported = QiskitProperties.deviceFile(PROPERTIES, "backend.json");
        assertEquals(4, exported.remarks().size(), exported.remarks().toString());
        assertTrue(exported.remarks().contains("T2 of Q1 exceeds 2 T1, which no channel has; it is clamped to 2 T1."));
        exported.remarks().forEach(remark -> assertTrue(exported.text().contains("# " + remark)));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"unit\": \"us\", \"value\": 123.4', '\"unit\": \"h\", \"value\": 123.4', backend.json:5:7: `unit` of T1",
        "'\"value\": 88.125', '\"value\": -1', backend.json:5:53: `value` of T2",
        "'{\"name\": \"T1\", \"unit\": \"ms\", \"value\": 0.05}, ', '', backend.json:9:5: qubit 1 must state its T1",
        "'\"qubits\": [0, 1]', '\"qubits\": [0, 2]', backend.json:16:34: a gate's qubit must be an integer from 0 to 1",
    })
    void problemsStandAtTheirPlaces(String from, String to, String expected) {
        String broken = PROPERTIES.replace(from, to);
        InvalidInputException refusal =
                assertThrows(InvalidInputException.class, () -> QiskitProperties.deviceFile(broken, "backend.json"));
        List<String> lines = refusal.getMessage().lines().toList();
        assertEquals(1, lines.size(), refusal.getMessage());
        assertTrue(lines.get(0).startsWith(expected), refusal.getMessage());
    }
}
