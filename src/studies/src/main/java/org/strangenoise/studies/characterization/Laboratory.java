package org.strangenoise.studies.characterization;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.noise.UpperTransition;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.schedule.UnknownDurationException;
import org.strangenoise.simulate.Recording;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.tomography.MultinomialSampler;

/**
 * A device with some of its qubits wired up: plays sequences of pulses on them and counts what is read. Neighbours that
 * crosstalk joins to them rest in |0> beside them, where they shift frequencies; their own detunings change nothing
 * there and are left out.
 */
public final class Laboratory {

    private static final Observable OUTCOMES = new Observable.Probabilities(true);

    private final Setup setup;
    private final Calibration device;
    private final SimulationOptions options;
    private final CalibratedDurations durations;

    /** Wires up qubits of which any may be in a superposition. */
    public Laboratory(Setup setup, List<Integer> qubits, SimulationOptions options) {
        this(setup, qubits, qubits.size(), options);
    }

    /**
     * Wires qubits up.
     *
     * @param qubits indices on the setup's device, in the routine's order
     * @param superposed how many of these, the first ones, are ever left in a superposition; to the others a detuning
     *     does nothing
     */
    public Laboratory(Setup setup, List<Integer> qubits, int superposed, SimulationOptions options) {
        this.setup = setup;
        this.options = options.withThreads(1);
        List<Integer> all = new ArrayList<>(qubits);
        for (Crosstalk pair : setup.device().crosstalk()) {
            boolean first = qubits.contains(pair.first());
            if (first != qubits.contains(pair.second())) {
                int neighbour = first ? pair.second() : pair.first();
                if (!all.contains(neighbour)) {
                    all.add(neighbour);
                }
            }
        }
        Calibration among = setup.device().among(all);
        List<QubitCalibration> wired = new ArrayList<>(among.qubits());
        for (int q = superposed; q < wired.size(); q++) {
            wired.set(q, wired.get(q).withQuasiStaticT(Measured.exactly(Double.POSITIVE_INFINITY)));
        }
        // What meets pulses on neighbours alone meets nothing, as they have none.
        List<String> played =
                qubits.stream().map(q -> setup.device().qubits().get(q).name()).toList();
        this.device = among.withQubits(wired)
                .withChannels(among.channels().stream()
                        .filter(channel -> channel.on().equals(ExtraChannel.IDLE)
                                || channel.qubits().isEmpty()
                                || channel.qubits().stream().anyMatch(played::contains))
                        .toList());
        this.durations = new CalibratedDurations(device);
    }

    /** The same with another device. */
    private Laboratory(Laboratory other, Calibration device) {
        this.setup = other.setup;
        this.options = other.options;
        this.device = device;
        this.durations = new CalibratedDurations(device);
    }

    /**
     * The same where pulses drive the first qubit's upper transition too.
     *
     * @throws IllegalArgumentException if the qubit has two levels
     */
    Laboratory climbing(UpperTransition upper) {
        return new Laboratory(this, upper.on(device));
    }

    /** The device as it is wired: the routine's qubits first. */
    Calibration device() {
        return device;
    }

    /** What is simulated. */
    Setup setup() {
        return setup;
    }

    /** Seconds that an operation takes. */
    double seconds(Operation operation) {
        return durations.seconds(operation);
    }

    /** True if the device has a gate on its qubits. */
    boolean has(Operation gate) {
        try {
            return durations.seconds(gate) >= 0;
        } catch (UnknownDurationException notListed) {
            return false;
        }
    }

    /**
     * A turn about y by the device's own pulse: {@code ry}, or {@code rx} between turns of the frame.
     *
     * @throws IllegalArgumentException if the device has neither
     */
    List<Operation> y(double angle, int qubit) {
        UnitaryOperation direct = Gates.ry(angle, qubit);
        if (has(direct)) {
            return List.of(direct);
        }
        UnitaryOperation other = Gates.rx(angle, qubit);
        if (has(other)) {
            return List.of(z(-Math.PI / 2, qubit), other, z(Math.PI / 2, qubit));
        }
        throw new IllegalArgumentException("the device `" + device.name() + "` has no pulse that turns qubit "
                + device.qubits().get(qubit).name() + ": it must have ry, or rx and rz, among its operations");
    }

