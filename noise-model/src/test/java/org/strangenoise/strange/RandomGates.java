package org.strangenoise.strange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.redfx.strange.Block;
import org.redfx.strange.BlockGate;
import org.redfx.strange.ControlledBlockGate;
import org.redfx.strange.Gate;
import org.redfx.strange.Step;
import org.redfx.strange.gate.Add;
import org.redfx.strange.gate.AddInteger;
import org.redfx.strange.gate.Cnot;
import org.redfx.strange.gate.Cr;
import org.redfx.strange.gate.Cz;
import org.redfx.strange.gate.Fourier;
import org.redfx.strange.gate.Hadamard;
import org.redfx.strange.gate.Identity;
import org.redfx.strange.gate.InvFourier;
import org.redfx.strange.gate.Mul;
import org.redfx.strange.gate.Oracle;
import org.redfx.strange.gate.PermutationGate;
import org.redfx.strange.gate.ProbabilitiesGate;
import org.redfx.strange.gate.R;
import org.redfx.strange.gate.Rotation;
import org.redfx.strange.gate.RotationX;
import org.redfx.strange.gate.RotationY;
import org.redfx.strange.gate.RotationZ;
import org.redfx.strange.gate.SingleQubitMatrixGate;
import org.redfx.strange.gate.Swap;
import org.redfx.strange.gate.Toffoli;
import org.redfx.strange.gate.X;
import org.redfx.strange.gate.Y;
import org.redfx.strange.gate.Z;

/** Random gates of every kind that Strange exports, at random places, each with its definition. */
final class RandomGates {

    /** Every kind of gate. */
    enum Kind {
        X,
        Y,
        Z,
        HADAMARD,
        IDENTITY,
        PROBABILITIES,
        ROTATION_X,
        ROTATION_Y,
        ROTATION_Z,
        ROTATION,
        R_POWER,
        CNOT,
        CZ,
        CR_POWER,
        SWAP,
        TOFFOLI,
        PERMUTATION,
        FOURIER,
        INVERSE_FOURIER,
        ORACLE_PERMUTATION,
        ORACLE_SIGNS,
        ADD,
        ADD_INTEGER,
        MUL,
        BLOCK,
        CONTROLLED_BLOCK,
        R_ANGLE,
        CR_ANGLE,
        MATRIX,
        ORACLE
    }

    /** All but those that Strange keeps in single precision. */
    static final List<Kind> EXACT =
            List.copyOf(EnumSet.complementOf(EnumSet.of(Kind.R_ANGLE, Kind.CR_ANGLE, Kind.MATRIX, Kind.ORACLE)));

    private final Random random;
    private final List<Kind> kinds;

    RandomGates(Random random, List<Kind> kinds) {
        this.random = random;
        this.kinds = kinds;
    }

    /** A gate on a register of n qubits, inverted half of the time. */
    PlainGate next(int n) {
        while (true) {
            Kind kind = kinds.get(random.nextInt(kinds.size()));
            if (n >= needs(kind)) {
                PlainGate gate = make(kind, n);
                return random.nextBoolean() ? inverted(gate) : gate;
            }
        }
    }

    static int needs(Kind kind) {
        return switch (kind) {
            case CNOT, CZ, CR_POWER, CR_ANGLE, SWAP, PERMUTATION, ADD, MUL, CONTROLLED_BLOCK -> 2;
            case TOFFOLI -> 3;
            default -> 1;
        };
    }

    private static PlainGate inverted(PlainGate plain) {
        plain.gate().setInverse(true);
        return new PlainGate(plain.gate(), plain.matrix().adjoint(), plain.qubits(), plain.controls(), plain.exact());
    }

