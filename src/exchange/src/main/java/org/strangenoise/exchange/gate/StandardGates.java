package org.strangenoise.exchange.gate;

import static java.lang.Math.PI;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.MatrixExponential;
import org.strangenoise.pauli.PauliSum;

/**
 * The gates of {@code stdgates.inc} (OpenQASM 3) and {@code qelib1.inc} (OpenQASM 2, with what its later versions
 * added). A gate that {@link Gates} makes is made there and carries the name of a device file: {@code cx} becomes
 * {@code cnot}, {@code ccx} becomes {@code toffoli}, {@code sdg} an inverse {@code s}.
 */
public final class StandardGates {

    private static final Map<String, StandardGate> ALL = new LinkedHashMap<>();

    static {
        add("id", 0, 1, (a, q) -> MatrixOperation.of("id", q, ComplexMatrix.identity(2)));
        add("x", 0, 1, (a, q) -> Gates.x(q.get(0)));
        add("y", 0, 1, (a, q) -> Gates.y(q.get(0)));
        add("z", 0, 1, (a, q) -> Gates.z(q.get(0)));
        add("h", 0, 1, (a, q) -> Gates.h(q.get(0)));
        add("s", 0, 1, (a, q) -> Gates.s(q.get(0)));
        add("sdg", 0, 1, (a, q) -> Gates.s(q.get(0)).inverse());
        add("t", 0, 1, (a, q) -> Gates.t(q.get(0)));
        add("tdg", 0, 1, (a, q) -> Gates.t(q.get(0)).inverse());
        add("sx", 0, 1, (a, q) -> rootOfX(q));
        add("sxdg", 0, 1, (a, q) -> rootOfX(q).inverse());
        add("rx", 1, 1, (a, q) -> Gates.rx(a.get(0), q.get(0)));
        add("ry", 1, 1, (a, q) -> Gates.ry(a.get(0), q.get(0)));
        add("rz", 1, 1, (a, q) -> Gates.rz(a.get(0), q.get(0)));
        add("p", 1, 1, (a, q) -> Gates.phase(a.get(0), q.get(0)));
        add("phase", 1, 1, (a, q) -> Gates.phase(a.get(0), q.get(0)));
        add("u0", 1, 1, (a, q) -> MatrixOperation.of("id", q, ComplexMatrix.identity(2)));
        add("u1", 1, 1, (a, q) -> general("u1", a, q, 0, 0, a.get(0), 0));
        add("u2", 2, 1, (a, q) -> general("u2", a, q, PI / 2, a.get(0), a.get(1), -(a.get(0) + a.get(1)) / 2));
        add("u3", 3, 1, (a, q) -> general("u3", a, q, a.get(0), a.get(1), a.get(2), -(a.get(1) + a.get(2)) / 2));
        add("u", 3, 1, (a, q) -> general("u3", a, q, a.get(0), a.get(1), a.get(2), 0));
        add("U", 3, 1, (a, q) -> general("u3", a, q, a.get(0), a.get(1), a.get(2), a.get(0) / 2));
        add("cx", 0, 2, (a, q) -> Gates.cnot(q.get(0), q.get(1)));
        add("CX", 0, 2, (a, q) -> Gates.cnot(q.get(0), q.get(1)));
        add("cy", 0, 2, (a, q) -> controlled("cy", a, q, Gates.y(0).matrix()));
        add("cz", 0, 2, (a, q) -> Gates.cz(q.get(0), q.get(1)));
        add("ch", 0, 2, (a, q) -> controlled("ch", a, q, Gates.h(0).matrix()));
        add("csx", 0, 2, (a, q) -> controlled("csx", a, q, rootOfX(List.of(0)).matrix()));
        add("cp", 1, 2, (a, q) -> Gates.controlledPhase(a.get(0), q.get(0), q.get(1)));
        add("cphase", 1, 2, (a, q) -> Gates.controlledPhase(a.get(0), q.get(0), q.get(1)));
        add("cu1", 1, 2, (a, q) -> Gates.controlledPhase(a.get(0), q.get(0), q.get(1)));
        add("crx", 1, 2, (a, q) -> controlled("crx", a, q, Gates.rx(a.get(0), 0).matrix()));
        add("cry", 1, 2, (a, q) -> controlled("cry", a, q, Gates.ry(a.get(0), 0).matrix()));
        add("crz", 1, 2, (a, q) -> controlled("crz", a, q, Gates.rz(a.get(0), 0).matrix()));
        add("cu3", 3, 2, (a, q) -> controlled("cu3", a, q, euler(a.get(0), a.get(1), a.get(2), 0)));
        add("cu", 4, 2, (a, q) -> controlled("cu", a, q, euler(a.get(0), a.get(1), a.get(2), a.get(3))));
        add("swap", 0, 2, (a, q) -> Gates.swap(q.get(0), q.get(1)));
        add("rzz", 1, 2, (a, q) -> Gates.rzz(a.get(0), q.get(0), q.get(1)));
        add("rxx", 1, 2, (a, q) -> ising("rxx", a, q, 1));
        add("ryy", 1, 2, (a, q) -> ising("ryy", a, q, -1));
        add("rzx", 1, 2, (a, q) -> ofPaulis("rzx", a, q, a.get(0) / 2, "ZX", 1));
        add("ecr", 0, 2, (a, q) -> ecr(q));
        add("iswap", 0, 2, (a, q) -> exchange("iswap", a, q, -PI, 0));
        add("dcx", 0, 2, (a, q) -> MatrixOperation.of("dcx", q, Gates.permutation(0, 2, 3, 1)));
        add("cs", 0, 2, (a, q) -> phaseOf("cs", PI / 2, q));
        add("csdg", 0, 2, (a, q) -> phaseOf("cs", -PI / 2, q));
        add("xx_plus_yy", 2, 2, (a, q) -> exchange("xx_plus_yy", a, q, a.get(0), a.get(1)));
        add("xx_minus_yy", 2, 2, (a, q) -> pairing(a, q));
        add("r", 2, 1, (a, q) -> turn("r", a, q, a.get(0), a.get(1)));
        add("prx", 2, 1, (a, q) -> turn("prx", a, q, a.get(0), a.get(1)));
        add("ccx", 0, 3, (a, q) -> Gates.toffoli(q.get(0), q.get(1), q.get(2)));
        add("ccz", 0, 3, (a, q) -> manyControlled("ccz", q, Gates.z(0).matrix()));
        add("cswap", 0, 3, (a, q) -> MatrixOperation.of("cswap", q, Gates.permutation(0, 1, 2, 5, 4, 3, 6, 7)));
        add("rccx", 0, 3, (a, q) -> sequence("rccx", q, "h 2;t 2;cx 1 2;tdg 2;cx 0 2;t 2;cx 1 2;tdg 2;h 2"));
        add("c3x", 0, 4, (a, q) -> manyControlled("c3x", q, Gates.x(0).matrix()));
        add(
                "c3sqrtx",
                0,
                4,
                (a, q) -> manyControlled("c3sqrtx", q, rootOfX(List.of(0)).matrix()));
        add(
                "c3sx",
                0,
                4,
                (a, q) -> manyControlled("c3sqrtx", q, rootOfX(List.of(0)).matrix()));
        add("c4x", 0, 5, (a, q) -> manyControlled("c4x", q, Gates.x(0).matrix()));
        add(
                "rc3x",
                0,
                4,
                (a, q) -> sequence(
                        "rc3x",
                        q,
                        "h 3;t 3;cx 2 3;tdg 3;h 3;cx 0 3;t 3;cx 1 3;tdg 3;cx 0 3;t 3;cx 1 3;tdg 3;h 3;t 3;cx 2 3;tdg 3;h 3"));
        // Braket's own; its first qubit is the most significant, which these matrices know.
        add("cv", 0, 2, (a, q) -> controlled("csx", a, q, rootOfX(List.of(0)).matrix()));
        add("pswap", 1, 2, (a, q) -> phasedSwap(a, q));
        add("xy", 1, 2, (a, q) -> exchange("xy", a, q, -a.get(0), 0));
        add("cphaseshift00", 1, 2, (a, q) -> phaseOf("cphaseshift00", a, q, 0));
        add("cphaseshift01", 1, 2, (a, q) -> phaseOf("cphaseshift01", a, q, 2));
        add("cphaseshift10", 1, 2, (a, q) -> phaseOf("cphaseshift10", a, q, 1));
        add("gpi", 1, 1, (a, q) -> half("gpi", a, q, a.get(0)));
        add("gpi2", 1, 1, (a, q) -> turn("gpi2", a, q, PI / 2, a.get(0)));
        add("ms", 3, 2, (a, q) -> molmerSorensen(a, q));
    }

