package org.strangenoise.exchange.gate;

import static java.lang.Math.PI;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;

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
        add("ccx", 0, 3, (a, q) -> Gates.toffoli(q.get(0), q.get(1), q.get(2)));
        add("cswap", 0, 3, (a, q) -> MatrixOperation.of("cswap", q, Gates.permutation(0, 1, 2, 5, 4, 3, 6, 7)));
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
}