    PlainGate make(Kind kind, int n) {
        int[] q = distinct(n);
        double angle = (random.nextDouble() - 0.5) * 20;
        int power = random.nextInt(6);
        int base = 2 + random.nextInt(3);
        double fraction = 2 * Math.PI / Math.pow(base, power);
        int width = 1 + random.nextInt(Math.min(3, n));
        int start = random.nextInt(n - width + 1);
        return switch (kind) {
            case X -> one(new X(q[0]), PlainMatrix.permutation(2, b -> 1 - b), q);
            case Y -> one(new Y(q[0]), PlainMatrix.rotation(Math.PI, 0, 1, 0), q, Math.PI / 2);
            case Z -> one(new Z(q[0]), PlainMatrix.phases(0, Math.PI), q);
            case HADAMARD ->
                one(
                        new Hadamard(q[0]),
                        PlainMatrix.rotation(Math.PI, Math.sqrt(0.5), 0, Math.sqrt(0.5)),
                        q,
                        Math.PI / 2);
            case IDENTITY -> one(new Identity(q[0]), PlainMatrix.phases(0, 0), q);
            case PROBABILITIES -> one(new ProbabilitiesGate(q[0]), PlainMatrix.phases(0, 0), q);
            case ROTATION_X -> one(new RotationX(angle, q[0]), PlainMatrix.rotation(angle, 1, 0, 0), q);
            case ROTATION_Y -> one(new RotationY(angle, q[0]), PlainMatrix.rotation(angle, 0, 1, 0), q);
            case ROTATION_Z -> one(new RotationZ(angle, q[0]), PlainMatrix.rotation(angle, 0, 0, 1), q);
            case ROTATION -> rotation(angle, q);
            case R_POWER -> one(new R(base, power, q[0]), PlainMatrix.phases(0, fraction), q);
            case R_ANGLE -> stored(new R(angle, q[0]), PlainMatrix.phases(0, angle), q[0]);
            case MATRIX -> {
                PlainMatrix m = PlainMatrix.randomStored(2, random);
                yield stored(new SingleQubitMatrixGate(q[0], m.strange()), m, q[0]);
            }
            case CNOT -> two(new Cnot(q[0], q[1]), PlainMatrix.permutation(4, b -> (b & 1) == 1 ? b ^ 2 : b), q);
            case CZ -> two(new Cz(q[0], q[1]), PlainMatrix.phases(0, 0, 0, Math.PI), q);
            case CR_POWER -> two(new Cr(q[0], q[1], base, power), PlainMatrix.phases(0, 0, 0, fraction), q);
            case CR_ANGLE -> stored(new Cr(q[0], q[1], angle), PlainMatrix.phases(0, 0, 0, angle), q[0], q[1]);
            case SWAP -> two(new Swap(q[0], q[1]), swap(), q);
            case PERMUTATION -> two(new PermutationGate(q[0], q[1], n), swap(), q);
            case TOFFOLI ->
                new PlainGate(
                        new Toffoli(q[0], q[1], q[2]),
                        PlainMatrix.permutation(8, b -> (b & 3) == 3 ? b ^ 4 : b),
                        new int[] {q[0], q[1], q[2]},
                        0,
                        true);
            case FOURIER -> range(new Fourier(width, start), PlainMatrix.fourier(1 << width), start, width);
            case INVERSE_FOURIER ->
                range(
                        new InvFourier(width, start),
                        PlainMatrix.fourier(1 << width).adjoint(),
                        start,
                        width);
            case ORACLE_PERMUTATION -> {
                List<Integer> images =
                        new ArrayList<>(IntStream.range(0, 1 << width).boxed().toList());
                Collections.shuffle(images, random);
                PlainMatrix m = PlainMatrix.permutation(1 << width, images::get);
                yield range(new Oracle(m.strange()), m, 0, width);
            }
            case ORACLE_SIGNS -> {
                PlainMatrix m = PlainMatrix.phases(random.doubles(1 << width)
                        .map(x -> x < 0.5 ? 0 : Math.PI)
                        .toArray());
                yield range(new Oracle(m.strange()), m, 0, width);
            }
            case ORACLE -> {
                PlainMatrix m = PlainMatrix.randomStored(1 << width, random);
                yield new PlainGate(
                        new Oracle(m.strange()), m, IntStream.range(0, width).toArray(), 0, false);
            }
            case ADD_INTEGER -> {
                int number = random.nextInt(20);
                yield range(
                        new AddInteger(start, start + width - 1, number),
                        PlainMatrix.permutation(1 << width, b -> (b + number) % (1 << width)),
                        start,
                        width);
            }
            case ADD -> add(n);
            case MUL -> mul(n);
            case BLOCK -> block(n);
            case CONTROLLED_BLOCK -> controlledBlock(n);
        };
    }

    private PlainGate rotation(double angle, int[] q) {
        return switch (random.nextInt(3)) {
            case 0 -> one(new Rotation(angle, Rotation.Axes.XAxis, q[0]), PlainMatrix.rotation(angle, 1, 0, 0), q);
            case 1 -> one(new Rotation(angle, Rotation.Axes.YAxis, q[0]), PlainMatrix.rotation(angle, 0, 1, 0), q);
            default -> one(new Rotation(angle, Rotation.Axes.ZAxis, q[0]), PlainMatrix.rotation(angle, 0, 0, 1), q);
        };
    }

