package org.strangenoise.strange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.redfx.strange.BlockGate;
import org.redfx.strange.Complex;
import org.redfx.strange.Gate;
import org.redfx.strange.gate.Identity;
import org.redfx.strange.gate.InformalGate;
import org.redfx.strange.gate.Measurement;
import org.redfx.strange.gate.Oracle;
import org.redfx.strange.gate.PermutationGate;
import org.redfx.strange.gate.Rotation;
import org.redfx.strange.gate.SingleQubitGate;
import org.redfx.strange.gate.SingleQubitMatrixGate;
import org.redfx.strange.gate.ThreeQubitGate;
import org.redfx.strange.gate.TwoQubitGate;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.GateFormat;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.StandardGate;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.pauli.PauliSum;

/**
 * What Strange's gates do, in double precision. Known gates are recognised by their class, as the table of gates names
 * it, so that only angles without a trace and free matrices keep the single precision in which Strange stores them;
 * each of these leaves a warning.
 */
final class GateReader {

    /** Strange's own packages: an unknown class there is a gate of a newer version, whose meaning is not known. */
    private static final String STRANGE = "org.redfx.strange";

    private static final String GATES = STRANGE + ".gate.";

    /** The gates whose constructors the table of gates has, by their classes' names. */
    private static final Map<String, StandardGate> KNOWN = known();

    /** What Strange's Identity stands for. */
    enum Idle {
        /** Nothing: what is read has no device. */
        NOTHING,
        /** The operation {@code id} of the device. */
        OPERATION,
        /** Nothing, since the device lists no {@code id}; which is worth a warning. */
        UNLISTED
    }

    private final RotationZMode rotationZ;
    private final Idle identity;
    private final BlockReader blocks = new BlockReader(this);
    private final Set<String> warnings = new LinkedHashSet<>();

    GateReader(RotationZMode rotationZ, Idle identity) {
        this.rotationZ = rotationZ;
        this.identity = identity;
    }

    private static Map<String, StandardGate> known() {
        Map<String, StandardGate> gates = new HashMap<>();
        for (StandardGate gate : StandardGates.all()) {
            for (String constructor : gate.names(GateFormat.STRANGE_JAVA)) {
                String type = constructor.substring(0, constructor.indexOf('('));
                gates.put(type.indexOf('.') < 0 ? GATES + type : type, gate);
            }
        }
        return Map.copyOf(gates);
    }

    /** Gates that were recovered to single precision only, or not at all. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The gate's operations on qubits as the gate's own Step counts them; none for a gate that does nothing. */
    List<Operation> read(Gate gate) {
        if (gate instanceof ExactGate exact) {
            return exact.operations();
        }
        if (gate.getClass() == Identity.class) {
            return identity(gate.getMainQubitIndex());
        }
        if (gate instanceof InformalGate) {
            return List.of();
        }
        if (gate instanceof BlockGate<?> block) {
            return blocks.read(block);
        }
        StandardGate known = KNOWN.get(
                gate.getClass() == Rotation.class
                        ? GATES + "Rotation" + Angles.axis((Rotation) gate)
                        : gate.getClass().getName());
        if (known == null || (known.parameters() > 0 && !isStranges(gate))) {
            return ofNoTable(gate);
        }
        List<Double> angles = known.parameters() == 0 ? List.of() : List.of(angle(gate));
        List<Integer> qubits = gate.getAffectedQubitIndexes();
        return List.of(
                known.name().equals("rz") && rotationZ == RotationZMode.GLOBAL_PHASE
                        ? globalPhase(angles.get(0), qubits.get(0))
                        : known.on(angles, qubits));
    }

    private List<Operation> identity(int qubit) {
        if (identity == Idle.UNLISTED) {
            warnings.add("Identity takes no time, as the device lists no `id` among its operations");
        }
        return identity == Idle.OPERATION ? List.of(Gates.id(qubit)) : List.of();
    }

