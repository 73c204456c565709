package org.strangenoise.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.strangenoise.channel.Channels;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Generator;
import org.strangenoise.noise.NoiseOrigin;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.state.Observable;

class ExecutionPlanTest {

    private static final int QUBITS = 10;

    /** Two passes a step where nothing is recorded between; a first and a last half step need one more. */
    @Test
    void aFloquetStepOfTenQubitsIsTwoPasses() {
        List<NoisyInstruction> step = new ArrayList<>();
        List<PauliSum.Term> pairs = new ArrayList<>();
        for (int q = 0; q < QUBITS; q++) {
            step.add(new NoisyInstruction.Gate(Gates.ry(1, q), Optional.empty()));
            for (int p = 0; p < q; p++) {
                pairs.add(new PauliSum.Term(0.1, PauliString.on(QUBITS, new int[] {p, q}, 'Z')));
            }
        }
        addRelaxation(step);
        step.add(new NoisyInstruction.Gate(
                new DiagonalOperation(
                        "kick",
                        List.of(),
                        IntStream.range(0, QUBITS).boxed().toList(),
                        new Generator(1, new PauliSum(QUBITS, pairs))),
                Optional.empty()));
        addRelaxation(step);
        NoisySegment segment = new NoisySegment(step, 1e-8, Optional.of(Boundary.STEP));
        SimulationTask task = SimulationTask.of(
                RandomCircuits.single(new RandomCircuits(QUBITS, 0).circuit(java.util.Collections.nCopies(8, segment))),
                List.of(new Observable.Purity()));

        ExecutionPlan fused = new DensityMatrixSimulator().explain(task.withRecording(Recording.END));
        assertEquals(2 * 8 + 2, fused.passes());
        assertEquals(16.0 * (1 << 20) * fused.passes(), fused.bytes());
        ExecutionPlan recorded = new DensityMatrixSimulator().explain(task);
        assertEquals(8, recorded.stretches().size());
        assertEquals(4 * 8, recorded.passes());
        assertTrue(recorded.floorSeconds() > fused.floorSeconds());
        assertTrue(recorded.text().contains("recording 1 to 8, each:"), recorded.text());
        assertTrue(recorded.text().contains("tile of qubits [0, 1, 2, 3, 4, 5, 6]: map 0, map 1"), recorded.text());
    }

    private static void addRelaxation(List<NoisyInstruction> step) {
        for (int q = 0; q < QUBITS; q++) {
            step.add(new NoisyInstruction.Noise(
                    Channels.thermalRelaxation(1e-5, 5e-6, 0, 2e-8),
                    List.of(q),
                    new NoiseOrigin("relaxation", "any", 0)));
        }
    }
}
