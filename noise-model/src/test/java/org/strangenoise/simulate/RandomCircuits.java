package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.strangenoise.channel.Channels;
import org.strangenoise.channel.Envelope;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.HamiltonianOperation;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.MatrixExponential;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.noise.NoiseOrigin;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.state.DensityMatrix;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.Readout;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.state.StateVector;

/** Noisy circuits of every kind of instruction, with qubits that differ; the same for the same seed. */
final class RandomCircuits {

    private final Random random;
    private final int qubits;

    RandomCircuits(int qubits, long seed) {
        this.qubits = qubits;
        this.random = new Random(seed);
    }

    /** Segments of which some repeat. */
    NoisyCircuit circuit(int segments, int instructions, boolean noisy) {
        List<NoisySegment> all = new ArrayList<>();
        for (int k = 0; k < segments; k++) {
            all.add(k > 0 && random.nextInt(3) == 0 ? all.get(random.nextInt(k)) : segment(instructions, noisy));
        }
        return circuit(all);
    }

    /** Segments of a turn of every qubit, most about y, and phases of all pairs; no noise. */
    NoisyCircuit layers(int count) {
        List<NoisySegment> all = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            List<NoisyInstruction> list = new ArrayList<>();
            for (int q = 0; q < qubits; q++) {
                list.add(noiseless(
                        switch (random.nextInt(8)) {
                            case 0 -> Gates.rx(angle(), q);
                            case 1 -> Gates.ry(Math.PI, q);
                            case 2 -> Gates.ry(-Math.PI + 1e-9, q);
                            case 3 -> Gates.rz(angle(), q);
                            default -> Gates.ry(angle(), q);
                        }));
            }
            list.add(noiseless(diagonal(targets(qubits), 2)));
            list.add(noiseless(Gates.rz(angle(), random.nextInt(qubits))));
            list.add(noiseless(diagonal(targets(2), 2)));
            for (int pair = 0; pair < 6 && qubits > 1; pair++) {
                addBetweenCnots(targets(2), list);
            }
            all.add(new NoisySegment(list, 1e-8, Optional.of(Boundary.STEP)));
        }
        return circuit(all);
    }

    /** Turns between two CNOTs, mostly about z, which are then phases together; controlled matrices beside them. */
    private void addBetweenCnots(List<Integer> pair, List<NoisyInstruction> list) {
        List<Integer> reversed = List.of(pair.get(1), pair.get(0));
        list.add(noiseless(Gates.cnot(pair.get(0), pair.get(1))));
        list.add(noiseless(Gates.rz(angle(), pair.get(1))));
        switch (random.nextInt(5)) {
            case 0 -> list.add(noiseless(Gates.ry(angle(), pair.get(0))));
            case 1 -> list.add(noiseless(diagonal(reversed, 2)));
            case 2 -> list.add(noiseless(controlled(random.nextBoolean() ? pair : reversed)));
            default -> list.add(noiseless(Gates.rz(angle(), pair.get(0))));
        }
        list.add(noiseless(Gates.cnot(pair.get(0), pair.get(1))));
    }

    private UnitaryOperation controlled(List<Integer> pair) {
        ComplexMatrix u = MatrixExponential.hermitian(hermitian(2), 1);
        double[] re = new double[16];
        double[] im = new double[16];
        re[0] = 1;
        re[10] = 1;
        for (int r = 0; r < 2; r++) {
            for (int c = 0; c < 2; c++) {
                re[4 * (1 + 2 * r) + 1 + 2 * c] = u.re(r, c);
                im[4 * (1 + 2 * r) + 1 + 2 * c] = u.im(r, c);
            }
        }
        return MatrixOperation.of("controlled", pair, ComplexMatrix.of(4, 4, re, im));
    }

    private static NoisyInstruction noiseless(UnitaryOperation operation) {
        return new NoisyInstruction.Gate(operation, Optional.empty());
    }

    NoisyCircuit circuit(List<NoisySegment> segments) {
        double[] p1Given0 = new double[qubits];
        double[] p0Given1 = new double[qubits];
        for (int q = 0; q < qubits; q++) {
            p1Given0[q] = 0.01 * q;
            p0Given1[q] = 0.03 + 0.005 * q;
        }
        return new NoisyCircuit(qubits, segments, new Readout(p1Given0, p0Given1));
    }

    private NoisySegment segment(int instructions, boolean noisy) {
        List<NoisyInstruction> list = new ArrayList<>();
        for (int k = 0; k < instructions; k++) {
            list.add(noisy && random.nextInt(2) == 0 ? noise() : gate());
        }
        return new NoisySegment(list, 1e-8, Optional.of(Boundary.STEP));
    }

    static NoisyEnsemble single(NoisyCircuit circuit) {
        return new NoisyEnsemble(List.of(new NoisyEnsemble.Member(1, circuit)), NoiseCoverage.NONE, List.of());
    }

    InitialState product() {
        List<SpinDirection> directions = new ArrayList<>();
        for (int q = 0; q < qubits; q++) {
            directions.add(new SpinDirection(Math.PI * random.nextDouble(), 6 * random.nextDouble()));
        }
        return new InitialState.Product(directions);
    }

    InitialState pure() {
        double[] re = new double[1 << qubits];
        double[] im = new double[1 << qubits];
        double norm = 0;
        for (int b = 0; b < re.length; b++) {
            re[b] = random.nextGaussian();
            im[b] = random.nextGaussian();
            norm += re[b] * re[b] + im[b] * im[b];
        }
        for (int b = 0; b < re.length; b++) {
            re[b] /= Math.sqrt(norm);
            im[b] /= Math.sqrt(norm);
        }
        return new InitialState.Pure(StateVector.view(qubits, re, im));
    }

    InitialState mixed() {
        double[] re = new double[1 << (2 * qubits)];
        double[] im = new double[re.length];
        double[] partRe = new double[re.length];
        double[] partIm = new double[re.length];
        for (double weight : new double[] {0.5, 0.3, 0.2}) {
            pure().writeDensity(partRe, partIm);
            DensityMatrix.view(qubits, partRe, partIm).addTo(weight, re, im);
        }
        return new InitialState.Mixed(DensityMatrix.view(qubits, re, im));
    }

    List<Observable> observables() {
        List<Observable> all = new ArrayList<>(List.of(
                new Observable.MeanBlochVector(),
                new Observable.MeanEntropy(),
                new Observable.Purity(),
                new Observable.Probabilities(false),
                new Observable.Probabilities(true),
                new Observable.MicrocanonicalOverlap()));
        for (int q = 0; q < qubits; q++) {
            all.add(new Observable.BlochVector(q));
            all.add(new Observable.QubitEntropy(q));
        }
        for (int k = 0; k < 6; k++) {
            all.add(new Observable.PauliExpectation(pauli(), k % 2 == 0));
        }
        return new ArrayList<>(all.stream().distinct().toList());
    }

    private PauliString pauli() {
        StringBuilder letters = new StringBuilder();
        for (int q = 0; q < qubits; q++) {
            letters.append("IXYZ".charAt(random.nextInt(4)));
        }
        return new PauliString(letters.toString());
    }

    private List<Integer> targets(int count) {
        List<Integer> all = new ArrayList<>();
        for (int q = 0; q < qubits; q++) {
            all.add(q);
        }
        Collections.shuffle(all, random);
        return List.copyOf(all.subList(0, Math.min(count, qubits)));
    }

    private double angle() {
        return 6 * random.nextDouble() - 3;
    }

    private NoisyInstruction gate() {
        UnitaryOperation operation = switch (random.nextInt(9)) {
            case 0 -> Gates.rx(angle(), targets(1).get(0));
            case 1 -> Gates.ry(angle(), targets(1).get(0));
            case 2 -> Gates.rz(angle(), targets(1).get(0));
            case 3 -> matrix(targets(2));
            case 4 -> matrix(targets(3));
            case 5 -> diagonal(targets(2), 2);
            case 6 -> diagonal(targets(qubits), 2);
            case 7 -> diagonal(targets(3 + random.nextInt(3)), 4);
            default -> exchange(targets(2 + random.nextInt(4)));
        };
        return noiseless(operation);
    }

    private UnitaryOperation matrix(List<Integer> targets) {
        if (targets.size() == 2 && random.nextBoolean()) {
            return Gates.cnot(targets.get(0), targets.get(1));
        }
        ComplexMatrix h = hermitian(1 << targets.size());
        return MatrixOperation.of("any", targets, MatrixExponential.hermitian(h, 1));
    }

    private ComplexMatrix hermitian(int d) {
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        for (int k = 0; k < re.length; k++) {
            re[k] = random.nextGaussian();
            im[k] = random.nextGaussian();
        }
        ComplexMatrix any = ComplexMatrix.of(d, d, re, im);
        return any.plus(any.adjoint()).scaled(0.5);
    }

    private DiagonalOperation diagonal(List<Integer> targets, int letters) {
        List<PauliSum.Term> terms = new ArrayList<>();
        for (int mask = 0; mask < 1 << targets.size(); mask++) {
            if (Integer.bitCount(mask) <= letters && random.nextInt(4) > 0) {
                StringBuilder string = new StringBuilder();
                for (int k = 0; k < targets.size(); k++) {
                    string.append((mask >> k & 1) == 1 ? 'Z' : 'I');
                }
                terms.add(new PauliSum.Term(random.nextGaussian(), new PauliString(string.toString())));
            }
        }
        return new DiagonalOperation(
                "phases", List.of(), targets, new Generator(angle(), new PauliSum(targets.size(), terms)));
    }

    private UnitaryOperation exchange(List<Integer> targets) {
        if (targets.size() == 1) {
            return diagonal(targets, 1);
        }
        List<PauliSum.Term> terms = new ArrayList<>();
        for (int k = 1; k < targets.size(); k++) {
            for (char letter : new char[] {'X', 'Y'}) {
                terms.add(new PauliSum.Term(
                        random.nextGaussian(), PauliString.on(targets.size(), new int[] {k - 1, k}, letter)));
            }
        }
        return new HamiltonianOperation(
                "exchange", List.of(), targets, new Generator(1, new PauliSum(targets.size(), terms)));
    }

    private NoisyInstruction noise() {
        if (random.nextInt(8) == 0) {
            return new NoisyInstruction.Measure(random.nextInt(qubits));
        }
        if (random.nextInt(6) == 0) {
            return continuous();
        }
        QuantumChannel channel = switch (random.nextInt(6)) {
            case 0 -> Channels.thermalRelaxation(10e-6, 5e-6 + 1e-6 * random.nextInt(9), 0.1, 1e-6);
            case 1 -> Channels.depolarizing(1, 0.1);
            case 2 -> Channels.reset(0.3);
            case 3 -> Channels.rotation('X', angle());
            case 4 -> Channels.depolarizing(2, 0.1);
            default -> anyChannel(1 + random.nextInt(2));
        };
        List<Integer> targets = targets(channel.qubits());
        if (targets.size() < channel.qubits()) {
            return noise();
        }
        return new NoisyInstruction.Noise(channel, targets, new NoiseOrigin("any", "any", 0));
    }

    /** Three Kraus operators: a unitary on twice the qubits and more, cut into blocks. */
    private QuantumChannel anyChannel(int count) {
        int d = 1 << count;
        ComplexMatrix u = MatrixExponential.hermitian(hermitian(3 * d), 1);
        List<ComplexMatrix> kraus = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            double[] re = new double[d * d];
            double[] im = new double[d * d];
            for (int r = 0; r < d; r++) {
                for (int c = 0; c < d; c++) {
                    re[r * d + c] = u.re(k * d + r, c);
                    im[r * d + c] = u.im(k * d + r, c);
                }
            }
            kraus.add(ComplexMatrix.of(d, d, re, im));
        }
        return QuantumChannel.ofKraus(kraus);
    }

    private NoisyInstruction continuous() {
        List<Integer> targets = targets(1 + random.nextInt(2));
        PauliSum integrated = PauliSum.of(angle(), targets.size() == 1 ? "X" : "XZ");
        Lindbladian.Drive drive = new Lindbladian.Drive(integrated, Envelope.RECTANGULAR, 1e-6, 0);
        List<Lindbladian.Relaxation> rates = new ArrayList<>();
        for (int k = 0; k < targets.size(); k++) {
            rates.add(new Lindbladian.Relaxation(1e5 * (k + 1), 2e4, 3e4));
        }
        return new NoisyInstruction.Continuous(new Lindbladian(targets.size(), 1e-6, List.of(drive), rates), targets);
    }
}
