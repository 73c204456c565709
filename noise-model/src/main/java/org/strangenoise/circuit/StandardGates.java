package org.strangenoise.circuit;

import static java.lang.Math.PI;
import static org.strangenoise.circuit.GateFormat.AER;
import static org.strangenoise.circuit.GateFormat.BRAKET;
import static org.strangenoise.circuit.GateFormat.OPENQASM2;
import static org.strangenoise.circuit.GateFormat.QELIB1;
import static org.strangenoise.circuit.GateFormat.QISKIT;
import static org.strangenoise.circuit.GateFormat.STDGATES;
import static org.strangenoise.circuit.GateFormat.STRANGE_JAVA;
import static org.strangenoise.circuit.StandardMatrices.controlled;
import static org.strangenoise.circuit.StandardMatrices.ecr;
import static org.strangenoise.circuit.StandardMatrices.euler;
import static org.strangenoise.circuit.StandardMatrices.exchange;
import static org.strangenoise.circuit.StandardMatrices.general;
import static org.strangenoise.circuit.StandardMatrices.half;
import static org.strangenoise.circuit.StandardMatrices.ising;
import static org.strangenoise.circuit.StandardMatrices.manyControlled;
import static org.strangenoise.circuit.StandardMatrices.molmerSorensen;
import static org.strangenoise.circuit.StandardMatrices.ofPaulis;
import static org.strangenoise.circuit.StandardMatrices.pairing;
import static org.strangenoise.circuit.StandardMatrices.phaseOf;
import static org.strangenoise.circuit.StandardMatrices.phasedSwap;
import static org.strangenoise.circuit.StandardMatrices.rootOfX;
import static org.strangenoise.circuit.StandardMatrices.turn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.strangenoise.math.ComplexMatrix;

/**
 * The table of gates: each with its angles, its qubits, its matrix and its name in every format. Readers, writers,
 * device files and the site's page of gates follow from it; a {@link GateProvider} adds further ones.
 *
 * <p>A circuit's operations carry one name for a gate and its other spellings: {@code cx} becomes {@code cnot},
 * {@code ccx} {@code toffoli}; an inverse takes as long as its gate and has its name, so that {@code sdg} is another
 * name of {@code s}. A device file may list an operation by any.
 */
public final class StandardGates {

    /** A gate is found to be a standard one by its name and by its matrix to rounding. */
    private static final double SAME = 1e-14;

    /** Operations of a device that are no gate of a file, or no gate at all. */
    private static final Set<String> OTHER_OPERATIONS = Set.of("interaction", Measurement.NAME, "reset");

