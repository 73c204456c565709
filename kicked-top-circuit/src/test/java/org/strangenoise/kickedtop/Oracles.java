package org.strangenoise.kickedtop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.Placement;

/** The reference numbers of the test resources; see their README. */
final class Oracles {

    private Oracles() {}

    static JsonNode read(String name) {
        try (InputStream in = Oracles.class.getResourceAsStream("/oracles/" + name)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Case> seriesCases() {
        return StreamSupport.stream(read("kicked_top_series.json").get("cases").spliterator(), false)
                .map(Case::new);
    }

    /** A device on which a top's operations take no time and nothing decays. */
    static Calibration ideal(KickedTop top) {
        List<QubitCalibration> qubits = new ArrayList<>();
        for (int q = 0; q < top.qubits(); q++) {
            qubits.add(QubitCalibration.ofT1T2("Q" + q, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
        }
        return Calibration.of(
                qubits,
                OperationCalibration.ofDuration("ry", 0),
                OperationCalibration.ofDuration(KickedTop.INTERACTION, 0));
    }

    /** One time series with its input. */
    record Case(JsonNode node) {
        String id() {
            return node.get("id").asText();
        }

        JsonNode input() {
            return node.get("input");
        }

        int qubits() {
            return input().get("n").asInt();
        }

        int steps() {
            return input().get("steps").asInt();
        }

        double theta() {
            return input().get("theta").asDouble();
        }

        double phi() {
            return input().get("phi").asDouble();
        }

        double series(String name, int step) {
            return node.get("series").get(name).get(step).asDouble();
        }

        KickedTop top() {
            return KickedTop.of(qubits(), input().get("kappa").asDouble());
        }

        boolean isNoisy() {
            return input().has("t1_us");
        }

        Placement placement() {
            if (!isNoisy()) {
                return Placement.NONE;
            }
            return input().has("placement") ? Placement.DURING_GATE : Placement.AFTER_GATE;
        }

        Calibration calibration() {
            List<QubitCalibration> qubits = new ArrayList<>();
            for (int q = 0; q < qubits(); q++) {
                qubits.add(QubitCalibration.ofT1T2("Q" + q, time("t1_us", q), time("t2_us", q))
                        .withExcitedPopulation(Measured.exactly(
                                input().has("p1") ? entry("p1", q).asDouble() : 0)));
            }
            double interaction = input().has("t_int_ns")
                    ? input().get("t_int_ns").asDouble() * 1e-9
                    : 10e-9 * input().get("kappa").asDouble();
            return Calibration.of(
                    qubits,
                    OperationCalibration.ofDuration("ry", 20e-9),
                    OperationCalibration.ofDuration(KickedTop.INTERACTION, interaction));
        }

        private double time(String key, int qubit) {
            return !input().has(key) || entry(key, qubit).isNull()
                    ? Double.POSITIVE_INFINITY
                    : entry(key, qubit).asDouble() * 1e-6;
        }

        private JsonNode entry(String key, int qubit) {
            JsonNode value = input().get(key);
            return value.isArray() ? value.get(qubit) : value;
        }

        @Override
        public String toString() {
            return id();
        }
    }
}
