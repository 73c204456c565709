package org.strangenoise.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.channel.ChannelArguments;
import org.strangenoise.channel.ChannelRegistry;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.state.DensityMatrix;
import org.strangenoise.state.InitialState;

/**
 * What the page on physics says of noise during gates where two readings are possible: signs of Hamiltonians, channels
 * stated by rates, very long waits, very short gates.
 */
class DuringGateConventionsTest {

    private static final double US = 1e-6;

    private static final Calibration PAIR = Calibration.of(
            List.of(
                    QubitCalibration.ofT1T2("Q0", 1 * US, 1.5 * US),
                    QubitCalibration.ofT1T2("Q1", 2 * US, 0.8 * US),
                    QubitCalibration.ofT1T2("Q2", 3 * US, 2.2 * US)),
            OperationCalibration.ofDuration("rx", 0),
            OperationCalibration.ofDuration("ry", 0),
            OperationCalibration.ofDuration("cnot", 1 * US),
            OperationCalibration.ofDuration("swap", 1 * US),
            OperationCalibration.ofDuration("x", 1 * US),
            OperationCalibration.ofDuration("h", 1 * US),
            OperationCalibration.ofDuration("cz", 1 * US),
            OperationCalibration.ofDuration("toffoli", 1 * US));

    /**
     * rx(0.7) and ry(1.1), then CNOT or SWAP of 1 us: means over both qubits of the Bloch vector, and the purity.
     * Origin: the whole generator exponentiated with numpy and scipy from the page on physics alone.
     */
    @ParameterizedTest
    @CsvSource({
        "cnot, 0.17718399, -0.0958541, 0.7647585, 0.70591674",
        "swap, 0.18631558, -0.15081988, 0.82570996, 0.80529556"
    })
    void entanglingGateTakesTheSignOfThePrincipalLogarithm(String name, double x, double y, double z, double purity) {
        UnitaryOperation gate = name.equals("cnot") ? Gates.cnot(0, 1) : Gates.swap(0, 1);
        DensityMatrix rho = run(PAIR, 1, Circuit.on(2), List.of(Gates.rx(0.7, 0), Gates.ry(1.1, 1), gate));
        double[] first = new double[3];
        double[] second = new double[3];
        rho.blochVector(0, first);
        rho.blochVector(1, second);
        assertArrayEquals(
                new double[] {x, y, z},
                new double[] {(first[0] + second[0]) / 2, (first[1] + second[1]) / 2, (first[2] + second[2]) / 2},
                1e-8);
        assertEquals(purity, rho.matrix().times(rho.matrix()).traceRe(), 1e-8);
    }

    static Stream<UnitaryOperation> selfInverseGates() {
        return Stream.of(
                Gates.x(1), Gates.h(2), Gates.cnot(2, 0), Gates.swap(1, 2), Gates.cz(0, 1), Gates.toffoli(1, 0, 2));
    }

    /** H = -pi/T on the eigenvectors of eigenvalue -1, so H = -(pi/T) (1 - U)/2 for a gate with U^2 = 1. */
    @ParameterizedTest
    @MethodSource("selfInverseGates")
    void gateOfPlusAndMinusOne(UnitaryOperation gate) {
        ComplexMatrix u = onRegister(3, gate);
        ComplexMatrix h = ComplexMatrix.identity(8).minus(u).scaled(-Math.PI / 2);
        SlowLindblad twin = new SlowLindblad(3);
        for (int q = 0; q < 3; q++) {
            double t1 = new double[] {1, 2, 3}[q];
            double t2 = new double[] {1.5, 0.8, 2.2}[q];
            twin.relax(q, 1 / t1, 0, 1 / t2 - 1 / (2 * t1));
        }
        List<Operation> starts = List.of(Gates.rx(0.7, 0), Gates.ry(1.1, 1), Gates.ry(0.4, 2));
        ComplexMatrix start = run(PAIR, 1, Circuit.on(3), starts).matrix();
        DensityMatrix rho = run(
                PAIR,
                1,
                Circuit.on(3),
                Stream.concat(starts.stream(), Stream.of(gate)).toList());
        assertEquals(0, rho.matrix().distance(twin.evolve(h, 1, start)), 1e-10);
    }

    private static ComplexMatrix onRegister(int n, UnitaryOperation gate) {
        int d = 1 << n;
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        ComplexMatrix local = gate.matrix();
        for (int c = 0; c < d; c++) {
            int in = 0;
            for (int k = 0; k < gate.qubits().size(); k++) {
                in |= ((c >> gate.qubits().get(k)) & 1) << k;
            }
            for (int out = 0; out < local.rows(); out++) {
                int r = c;
                for (int k = 0; k < gate.qubits().size(); k++) {
                    int bit = 1 << gate.qubits().get(k);
                    r = ((out >> k) & 1) == 1 ? r | bit : r & ~bit;
                }
                re[r * d + c] = local.re(out, in);
                im[r * d + c] = local.im(out, in);
            }
        }
        return ComplexMatrix.of(d, d, re, im);
    }