    private static final List<StandardGate> OWN = List.of(
            StandardGate.of("id", 0, 1, "1", (a, q) -> Gates.id(q.get(0)))
                    .in(STDGATES, QELIB1, AER)
                    .in(BRAKET, "i")
                    .in(OPENQASM2, " a { U(0, 0, 0) a; }"),
            StandardGate.of("x", 0, 1, "X", (a, q) -> Gates.x(q.get(0)))
                    .in(STDGATES, QELIB1, AER, BRAKET)
                    .in(OPENQASM2, " a { U(pi, 0, pi) a; }")
                    .in(STRANGE_JAVA, "X(%s)"),
            StandardGate.of("y", 0, 1, "Y", (a, q) -> Gates.y(q.get(0)))
                    .in(STDGATES, QELIB1, AER, BRAKET)
                    .in(OPENQASM2, " a { U(pi, pi/2, pi/2) a; }")
                    .in(STRANGE_JAVA, "Y(%s)"),
            StandardGate.of("z", 0, 1, "Z", (a, q) -> Gates.z(q.get(0)))
                    .in(STDGATES, QELIB1, AER, BRAKET)
                    .in(OPENQASM2, " a { U(0, 0, pi) a; }")
                    .in(STRANGE_JAVA, "Z(%s)"),
            StandardGate.of("h", 0, 1, "(X + Z) / sqrt 2", (a, q) -> Gates.h(q.get(0)))
                    .in(STDGATES, QELIB1, AER, BRAKET)
                    .in(OPENQASM2, " a { U(pi/2, 0, pi) a; }")
                    .in(STRANGE_JAVA, "Hadamard(%s)"),
            StandardGate.of("s", 0, 1, "diag(1, i)", (a, q) -> Gates.s(q.get(0)))
                    .in(STDGATES, QELIB1, AER, BRAKET)
                    .in(OPENQASM2, " a { U(0, 0, pi/2) a; }")
                    .writtenAs(STRANGE_JAVA, "R(Math.PI / 2, %s)"),
            StandardGate.of(
                            "sdg",
                            0,
                            1,
                            "diag(1, -i)",
                            (a, q) -> Gates.s(q.get(0)).inverse())
                    .operation("s")
                    .in(STDGATES, QELIB1, AER)
                    .in(BRAKET, "si")
                    .in(OPENQASM2, " a { U(0, 0, -pi/2) a; }")
                    .writtenAs(STRANGE_JAVA, "R(-Math.PI / 2, %s)"),
            StandardGate.of("t", 0, 1, "diag(1, e^{i pi/4})", (a, q) -> Gates.t(q.get(0)))
                    .in(STDGATES, QELIB1, AER, BRAKET)
                    .in(OPENQASM2, " a { U(0, 0, pi/4) a; }")
                    .writtenAs(STRANGE_JAVA, "R(Math.PI / 4, %s)"),
            StandardGate.of(
                            "tdg",
                            0,
                            1,
                            "diag(1, e^{-i pi/4})",
                            (a, q) -> Gates.t(q.get(0)).inverse())
                    .operation("t")
                    .in(STDGATES, QELIB1, AER)
                    .in(BRAKET, "ti")
                    .in(OPENQASM2, " a { U(0, 0, -pi/4) a; }")
                    .writtenAs(STRANGE_JAVA, "R(-Math.PI / 4, %s)"),
            StandardGate.of("sx", 0, 1, "principal root of X", (a, q) -> rootOfX(q))
                    .in(STDGATES, QISKIT, AER)
                    .in(BRAKET, "v")
                    .in(OPENQASM2, " a { U(pi/2, -pi/2, pi/2) a; }"),
            StandardGate.of("sxdg", 0, 1, "inverse of sx", (a, q) -> rootOfX(q).inverse())
                    .operation("sx")
                    .in(QISKIT)
                    .in(BRAKET, "vi"),
            StandardGate.of("rx", 1, 1, "exp(-i t X / 2)", (a, q) -> Gates.rx(a.get(0), q.get(0)))
                    .in(STDGATES, QELIB1, AER, BRAKET)
                    .in(OPENQASM2, "(theta) a { U(theta, -pi/2, pi/2) a; }")
                    .in(STRANGE_JAVA, "RotationX(%s)"),
            StandardGate.of("ry", 1, 1, "exp(-i t Y / 2)", (a, q) -> Gates.ry(a.get(0), q.get(0)))
                    .in(STDGATES, QELIB1, AER, BRAKET)
                    .in(OPENQASM2, "(theta) a { U(theta, 0, 0) a; }")
                    .in(STRANGE_JAVA, "RotationY(%s)"),
            StandardGate.of("rz", 1, 1, "exp(-i t Z / 2)", (a, q) -> Gates.rz(a.get(0), q.get(0)))
                    .in(STDGATES, QELIB1, AER, BRAKET)
                    .in(OPENQASM2, "(phi) a { U(0, 0, phi) a; }")
                    .in(STRANGE_JAVA, "RotationZ(%s)")
                    // Strange's RotationZ acts as a global phase.
                    .writtenAs(STRANGE_JAVA, "R(%s)"),
            StandardGate.of("p", 1, 1, "diag(1, e^{i t})", (a, q) -> Gates.phase(a.get(0), q.get(0)))
                    .in(STDGATES, "p", "phase")
                    .in(QISKIT, AER)
                    .in(BRAKET, "phaseshift")
                    .in(OPENQASM2, "(lambda) a { U(0, 0, lambda) a; }")
                    .in(STRANGE_JAVA, "R(%s)"),
            StandardGate.of("u0", 1, 1, "1, whatever t", (a, q) -> Gates.id(q.get(0)))
                    .operation("id")
                    .in(QISKIT),
            StandardGate.of("u1", 1, 1, "diag(1, e^{i t})", (a, q) -> general("u1", a, q, 0, 0, a.get(0), 0))
                    .in(STDGATES, QELIB1, AER)
                    .onlyRead(STDGATES),
            StandardGate.of(
                            "u2",
                            2,
                            1,
                            "e^{-i(t+u)/2} u(pi/2, t, u)",
                            (a, q) -> general("u2", a, q, PI / 2, a.get(0), a.get(1), -(a.get(0) + a.get(1)) / 2))
                    .in(STDGATES, QELIB1, AER)
                    .onlyRead(STDGATES),
            StandardGate.of(
                            "u3",
                            3,
                            1,
                            "e^{-i(u+v)/2} u(t, u, v)",
                            (a, q) -> general("u3", a, q, a.get(0), a.get(1), a.get(2), -(a.get(1) + a.get(2)) / 2))
                    .in(STDGATES, QELIB1, AER)
                    .onlyRead(STDGATES),
            StandardGate.of(
                            "u",
                            3,
                            1,
                            "((cos(t/2), -e^{i v} sin(t/2)), (e^{i u} sin(t/2), e^{i(u+v)} cos(t/2)))",
                            (a, q) -> general("u3", a, q, a.get(0), a.get(1), a.get(2), 0))
                    .operation("u3")
                    .in(QISKIT),
            StandardGate.of(
                            "U",
                            3,
                            1,
                            "e^{i t/2} u(t, u, v), of the language itself",
                            (a, q) -> general("u3", a, q, a.get(0), a.get(1), a.get(2), a.get(0) / 2))
                    .operation("u3"),
            StandardGate.of(
                            "r",
                            2,
                            1,
                            "exp(-i t (cos(u) X + sin(u) Y) / 2)",
                            (a, q) -> turn("r", a, q, a.get(0), a.get(1)))
                    .in(QISKIT)
                    .in(BRAKET, "prx")
                    .also("prx"),
            StandardGate.of("gpi", 1, 1, "cos(t) X + sin(t) Y", (a, q) -> half("gpi", a, q, a.get(0)))
                    .in(BRAKET),
            StandardGate.of("gpi2", 1, 1, "r(pi/2, t)", (a, q) -> turn("gpi2", a, q, PI / 2, a.get(0)))
                    .in(BRAKET),
            StandardGate.of("cx", 0, 2, "X on b where a is |1>", (a, q) -> Gates.cnot(q.get(0), q.get(1)))
                    .operation("cnot")
                    .controlling("x")
                    .in(STDGATES, "cx", "CX")
                    .in(QELIB1, AER)
                    .in(BRAKET, "cnot")
                    .in(OPENQASM2, " a, b { CX a, b; }")
                    .in(STRANGE_JAVA, "Cnot(%s)"),
            StandardGate.of(
                            "cy",
                            0,
                            2,
                            "Y on b where a is |1>",
                            (a, q) -> controlled("cy", a, q, Gates.y(0).matrix()))
                    .in(STDGATES, QELIB1, AER, BRAKET),
            StandardGate.of("cz", 0, 2, "diag(1, 1, 1, -1)", (a, q) -> Gates.cz(q.get(0), q.get(1)))
                    .controlling("z")
                    .in(STDGATES, QELIB1, AER, BRAKET)
                    .in(OPENQASM2, " a, b { U(pi/2, 0, pi) b; CX a, b; U(pi/2, 0, pi) b; }")
                    .in(STRANGE_JAVA, "Cz(%s)"),
            StandardGate.of(
                            "ch",
                            0,
                            2,
                            "h on b where a is |1>",
                            (a, q) -> controlled("ch", a, q, Gates.h(0).matrix()))
                    .in(STDGATES, QELIB1),
            StandardGate.of(
                            "csx",
                            0,
                            2,
                            "sx on b where a is |1>",
                            (a, q) ->
                                    controlled("csx", a, q, rootOfX(List.of(0)).matrix()))
                    .in(QISKIT)
                    .in(BRAKET, "cv")
                    .also("cv"),
            StandardGate.of("cs", 0, 2, "diag(1, 1, 1, i)", (a, q) -> phaseOf("cs", PI / 2, q))
                    .in(QISKIT),
            StandardGate.of("csdg", 0, 2, "diag(1, 1, 1, -i)", (a, q) -> phaseOf("cs", -PI / 2, q))
                    .operation("cs")
                    .in(QISKIT),
            StandardGate.of("swap", 0, 2, "exchanges a and b", (a, q) -> Gates.swap(q.get(0), q.get(1)))
                    .in(STDGATES, QISKIT, AER, BRAKET)
                    .in(OPENQASM2, " a, b { CX a, b; CX b, a; CX a, b; }")
                    .in(STRANGE_JAVA, "Swap(%s)"),
            StandardGate.of(
                            "cp",
                            1,
                            2,
                            "diag(1, 1, 1, e^{i t})",
                            (a, q) -> Gates.controlledPhase(a.get(0), q.get(0), q.get(1)))
                    .controlling("p")
                    .in(STDGATES, "cp", "cphase")
                    .in(QELIB1, "cu1")
                    .in(QISKIT)
                    .in(AER, "cp", "cu1")
                    .in(BRAKET, "cphaseshift")
                    .in(STRANGE_JAVA, "Cr(%s)")
                    .onlyRead(STRANGE_JAVA)
                    .in(
                            OPENQASM2,
                            "(lambda) a, b { U(0, 0, lambda/2) a; CX a, b; U(0, 0, -lambda/2) b; CX a, b; U(0, 0, lambda/2)"
                                    + " b; }"),
            StandardGate.of(
                            "crx",
                            1,
                            2,
                            "rx(t) on b where a is |1>",
                            (a, q) -> controlled(
                                    "crx", a, q, Gates.rx(a.get(0), 0).matrix()))
                    .in(STDGATES, QISKIT),
            StandardGate.of(
                            "cry",
                            1,
                            2,
                            "ry(t) on b where a is |1>",
                            (a, q) -> controlled(
                                    "cry", a, q, Gates.ry(a.get(0), 0).matrix()))
                    .in(STDGATES, QISKIT),
            StandardGate.of(
                            "crz",
                            1,
                            2,
                            "rz(t) on b where a is |1>",
                            (a, q) -> controlled(
                                    "crz", a, q, Gates.rz(a.get(0), 0).matrix()))
                    .in(STDGATES, QELIB1),
            StandardGate.of(
                            "cu3",
                            3,
                            2,
                            "u(t, u, v) on b where a is |1>",
                            (a, q) -> controlled("cu3", a, q, euler(a.get(0), a.get(1), a.get(2), 0)))
                    .in(QELIB1, AER),
            StandardGate.of(
                            "cu",
                            4,
                            2,
                            "e^{i w} u(t, u, v) on b where a is |1>",
                            (a, q) -> controlled("cu", a, q, euler(a.get(0), a.get(1), a.get(2), a.get(3))))
                    .in(STDGATES, QISKIT, AER),
            StandardGate.of("rzz", 1, 2, "exp(-i t Z Z / 2)", (a, q) -> Gates.rzz(a.get(0), q.get(0), q.get(1)))
                    .in(QISKIT)
                    .in(BRAKET, "zz"),
            StandardGate.of("rxx", 1, 2, "exp(-i t X X / 2)", (a, q) -> ising("rxx", a, q, 1))
                    .in(QISKIT)
                    .in(BRAKET, "xx"),
            StandardGate.of("ryy", 1, 2, "exp(-i t Y Y / 2)", (a, q) -> ising("ryy", a, q, -1))
                    .in(QISKIT)
                    .in(BRAKET, "yy"),
            StandardGate.of(
                            "rzx",
                            1,
                            2,
                            "exp(-i t Z X / 2), Z on a",
                            (a, q) -> ofPaulis("rzx", a, q, a.get(0) / 2, "ZX", 1))
                    .in(QISKIT),
            StandardGate.of("ecr", 0, 2, "(X 1 - Y X) / sqrt 2, a's letter first", (a, q) -> ecr(q))
                    .in(QISKIT, BRAKET),
            StandardGate.of("iswap", 0, 2, "exp(i pi (X X + Y Y) / 4)", (a, q) -> exchange("iswap", a, q, -PI, 0))
                    .in(QISKIT, BRAKET),
            StandardGate.of(
                            "dcx",
                            0,
                            2,
                            "cx a, b; cx b, a",
                            (a, q) -> MatrixOperation.of("dcx", q, Gates.permutation(0, 2, 3, 1)))
                    .in(QISKIT),
            StandardGate.of(
                            "xx_plus_yy",
                            2,
                            2,
                            "rz(-u) exp(-i t (X X + Y Y) / 4) rz(u), rz on a",
                            (a, q) -> exchange("xx_plus_yy", a, q, a.get(0), a.get(1)))
                    .in(QISKIT),
            StandardGate.of(
                            "xx_minus_yy",
                            2,
                            2,
                            "rz(u) exp(-i t (X X - Y Y) / 4) rz(-u), rz on b",
                            (a, q) -> pairing(a, q))
                    .in(QISKIT),
            StandardGate.of("pswap", 1, 2, "swap with e^{i t} where a and b differ", (a, q) -> phasedSwap(a, q))
                    .in(BRAKET),
            StandardGate.of("xy", 1, 2, "exp(i t (X X + Y Y) / 4)", (a, q) -> exchange("xy", a, q, -a.get(0), 0))
                    .in(BRAKET),
            StandardGate.of(
                            "cphaseshift00",
                            1,
                            2,
                            "e^{i t} where a b is |00>",
                            (a, q) -> phaseOf("cphaseshift00", a, q, 0))
                    .in(BRAKET),
            StandardGate.of(
                            "cphaseshift01",
                            1,
                            2,
                            "e^{i t} where a b is |01>",
                            (a, q) -> phaseOf("cphaseshift01", a, q, 2))
                    .in(BRAKET),
            StandardGate.of(
                            "cphaseshift10",
                            1,
                            2,
                            "e^{i t} where a b is |10>",
                            (a, q) -> phaseOf("cphaseshift10", a, q, 1))
                    .in(BRAKET),
            StandardGate.of("ms", 3, 2, "exp(-i v/2 gpi(t) gpi(u)), the first on a", (a, q) -> molmerSorensen(a, q))
                    .in(BRAKET),
            StandardGate.of(
                            "ccx",
                            0,
                            3,
                            "X on c where a and b are |1>",
                            (a, q) -> Gates.toffoli(q.get(0), q.get(1), q.get(2)))
                    .operation("toffoli")
                    .controlling("cnot")
                    .in(STDGATES, QELIB1, AER)
                    .in(BRAKET, "ccnot")
                    // Strange's own Toffoli is wrong for some orders of its qubits; what it is meant to do is read.
                    .in(STRANGE_JAVA, "Toffoli(%s)")
                    .onlyRead(STRANGE_JAVA)
                    .in(
                            OPENQASM2,
                            " a, b, c { h c; CX b, c; tdg c; CX a, c; t c; CX b, c; tdg c; CX a, c; t b; t c; h c; CX a, b;"
                                    + " t a; tdg b; CX a, b; }"),
            StandardGate.of(
                            "ccz",
                            0,
                            3,
                            "Z on c where a and b are |1>",
                            (a, q) -> manyControlled("ccz", q, Gates.z(0).matrix()))
                    .in(QISKIT),
            StandardGate.of(
                            "cswap",
                            0,
                            3,
                            "exchanges b and c where a is |1>",
                            (a, q) -> MatrixOperation.of("cswap", q, Gates.permutation(0, 1, 2, 5, 4, 3, 6, 7)))
                    .in(STDGATES, QISKIT, AER, BRAKET),
            StandardGate.of(
                            "rccx",
                            0,
                            3,
                            "ccx up to phases, with 3 cx",
                            (a, q) -> sequence("rccx", q, "h 2;t 2;cx 1 2;tdg 2;cx 0 2;t 2;cx 1 2;tdg 2;h 2"))
                    .in(QISKIT),
            StandardGate.of(
                            "c3x",
                            0,
                            4,
                            "X on d where a, b and c are |1>",
                            (a, q) -> manyControlled("c3x", q, Gates.x(0).matrix()))
                    .in(QISKIT),
            StandardGate.of(
                            "c3sqrtx",
                            0,
                            4,
                            "sx on d where a, b and c are |1>",
                            (a, q) -> manyControlled(
                                    "c3sqrtx", q, rootOfX(List.of(0)).matrix()))
                    .in(QISKIT, "c3sqrtx", "c3sx"),
            StandardGate.of(
                            "rc3x",
                            0,
                            4,
                            "c3x up to phases, with 6 cx",
                            (a, q) -> sequence(
                                    "rc3x",
                                    q,
                                    "h 3;t 3;cx 2 3;tdg 3;h 3;cx 0 3;t 3;cx 1 3;tdg 3;cx 0 3;t 3;cx 1 3;tdg 3;h 3;t 3;cx 2 3;tdg 3;h 3"))
                    .in(QISKIT)
                    .also("rcccx"),
            StandardGate.of(
                            "c4x",
                            0,
                            5,
                            "X on the last where all others are |1>",
                            (a, q) -> manyControlled("c4x", q, Gates.x(0).matrix()))
                    .in(QISKIT));

