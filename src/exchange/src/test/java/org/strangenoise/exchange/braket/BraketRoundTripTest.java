package org.strangenoise.exchange.braket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strangenoise.channel.Channels;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.exchange.DensityMatrices;
import org.strangenoise.exchange.Devices;
import org.strangenoise.exchange.ExportSource;
import org.strangenoise.exchange.Exported;
import org.strangenoise.exchange.Programs;
import org.strangenoise.exchange.RandomCircuits;
import org.strangenoise.exchange.gate.NoExactFormException;
import org.strangenoise.exchange.openqasm.ImportedCircuit;
import org.strangenoise.exchange.openqasm.OpenQasmReader;
import org.strangenoise.kickedtop.Interaction;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoiseOrigin;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.noise.Placement;
import org.strangenoise.state.Readout;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.testing.RequiresProgram;

class BraketRoundTripTest {

    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private Path folder;

    private static Exported export(Circuit circuit) {
        return new BraketWriter().export(ExportSource.of("noisy", circuit).withNoise(Devices.noisy(circuit)));
    }

    private static double distance(NoisyCircuit circuit, String text) {
        NoisyCircuit read = new OpenQasmReader().read(text, "noisy.qasm").noisyCircuit();
        return DensityMatrices.of(circuit).distance(DensityMatrices.of(read));
    }

    @ParameterizedTest
    @EnumSource(Interaction.class)
    void noisyKickedTopKeepsItsState(Interaction interaction) {
        Circuit circuit =
                KickedTop.of(3, 1.9).withInteraction(interaction).preparedCircuit(new SpinDirection(0.8, -1.1), 3);
        NoisyEnsemble noisy = Devices.noisy(circuit);
        Exported exported = export(circuit);
        double distance = distance(noisy.members().get(0).circuit(), exported.text());
        assertTrue(distance < 1e-12, "off by " + distance);
        assertTrue(exported.remarks().get(0).startsWith("readout errors are left out"));
    }

    @Test
    void coherentErrorsAndPairNoiseAreCarried() {
        Circuit circuit = Circuit.on(3)
                .add(Gates.h(2))
                .add(Gates.cnot(2, 0))
                .add(Gates.ry(0.3, 1))
                .add(Gates.cnot(0, 1))
                .add(Boundary.LAYER)
                .build();
        NoisyCircuit noisy = Devices.noisy(circuit).members().get(0).circuit();
        String text = export(circuit).text();
        assertTrue(text.contains("depolarizing(0.003"), text);
        assertTrue(distance(noisy, text) < 1e-12);
    }

    /** Nothing happens to a qubit after its last measurement, and Braket takes no other. */
    @Test
    void aMeasurementEndsItsQubit() {
        Circuit circuit = Circuit.on(2)
                .add(Gates.ry(0.4, 0))
                .add(new Measurement(0))
                .add(Gates.ry(0.5, 1))
                .add(new Measurement(1))
                .build();
        Exported exported = export(circuit);
        String after = exported.text().substring(exported.text().indexOf("c[0] = measure q[0]"));
        assertTrue(after.contains("c[1] = measure q[1]"), exported.text());
        assertTrue(after.lines().noneMatch(line -> line.contains("noise") && line.contains("q[0]")), after);
        assertThrows(
                NoExactFormException.class,
                () -> export(Circuit.on(1)
                        .add(new Measurement(0))
                        .add(Gates.ry(0.4, 0))
                        .build()));
        ImportedCircuit read = new OpenQasmReader().read(exported.text(), "measured.qasm");
        assertEquals(2, read.measurements().size());
        assertTrue(read.hasNoise());
    }

    /** Every channel by a name of Braket's where there is one, by Kraus operators in Braket's qubit order else. */
    @Test
    void channelsComeBack() {
        for (NoisyCircuit circuit : channelCircuits()) {
            String text = new BraketWriter().write(circuit).text();
            assertTrue(distance(circuit, text) < 1e-13, text);
        }
    }

    private static List<NoisyCircuit> channelCircuits() {
        List<QuantumChannel> channels = List.of(
                Channels.amplitudeDamping(0.2),
                Channels.generalizedAmplitudeDamping(0.3, 0.1),
                Channels.phaseFlip(0.05),
                Channels.bitFlip(0.07),
                Channels.depolarizing(1, 0.02),
                Channels.depolarizing(2, 0.02),
                Channels.pauli(0.01, 0.02, 0.03),
                Channels.thermalRelaxation(10e-6, 7e-6, 0.02, 1e-7),
                Channels.reset(0.3),
                Channels.rotation('Y', 0.4),
                Channels.amplitudeDamping(0.3).tensor(Channels.pauli(0.1, 0.2, 0)));
        return channels.stream()
                .map(channel -> circuit(channel, channel.qubits() == 1 ? List.of(1) : List.of(2, 0)))
                .toList();
    }

