package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.strangenoise.channel.Envelope;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.noise.NoiseOrigin;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.state.Readout;

/** Builds one segment of instructions, the same on all qubits unless told otherwise. */
final class SymmetricCircuit {

    private final int n;
    private final List<NoisyInstruction> instructions = new ArrayList<>();

    SymmetricCircuit(int n) {
        this.n = n;
    }

    SymmetricCircuit gate(UnitaryOperation operation) {
        instructions.add(new NoisyInstruction.Gate(operation, Optional.empty()));
        return this;
    }

    SymmetricCircuit gates(IntFunction<? extends UnitaryOperation> gate) {
        IntStream.range(0, n).forEach(q -> gate(gate.apply(q)));
        return this;
    }

    SymmetricCircuit noise(QuantumChannel channel) {
        IntStream.range(0, n).forEach(q -> noise(channel, q));
        return this;
    }

    SymmetricCircuit noise(QuantumChannel channel, int... qubits) {
        instructions.add(new NoisyInstruction.Noise(
                channel, IntStream.of(qubits).boxed().toList(), new NoiseOrigin("test-noise", "any", 0)));
        return this;
    }

    /** {@code exp(-i kappa/(2n) sum Z_i Z_j - i field/2 sum Z_i)}. */
    SymmetricCircuit kick(double kappa, double field) {
        return gate(new DiagonalOperation("kick", List.of(kappa), all(), new Generator(1, ising(kappa, field))));
    }

    /** The same Hamiltonian and relaxation together, for a time of 0.9 in the units of the rates. */
    SymmetricCircuit continuousKick(double kappa, double field, Lindbladian.Relaxation relaxation) {
        Lindbladian.Drive drive = new Lindbladian.Drive(ising(kappa, field), Envelope.RECTANGULAR, 1.2, 0.1);
        instructions.add(new NoisyInstruction.Continuous(
                new Lindbladian(n, 0.9, List.of(drive), Collections.nCopies(n, relaxation)), all()));
        return this;
    }

    private PauliSum ising(double kappa, double field) {
        List<PauliSum.Term> terms = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            terms.add(new PauliSum.Term(field / 2, PauliString.single(n, i, 'Z')));
            for (int j = i + 1; j < n; j++) {
                terms.add(new PauliSum.Term(kappa / (2 * n), PauliString.on(n, new int[] {i, j}, 'Z')));
            }
        }
        return new PauliSum(n, terms);
    }

    private List<Integer> all() {
        return IntStream.range(0, n).boxed().toList();
    }

    NoisySegment segment() {
        return new NoisySegment(instructions, 0, Optional.of(Boundary.STEP));
    }

    /** The segment, {@code steps} times. */
    NoisyCircuit circuit(int steps) {
        return new NoisyCircuit(n, Collections.nCopies(steps, segment()), Readout.perfect(n));
    }

    static NoisyEnsemble ensemble(NoisyCircuit circuit) {
        return new NoisyEnsemble(List.of(new NoisyEnsemble.Member(1, circuit)), NoiseCoverage.NONE, List.of());
    }
}
