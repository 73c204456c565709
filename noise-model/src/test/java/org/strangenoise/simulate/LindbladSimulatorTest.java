package org.strangenoise.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.channel.Envelope;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.Operation;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.DetuningAverage;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.state.DensityMatrix;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.SpinDirection;

/** Whole circuits with noise during gates against twins written out by hand from the device's numbers. */
class LindbladSimulatorTest {

    private static final double NS = 1e-9;

    /** Unequal qubits, one thermal, one without decay; a rotation of all, then a kick of unequal couplings. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 5})
    void kickOfUnequalQubits(int n) {
        Calibration device = device(n, Envelope.RECTANGULAR);
        SlowLindblad twin = twin(device, n);
        ComplexMatrix rho = twin.evolve(sum(n, 'Y', Math.PI / 4 / 20), 20, start(n));
        rho = twin.evolve(ising(n).scaled(1.0 / 25), 25, rho);
        assertEquals(0, run(device, kicked(n)).distance(rho), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void crosstalkAndDetuningDuringEverything(int n) {
        Calibration device = withCrosstalk(device(n, Envelope.RECTANGULAR), n)
                .withQubits(withQuasiStatic(device(n, Envelope.RECTANGULAR).qubits()));
        NoiseModel model = NoiseModel.of(device, Placement.DURING_GATE).withDetunings(new DetuningAverage(2, 3, 1, 1));
        // Two nodes of the rule are at plus and minus one standard deviation sqrt(2)/T, of weight 1/2.
        double detuning = Math.sqrt(2) / 150 / 2;
        ComplexMatrix expected = ComplexMatrix.zero(1 << n, 1 << n);
        for (int sign = -1; sign <= 1; sign += 2) {
            ComplexMatrix always = crosstalk(n).plus(sign * detuning, SlowLindblad.pauli(n, 0, 'Z'));
            SlowLindblad twin = twin(device, n);
            ComplexMatrix rho = twin.evolve(always.plus(sum(n, 'Y', Math.PI / 4 / 20)), 20, start(n));
            expected = expected.plus(0.5, twin.evolve(always.plus(1.0 / 25, ising(n)), 25, rho));
        }
        assertEquals(0, run(model, kicked(n)).distance(expected), 1e-11);
    }

    @ParameterizedTest
    @EnumSource(Envelope.class)
    void shapedPulsesUnderCrosstalk(Envelope envelope) {
        int n = 4;
        Calibration device = withCrosstalk(device(n, envelope), n);
        SlowLindblad twin = twin(device, n);
        DoubleFunction<ComplexMatrix> rotation =
                t -> crosstalk(n).plus(shape(envelope, t / 20) * Math.PI / 4 / 20, sum(n, 'Y', 1));
        DoubleFunction<ComplexMatrix> kick = t -> crosstalk(n).plus(shape(envelope, t / 25) / 25, ising(n));
        ComplexMatrix rho = twin.extrapolated(kick, 25, 14, twin.extrapolated(rotation, 20, 14, start(n)));
        assertEquals(0, run(device, kicked(n)).distance(rho), 2e-9);
    }

    /** A long pulse on qubit 0 while qubit 1 turns twice; then 1 and 2 interact while 0 still turns. */
    @ParameterizedTest
    @EnumSource(Envelope.class)
    void overlappingOperationsOfUnequalDuration(Envelope envelope) {
        int n = 3;
        Calibration device = withCrosstalk(device(n, envelope), n);
        Circuit circuit = Circuit.on(n)
                .addAll(List.of(Gates.rx(1.1, 0), Gates.ry(0.7, 1), Gates.rzz(0.9, 1, 2), Boundary.STEP))
                .build();
        SlowLindblad twin = twin(device, n);
        ComplexMatrix x = SlowLindblad.pauli(n, 0, 'X');
        ComplexMatrix y = SlowLindblad.pauli(n, 1, 'Y');
        ComplexMatrix zz = SlowLindblad.pauli("IZZ");
        DoubleFunction<ComplexMatrix> first = t -> crosstalk(n)
                .plus(shape(envelope, t / 35) * 1.1 / 2 / 35, x)
                .plus(shape(envelope, t / 20) * 0.7 / 2 / 20, y);
        DoubleFunction<ComplexMatrix> second = t -> crosstalk(n)
                .plus(shape(envelope, (t + 20) / 35) * 1.1 / 2 / 35, x)
                .plus(shape(envelope, t / 40) * 0.9 / 2 / 40, zz);
        DoubleFunction<ComplexMatrix> third = t -> crosstalk(n).plus(shape(envelope, (t + 15) / 40) * 0.9 / 2 / 40, zz);
        ComplexMatrix rho = twin.extrapolated(first, 20, 10, start(n));
        rho = twin.extrapolated(second, 15, 10, rho);
        rho = twin.extrapolated(third, 25, 10, rho);
        assertEquals(0, run(device, circuit).distance(rho), 1e-9);
    }