    /** Which names a library or a tool knows. */
    public enum Library {
        /** {@code stdgates.inc} of OpenQASM 3. */
        STDGATES(
                "p x y z h s sdg t tdg sx rx ry rz cx cy cz cp crx cry crz ch swap ccx cswap cu CX phase cphase id u1 u2"
                        + " u3"),
        /** {@code qelib1.inc} of the OpenQASM 2 paper. */
        QELIB1("u3 u2 u1 cx id x y z h s sdg t tdg rx ry rz cz cy ch ccx crz cu1 cu3"),
        /**
         * What Qiskit's {@code qelib1.inc} has beyond, and Qiskit's circuits by name: a file may define these itself.
         */
        QISKIT("u0 u p sx sxdg swap cswap crx cry cp csx cu rxx rzz rccx rc3x c3x c3sqrtx c4x ryy rzx ecr iswap dcx cs"
                + " csdg ccz r xx_plus_yy xx_minus_yy c3sx"),
        /** Amazon Braket's, by their names there: {@link #braketNames}. */
        BRAKET("");

        private final String spaced;

        Library(String spaced) {
            this.spaced = spaced;
        }

        /** The names, each of a gate that {@link StandardGates#find} has. */
        public Set<String> names() {
            return this == BRAKET ? BRAKET_NAMES.keySet() : new LinkedHashSet<>(List.of(spaced.split(" ", -1)));
        }
    }

