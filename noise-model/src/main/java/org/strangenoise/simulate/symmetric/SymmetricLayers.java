package org.strangenoise.simulate.symmetric;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.channel.KrausOperators;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.lindblad.LindbladPropagator;

/**
 * Reads a segment of a noisy circuit as layers that act alike on all qubits. One-qubit instructions gather qubit by
 * qubit until an operation of several qubits or the segment's end closes the layer; then all qubits must have met the
 * same maps.
 */
final class SymmetricLayers {

    /** Entries of superoperators that differ by less are equal. */
    private static final double EQUAL = 1e-14;

    /** A map that one qubit met; neighbouring unitaries are one. */
    private record Met(String name, boolean unitary, ComplexMatrix superOperator) {}

    private final int n;
    private final double tolerance;
    private final List<List<Met>> met = new ArrayList<>();
    private final List<SymmetricFactor> factors = new ArrayList<>();
    private SymmetricDiagonal diagonal;

    private SymmetricLayers(int n, double tolerance) {
        this.n = n;
        this.tolerance = tolerance;
        this.diagonal = new SymmetricDiagonal(n);
        for (int q = 0; q < n; q++) {
            met.add(new ArrayList<>());
        }
    }

    /**
     * The segment as a product, first factor first.
     *
     * @throws SymmetricPasses.AsymmetryException naming the instruction and the qubits that break the symmetry
     */
    static List<SymmetricFactor> of(int n, NoisySegment segment, double tolerance) {
        SymmetricLayers layers = new SymmetricLayers(n, tolerance);
        for (NoisyInstruction instruction : segment.instructions()) {
            layers.add(instruction);
        }
        layers.closeLocal();
        layers.closeDiagonal();
        return layers.factors;
    }

    private void add(NoisyInstruction instruction) {
        if (instruction instanceof NoisyInstruction.Measure) {
            return;
        }
        if (instruction.qubits().size() == 1) {
            closeDiagonal();
            meet(instruction.qubits().get(0), met(instruction));
        } else if (instruction instanceof NoisyInstruction.Gate gate
                && gate.operation() instanceof DiagonalOperation operation) {
            closeLocal();
            diagonal.add(operation);
        } else if (instruction instanceof NoisyInstruction.Continuous continuous
                && continuous.qubits().size() == n
                && isConstantAndDiagonal(continuous.lindbladian())) {
            closeLocal();
            closeDiagonal();
            addContinuous(continuous);
        } else {
            throw new SymmetricPasses.AsymmetryException(
                    "method symmetric carries out maps of single qubits and diagonal" + " operations of several, but `"
                            + name(instruction) + "` acts on " + qubits(instruction) + " as neither");
        }
    }

    private String qubits(NoisyInstruction instruction) {
        return instruction.qubits().size() == n ? "all qubits" : "qubits " + instruction.qubits();
    }

    private static boolean isConstantAndDiagonal(Lindbladian lindbladian) {
        return lindbladian.isConstant()
                && lindbladian.drives().stream()
                        .allMatch(drive -> drive.integrated().isDiagonal());
    }

    /** Dephasing commutes with the rest; strings of at most two Z are linear and quadratic in k. */
    private void addContinuous(NoisyInstruction.Continuous continuous) {
        Lindbladian lindbladian = continuous.lindbladian();
        Lindbladian.Relaxation relaxation = lindbladian.relaxations().get(0);
        for (int q = 1; q < n; q++) {
            if (!lindbladian.relaxations().get(q).equals(relaxation)) {
                throw asymmetric("qubit " + continuous.qubits().get(q) + " relaxes at "
                        + lindbladian.relaxations().get(q) + " and qubit "
                        + continuous.qubits().get(0) + " at " + relaxation);
            }
        }
        double time = lindbladian.seconds();
        SymmetricDiagonal hamiltonian = new SymmetricDiagonal(n);
        for (Lindbladian.Drive drive : lindbladian.drives()) {
            hamiltonian.add(name(continuous), drive.rate(0) * time, drive.integrated(), continuous.qubits());
        }
        if (!(hamiltonian.phases() instanceof SymmetricFactor.QuadraticPhase phase)) {
            throw new SymmetricPasses.AsymmetryException(
                    "method symmetric carries out diagonal Hamiltonians of pairs during"
                            + " relaxation, but one couples more than two qubits at once");
        }
        factors.add(new SymmetricFactor.IsingDecay(
                phase.linear(), phase.quadratic(), relaxation.up() * time, relaxation.down() * time));
        factors.add(new SymmetricFactor.Dephasing(relaxation.dephasing() * time));
    }