    /**
     * A reader in another language, by Braket's definitions, finds the states of noisy circuits and of each channel.
     */
    @Test
    @RequiresProgram({PYTHON, "-c", "import numpy"})
    void pythonFindsOurStates() throws IOException, InterruptedException {
        List<NoisyCircuit> circuits = new ArrayList<>(channelCircuits());
        List<String> texts = new ArrayList<>(circuits.stream()
                .map(circuit -> new BraketWriter().write(circuit).text())
                .toList());
        for (Interaction interaction : Interaction.values()) {
            Circuit top =
                    KickedTop.of(3, 1.9).withInteraction(interaction).preparedCircuit(new SpinDirection(0.8, -1.1), 3);
            circuits.add(Devices.noisy(top).members().get(0).circuit());
            texts.add(export(top).text());
        }
        NoisyCircuit named = gates(RandomCircuits.overNamedGates(4, 60, 5));
        circuits.add(named);
        texts.add(new BraketWriter().write(named).text());
        List<String> command = new ArrayList<>(List.of(PYTHON, "src/test/python/braket_noise.py"));
        for (int k = 0; k < texts.size(); k++) {
            command.add(
                    Files.writeString(folder.resolve(k + ".qasm"), texts.get(k)).toString());
        }
        List<String> lines = Programs.run(folder, command);
        assertEquals(circuits.size(), lines.size());
        for (int k = 0; k < lines.size(); k++) {
            ComplexMatrix found = Programs.matrix(new ObjectMapper().readTree(lines.get(k)));
            double distance = DensityMatrices.of(circuits.get(k)).distance(found);
            assertTrue(distance < 1e-12, "off by " + distance + ":\n" + texts.get(k));
        }
    }

    private static NoisyCircuit gates(Circuit circuit) {
        List<NoisyInstruction> gates = new ArrayList<>();
        for (Operation operation : circuit.operations()) {
            if (operation instanceof UnitaryOperation gate) {
                gates.add(new NoisyInstruction.Gate(gate, Optional.empty()));
            }
        }
        return new NoisyCircuit(
                circuit.qubits(),
                List.of(new NoisySegment(gates, 0, Optional.empty())),
                Readout.perfect(circuit.qubits()));
    }

    private static NoisyCircuit circuit(QuantumChannel channel, List<Integer> qubits) {
        List<NoisyInstruction> instructions = List.of(
                new NoisyInstruction.Gate(Gates.ry(0.9, 0), Optional.empty()),
                new NoisyInstruction.Gate(Gates.rx(0.4, 1), Optional.empty()),
                new NoisyInstruction.Gate(Gates.ry(-2.1, 2), Optional.empty()),
                new NoisyInstruction.Gate(Gates.rzz(0.4, 2, 1), Optional.empty()),
                new NoisyInstruction.Noise(channel, qubits, new NoiseOrigin("test", "any", 0)));
        return new NoisyCircuit(3, List.of(new NoisySegment(instructions, 0, Optional.empty())), Readout.perfect(3));
    }

    @Test
    void namedChannelsAreWrittenByName() {
        assertEquals(Optional.of("amplitude_damping(0.25)"), BraketNoise.text(Channels.amplitudeDamping(0.25)));
        assertEquals(
                Optional.of("phase_flip(0.125)"),
                BraketNoise.text(Channels.phaseFlip(0.125)).filter(t -> !t.startsWith("phase_damping")));
        assertEquals(Optional.empty(), BraketNoise.text(Channels.rotation('X', 0.1)));
    }

    @Test
    void matricesReadBackExactly() {
        ComplexMatrix matrix =
                ComplexMatrix.of(new double[][] {{0.1, -1e-300}, {0, 1.0 / 3}}, new double[][] {{0, 2e-17}, {-0.7, -1}
                });
        assertEquals(List.of(matrix, matrix), MatrixText.parse(MatrixText.of(matrix) + ", " + MatrixText.of(matrix)));
    }

    @Test
    void noiseDuringGatesIsRefused() {
        Circuit circuit = KickedTop.of(2, 1).circuit(1);
        NoisyEnsemble during =
                NoiseModel.of(Devices.unequal(), Placement.DURING_GATE).apply(Devices.schedule(circuit));
        ExportSource source = ExportSource.of("during", circuit).withNoise(during);
        NoExactFormException refusal =
                assertThrows(NoExactFormException.class, () -> new BraketWriter().export(source));
        assertTrue(refusal.getMessage().contains("after-gate"));
    }

    @Test
    void aNoisyFileIsNoIdealCircuit() {
        ImportedCircuit read = new OpenQasmReader()
                .read("OPENQASM 3.0;\nqubit[1] q;\nh q[0];\n#pragma braket noise bit_flip(0.1) q[0]\n", "noisy.qasm");
        assertTrue(read.hasNoise());
        assertThrows(IllegalStateException.class, read::circuit);
    }
}
