package org.strangenoise.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.device.yaml.DeviceWriter;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.ProductBasis;
import org.strangenoise.state.QuantumState;
import org.strangenoise.state.StatePart;
import org.strangenoise.yaml.InvalidInputException;

/** Readout errors that are correlated between qubits: one confusion matrix of the whole device. */
class CorrelatedReadoutTest {

    private static final double[][] CONFUSION = {
        {0.93, 0.04, 0.06, 0.01}, {0.03, 0.92, 0.01, 0.07}, {0.03, 0.01, 0.90, 0.05}, {0.01, 0.03, 0.03, 0.87}
    };

    private static final String DEVICE = """
            name: read together
            qubits: [ { name: A, T1: 8 us, T2: 5 us }, { name: B, T1: 6 us, T2: 3 us } ]
            operations: { ry: { duration: 30 ns }, rx: { duration: 40 ns }, cnot: { duration: 60 ns }, measurement: { duration: 300 ns } }
            readout-confusion:
              - [ 0.93, 0.04, 0.06, 0.01 ]
              - [ 0.03, 0.92, 0.01, 0.07 ]
              - [ 0.03, 0.01, 0.90, 0.05 ]
              - [ 0.01, 0.03, 0.03, 0.87 ]
            """;

    @TempDir
    Path folder;

    private Calibration device(String text) throws IOException {
        return DeviceReader.read(Files.writeString(folder.resolve("device.yaml"), text));
    }

    private NoisyEnsemble circuit(List<Operation> more) throws IOException {
        Calibration device = device(DEVICE);
        List<Operation> operations =
                new ArrayList<>(List.of(Gates.ry(0.9, 0), Gates.rx(0.6, 1), Gates.cnot(0, 1), Gates.ry(-0.4, 1)));
        operations.addAll(more);
        Circuit.Builder circuit = Circuit.on(2).bits("c", 1).addAll(operations);
        return NoiseModel.of(device, Placement.AFTER_GATE)
                .apply(new Scheduler(new CalibratedDurations(device), Scheduler.Policy.ASAP).schedule(circuit.build()));
    }

    private static double[] last(double[][] series) {
        return series[series.length - 1];
    }

    @Test
    void everythingReadAtTheEndObeysIt() throws IOException {
        NoisyEnsemble ensemble = circuit(List.of());
        List<Observable> observables =
                new ArrayList<>(List.of(new Observable.Probabilities(false), new Observable.Probabilities(true)));
        for (String letters : List.of("ZZ", "ZI", "IX", "YX", "II")) {
            observables.add(new Observable.PauliExpectation(new PauliString(letters), true));
        }
        ProductBasis basis = new ProductBasis("YX", 2);
        observables.add(new Observable.BasisProbabilities(basis, true));
        SimulationTask task = new SimulationTask(ensemble, observables, Optional.empty(), SimulationOptions.defaults());
        SimulationResult result = new DensityMatrixSimulator().run(task, InitialState.ground(2));
        QuantumState state = result.finalState().orElseThrow();
        double[] read = confused(last(result.series(observables.get(0))));
        assertArrayEquals(read, last(result.series(observables.get(1))), 1e-12);
        assertEquals(read[0] - read[1] - read[2] + read[3], last(result.series(observables.get(2)))[0], 1e-12, "ZZ");
        assertEquals(read[0] - read[1] + read[2] - read[3], last(result.series(observables.get(3)))[0], 1e-12, "ZI");
        double[] zx = confused(inBasis(state, "ZX", 0));
        assertEquals(zx[0] + zx[1] - zx[2] - zx[3], last(result.series(observables.get(4)))[0], 1e-12, "IX");
        double[] yx = confused(inBasis(state, "YX", 0));
        assertEquals(yx[0] - yx[1] - yx[2] + yx[3], last(result.series(observables.get(5)))[0], 1e-12, "YX");
        assertEquals(1, last(result.series(observables.get(6)))[0], 1e-12);
        assertArrayEquals(confused(inBasis(state, "YX", 2)), last(result.series(observables.get(7))), 1e-12);
    }