    private void meet(int qubit, Met map) {
        List<Met> before = met.get(qubit);
        int last = before.size() - 1;
        if (last >= 0 && map.unitary() && before.get(last).unitary()) {
            ComplexMatrix both = map.superOperator().times(before.get(last).superOperator());
            before.set(last, new Met(before.get(last).name(), true, both));
        } else {
            before.add(map);
        }
    }

    private Met met(NoisyInstruction instruction) {
        String name = name(instruction);
        if (instruction instanceof NoisyInstruction.Gate gate) {
            ComplexMatrix superOperator = new KrausOperators(
                            List.of(gate.operation().matrix()))
                    .superOperator()
                    .matrix();
            return new Met(name, true, superOperator);
        }
        if (instruction instanceof NoisyInstruction.Noise noise) {
            return new Met(
                    name,
                    noise.channel().isUnitary(),
                    noise.channel().superOperator().matrix());
        }
        if (instruction instanceof NoisyInstruction.Continuous continuous) {
            return new Met(
                    name,
                    false,
                    LindbladPropagator.of(continuous.lindbladian(), tolerance).matrix());
        }
        throw new IllegalStateException("no map is known for " + instruction);
    }

    private static String name(NoisyInstruction instruction) {
        if (instruction instanceof NoisyInstruction.Gate gate) {
            UnitaryOperation operation = gate.operation();
            return operation.name();
        }
        if (instruction instanceof NoisyInstruction.Noise noise) {
            return noise.origin().mechanism();
        }
        return instruction instanceof NoisyInstruction.Continuous ? "during-gate evolution" : "measurement";
    }

    private void closeDiagonal() {
        if (!diagonal.isEmpty()) {
            factors.add(diagonal.phases());
            diagonal = new SymmetricDiagonal(n);
        }
    }

    private void closeLocal() {
        List<Met> first = met.get(0);
        for (int q = 1; q < n; q++) {
            requireEqual(first, met.get(q), q);
        }
        for (Met map : first) {
            if (map.unitary()) {
                factors.addAll(LocalMapFactors.ofUnitary(n, map.superOperator()));
            } else {
                factors.addAll(LocalMapFactors.ofChannel(n, map.superOperator())
                        .orElseThrow(
                                () -> new SymmetricPasses.AsymmetryException("method symmetric needs channels that are"
                                        + " products of decay, dephasing and rotations, but `" + map.name()
                                        + "` is none without loss of digits on " + n
                                        + " qubits; density-matrix takes any")));
            }
        }
        met.forEach(List::clear);
    }

    private static void requireEqual(List<Met> first, List<Met> other, int qubit) {
        int common = Math.min(first.size(), other.size());
        for (int k = 0; k < common; k++) {
            double distance = first.get(k).superOperator().distance(other.get(k).superOperator());
            if (!(distance <= EQUAL)) {
                throw asymmetric("`" + first.get(k).name() + "` on qubit 0 and `"
                        + other.get(k).name() + "` on qubit " + qubit + " differ by " + distance);
            }
        }
        if (first.size() != other.size()) {
            boolean more = first.size() > other.size();
            throw asymmetric("`" + (more ? first : other).get(common).name() + "` acts on qubit " + (more ? 0 : qubit)
                    + " and not on qubit " + (more ? qubit : 0));
        }
    }

    private static SymmetricPasses.AsymmetryException asymmetric(String what) {
        return new SymmetricPasses.AsymmetryException(
                "method symmetric needs every layer to act alike on all qubits, but " + what);
    }
}
