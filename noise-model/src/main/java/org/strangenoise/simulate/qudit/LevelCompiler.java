package org.strangenoise.simulate.qudit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.transmon.LadderGenerator;
import org.strangenoise.transmon.LadderLindbladian;
import org.strangenoise.transmon.LadderPropagator;
import org.strangenoise.transmon.LadderPropagator.Block;
import org.strangenoise.transmon.LadderSpace;

/** Turns segments into passes over states. Maps of one qubit in a row become one. */
final class LevelCompiler {

    /**
     * Makes the passes of one kind of state.
     *
     * @param <P> a pass
     */
    interface Maker<P> {

        /** A map of one qubit by its superoperator on row-major density matrices. */
        P map(int qubit, ComplexMatrix superOperator);

        /** A unitary in blocks on some qubits, the identity outside of the blocks. */
        P unitary(List<Integer> qubits, List<Block> blocks);

        /** The unitary {@code exp(-i phases)}, by the register's index. */
        P phases(double[] phases);

        /** A channel of several qubits by at least two Kraus operators. */
        P channel(List<Integer> qubits, List<ComplexMatrix> kraus);

        /** Pulses and dissipation together on several qubits. */
        P evolution(NoisyInstruction.LevelEvolution evolution);
    }

    private final LadderSpace space;
    private final double tolerance;
    private final Map<LadderLindbladian, List<Block>> propagators = new HashMap<>();

    LevelCompiler(LadderSpace space, double tolerance) {
        this.space = space;
        this.tolerance = tolerance;
    }

    <P> List<P> passes(NoisySegment segment, Maker<P> maker) {
        List<P> passes = new ArrayList<>();
        Map<Integer, ComplexMatrix> pending = new TreeMap<>();
        for (NoisyInstruction instruction : segment.instructions()) {
            if (instruction instanceof NoisyInstruction.Measure) {
                continue;
            }
            List<Integer> qubits = instruction.qubits();
            if (qubits.size() == 1) {
                pending.merge(
                        qubits.get(0), superOperator(instruction, qubits.get(0)), (first, next) -> next.times(first));
            } else {
                qubits.forEach(q -> flush(q, pending, passes, maker));
                passes.add(several(instruction, maker));
            }
        }
        List.copyOf(pending.keySet()).forEach(q -> flush(q, pending, passes, maker));
        return passes;
    }

    private static <P> void flush(int qubit, Map<Integer, ComplexMatrix> pending, List<P> passes, Maker<P> maker) {
        ComplexMatrix map = pending.remove(qubit);
        if (map != null) {
            passes.add(maker.map(qubit, map));
        }
    }

    static List<Block> whole(ComplexMatrix matrix) {
        return List.of(new Block(IntStream.range(0, matrix.rows()).toArray(), matrix));
    }

    /** The superoperator of an instruction on one qubit. */
    private ComplexMatrix superOperator(NoisyInstruction instruction, int qubit) {
        int d = space.levels(qubit);
        if (instruction instanceof NoisyInstruction.LevelEvolution evolution) {
            LadderGenerator generator = new LadderGenerator(evolution.lindbladian());
            if (evolution.lindbladian().isUnitary()) {
                return superOperator(
                        List.of(LadderPropagator.matrix(d, LadderPropagator.unitary(generator, tolerance))));
            }
            ComplexMatrix half = LadderPropagator.matrix(d * d, superBlocks(generator));
            return generator.isConserving() ? mirrored(half, d) : half;
        }
        return superOperator(kraus(instruction));
    }