    /** An over-rotation goes on where the gate went: CNOT turned further by a part of itself. */
    @Test
    void overRotationOfCnotContinuesIt() {
        double fraction = 0.07;
        Calibration device = Calibration.uniform(
                        2,
                        Double.POSITIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        OperationCalibration.ofDuration("rx", 0),
                        OperationCalibration.ofDuration("ry", 0),
                        OperationCalibration.ofDuration("cnot", 1 * US))
                .withChannels(List.of(extra("over", "cnot", "over-rotation", "angle-fraction", fraction)));
        List<Operation> starts = List.of(Gates.rx(0.7, 0), Gates.ry(1.1, 1));
        ComplexMatrix start = run(device, 1, Circuit.on(2), starts).matrix();
        ComplexMatrix h =
                ComplexMatrix.identity(4).minus(Gates.cnot(0, 1).matrix()).scaled(-Math.PI / 2 * (1 + fraction));
        ComplexMatrix expected = new SlowLindblad(2).evolve(h, 1, start);
        for (Placement placement : List.of(Placement.DURING_GATE, Placement.AFTER_GATE)) {
            DensityMatrix rho = run(
                    NoiseModel.of(device, placement),
                    Circuit.on(2),
                    Stream.concat(starts.stream(), Stream.of(Gates.cnot(0, 1))).toList());
            assertEquals(0, rho.matrix().distance(expected), 1e-10, placement.toString());
        }
    }

    /**
     * ry(1.1) of 1 us, T1 = 4 us, T2 = 3 us, and dephasing with Tphi = 2 us listed on it: it joins the qubit's own.
     * Origin of the numbers: the exponential of the Bloch equations, by scipy.
     */
    @Test
    void dephasingOfAnOperationActsInTime() {
        Calibration device = Calibration.of(
                        List.of(QubitCalibration.ofT1T2("Q0", 4 * US, 3 * US)),
                        OperationCalibration.ofDuration("ry", 1 * US))
                .withChannels(List.of(extra("extra", "ry", "dephasing", "Tphi", 2 * US)));
        double[] bloch = new double[3];
        NoisyEnsemble ensemble =
                ensemble(NoiseModel.of(device, Placement.DURING_GATE), Circuit.on(1), List.of(Gates.ry(1.1, 0)));
        assertEquals(1 * US, ensemble.coverage().seconds("extra", 0), 1e-20);
        run(device, 1, Circuit.on(1), List.of(Gates.ry(1.1, 0))).blochVector(0, bloch);
        assertArrayEquals(new double[] {0.61507619, 0, 0.61044983}, bloch, 1e-8);
    }

    /** The same rate in the device's own Tphi, on two unequal qubits, scaled, during gates and idles. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2.5})
    void listedDephasingIsLikeThatOfTheQubit(double scale) {
        Calibration listed = PAIR.withChannels(List.of(
                extra("gates", "any", "dephasing", "Tphi", 2 * US),
                extra("waits", "idle", "dephasing", "Tphi", 2 * US)));
        Calibration own = PAIR.withQubits(PAIR.qubits().stream()
                .map(q -> QubitCalibration.ofT1Tphi(
                        q.name(), 1 / q.relaxationRate(), 1 / (q.dephasingRate() + 1 / (2 * US))))
                .toList());
        List<Operation> operations =
                List.of(Gates.rx(0.7, 0), Gates.ry(1.1, 1), Gates.cnot(1, 0), Gates.x(1), new Delay(2, 0.3 * US));
        ComplexMatrix expected = run(own, scale, Circuit.on(3), operations).matrix();
        ComplexMatrix found = run(listed, scale, Circuit.on(3), operations).matrix();
        assertEquals(0, found.distance(expected), 1e-12);
    }

    /** Trapped ions and nuclear spins wait for minutes between pulses of microseconds. */
    @ParameterizedTest
    @CsvSource({"100, 1e-6", "16.1, 1e-6", "1000, 2e-8", "100000, 1e-7", "3e6, 1e-9"})
    void longWaitsBetweenShortPulses(double wait, double pulse) {
        double t1 = 10 * wait;
        Calibration device = Calibration.uniform(
                2, t1, t1, OperationCalibration.ofDuration("x", pulse), OperationCalibration.ofDuration("cnot", pulse));
        List<Operation> operations = List.of(
                Gates.x(0),
                new Delay(0, wait),
                Gates.x(0),
                new Delay(1, wait),
                Gates.cnot(0, 1),
                Gates.x(1),
                Gates.x(0));
        double decayed = -Math.expm1(-wait / t1);
        for (Placement placement : List.of(Placement.DURING_GATE, Placement.AFTER_GATE)) {
            for (Scheduler.Policy policy : Scheduler.Policy.values()) {
                DensityMatrix rho = run(NoiseModel.of(device, placement), policy, Circuit.on(2), operations);
                // Qubit 0 holds 1 after its decay with this probability; CNOT and X make qubit 1 the opposite.
                double[] first = new double[3];
                double[] second = new double[3];
                rho.blochVector(0, first);
                rho.blochVector(1, second);
                String where = placement + " " + policy;
                assertEquals(2 * decayed - 1, first[2], 20 * pulse / t1 + 1e-9, where);
                assertEquals(2 * decayed - 1, second[2], 20 * pulse / t1 + 1e-9, where);
            }
        }
    }