    /** A gate without a stated Hamiltonian: the principal logarithm, +pi at eigenvalue -1, so X is (1 - X) pi/2. */
    @Test
    void gateWithoutHamiltonian() {
        int n = 2;
        Calibration device = device(n, Envelope.RECTANGULAR)
                .withOperation(OperationCalibration.ofDuration("flip", 30 * NS))
                .withOperation(OperationCalibration.ofDuration("both", 40 * NS));
        MatrixOperation flip = MatrixOperation.of("flip", List.of(1), Gates.x(0).matrix());
        ComplexMatrix cnot = Gates.cnot(0, 1).matrix();
        MatrixOperation both = MatrixOperation.of("both", List.of(1, 0), cnot);
        Circuit circuit =
                Circuit.on(n).addAll(List.of(flip, both, Boundary.STEP)).build();
        SlowLindblad twin = twin(device, n);
        ComplexMatrix hFlip = SlowLindblad.pauli(n, 1, 'X').scaled(Math.PI / 2 / 30);
        ComplexMatrix rho = twin.evolve(hFlip, 30, start(n));
        // CNOT with control 1 and target 0 is 1 - (1 - Z_1)(1 - X_0)/2: phase pi where both factors are 2.
        ComplexMatrix one = ComplexMatrix.identity(4);
        ComplexMatrix projector = one.minus(SlowLindblad.pauli(n, 1, 'Z'))
                .times(one.minus(SlowLindblad.pauli(n, 0, 'X')))
                .scaled(0.25);
        rho = twin.evolve(projector.scaled(-Math.PI / 40), 40, rho);
        assertEquals(0, run(device, circuit).distance(rho), 1e-11);
    }

    @Test
    void densityMatrixSimulatorAgrees() {
        Calibration device = withCrosstalk(device(3, Envelope.COSINE), 3);
        NoisyEnsemble ensemble = ensemble(NoiseModel.of(device, Placement.DURING_GATE), kicked(3));
        SimulationTask task =
                SimulationTask.of(ensemble, List.of(new Observable.Purity(), new Observable.MeanEntropy()));
        SimulationResult one = new LindbladSimulator().run(task, initial(3));
        SimulationResult other = new DensityMatrixSimulator().run(task, initial(3));
        assertEquals("lindblad", one.method());
        for (Observable observable : task.observables()) {
            assertEquals(2, one.scalars(observable).length);
            for (int k = 0; k < 2; k++) {
                assertEquals(other.scalars(observable)[k], one.scalars(observable)[k], 1e-10);
            }
        }
    }

    @Test
    void memoryBeyondTheLimitIsRefusedWithTheBytes() {
        Calibration device = withCrosstalk(device(5, Envelope.COSINE), 5);
        NoisyEnsemble ensemble = ensemble(NoiseModel.of(device, Placement.DURING_GATE), kicked(5));
        SimulationTask task = SimulationTask.of(ensemble, List.of());
        // Two shaped layers of 14 work states each, and the state: 29 times 16 bytes times 4^5.
        double bytes = 29 * 16.0 * 1024;
        LindbladSimulator simulator = new LindbladSimulator();
        SimulationTask enough = task.withOptions(task.options().withMemoryLimit((long) bytes));
        assertTrue(simulator.refusal(enough, initial(5)).isEmpty());
        SimulationTask tooLittle = task.withOptions(task.options().withMemoryLimit((long) bytes - 1));
        String why = simulator.refusal(tooLittle, initial(5)).orElseThrow();
        assertTrue(why.contains("5 qubits") && why.contains("4.75e+05"), why);
        assertThrows(UnsupportedSimulationException.class, () -> simulator.run(tooLittle, initial(5)));
    }