    /** A turn about x, likewise. */
    List<Operation> x(double angle, int qubit) {
        UnitaryOperation direct = Gates.rx(angle, qubit);
        if (has(direct)) {
            return List.of(direct);
        }
        List<Operation> gates = new ArrayList<>(List.of(z(Math.PI / 2, qubit)));
        gates.addAll(y(angle, qubit));
        gates.add(z(-Math.PI / 2, qubit));
        return gates;
    }

    /**
     * A turn about z.
     *
     * @throws IllegalArgumentException if the device has none
     */
    Operation z(double angle, int qubit) {
        DiagonalOperation gate = Gates.rz(angle, qubit);
        if (has(gate)) {
            return gate;
        }
        throw new IllegalArgumentException(
                "the device `" + device.name() + "` must have rz among its operations, by which phases advance");
    }

    /** The name of the pulse that turns the first qubit. */
    String pulseName() {
        return has(Gates.ry(Math.PI, 0)) ? "ry" : "rx";
    }

    /** Seconds that a turn's pulse takes. */
    double pulseSeconds(int qubit) {
        return y(Math.PI, qubit).stream().mapToDouble(this::seconds).sum();
    }

    /** What the gates alone make of |0...0>: the outcomes of the first qubits, without noise or readout errors. */
    double[] ideal(List<Operation> gates, int qubits) {
        Observable outcomes = new Observable.Probabilities(false);
        double[] all = run(gates, InitialState.ground(device.qubits().size()), List.of(outcomes), false)
                .series(outcomes)[0];
        double[] first = new double[1 << qubits];
        for (int b = 0; b < all.length; b++) {
            first[b & (first.length - 1)] += all[b];
        }
        return first;
    }

    private SimulationResult run(
            List<Operation> gates, InitialState.Product start, List<Observable> observables, boolean noisy) {
        Circuit circuit = Circuit.on(device.qubits().size()).addAll(gates).build();
        ScheduledCircuit scheduled = new Scheduler(durations, setup.noise().schedule()).schedule(circuit);
        NoiseModel model = setup.noise().model(device, setup.simulation().seed());
        NoisyEnsemble ensemble = (noisy ? model : model.withPlacement(Placement.NONE)).apply(scheduled);
        SimulationTask task = new SimulationTask(ensemble, observables, Optional.empty(), Recording.END, options);
        return SimulatorChoice.of(SimulationMethod.AUTO, task, start)
                .simulator()
                .run(task, start);
    }

    /**
     * One less the mean, over all pure states of the first qubits, of the fidelity of what gates make to what they
     * should: {@code (D F + 1)/(D + 1)} with the entanglement fidelity {@code F = tr(R_ideal^T R)/D^2}, R the Pauli
     * transfer matrices, from products of the six cardinal states.
     */
    double infidelity(List<Operation> gates, int qubits) {
        int paulis = 1 << (2 * qubits);
        List<Observable> observables = new ArrayList<>();
        for (int p = 0; p < paulis; p++) {
            observables.add(new Observable.PauliExpectation(new PauliString(letters(p, qubits)), false));
        }
        double trace = 0;
        int starts = (int) Math.round(StrictMath.pow(6, qubits));
        double[][][] transfer = new double[2][paulis][paulis];
        for (int s = 0; s < starts; s++) {
            InitialState.Product start = cardinal(s, qubits);
            for (int noisy = 0; noisy < 2; noisy++) {
                SimulationResult result = run(gates, start, observables, noisy == 1);
                for (int in = 0; in < paulis; in++) {
                    double weight = weight(s, in, qubits);
                    for (int out = 0; out < paulis && weight != 0; out++) {
                        transfer[noisy][out][in] += weight * result.scalars(observables.get(out))[0] / (1 << qubits);
                    }
                }
            }
        }
        for (int out = 0; out < paulis; out++) {
            for (int in = 0; in < paulis; in++) {
                trace += transfer[0][out][in] * transfer[1][out][in];
            }
        }
        double d = 1 << qubits;
        return 1 - (trace / d + 1) / (d + 1);
    }

    /** What gates leave above |1> of the first qubit, mean over the cardinal states. */
    double leakage(List<Operation> gates) {
        Observable leakage = new Observable.Leakage(0);
        double sum = 0;
        for (int s = 0; s < 6; s++) {
            sum += run(gates, cardinal(s, 1), List.of(leakage), true).scalars(leakage)[0] / 6;
        }
        return sum;
    }