    /** A pulse far below a femtosecond still does what it does. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-16, 1e-17, 1e-20, 1e-30, Double.MIN_NORMAL})
    void veryShortGates(double pulse) {
        Calibration device = Calibration.of(
                List.of(QubitCalibration.ofT1T2("Q0", 3 * US, 2 * US), QubitCalibration.ofT1T2("Q1", 5 * US, 4 * US)),
                OperationCalibration.ofDuration("ry", pulse),
                OperationCalibration.ofDuration("cnot", 2 * pulse),
                OperationCalibration.ofDuration("x", 0.4 * US));
        List<Operation> operations = List.of(
                Gates.ry(0.7, 0),
                Gates.cnot(0, 1),
                new Delay(0, 1 * US),
                Gates.ry(0.4, 0),
                Gates.ry(0.3, 0),
                Gates.x(1));
        Calibration instant = device.withOperation(OperationCalibration.ofDuration("ry", 0))
                .withOperation(OperationCalibration.ofDuration("cnot", 0));
        for (Placement placement : List.of(Placement.DURING_GATE, Placement.AFTER_GATE)) {
            for (Scheduler.Policy policy : Scheduler.Policy.values()) {
                DensityMatrix expected = run(NoiseModel.of(instant, placement), policy, Circuit.on(2), operations);
                DensityMatrix found = run(NoiseModel.of(device, placement), policy, Circuit.on(2), operations);
                assertEquals(0, found.matrix().distance(expected.matrix()), 1e-9, placement + " " + policy);
            }
        }
    }

    /** Gates that the rounding of times would lose among others: a matrix gate between long waits of its neighbour. */
    @Test
    void everyPulseIsCompleteWhereverItFalls() {
        Calibration device = Calibration.uniform(
                2,
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                OperationCalibration.ofDuration("rx", 3e-7),
                OperationCalibration.ofDuration("flip", 7e-7));
        MatrixOperation flip = MatrixOperation.of("flip", List.of(1), Gates.x(0).matrix());
        List<Operation> operations =
                List.of(new Delay(0, 12345.678), Gates.rx(0.9, 0), new Delay(1, 12345.6780001), flip, Gates.rx(0.9, 0));
        DensityMatrix rho = run(device, 1, Circuit.on(2), operations);
        double[] bloch = new double[3];
        rho.blochVector(0, bloch);
        assertArrayEquals(new double[] {0, -Math.sin(1.8), Math.cos(1.8)}, bloch, 1e-12);
        rho.blochVector(1, bloch);
        assertArrayEquals(new double[] {0, 0, -1}, bloch, 1e-12);
    }

    private static ExtraChannel extra(String id, String on, String type, String parameter, double value) {
        return new ExtraChannel(
                id, on, ChannelRegistry.find(type).orElseThrow(), ChannelArguments.of(parameter, value), List.of());
    }

    private static DensityMatrix run(
            Calibration device, double scale, Circuit.Builder circuit, List<Operation> operations) {
        return run(NoiseModel.of(device, Placement.DURING_GATE).withScale(scale), circuit, operations);
    }

    private static DensityMatrix run(NoiseModel model, Circuit.Builder circuit, List<Operation> operations) {
        return run(model, Scheduler.Policy.ASAP, circuit, operations);
    }

    private static DensityMatrix run(
            NoiseModel model, Scheduler.Policy policy, Circuit.Builder circuit, List<Operation> operations) {
        NoisyEnsemble ensemble = model.apply(new Scheduler(new CalibratedDurations(model.calibration()), policy)
                .schedule(circuit.addAll(operations).add(Boundary.STEP).build()));
        SimulationResult result = new LindbladSimulator()
                .run(SimulationTask.of(ensemble, List.of()), InitialState.ground(ensemble.qubits()));
        return (DensityMatrix) result.finalState().orElseThrow();
    }

    private static NoisyEnsemble ensemble(NoiseModel model, Circuit.Builder circuit, List<Operation> operations) {
        return model.apply(new Scheduler(new CalibratedDurations(model.calibration()))
                .schedule(circuit.addAll(operations).add(Boundary.STEP).build()));
    }
}