    /** Six qubits are enough for threads to share rows; every form, gates between, and detunings. */
    @Test
    void sameBitsAtAnyThreadCount() {
        Calibration device =
                withCrosstalk(device(6, Envelope.RECTANGULAR), 6).withOperation(shaped("rx", 35, Envelope.COSINE));
        Circuit circuit = Circuit.on(6)
                .addAll(List.of(Gates.ry(0.7, 3), Gates.cnot(5, 1), Gates.rx(0.3, 2), Boundary.STEP))
                .build();
        NoisyEnsemble ensemble = ensemble(
                NoiseModel.of(device.withOperation(shaped("cnot", 30, Envelope.RECTANGULAR)), Placement.DURING_GATE),
                circuit);
        SimulationTask task = SimulationTask.of(ensemble, List.of(new Observable.Purity()));
        List<Double> purities = new ArrayList<>();
        for (int threads = 1; threads <= 3; threads++) {
            SimulationTask shared =
                    task.withOptions(task.options().withThreads(threads).withTolerance(1e-8));
            purities.add(new LindbladSimulator().run(shared, initial(6)).scalars(new Observable.Purity())[1]);
        }
        assertEquals(purities.get(0), purities.get(1));
        assertEquals(purities.get(0), purities.get(2));
    }

    @Test
    void manyInitialStatesAndTheEndAlone() {
        Calibration device = withCrosstalk(device(3, Envelope.RECTANGULAR), 3)
                .withQubits(withQuasiStatic(device(3, Envelope.RECTANGULAR).qubits()));
        NoisyEnsemble ensemble = ensemble(NoiseModel.of(device, Placement.DURING_GATE), kicked(3));
        SimulationTask task = SimulationTask.of(ensemble, List.of(new Observable.Purity()));
        LindbladSimulator simulator = new LindbladSimulator();
        List<InitialState> initials = List.of(initial(3), InitialState.ground(3));
        List<SimulationResult> all = simulator.runAll(task, initials);
        List<SimulationResult> ends = simulator.runAll(task.withRecording(Recording.END), initials);
        for (int k = 0; k < 2; k++) {
            double[] alone = simulator.run(task, initials.get(k)).scalars(new Observable.Purity());
            assertEquals(2, alone.length);
            assertEquals(alone[0], all.get(k).scalars(new Observable.Purity())[0]);
            assertEquals(alone[1], all.get(k).scalars(new Observable.Purity())[1]);
            assertEquals(1, ends.get(k).scalars(new Observable.Purity()).length);
            assertEquals(alone[1], ends.get(k).scalars(new Observable.Purity())[0]);
        }
    }

    private static ComplexMatrix run(Calibration device, Circuit circuit) {
        return run(NoiseModel.of(device, Placement.DURING_GATE), circuit);
    }

    private static ComplexMatrix run(NoiseModel model, Circuit circuit) {
        SimulationResult result = new LindbladSimulator()
                .run(SimulationTask.of(ensemble(model, circuit), List.of()), initial(circuit.qubits()));
        return ((DensityMatrix) result.finalState().orElseThrow()).matrix();
    }

    private static NoisyEnsemble ensemble(NoiseModel model, Circuit circuit) {
        return model.apply(new Scheduler(new CalibratedDurations(model.calibration())).schedule(circuit));
    }

