package org.strangenoise.strange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.redfx.strange.BlockGate;
import org.redfx.strange.Complex;
import org.redfx.strange.Gate;
import org.redfx.strange.gate.Cr;
import org.redfx.strange.gate.Identity;
import org.redfx.strange.gate.InformalGate;
import org.redfx.strange.gate.Measurement;
import org.redfx.strange.gate.Oracle;
import org.redfx.strange.gate.PermutationGate;
import org.redfx.strange.gate.R;
import org.redfx.strange.gate.Rotation;
import org.redfx.strange.gate.RotationX;
import org.redfx.strange.gate.RotationY;
import org.redfx.strange.gate.RotationZ;
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
 * What Strange's gates do, in double precision. Known gates are recognised by their class, those without angles by the
 * table of gates, so that only angles without a trace and free matrices keep the single precision in which Strange
 * stores them; each of these leaves a warning.
 */
final class GateReader {

    /** Strange's own packages: an unknown class there is a gate of a newer version, whose meaning is not known. */
    private static final String STRANGE = "org.redfx.strange";

    /** The gates without angles whose constructors the table of gates has, by their classes' names. */
    private static final Map<String, StandardGate> FIXED = fixed();

    private static final Set<Class<?>> ROTATIONS =
            Set.of(Rotation.class, RotationX.class, RotationY.class, RotationZ.class);

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

    private static Map<String, StandardGate> fixed() {
        String qubitsAlone = "(%s)";
        Map<String, StandardGate> gates = new HashMap<>();
        for (StandardGate gate : StandardGates.all()) {
            for (String constructor : gate.names(GateFormat.STRANGE_JAVA)) {
                if (gate.parameters() == 0 && constructor.endsWith(qubitsAlone)) {
                    String name = constructor.substring(0, constructor.length() - qubitsAlone.length());
                    gates.put(STRANGE + ".gate." + name, gate);
                }
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
        StandardGate fixed = FIXED.get(gate.getClass().getName());
        if (fixed != null) {
            return List.of(fixed.on(List.of(), gate.getAffectedQubitIndexes()));
        }
        return parametric(gate);
    }

    private List<Operation> identity(int qubit) {
        if (identity == Idle.UNLISTED) {
            warnings.add("Identity takes no time, as the device lists no `id` among its operations");
        }
        return identity == Idle.OPERATION ? List.of(Gates.id(qubit)) : List.of();
    }

    private List<Operation> parametric(Gate gate) {
        List<Integer> qubits = List.copyOf(gate.getAffectedQubitIndexes());
        if (ROTATIONS.contains(gate.getClass())) {
            return List.of(rotation((Rotation) gate, qubits.get(0)));
        } else if (gate.getClass() == R.class) {
            return List.of(Gates.phase(phase(gate, gate.getMatrix()[1][1]), qubits.get(0)));
        } else if (gate.getClass() == Cr.class) {
            return List.of(Gates.controlledPhase(controlledPhase(gate), qubits.get(0), qubits.get(1)));
        } else if (gate instanceof PermutationGate swap) {
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
        java.util.Collections.reverse(lowestFirst);
        return List.of(matrix(gate, ownName(gate), lowestFirst));
    }

    private UnitaryOperation rotation(Rotation gate, int qubit) {
        Angles.Axis axis = Angles.axis(gate);
        double angle = Angles.rotation(gate, axis);
        return switch (axis) {
            case X -> Gates.rx(angle, qubit);
            case Y -> Gates.ry(angle, qubit);
            case Z ->
                rotationZ == RotationZMode.ROTATION
                        ? Gates.rz(angle, qubit)
                        : new DiagonalOperation(
                                "rz", List.of(angle), List.of(qubit), new Generator(angle, PauliSum.of(0.5, "I")));
        };
    }

    /** The phase on |11>. Newer versions invert the gate under the control and leave the whole matrix as it was. */
    private double controlledPhase(Gate gate) {
        try {
            Gate root = (Gate) gate.getClass().getMethod("getRootGate").invoke(gate);
            return phase(gate, root.getMatrix()[1][1]);
        } catch (NoSuchMethodException e) {
            return phase(gate, gate.getMatrix()[3][3]);
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedGateException(gate, "does not tell the gate that it controls: " + e);
        }
    }

    private double phase(Gate gate, Complex entry) {
        if (!Float.isFinite(entry.r) || !Float.isFinite(entry.i)) {
            throw new UnsupportedGateException(gate, "must have a finite angle, but has the phase " + entry);
        }
        Angles.Recovered angle = Angles.phase(entry, gate.getCaption());
        if (!angle.exact()) {
            warn(gate);
        }
        return angle.radians();
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
