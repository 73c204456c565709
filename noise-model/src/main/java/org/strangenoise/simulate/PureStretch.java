package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.circuit.HamiltonianOperation;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.pure.PureProgram;
import org.strangenoise.simulate.tensor.Workers;

/**
 * The gates between two recording points: compiled programs, and between them the large Hamiltonian gates, which are
 * carried out without their matrix.
 */
final class PureStretch {

    /** Larger Hamiltonian gates are carried out without their matrix. */
    private static final int MAX_MATRIX_QUBITS = 6;

    @FunctionalInterface
    private interface Stage {
        void run(double[] re, double[] im, AmplitudeKernel kernel, Workers workers);
    }

    private final List<PureProgram> programs = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();

    private PureStretch() {}

    static PureStretch of(int qubits, List<NoisyInstruction> instructions) {
        PureStretch stretch = new PureStretch();
        List<NoisyInstruction> run = new ArrayList<>();
        for (NoisyInstruction instruction : instructions) {
            if (instruction instanceof NoisyInstruction.Gate gate
                    && gate.operation() instanceof HamiltonianOperation hamiltonian
                    && hamiltonian.qubits().size() > MAX_MATRIX_QUBITS) {
                stretch.add(qubits, run);
                run.clear();
                HamiltonianEvolution evolution =
                        new HamiltonianEvolution(qubits, hamiltonian.qubits(), hamiltonian.exponent());
                stretch.stages.add((re, im, kernel, workers) -> evolution.apply(re, im));
            } else {
                run.add(instruction);
            }
        }
        stretch.add(qubits, run);
        return stretch;
    }

    private void add(int qubits, List<NoisyInstruction> run) {
        if (run.isEmpty()) {
            return;
        }
        PureProgram program = PureProgram.of(
                qubits,
                List.copyOf(run),
                instruction -> instruction instanceof NoisyInstruction.Gate gate
                        ? Optional.of(gate.operation().matrix())
                        : Optional.empty());
        programs.add(program);
        stages.add(program::run);
    }

    /** The compiled programs, for sizing the workers' buffers. */
    List<PureProgram> programs() {
        return programs;
    }

    /** Carries out the stretch in place. */
    void run(double[] re, double[] im, AmplitudeKernel kernel, Workers workers) {
        for (Stage stage : stages) {
            stage.run(re, im, kernel, workers);
        }
    }
}