    private static final Map<String, String> BRAKET_NAMES = new LinkedHashMap<>();

    static {
        for (String pair : ("id=i x=x y=y z=z h=h s=s sdg=si t=t tdg=ti sx=v sxdg=vi rx=rx ry=ry rz=rz p=phaseshift"
                        + " cx=cnot cy=cy cz=cz cp=cphaseshift swap=swap ccx=ccnot cswap=cswap rxx=xx ryy=yy rzz=zz"
                        + " iswap=iswap pswap=pswap xy=xy ecr=ecr cv=cv cphaseshift00=cphaseshift00"
                        + " cphaseshift01=cphaseshift01 cphaseshift10=cphaseshift10 gpi=gpi gpi2=gpi2 ms=ms prx=prx")
                .split(" ", -1)) {
            String[] names = pair.split("=", 2);
            BRAKET_NAMES.put(names[0], names[1]);
        }
    }

    /** Braket's name of each gate that it has, by the gate's name here. */
    public static Map<String, String> braketNames() {
        return Collections.unmodifiableMap(BRAKET_NAMES);
    }

    private StandardGates() {}

    /** The gate of a name, empty if no library has it. */
    public static Optional<StandardGate> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** The gate of a name that is known to exist. */
    static StandardGate get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no standard gate is called " + name));
    }

    /**
     * {@code e^{i phase} ((cos(theta/2), -e^{i lambda} sin(theta/2)), (e^{i phi} sin(theta/2), e^{i(phi+lambda)}
     * cos(theta/2)))}. Phases are multiplied, not added, so that the matrix is unitary for angles of any size.
     */
    static ComplexMatrix euler(double theta, double phi, double lambda, double phase) {
        ComplexMatrix rotation = ComplexMatrix.ofReal(new double[][] {
            {StrictMath.cos(theta / 2), -StrictMath.sin(theta / 2)},
            {StrictMath.sin(theta / 2), StrictMath.cos(theta / 2)}
        });
        return phases(phase, phi).times(rotation).times(phases(0, lambda));
    }

    /** {@code e^{i common} diag(1, e^{i second})}. */
    private static ComplexMatrix phases(double common, double second) {
        double c = StrictMath.cos(common);
        double s = StrictMath.sin(common);
        double re = c * StrictMath.cos(second) - s * StrictMath.sin(second);
        double im = c * StrictMath.sin(second) + s * StrictMath.cos(second);
        return ComplexMatrix.of(new double[][] {{c, 0}, {0, re}}, new double[][] {{s, 0}, {0, im}});
    }

    private static void add(String name, int parameters, int qubits, StandardGate.Maker maker) {
        ALL.put(name, new StandardGate(name, parameters, qubits, maker));
    }

    private static MatrixOperation rootOfX(List<Integer> qubits) {
        double[][] re = {{0.5, 0.5}, {0.5, 0.5}};
        double[][] im = {{0.5, -0.5}, {-0.5, 0.5}};
        return MatrixOperation.of("sx", qubits, ComplexMatrix.of(re, im));
    }

    private static UnitaryOperation general(
            String name,
            List<Double> angles,
            List<Integer> qubits,
            double theta,
            double phi,
            double lambda,
            double phase) {
        return new MatrixOperation(name, angles, qubits, euler(theta, phi, lambda, phase), Optional.empty());
    }

    /** The first qubit is the control: bit 0 of the index. */
    private static UnitaryOperation controlled(
            String name, List<Double> angles, List<Integer> qubits, ComplexMatrix target) {
        double[][] re = new double[4][4];
        double[][] im = new double[4][4];
        for (int r = 0; r < 2; r++) {
            re[2 * r][2 * r] = 1;
            for (int c = 0; c < 2; c++) {
                re[2 * r + 1][2 * c + 1] = target.re(r, c);
                im[2 * r + 1][2 * c + 1] = target.im(r, c);
            }
        }
        return new MatrixOperation(name, angles, qubits, ComplexMatrix.of(re, im), Optional.empty());
    }

    /**
     * exp(-i angle P P / 2) for P = X (sign 1) or Y (sign -1): P P flips both bits, with this sign where they agree.
     */
    private static UnitaryOperation ising(String name, List<Double> angles, List<Integer> qubits, int sign) {
        double c = StrictMath.cos(angles.get(0) / 2);
        double s = -StrictMath.sin(angles.get(0) / 2);
        double[][] re = {{c, 0, 0, 0}, {0, c, 0, 0}, {0, 0, c, 0}, {0, 0, 0, c}};
        double[][] im = {{0, 0, 0, sign * s}, {0, 0, s, 0}, {0, s, 0, 0}, {sign * s, 0, 0, 0}};
        return new MatrixOperation(name, angles, qubits, ComplexMatrix.of(re, im), Optional.empty());
    }

    /** exp(-i angle P) for a Pauli string with the square 1. */
    private static UnitaryOperation ofPaulis(
            String name, List<Double> parameters, List<Integer> qubits, double angle, String letters, int sign) {
        PauliSum axis = PauliSum.of(sign, letters);
        return new MatrixOperation(
                name,
                parameters,
                qubits,
                MatrixExponential.hermitian(axis.matrix(), angle),
                Optional.of(new Generator(angle, axis)));
    }

    /** (X I - Y X) / sqrt 2, the first letter the first qubit's. */
    private static UnitaryOperation ecr(List<Integer> qubits) {
        double r = Math.sqrt(0.5);
        double[][] re = {{0, r, 0, 0}, {r, 0, 0, 0}, {0, 0, 0, r}, {0, 0, r, 0}};
        double[][] im = {{0, 0, 0, r}, {0, 0, -r, 0}, {0, r, 0, 0}, {-r, 0, 0, 0}};
        return MatrixOperation.of("ecr", qubits, ComplexMatrix.of(re, im));
    }

    /** cos(theta/2) and -i sin(theta/2) e^{-+i beta} between |01> and |10>: exp(-i theta (XX + YY)/4) for beta 0. */
    private static UnitaryOperation exchange(
            String name, List<Double> parameters, List<Integer> qubits, double theta, double beta) {
        double c = StrictMath.cos(theta / 2);
        double s = StrictMath.sin(theta / 2);
        double[][] re = {
            {1, 0, 0, 0},
            {0, c, -s * StrictMath.sin(beta), 0},
            {0, s * StrictMath.sin(beta), c, 0},
            {0, 0, 0, 1}
        };
        double[][] im = {
            {0, 0, 0, 0},
            {0, 0, -s * StrictMath.cos(beta), 0},
            {0, -s * StrictMath.cos(beta), 0, 0},
            {0, 0, 0, 0}
        };
        return new MatrixOperation(name, parameters, qubits, ComplexMatrix.of(re, im), Optional.empty());
    }

    /** As {@link #exchange} between |00> and |11>. */
    private static UnitaryOperation pairing(List<Double> a, List<Integer> qubits) {
        double c = StrictMath.cos(a.get(0) / 2);
        double s = StrictMath.sin(a.get(0) / 2);
        double x = s * StrictMath.sin(a.get(1));
        double y = s * StrictMath.cos(a.get(1));
        double[][] re = {{c, 0, 0, -x}, {0, 1, 0, 0}, {0, 0, 1, 0}, {x, 0, 0, c}};
        double[][] im = {{0, 0, 0, -y}, {0, 0, 0, 0}, {0, 0, 0, 0}, {-y, 0, 0, 0}};
        return new MatrixOperation("xx_minus_yy", a, qubits, ComplexMatrix.of(re, im), Optional.empty());
    }

    /** exp(-i theta (cos(phi) X + sin(phi) Y) / 2). */
    private static UnitaryOperation turn(
            String name, List<Double> parameters, List<Integer> qubits, double theta, double phi) {
        double c = StrictMath.cos(theta / 2);
        double s = StrictMath.sin(theta / 2);
        double[][] re = {{c, -s * StrictMath.sin(phi)}, {s * StrictMath.sin(phi), c}};
        double[][] im = {{0, -s * StrictMath.cos(phi)}, {-s * StrictMath.cos(phi), 0}};
        return new MatrixOperation(name, parameters, qubits, ComplexMatrix.of(re, im), Optional.empty());
    }

    /** cos(phi) X + sin(phi) Y. */
    private static UnitaryOperation half(String name, List<Double> parameters, List<Integer> qubits, double phi) {
        double[][] re = {{0, StrictMath.cos(phi)}, {StrictMath.cos(phi), 0}};
        double[][] im = {{0, -StrictMath.sin(phi)}, {StrictMath.sin(phi), 0}};
        return new MatrixOperation(name, parameters, qubits, ComplexMatrix.of(re, im), Optional.empty());
    }

    private static UnitaryOperation phasedSwap(List<Double> a, List<Integer> qubits) {
        double c = StrictMath.cos(a.get(0));
        double s = StrictMath.sin(a.get(0));
        double[][] re = {{1, 0, 0, 0}, {0, 0, c, 0}, {0, c, 0, 0}, {0, 0, 0, 1}};
        double[][] im = {{0, 0, 0, 0}, {0, 0, s, 0}, {0, s, 0, 0}, {0, 0, 0, 0}};
        return new MatrixOperation("pswap", a, qubits, ComplexMatrix.of(re, im), Optional.empty());
    }

    private static UnitaryOperation phaseOf(String name, double angle, List<Integer> qubits) {
        DiagonalOperation phase = Gates.controlledPhase(angle, qubits.get(0), qubits.get(1));
        return new DiagonalOperation(name, List.of(), phase.qubits(), phase.exponent());
    }

    /** e^{i angle} on one of the four basis states. */
    private static UnitaryOperation phaseOf(String name, List<Double> a, List<Integer> qubits, int state) {
        double[][] re = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
        double[][] im = new double[4][4];
        re[state][state] = StrictMath.cos(a.get(0));
        im[state][state] = StrictMath.sin(a.get(0));
        return new MatrixOperation(name, a, qubits, ComplexMatrix.of(re, im), Optional.empty());
    }

    /** exp(-i theta/2 A B), A and B the axes of phi0 and phi1 in the plane of x and y. */
    private static UnitaryOperation molmerSorensen(List<Double> a, List<Integer> qubits) {
        ComplexMatrix first = half("gpi", List.of(), List.of(0), a.get(0)).matrix();
        ComplexMatrix second = half("gpi", List.of(), List.of(0), a.get(1)).matrix();
        double c = StrictMath.cos(a.get(2) / 2);
        double s = StrictMath.sin(a.get(2) / 2);
        ComplexMatrix matrix =
                ComplexMatrix.identity(4).scaled(c).plus(second.kronecker(first).scaled(0, -s));
        return new MatrixOperation("ms", a, qubits, matrix, Optional.empty());
    }

    /** All qubits but the last are controls. */
    private static UnitaryOperation manyControlled(String name, List<Integer> qubits, ComplexMatrix target) {
        int d = 1 << qubits.size();
        double[][] re = new double[d][d];
        double[][] im = new double[d][d];
        for (int b = 0; b < d; b++) {
            re[b][b] = 1;
        }
        int[] states = {d / 2 - 1, d - 1};
        for (int r = 0; r < 2; r++) {
            for (int c = 0; c < 2; c++) {
                re[states[r]][states[c]] = target.re(r, c);
                im[states[r]][states[c]] = target.im(r, c);
            }
        }
        return MatrixOperation.of(name, qubits, ComplexMatrix.of(re, im));
    }

    /** A gate of a library by the body that it has there. */
    private static UnitaryOperation sequence(String name, List<Integer> qubits, String body) {
        List<UnitaryOperation> gates = new ArrayList<>();
        for (String call : body.split(";", -1)) {
            List<String> words = List.of(call.split(" ", -1));
            gates.add(get(words.get(0))
                    .on(
                            List.of(),
                            words.subList(1, words.size()).stream()
                                    .map(Integer::valueOf)
                                    .toList()));
        }
        return MatrixOperation.of(name, qubits, SingleGate.matrix(qubits.size(), new GateSequence(0, gates)));
    }
}