    private static Circuit kicked(int n) {
        List<Operation> step = new ArrayList<>();
        for (int q = 0; q < n; q++) {
            step.add(Gates.ry(Math.PI / 2, q));
        }
        PauliSum axis = PauliSum.of(0.3, "I".repeat(n));
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                axis = axis.plus(new PauliSum(
                        n, List.of(new PauliSum.Term(coupling(n, i, j), PauliString.on(n, new int[] {i, j}, 'Z')))));
            }
        }
        step.add(new DiagonalOperation(
                "interaction", List.of(1.0), IntStream.range(0, n).boxed().toList(), new Generator(1, axis)));
        step.add(Boundary.STEP);
        return Circuit.on(n).addAll(step).build();
    }

    private static double coupling(int n, int i, int j) {
        return 2.5 / (2 * n) * (1 + 0.1 * i - 0.2 * j);
    }

    private static Calibration device(int n, Envelope envelope) {
        List<QubitCalibration> qubits = new ArrayList<>();
        for (int q = 0; q < n; q++) {
            qubits.add(
                    q == 1
                            ? QubitCalibration.ofT1T2("Q1", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)
                            : QubitCalibration.ofT1Tphi("Q" + q, t1(q) * NS, tPhi(q) * NS)
                                    .withExcitedPopulation(Measured.exactly(q == 2 ? 0.2 : 0)));
        }
        return Calibration.of(
                qubits,
                shaped("ry", 20, envelope),
                shaped("rx", 35, envelope),
                shaped("rzz", 40, envelope),
                shaped("interaction", 25, envelope));
    }

    private static double t1(int q) {
        return 300 + 170 * q;
    }

    private static double tPhi(int q) {
        return 500 - 60 * q;
    }

    private static OperationCalibration shaped(String name, double ns, Envelope envelope) {
        return new OperationCalibration(name, new Timing.Duration(Measured.exactly(ns * NS)), envelope, List.of());
    }

    private static Calibration withCrosstalk(Calibration device, int n) {
        List<Crosstalk> pairs = new ArrayList<>();
        for (int q = 0; q + 1 < n; q++) {
            pairs.add(new Crosstalk(q, q + 1, Measured.exactly((1 + q) * 1e6)));
        }
        return device.withCrosstalk(pairs);
    }

    private static List<QubitCalibration> withQuasiStatic(List<QubitCalibration> qubits) {
        List<QubitCalibration> changed = new ArrayList<>(qubits);
        changed.set(0, qubits.get(0).withQuasiStaticT(Measured.exactly(150 * NS)));
        return changed;
    }

    /** In units of nanoseconds. */
    private static SlowLindblad twin(Calibration device, int n) {
        assertEquals(n, device.qubits().size());
        SlowLindblad twin = new SlowLindblad(n);
        for (int q = 0; q < n; q++) {
            if (q != 1) {
                double p1 = q == 2 ? 0.2 : 0;
                twin.relax(q, (1 - p1) / t1(q), p1 / t1(q), 1 / tPhi(q));
            }
        }
        return twin;
    }

    /** 2 pi zz / 4 Z Z, in 1/ns. */
    private static ComplexMatrix crosstalk(int n) {
        ComplexMatrix sum = ComplexMatrix.zero(1 << n, 1 << n);
        for (int q = 0; q + 1 < n; q++) {
            sum = sum.plus(
                    2 * Math.PI * (1 + q) * 1e-3 / 4,
                    SlowLindblad.pauli(n, q, 'Z').times(SlowLindblad.pauli(n, q + 1, 'Z')));
        }
        return sum;
    }

    private static ComplexMatrix ising(int n) {
        ComplexMatrix sum = ComplexMatrix.zero(1 << n, 1 << n);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                sum = sum.plus(coupling(n, i, j), SlowLindblad.pauli(n, i, 'Z').times(SlowLindblad.pauli(n, j, 'Z')));
            }
        }
        return sum;
    }

    private static ComplexMatrix sum(int n, char letter, double coefficient) {
        ComplexMatrix sum = ComplexMatrix.zero(1 << n, 1 << n);
        for (int q = 0; q < n; q++) {
            sum = sum.plus(coefficient, SlowLindblad.pauli(n, q, letter));
        }
        return sum;
    }

    private static double shape(Envelope envelope, double x) {
        return switch (envelope) {
            case RECTANGULAR -> 1;
            case COSINE -> 1 - Math.cos(2 * Math.PI * x);
            case GAUSSIAN ->
                Math.exp(-8 * (x - 0.5) * (x - 0.5)) / (0.25 * Math.sqrt(2 * Math.PI) * 0.9544997361036416);
        };
    }

    private static InitialState initial(int n) {
        return new InitialState.Product(IntStream.range(0, n)
                .mapToObj(q -> new SpinDirection(0.4 + 0.3 * q, 1 - 0.5 * q))
                .toList());
    }

    private static ComplexMatrix start(int n) {
        double[] re = new double[1 << (2 * n)];
        double[] im = new double[1 << (2 * n)];
        initial(n).writeDensity(re, im);
        return ComplexMatrix.of(1 << n, 1 << n, re, im);
    }
}