    /** x += y modulo 2^m. */
    private PlainGate add(int n) {
        int m = 1 + random.nextInt(n / 2);
        int start = random.nextInt(n - 2 * m + 1);
        int size = 1 << m;
        PlainMatrix sum = PlainMatrix.permutation(size * size, b -> (b % size + b / size) % size + b / size * size);
        return range(new Add(start, start + m - 1, start + m, start + 2 * m - 1), sum, start, 2 * m);
    }

    /** (x, y) to (-x/f, x + f y) modulo 2^m for an odd factor f: |0>|y> to |0>|f y>. */
    private PlainGate mul(int n) {
        int m = 1 + random.nextInt(n / 2);
        int start = random.nextInt(n - 2 * m + 1);
        int size = 1 << m;
        int factor = 1 + 2 * random.nextInt(2);
        int inverse = IntStream.range(0, size)
                .filter(i -> i * factor % size == 1 % size)
                .findFirst()
                .orElseThrow();
        PlainMatrix product = PlainMatrix.permutation(size * size, b -> {
            int x = b % size;
            int y = b / size;
            return Math.floorMod(-x * inverse, size) + (x + factor * y) % size * size;
        });
        return range(new Mul(start, start + m - 1, factor), product, start, 2 * m);
    }

    private PlainGate block(int n) {
        int width = 1 + random.nextInt(n);
        int start = random.nextInt(n - width + 1);
        Block block = new Block(width);
        PlainMatrix matrix = fill(block, width);
        return range(new BlockGate<>(block, start), matrix, start, width);
    }

    private PlainGate controlledBlock(int n) {
        int width = 1 + random.nextInt(n - 1);
        int start = random.nextInt(n - width + 1);
        int[] outside = IntStream.range(0, n)
                .filter(q -> q < start || q >= start + width)
                .toArray();
        int control = outside[random.nextInt(outside.length)];
        Block block = new Block(width);
        PlainMatrix matrix = fill(block, width);
        return new PlainGate(
                new ControlledBlockGate<>(block, start, control),
                matrix,
                IntStream.range(start, start + width).toArray(),
                1 << control,
                true);
    }

    /** Fills a block with gates and returns what it does. */
    private PlainMatrix fill(Block block, int width) {
        List<PlainGate> inside = new ArrayList<>();
        for (int g = 0; g < 3; g++) {
            PlainGate gate = next(width);
            inside.add(gate);
            block.addStep(new Step(gate.gate()));
        }
        PlainMatrix matrix = new PlainMatrix(1 << width);
        for (int column = 0; column < 1 << width; column++) {
            PlainState image = PlainGate.run(width, column, inside);
            for (int row = 0; row < 1 << width; row++) {
                matrix.re[row][column] = image.re[row];
                matrix.im[row][column] = image.im[row];
            }
        }
        return matrix;
    }

    private int[] distinct(int n) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Collections.shuffle(all, random);
        return all.stream().mapToInt(Integer::intValue).toArray();
    }

    private static PlainMatrix swap() {
        return PlainMatrix.permutation(4, b -> (b >> 1) | (b & 1) << 1);
    }

    private static PlainGate one(Gate gate, PlainMatrix matrix, int[] q) {
        return new PlainGate(gate, matrix, new int[] {q[0]}, 0, true);
    }

    /** A one-qubit gate whose matrix is e^{i phase} times the one given: under a control the phase counts. */
    private static PlainGate one(Gate gate, PlainMatrix matrix, int[] q, double phase) {
        PlainMatrix turned = new PlainMatrix(2);
        for (int r = 0; r < 2; r++) {
            for (int c = 0; c < 2; c++) {
                turned.re[r][c] = Math.cos(phase) * matrix.re[r][c] - Math.sin(phase) * matrix.im[r][c];
                turned.im[r][c] = Math.cos(phase) * matrix.im[r][c] + Math.sin(phase) * matrix.re[r][c];
            }
        }
        return one(gate, turned, q);
    }

    private static PlainGate two(Gate gate, PlainMatrix matrix, int[] q) {
        return new PlainGate(gate, matrix, new int[] {q[0], q[1]}, 0, true);
    }

    private static PlainGate stored(Gate gate, PlainMatrix matrix, int... qubits) {
        return new PlainGate(gate, matrix, qubits, 0, false);
    }

    private static PlainGate range(Gate gate, PlainMatrix matrix, int start, int width) {
        return new PlainGate(gate, matrix, IntStream.range(start, start + width).toArray(), 0, true);
    }
}