    /** Letters on the first qubits, base-4 digit k on the k-th. */
    private String letters(int pauli, int qubits) {
        StringBuilder letters = new StringBuilder();
        for (int q = 0; q < device.qubits().size(); q++) {
            letters.append(q < qubits ? "IXYZ".charAt(pauli >> (2 * q) & 3) : 'I');
        }
        return letters.toString();
    }

    /** Base-6 digit k for the k-th qubit: +x, -x, +y, -y, +z, -z; |0> on all others. */
    private InitialState.Product cardinal(int index, int qubits) {
        double quarter = Math.PI / 2;
        List<SpinDirection> six = List.of(
                new SpinDirection(quarter, 0),
                new SpinDirection(quarter, Math.PI),
                new SpinDirection(quarter, -quarter),
                new SpinDirection(quarter, quarter),
                SpinDirection.GROUND,
                new SpinDirection(Math.PI, 0));
        List<SpinDirection> directions = new ArrayList<>();
        int rest = index;
        for (int q = 0; q < device.qubits().size(); q++) {
            directions.add(q < qubits ? six.get(rest % 6) : SpinDirection.GROUND);
            rest = q < qubits ? rest / 6 : rest;
        }
        return new InitialState.Product(directions);
    }

    /** How much of a cardinal state is in a Pauli operator: X = |+x> - |-x>, I = |+z> + |-z>. */
    private static double weight(int start, int pauli, int qubits) {
        double weight = 1;
        int rest = start;
        for (int q = 0; q < qubits; q++) {
            int letter = pauli >> (2 * q) & 3;
            int axis = rest % 6 / 2;
            boolean wanted = letter == 0 ? axis == 2 : axis == letter - 1;
            weight *= !wanted ? 0 : letter != 0 && rest % 2 == 1 ? -1 : 1;
            rest /= 6;
        }
        return weight;
    }

    /** A sequence made ready to play. */
    final class Played {
        private final Routine.Sequence sequence;
        private final SimulationTask task;
        private final SimulatorChoice choice;

        private Played(Routine.Sequence sequence) {
            this.sequence = sequence;
            int n = device.qubits().size();
            Circuit circuit = Circuit.on(n).addAll(sequence.operations()).build();
            ScheduledCircuit scheduled = new Scheduler(durations, setup.noise().schedule()).schedule(circuit);
            NoisyEnsemble noisy =
                    setup.noise().model(device, setup.simulation().seed()).apply(scheduled);
            boolean atEnd = sequence.operations().stream().noneMatch(Boundary.class::isInstance);
            this.task = new SimulationTask(
                    noisy,
                    List.of(OUTCOMES),
                    Optional.empty(),
                    atEnd ? Recording.END : Recording.EVERY_BOUNDARY,
                    options);
            this.choice = SimulatorChoice.of(setup.simulation().method(), task, InitialState.ground(n));
        }

        SimulatorChoice choice() {
            return choice;
        }

        int circuits() {
            return task.ensemble().members().size();
        }

        /** What noise could not do; told once for each sequence. */
        Set<String> warnings() {
            return new LinkedHashSet<>(task.ensemble().warnings());
        }

        /** Probabilities of the outcomes as they are read, {@code [point][outcome]}. */
        double[][] probabilities() {
            double[][] all = choice.simulator()
                    .run(task, InitialState.ground(device.qubits().size()))
                    .series(OUTCOMES);
            int points = sequence.x().length;
            double[][] read = new double[points][sequence.outcomes()];
            for (int k = 0; k < points; k++) {
                double[] row = all[all.length - points + k];
                for (int b = 0; b < row.length; b++) {
                    int outcome = 0;
                    for (int r = 0; r < sequence.read().size(); r++) {
                        outcome |= (b >> sequence.read().get(r) & 1) << r;
                    }
                    read[k][outcome] += row[b];
                }
            }
            return read;
        }

        /** Counts of so many shots a point. */
        long[][] counts(long shots, long seed) {
            UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
            double[][] probabilities = probabilities();
            long[][] counts = new long[probabilities.length][];
            for (int k = 0; k < counts.length; k++) {
                counts[k] = MultinomialSampler.draw(probabilities[k], shots, random);
            }
            return counts;
        }
    }

    /**
     * Prepares a sequence.
     *
     * @throws IllegalArgumentException and the like for what the device cannot do
     */
    Played play(Routine.Sequence sequence) {
        return new Played(sequence);
    }
}