    /** What has any number of qubits, or states its matrix. */
    private List<Operation> ofNoTable(Gate gate) {
        List<Integer> qubits = List.copyOf(gate.getAffectedQubitIndexes());
        if (gate instanceof PermutationGate swap) {
            return swap.getIndex1() == swap.getIndex2()
                    ? List.of()
                    : List.of(Gates.swap(swap.getIndex1(), swap.getIndex2()));
        } else if (gate.getClass() == Measurement.class) {
            return List.of(new org.strangenoise.circuit.Measurement(qubits.get(0)));
        } else if (gate instanceof Oracle) {
            return List.of(matrix(gate, "oracle", qubits));
        } else if (gate.getClass() == SingleQubitMatrixGate.class) {
            return List.of(matrix(gate, "unitary", qubits));
        }
        return ofMatrixGate(gate, qubits);
    }

    /** A gate of the user's own that states a matrix the way Strange's own simulator reads it: first qubit highest. */
    private List<Operation> ofMatrixGate(Gate gate, List<Integer> qubits) {
        boolean hasMatrix =
                gate instanceof SingleQubitGate || gate instanceof TwoQubitGate || gate instanceof ThreeQubitGate;
        if (!hasMatrix || isStranges(gate)) {
            throw new UnsupportedGateException(
                    gate, "is not known; a gate of your own may implement " + ExactGate.class.getName());
        }
        List<Integer> lowestFirst = new ArrayList<>(qubits);
        Collections.reverse(lowestFirst);
        return List.of(matrix(gate, ownName(gate), lowestFirst));
    }

    /** What Strange's own simulator makes of a rotation about z. */
    private static UnitaryOperation globalPhase(double angle, int qubit) {
        return new DiagonalOperation("rz", List.of(angle), List.of(qubit), new Generator(angle, PauliSum.of(0.5, "I")));
    }

    /** A rotation's angle, or the phase on |1> or |11>, which warns where its digits are lost. */
    private double angle(Gate gate) {
        if (gate instanceof Rotation rotation) {
            return Angles.rotation(rotation, Angles.axis(rotation));
        }
        Complex[][] matrix = phaseMatrix(gate);
        Complex entry = matrix[matrix.length - 1][matrix.length - 1];
        if (!Float.isFinite(entry.r) || !Float.isFinite(entry.i)) {
            throw new UnsupportedGateException(gate, "must have a finite angle, but has the phase " + entry);
        }
        Angles.Recovered angle = Angles.phase(entry, gate.getCaption());
        if (!angle.exact()) {
            warn(gate);
        }
        return angle.radians();
    }

    /**
     * The gate's own, or that of the gate it controls: newer versions invert only that, and leave their own as it was.
     */
    private static Complex[][] phaseMatrix(Gate gate) {
        try {
            return ((Gate) gate.getClass().getMethod("getRootGate").invoke(gate)).getMatrix();
        } catch (NoSuchMethodException e) {
            return gate.getMatrix();
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedGateException(gate, "does not tell the gate that it controls: " + e);
        }
    }

    /** The operation of the gate's stored matrix; bit k of its index belongs to the k-th qubit. */
    UnitaryOperation matrix(Gate gate, String name, List<Integer> qubits) {
        StoredMatrix.Recovered recovered = new StoredMatrix(gate, qubits, gate.getMatrix()).operation(name);
        if (!recovered.exact()) {
            warn(gate);
        }
        return recovered.operation();
    }

    private void warn(Gate gate) {
        warnings.add("gate " + gate.getClass().getSimpleName() + " on qubits " + gate.getAffectedQubitIndexes()
                + " states its matrix in single precision only, so it is known to about 1e-7");
    }

    /** True for a gate that Strange ships. */
    static boolean isStranges(Gate gate) {
        return gate.getClass().getPackageName().startsWith(STRANGE);
    }

    /** The device's name of a gate class of the user's own. */
    static String ownName(Gate gate) {
        String simple = gate.getClass().getSimpleName();
        return (simple.isEmpty() ? "unitary" : simple).toLowerCase(Locale.ROOT);
    }
}
