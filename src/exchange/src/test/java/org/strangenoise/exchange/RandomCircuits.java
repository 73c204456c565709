package org.strangenoise.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.HamiltonianOperation;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.MatrixExponential;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;

/** Seeded circuits over every kind of gate, on qubits in every order. */
public final class RandomCircuits {

    private final Random random;
    private final int qubits;

    private RandomCircuits(int qubits, long seed) {
        this.qubits = qubits;
        this.random = new Random(seed);
    }

    /** All gates of {@link Gates}, their inverses, and gates that no format knows. */
    public static Circuit overAllGates(int qubits, int gates, long seed) {
        RandomCircuits source = new RandomCircuits(qubits, seed);
        Circuit.Builder circuit = Circuit.on(qubits);
        for (int k = 0; k < gates; k++) {
            circuit.add(source.gate());
            source.separator().forEach(circuit::add);
        }
        return circuit.build();
    }

    /** Gates of {@link Gates} alone. */
    public static Circuit overNamedGates(int qubits, int gates, long seed) {
        RandomCircuits source = new RandomCircuits(qubits, seed);
        Circuit.Builder circuit = Circuit.on(qubits);
        for (int k = 0; k < gates; k++) {
            circuit.add(source.named());
        }
        return circuit.build();
    }

    private List<Operation> separator() {
        return switch (random.nextInt(12)) {
            case 0 -> List.of(Boundary.STEP);
            case 1 -> List.of(new Barrier(some(1 + random.nextInt(qubits))));
            default -> List.of();
        };
    }

    private UnitaryOperation gate() {
        UnitaryOperation gate = switch (random.nextInt(8)) {
            case 0 -> matrix(1);
            case 1 -> matrix(Math.min(qubits, 2));
            case 2 -> matrix(Math.min(qubits, 3));
            case 3 -> diagonal();
            case 4 -> commuting();
            default -> named();
        };
        return random.nextInt(4) == 0 ? gate.inverse() : gate;
    }

    private UnitaryOperation named() {
        List<Integer> q = some(Math.min(qubits, 3));
        double angle = random.nextGaussian() * 3;
        int kinds = qubits == 1 ? 10 : qubits == 2 ? 15 : 16;
        return switch (random.nextInt(kinds)) {
            case 0 -> Gates.x(q.get(0));
            case 1 -> Gates.y(q.get(0));
            case 2 -> Gates.z(q.get(0));
            case 3 -> Gates.h(q.get(0));
            case 4 -> Gates.s(q.get(0));
            case 5 -> Gates.t(q.get(0));
            case 6 -> Gates.rx(angle, q.get(0));
            case 7 -> Gates.ry(angle, q.get(0));
            case 8 -> Gates.rz(angle, q.get(0));
            case 9 -> Gates.phase(angle, q.get(0));
            case 10 -> Gates.rzz(angle, q.get(0), q.get(1));
            case 11 -> Gates.controlledPhase(angle, q.get(0), q.get(1));
            case 12 -> Gates.cz(q.get(0), q.get(1));
            case 13 -> Gates.cnot(q.get(0), q.get(1));
            case 14 -> Gates.swap(q.get(0), q.get(1));
            default -> Gates.toffoli(q.get(0), q.get(1), q.get(2));
        };
    }

    private UnitaryOperation matrix(int size) {
        ComplexMatrix hermitian = ComplexMatrix.zero(1 << size, 1 << size);
        for (int k = 0; k < 4 * size * size; k++) {
            hermitian =
                    hermitian.plus(random.nextGaussian(), string(size, "IXYZ").matrix());
        }
        return MatrixOperation.of("custom", some(size), MatrixExponential.hermitian(hermitian, 1));
    }

    private UnitaryOperation diagonal() {
        List<PauliSum.Term> terms = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            terms.add(new PauliSum.Term(random.nextGaussian(), string(qubits, "IZ")));
        }
        double angle = random.nextGaussian();
        List<Double> parameters = random.nextBoolean() ? List.of(angle) : List.of();
        return new DiagonalOperation(
                "interaction", parameters, some(qubits), new Generator(angle, new PauliSum(qubits, terms)));
    }

    /** XX, YY and ZZ of one pair commute. */
    private UnitaryOperation commuting() {
        if (qubits == 1) {
            return Gates.rx(random.nextDouble(), 0);
        }
        List<PauliSum.Term> terms = new ArrayList<>();
        for (String letters : List.of("XX", "YY", "ZZ", "II")) {
            terms.add(new PauliSum.Term(random.nextGaussian(), new PauliString(letters)));
        }
        double angle = random.nextGaussian();
        return new HamiltonianOperation(
                "exchange", List.of(angle), some(2), new Generator(angle, new PauliSum(2, terms)));
    }

    private PauliString string(int size, String alphabet) {
        StringBuilder letters = new StringBuilder();
        for (int k = 0; k < size; k++) {
            letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return new PauliString(letters.toString());
    }

    private List<Integer> some(int count) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, qubits).boxed().toList());
        Collections.shuffle(all, random);
        return List.copyOf(all.subList(0, count));
    }
}
