package org.strangenoise.strange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.redfx.strange.BlockGate;
import org.redfx.strange.Gate;
import org.redfx.strange.Program;
import org.redfx.strange.Step;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Operation;
import org.strangenoise.device.Calibration;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.SpinDirection;

/**
 * Reads Strange Programs as circuits in double precision; the Program is left as it is.
 *
 * <p>Steps are layers in time: a Step begins on all qubits when the one before has ended on all, a
 * {@link Boundary#LAYER}. A Program that holds a boundary of its own ({@link TimingGate}) says itself where its
 * segments end; its Steps then only order the gates, and the scheduler may start a gate as soon as its qubits are free.
 *
 * <p>Operations are named as a device file names them: x, y, z, h, rx, ry, rz, p (R), cnot, cz, cp (Cr), swap (also
 * PermutationGate), toffoli, fourier, oracle, unitary (SingleQubitMatrixGate), measurement. Blocks count as the gates
 * inside them. Gates of controlled blocks have a {@code c} before their name, or the name of the standard gate. A gate
 * class of the user's own has its simple name in lower case. Informal gates are no operations, and Identity is none
 * unless the device lists its time as {@code id}. Dense gates act on at most 10 qubits, diagonal oracles on at most 12.
 */
public final class ProgramReader {

    private final RotationZMode rotationZ;
    private final GateReader.Idle identity;

    /** Reads RotationZ as the mode says, and Identity as nothing. */
    public ProgramReader(RotationZMode rotationZ) {
        this(rotationZ, GateReader.Idle.NOTHING);
    }

    private ProgramReader(RotationZMode rotationZ, GateReader.Idle identity) {
        this.rotationZ = rotationZ;
        this.identity = identity;
    }

    /** Reads Identity as the operation {@code id} if the device lists it, else as nothing with a warning. */
    public static ProgramReader of(RotationZMode rotationZ, Calibration device) {
        boolean listed = device.operation("id").isPresent()
                || device.defaults().containsKey(Calibration.OperationKind.ONE_QUBIT);
        return new ProgramReader(rotationZ, listed ? GateReader.Idle.OPERATION : GateReader.Idle.UNLISTED);
    }

    /**
     * The Program as a circuit.
     *
     * @throws UnsupportedGateException if a gate's action is not known
     * @throws IllegalArgumentException if an initial amplitude is not between -1 and 1, or a gate acts on a qubit that
     *     the Program lacks
     */
    public StrangeCircuit read(Program program) {
        GateReader reader = new GateReader(rotationZ, identity);
        List<List<Operation>> steps = new ArrayList<>();
        for (Step step : List.copyOf(program.getSteps())) {
            List<Operation> operations = new ArrayList<>();
            for (Gate gate : step.getGates()) {
                List<Operation> read = reader.read(gate);
                requireQubits(gate, read, program.getNumberQubits());
                operations.addAll(read);
            }
            steps.add(operations);
        }
        boolean marked = steps.stream().flatMap(List::stream).anyMatch(Transforms::isBoundary);
        if (!marked) {
            steps.forEach(operations -> operations.add(Boundary.LAYER));
        }
        Circuit.Builder circuit = Circuit.on(program.getNumberQubits());
        steps.forEach(circuit::addAll);
        return new StrangeCircuit(circuit.build(), initial(program), points(steps), reader.warnings());
    }

    /** Also of a gate that does nothing. */
    private static void requireQubits(Gate gate, List<Operation> operations, int count) {
        List<Integer> ownQubits = gate instanceof BlockGate ? List.of() : gate.getAffectedQubitIndexes();
        Stream.concat(operations.stream().flatMap(o -> o.qubits().stream()), ownQubits.stream())
                .filter(q -> q < 0 || q >= count)
                .findFirst()
                .ifPresent(q -> {
                    throw new IllegalArgumentException(
                            "Argument `program` has " + count + (count == 1 ? " qubit" : " qubits") + ", but its gate "
                                    + gate.getClass().getSimpleName() + " acts on qubit " + q);
                });
    }

    /**
     * Recording points: one a boundary, one at the start unless there is a preparation, one for what follows the last.
     */
    private static List<Integer> points(List<List<Operation>> steps) {
        boolean prepared = steps.stream().flatMap(List::stream).anyMatch(o -> o == Boundary.PREPARATION);
        int point = prepared ? StrangeCircuit.BEFORE_RECORDS : 0;
        List<Integer> points = new ArrayList<>();
        boolean open = false;
        for (List<Operation> step : steps) {
            for (Operation operation : step) {
                open = !Transforms.isBoundary(operation);
                point += open ? 0 : 1;
            }
            points.add(point);
        }
        if (open) {
            points.set(points.size() - 1, point + 1);
        }
        return points;
    }

    /** Strange's {@code initializeQubit(i, alpha)} means qubit n-1-i, in the state alpha|0> + sqrt(1 - alpha^2)|1>. */
    private static InitialState.Product initial(Program program) {
        int n = program.getNumberQubits();
        double[] alphas = program.getInitialAlphas();
        List<SpinDirection> directions = new ArrayList<>();
        for (int q = 0; q < n; q++) {
            double alpha = alphas[n - 1 - q];
            if (!(Math.abs(alpha) <= 1)) {
                throw new IllegalArgumentException("Argument `alpha` of initializeQubit(" + (n - 1 - q)
                        + ", alpha) must be between -1 and 1, but is " + alpha);
            }
            directions.add(new SpinDirection(2 * StrictMath.acos(alpha), 0));
        }
        return new InitialState.Product(directions);
    }
}