    private static final List<StandardGate> ALL = withProvided();

    private static final Map<String, StandardGate> BY_NAME = new LinkedHashMap<>();
    private static final Map<GateFormat, Map<String, StandardGate>> BY_FORMAT = new EnumMap<>(GateFormat.class);
    private static final Map<String, List<StandardGate>> BY_OPERATION = new LinkedHashMap<>();
    private static final Map<String, String> OPERATIONS = new LinkedHashMap<>();
    private static final Map<String, String> CONTROLLED = new LinkedHashMap<>();

    static {
        for (GateFormat format : GateFormat.values()) {
            BY_FORMAT.put(format, new LinkedHashMap<>());
        }
        ALL.forEach(StandardGates::enter);
    }

    private StandardGates() {}

    private static List<StandardGate> withProvided() {
        List<StandardGate> gates = new ArrayList<>(OWN);
        for (GateProvider provider : ServiceLoader.load(GateProvider.class)) {
            gates.addAll(provider.gates());
        }
        return List.copyOf(gates);
    }

    /** Every name stands for one gate of a format, and for one operation. */
    private static void enter(StandardGate gate) {
        gate.openQasmNames().forEach(name -> enter(BY_NAME, name, gate));
        for (GateFormat format : GateFormat.values()) {
            if (format.hasNames()) {
                gate.names(format).forEach(name -> enter(names(format), name, gate));
            }
        }
        BY_OPERATION
                .computeIfAbsent(gate.operation(), name -> new ArrayList<>())
                .add(gate);
        gate.controlled().ifPresent(operation -> CONTROLLED.put(operation, gate.operation()));
        for (String name : gate.allNames()) {
            String known = OPERATIONS.putIfAbsent(name, gate.operation());
            if (known != null && !known.equals(gate.operation())) {
                throw new IllegalStateException(
                        "`" + name + "` cannot be a name of the operations " + known + " and " + gate.operation());
            }
        }
    }