    /** Rows and columns of entries above the diagonal from those below, where the blocks left them out. */
    private static ComplexMatrix mirrored(ComplexMatrix half, int d) {
        double[] re = half.re();
        double[] im = half.im();
        int size = d * d;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (i / d < i % d) {
                    re[i * size + j] = half.re(i % d * d + i / d, j % d * d + j / d);
                    im[i * size + j] = -half.im(i % d * d + i / d, j % d * d + j / d);
                }
            }
        }
        return ComplexMatrix.of(size, size, re, im);
    }

    List<Block> superBlocks(LadderGenerator generator) {
        return propagators.computeIfAbsent(
                generator.lindbladian(), key -> LadderPropagator.superOperator(generator, tolerance));
    }

    static ComplexMatrix superOperator(List<ComplexMatrix> kraus) {
        int d = kraus.get(0).rows();
        ComplexMatrix sum = ComplexMatrix.zero(d * d, d * d);
        for (ComplexMatrix operator : kraus) {
            sum = sum.plus(1, operator.kronecker(operator.conjugate()));
        }
        return sum;
    }

    private List<ComplexMatrix> kraus(NoisyInstruction instruction) {
        if (instruction instanceof NoisyInstruction.LevelMap map) {
            return map.kraus();
        }
        LadderSpace local = space.of(instruction.qubits());
        if (instruction instanceof NoisyInstruction.Gate gate) {
            return List.of(embedded(local, gate.operation().matrix(), 1));
        }
        if (instruction instanceof NoisyInstruction.Noise noise) {
            return embedded(local, noise.channel());
        }
        throw new IllegalStateException("a register of several levels holds " + instruction);
    }

    /** A channel on the computational subspace: the first operator is 1 outside, the others 0. */
    private static List<ComplexMatrix> embedded(LadderSpace local, QuantumChannel channel) {
        List<ComplexMatrix> embedded = new ArrayList<>();
        for (ComplexMatrix operator : channel.kraus().operators()) {
            embedded.add(embedded(local, operator, embedded.isEmpty() ? 1 : 0));
        }
        return embedded;
    }

    private static ComplexMatrix embedded(LadderSpace local, ComplexMatrix small, double outside) {
        int d = local.dimension();
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        for (int r = 0; r < d; r++) {
            if (!local.isComputational(r)) {
                re[r * d + r] = outside;
                continue;
            }
            for (int c = 0; c < small.columns(); c++) {
                re[r * d + local.computational(c)] = small.re(local.bits(r), c);
                im[r * d + local.computational(c)] = small.im(local.bits(r), c);
            }
        }
        return ComplexMatrix.of(d, d, re, im);
    }

    private <P> P several(NoisyInstruction instruction, Maker<P> maker) {
        List<Integer> qubits = instruction.qubits();
        if (instruction instanceof NoisyInstruction.LevelEvolution evolution) {
            return evolution.lindbladian().isUnitary()
                    ? maker.unitary(
                            qubits, LadderPropagator.unitary(new LadderGenerator(evolution.lindbladian()), tolerance))
                    : maker.evolution(evolution);
        }
        if (instruction instanceof NoisyInstruction.Gate gate) {
            return gate(gate.operation(), maker);
        }
        List<ComplexMatrix> kraus = kraus(instruction);
        return kraus.size() == 1 ? maker.unitary(qubits, whole(kraus.get(0))) : maker.channel(qubits, kraus);
    }

    /** The same Lindbladian on the whole register, the other qubits at rest. */
    static LadderLindbladian onRegister(LadderSpace space, NoisyInstruction.LevelEvolution evolution) {
        List<Integer> qubits = evolution.qubits();
        List<Integer> all = IntStream.range(0, space.qubits()).boxed().toList();
        List<LadderLindbladian.Relaxation> relaxations = all.stream()
                .map(q -> qubits.contains(q)
                        ? evolution.lindbladian().relaxations().get(qubits.indexOf(q))
                        : LadderLindbladian.Relaxation.NONE)
                .toList();
        return new LadderLindbladian(
                all.stream().map(space::levels).toList(),
                evolution.lindbladian().seconds(),
                evolution.lindbladian().terms().stream()
                        .map(term -> term.on(qubits))
                        .toList(),
                relaxations);
    }

    private <P> P gate(UnitaryOperation operation, Maker<P> maker) {
        List<Integer> qubits = operation.qubits();
        LadderSpace local = space.of(qubits);
        if (operation instanceof DiagonalOperation diagonal) {
            double[] small = diagonal.phases();
            TargetIndex index = TargetIndex.of(space, qubits);
            double[] phases = new double[space.dimension()];
            for (int i = 0; i < local.dimension(); i++) {
                for (int rest : index.rests()) {
                    phases[rest + index.offsets()[i]] = local.isComputational(i) ? small[local.bits(i)] : 0;
                }
            }
            return maker.phases(phases);
        }
        int[] inside =
                IntStream.range(0, 1 << qubits.size()).map(local::computational).toArray();
        return maker.unitary(qubits, List.of(new Block(inside, operation.matrix())));
    }
}