    private static double[] confused(double[] isTrue) {
        double[] read = new double[4];
        for (int r = 0; r < 4; r++) {
            for (int t = 0; t < 4; t++) {
                read[r] += CONFUSION[r][t] * isTrue[t];
            }
        }
        return read;
    }

    /** By the expectations of the letters, outcome by outcome. */
    private static double[] inBasis(QuantumState state, String letters, int opposite) {
        double first = state.pauliExpectation(new PauliString(letters.charAt(0) + "I"));
        double second = state.pauliExpectation(new PauliString("I" + letters.charAt(1)));
        double both = state.pauliExpectation(new PauliString(letters));
        double[] probabilities = new double[4];
        for (int b = 0; b < 4; b++) {
            double s = (b & 1) == (opposite & 1) ? 1 : -1;
            double t = (b & 2) == (opposite & 2) ? 1 : -1;
            probabilities[b] = (1 + s * first + t * second + s * t * both) / 4;
        }
        return probabilities;
    }

    @Test
    void gradientsOfWhatIsReadAreThoseOfTheValues() throws IOException {
        NoisyEnsemble ensemble = circuit(List.of());
        StatePart.Setting setting =
                new StatePart.Setting(ensemble.members().get(0).circuit().readout(), null);
        StatePart part = new StatePart.Pauli(new PauliString("IX"), true);
        double[] own = new double[16];
        part.addGradient(0.7, new double[] {1}, DensityTensor.view(2, new double[16]), setting, own);
        for (int k = 0; k < 16; k++) {
            double[] unit = new double[16];
            unit[k] = 1;
            double[] value = new double[1];
            part.read(DensityTensor.view(2, unit), setting, value, 0);
            assertEquals(0.7 * value[0], own[k], 1e-13, "coefficient " + k);
        }
    }

    @Test
    void circuitsThatRecordBitsRefuseIt() {
        String message = assertThrows(IllegalArgumentException.class, () -> circuit(List.of(new Measurement(0, 0))))
                .getMessage();
        assertTrue(message.contains("`readout-confusion`") && message.contains("records bits one by one"), message);
    }

    @Test
    void aDeviceIsReadAsItIsWritten() throws IOException {
        Calibration device = device(DEVICE);
        Calibration back = device(DeviceWriter.text(device));
        for (int r = 0; r < 4; r++) {
            for (int t = 0; t < 4; t++) {
                assertEquals(CONFUSION[r][t], back.confusion().orElseThrow().entry(r, t));
            }
        }
        Calibration alone = device.among(List.of(1));
        assertEquals(0.03 + 0.01, alone.confusion().orElseThrow().entry(1, 0), 1e-15, "A is in |0>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.93, 0.04 | 0.83, 0.04 | `readout-confusion` must have columns that sum to one",
                "0.93, 0.04 | 1.93, 0.04 | must be a probability from 0 to 1",
                "  - [ 0.01, 0.03, 0.03, 0.87 ] | '' | `readout-confusion` must have 2^n rows",
                "0.87 ] | 0.87, 0 ] | `readout-confusion` must have as many columns as rows",
                "T2: 5 us | 'T2: 5 us, readout: { p1-given-0: 0.1 }' | so A must have no p1-given-0 and p0-given-1 of its own",
                ", { name: B, T1: 6 us, T2: 3 us } | '' | `readout-confusion` must have 2^1 rows"
            })
    void mistakesAreToldAtTheirPlace(String from, String to, String message) {
        assertTrue(DEVICE.contains(from), from);
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> device(DEVICE.replace(from, to)));
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }

    @Test
    void aMatrixThatCannotBeInvertedIsRefused() {
        String flat = DEVICE.replace("0.93, 0.04, 0.06, 0.01", "0.25, 0.25, 0.25, 0.25")
                .replace("0.03, 0.92, 0.01, 0.07", "0.25, 0.25, 0.25, 0.25")
                .replace("0.03, 0.01, 0.90, 0.05", "0.25, 0.25, 0.25, 0.25")
                .replace("0.01, 0.03, 0.03, 0.87", "0.25, 0.25, 0.25, 0.25");
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> device(flat));
        assertTrue(String.valueOf(refused.getMessage()).contains("must be invertible"), refused.getMessage());
    }
}