    private static Map<String, StandardGate> names(GateFormat format) {
        return Objects.requireNonNull(BY_FORMAT.get(format), "every format has a table");
    }

    private static void enter(Map<String, StandardGate> table, String name, StandardGate gate) {
        if (table.putIfAbsent(name, gate) != null) {
            throw new IllegalStateException("gate `" + gate.name() + "` has a name that is taken: `" + name + "`");
        }
    }

    /** All gates, in the order they are documented; those of other libraries last. */
    public static List<StandardGate> all() {
        return ALL;
    }

    /** The gate of a name in OpenQASM, empty if there is none. */
    public static Optional<StandardGate> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * The gate of a name in OpenQASM that is known to exist.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static StandardGate get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no standard gate is called " + name));
    }

    /** The gates of a format by their names there. */
    public static Map<String, StandardGate> in(GateFormat format) {
        return Collections.unmodifiableMap(names(format));
    }

    /** What a format writes for each gate that it need not define, by the gate's name here. */
    public static Map<String, String> written(GateFormat format) {
        Map<String, String> written = new LinkedHashMap<>();
        ALL.forEach(gate -> gate.written(format).ifPresent(text -> written.put(gate.name(), text)));
        return Collections.unmodifiableMap(written);
    }

    /** The gate that an operation is, by name and matrix; its angles are the operation's parameters. */
    public static Optional<StandardGate> match(UnitaryOperation operation) {
        return BY_OPERATION.getOrDefault(operation.name(), List.of()).stream()
                .filter(gate -> isSame(gate, operation))
                .findFirst();
    }

    private static boolean isSame(StandardGate gate, UnitaryOperation operation) {
        if (gate.parameters() != operation.parameters().size()
                || gate.qubits() != operation.qubits().size()) {
            return false;
        }
        List<Integer> local = IntStream.range(0, gate.qubits()).boxed().toList();
        return gate.on(operation.parameters(), local).matrix().distance(operation.matrix()) < SAME;
    }

    /** The operation that is another under a control, where its name does not begin with {@code c} for that. */
    static Optional<String> controlledName(String operation) {
        return Optional.ofNullable(CONTROLLED.get(operation));
    }

    /** Every name that some tool has for an operation; circuits may define further ones. */
    public static Set<String> operationNames() {
        Set<String> known = new TreeSet<>(OPERATIONS.keySet());
        known.addAll(OTHER_OPERATIONS);
        return Collections.unmodifiableSet(known);
    }

    /** The name under which operations of circuits go; the given one where it is no other name of a gate. */
    public static String operation(String name) {
        return OPERATIONS.getOrDefault(name, name);
    }

    /** Every name of an operation, the one of circuits first. */
    public static List<String> namesOf(String operation) {
        String own = operation(operation);
        Set<String> all = new LinkedHashSet<>(List.of(own));
        BY_OPERATION.getOrDefault(own, List.of()).forEach(gate -> all.addAll(gate.allNames()));
        return List.copyOf(all);
    }

    /** A gate of a library by the body that it has there. */
    private static UnitaryOperation sequence(String name, List<Integer> qubits, String body) {
        List<UnitaryOperation> gates = new ArrayList<>();
        for (String call : body.split(";", -1)) {
            List<String> words = List.of(call.split(" ", -1));
            List<Integer> targets = words.subList(1, words.size()).stream()
                    .map(Integer::valueOf)
                    .toList();
            gates.add(get(words.get(0)).on(List.of(), targets));
        }
        ComplexMatrix product = Gates.product(qubits.size(), gates);
        return MatrixOperation.of(name, qubits, product);
    }
}
