package org.strangenoise.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.strangenoise.channel.Channels;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.NoiseEffect;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Condition;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.HamiltonianOperation;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.MatrixExponential;
import org.strangenoise.math.NumberText;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.schedule.ScheduledSegment;
import org.strangenoise.schedule.TimedOperation;

/** Makes the segments of one member of the ensemble noisy; the placements differ in where relaxation acts. */
abstract class SegmentNoise {

    record RelaxationKey(int qubit, double seconds, boolean t1, boolean tPhi, boolean thermal) {}

    /** What a relaxation channel depends on: equal qubits share it. */
    record TimedRelaxation(Lindbladian.Relaxation rates, double seconds) {}

    protected final NoiseModel model;
    protected final Calibration calibration;
    protected final int qubits;
    private final double[] detunings;
    private final Map<TimedRelaxation, QuantumChannel> relaxations;

    /** @param relaxations channels made before, which members of an ensemble share */
    SegmentNoise(NoiseModel model, int qubits, double[] detunings, Map<TimedRelaxation, QuantumChannel> relaxations) {
        this.relaxations = relaxations;
        this.model = model;
        this.calibration = model.calibration();
        this.qubits = qubits;
        this.detunings = detunings;
    }

    /** The instructions of one segment; {@code step} is 0 for the preparation, from 1 on for steps. */
    NoisySegment segment(ScheduledSegment segment, int step, NoiseCoverage.Tally coverage) {
        Emission out = new Emission(step, coverage);
        for (TimedOperation timed : segment.operations()) {
            timed.operation().qubits().forEach(q -> coverage.operation(operationName(timed.operation()), q));
        }
        emit(segment, out);
        if (segment.end().filter(b -> b == Boundary.STEP).isPresent()) {
            List<Integer> all = IntStream.range(0, qubits)
                    .filter(q -> !segment.settled().contains(q))
                    .boxed()
                    .toList();
            for (ExtraChannel channel : calibration.channels()) {
                if (channel.on().equals(ExtraChannel.STEP)) {
                    addExtra(out, channel, ExtraChannel.STEP, all, 0, Optional.empty());
                }
            }
        }
        return new NoisySegment(out.instructions, segment.duration(), segment.end());
    }

    abstract void emit(ScheduledSegment segment, Emission out);

    /** Instructions of one segment in the making. */
    static final class Emission {
        final List<NoisyInstruction> instructions = new ArrayList<>();
        final int step;
        final NoiseCoverage.Tally coverage;
        private Optional<Condition> guard = Optional.empty();

        Emission(int step, NoiseCoverage.Tally coverage) {
            this.step = step;
            this.coverage = coverage;
        }

        /** What follows depends on records; on nothing if the guard is empty. */
        void under(Optional<Condition> newGuard) {
            guard = newGuard;
        }

        void add(NoisyInstruction instruction) {
            instructions.add(
                    guard.isEmpty() ? instruction : new NoisyInstruction.Conditional(guard.get(), instruction));
        }
    }

    /** The operation's name for origins and coverage: that of the device file, or {@code idle}. */
    static String operationName(Operation operation) {
        return operation instanceof Delay ? ExtraChannel.IDLE : CalibratedDurations.nameOf(operation);
    }

    /** What happens where an operation of the segment acts at one instant; overridden where pulses drive it. */
    void act(Emission out, ScheduledSegment segment, TimedOperation timed) {
        addIdealAction(out, segment, timed);
    }

    /** The wanted extra channels of an operation; overridden where its own pulse is turned further. */
    void err(Emission out, TimedOperation timed, Predicate<NoiseEffect> wanted) {
        addExtras(out, timed, wanted);
    }

    /** The operation itself, at one instant: gate, reset or measurement; nothing for an idle. */
    static void addIdealAction(Emission out, ScheduledSegment segment, TimedOperation timed) {
        Operation operation = timed.operation();
        if (operation instanceof UnitaryOperation unitary) {
            out.add(new NoisyInstruction.Gate(unitary, Optional.empty()));
        } else if (operation instanceof Reset reset) {
            out.add(new NoisyInstruction.Noise(
                    Channels.reset(1), List.of(reset.qubit()), new NoiseOrigin(Reset.NAME, Reset.NAME, 0)));
        } else if (operation instanceof Measurement measurement) {
            out.add(new NoisyInstruction.Measure(measurement.qubit(), measurement.bit()));
            if (!segment.settles(timed)) {
                out.add(new NoisyInstruction.Noise(
                        Channels.phaseFlip(0.5),
                        List.of(measurement.qubit()),
                        new NoiseOrigin(Measurement.NAME, Measurement.NAME, 0)));
            }
        }
    }

    /** The wanted extra channels attached to an operation, over-rotations first: they belong to the pulse itself. */
    final void addExtras(Emission out, TimedOperation timed, Predicate<NoiseEffect> wanted) {
        String name = operationName(timed.operation());
        Optional<UnitaryOperation> unitary =
                timed.operation() instanceof UnitaryOperation u ? Optional.of(u) : Optional.empty();
        for (boolean overRotations : new boolean[] {true, false}) {
            for (ExtraChannel channel : attached(name, unitary.isPresent())) {
                NoiseEffect effect = channel.type().effect(channel.arguments(), timed.duration());
                if (effect instanceof NoiseEffect.OverRotation == overRotations && wanted.test(effect)) {
                    addExtra(out, channel, name, timed.operation().qubits(), timed.duration(), unitary);
                }
            }
        }
        unitary.ifPresent(gate -> addGateError(out, gate, timed.duration()));
    }

    /** The rates of channels attached to an operation that state them, at one of its qubits. */
    final Lindbladian.Relaxation extraRates(Emission out, int qubit, Operation operation, double seconds) {
        String name = operationName(operation);
        Lindbladian.Relaxation sum = Lindbladian.Relaxation.NONE;
        for (ExtraChannel channel : attached(name, operation instanceof UnitaryOperation)) {
            if (channel.type().effect(channel.arguments(), seconds) instanceof NoiseEffect.Apply apply
                    && apply.rates().isPresent()
                    && limitedTo(channel, qubit)
                    && includes(channel.id(), qubit, name, out.step)) {
                sum = sum.plus(apply.rates().get().times(model.scale()));
                out.coverage.noise(name, qubit, channel.id(), seconds);
            }
        }
        return sum;
    }

    /** What the device's stated error of a gate holds beyond relaxation. */
    private void addGateError(Emission out, UnitaryOperation gate, double seconds) {
        List<String> names = gate.qubits().stream()
                .map(q -> calibration.qubits().get(q).name())
                .toList();
        double probability = calibration
                .operation(gate.name())
                .flatMap(o -> o.error(names))
                .map(OperationCalibration.GateError::depolarizing)
                .orElse(0.0);
        int qubit = gate.qubits().size() == 1 ? gate.qubits().get(0) : NoiseSelection.SEVERAL_QUBITS;
        if (probability == 0 || !includes(NoiseMechanism.GATE_ERROR, qubit, gate.name(), out.step)) {
            return;
        }
        QuantumChannel channel = Channels.depolarizing(gate.qubits().size(), probability);
        out.add(new NoisyInstruction.Noise(
                scaled(channel, "the depolarizing channel of `gate-errors: match` after " + gate.name()),
                gate.qubits(),
                new NoiseOrigin(NoiseMechanism.GATE_ERROR, gate.name(), seconds)));
        cover(out, NoiseMechanism.GATE_ERROR, gate.name(), gate.qubits(), seconds);
    }

    /** Factor on the operation's own angle from over-rotations, as an addition in radians. */
    final double overRotation(Emission out, UnitaryOperation operation, double seconds) {
        double extra = 0;
        for (ExtraChannel channel : attached(operation.name(), true)) {
            if (channel.type().effect(channel.arguments(), seconds) instanceof NoiseEffect.OverRotation over
                    && actsOnAll(channel, operation.qubits(), out.step, operation.name())) {
                extra += over.fraction() * generator(channel, operation).angle() + over.extra();
                cover(out, channel.id(), operation.name(), operation.qubits(), 0);
            }
        }
        return extra;
    }

    private List<ExtraChannel> attached(String operation, boolean gate) {
        return calibration.channels().stream()
                .filter(c -> calibration.means(c.on(), operation) || (gate && c.on().equals(ExtraChannel.ANY)))
                .toList();
    }

    private void addExtra(
            Emission out,
            ExtraChannel channel,
            String operation,
            List<Integer> targets,
            double seconds,
            Optional<UnitaryOperation> unitary) {
        NoiseEffect effect = channel.type().effect(channel.arguments(), seconds);
        NoiseOrigin origin = new NoiseOrigin(channel.id(), operation, seconds);
        if (effect instanceof NoiseEffect.OverRotation over) {
            UnitaryOperation turned = unitary.orElseThrow(() -> new IllegalArgumentException(
                    "channel " + channel.id() + " turns an operation further, but " + operation + " is no gate"));
            if (actsOnAll(channel, targets, out.step, operation)) {
                Generator generator = generator(channel, turned);
                double extra = over.fraction() * generator.angle() + over.extra();
                out.add(new NoisyInstruction.Gate(
                        excess(channel.id(), turned, generator.withAngle(extra)), Optional.of(origin)));
                cover(out, channel.id(), operation, targets, seconds);
            }
            return;
        }
        QuantumChannel whole = ((NoiseEffect.Apply) effect).channel();
        QuantumChannel scaled =
                whole.isUnitary() ? whole : scaled(whole, "channel " + channel.id() + " (on: " + channel.on() + ")");
        if (scaled.qubits() == 1) {
            for (int q : targets) {
                if (limitedTo(channel, q) && includes(channel.id(), q, operation, out.step)) {
                    out.add(new NoisyInstruction.Noise(scaled, List.of(q), origin));
                    out.coverage.noise(operation, q, channel.id(), seconds);
                }
            }
            return;
        }
        List<Integer> group = operation.equals(ExtraChannel.STEP) ? named(channel) : targets;
        if (scaled.qubits() != group.size()) {
            throw new IllegalArgumentException("channel " + channel.id() + " acts on " + scaled.qubits()
                    + " qubits, but " + operation + " on " + group.size());
        }
        if (actsOnAll(channel, group, out.step, operation)) {
            out.add(new NoisyInstruction.Noise(scaled, group, origin));
            cover(out, channel.id(), operation, group, seconds);
        }
    }

    private QuantumChannel scaled(QuantumChannel channel, String what) {
        if (model.scale() == 1) {
            return channel;
        }
        try {
            return channel.scaled(model.scale());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "`noise.scale` must leave " + what + " completely positive as 1 + scale (E - 1), but is "
                            + NumberText.of(model.scale()) + "; the largest that does is "
                            + NumberText.of(largestScale(channel, model.scale())),
                    e);
        }
    }

    /** To a part in 10^7, rounded down. */
    private static double largestScale(QuantumChannel channel, double tooLarge) {
        double low = 1;
        double high = tooLarge;
        while (high - low > 1e-7 * low) {
            double middle = (low + high) / 2;
            try {
                channel.scaled(middle);
                low = middle;
            } catch (IllegalArgumentException e) {
                high = middle;
            }
        }
        return low;
    }

    private List<Integer> named(ExtraChannel channel) {
        return channel.qubits().stream()
                .map(name -> calibration.indexOf(name).orElseThrow())
                .toList();
    }

    private boolean limitedTo(ExtraChannel channel, int qubit) {
        return channel.qubits().isEmpty()
                || channel.qubits().contains(calibration.qubits().get(qubit).name());
    }

    private boolean actsOnAll(ExtraChannel channel, List<Integer> targets, int step, String operation) {
        int qubit = targets.size() == 1 ? targets.get(0) : NoiseSelection.SEVERAL_QUBITS;
        return targets.stream().allMatch(q -> limitedTo(channel, q)) && includes(channel.id(), qubit, operation, step);
    }

    private static void cover(Emission out, String mechanism, String operation, List<Integer> targets, double seconds) {
        targets.forEach(q -> out.coverage.noise(operation, q, mechanism, seconds));
    }

    private static Generator generator(ExtraChannel channel, UnitaryOperation operation) {
        return operation
                .generator()
                .orElseThrow(() -> new IllegalArgumentException("channel " + channel.id()
                        + " turns an operation further, but " + operation.name() + " states no Hamiltonian"));
    }

    static UnitaryOperation excess(String id, UnitaryOperation operation, Generator excess) {
        List<Double> parameters = List.of(excess.angle());
        if (operation instanceof MatrixOperation) {
            ComplexMatrix matrix = MatrixExponential.hermitian(excess.axis().matrix(), excess.angle());
            return new MatrixOperation(id, parameters, operation.qubits(), matrix, Optional.of(excess));
        }
        return operation instanceof DiagonalOperation
                ? new DiagonalOperation(id, parameters, operation.qubits(), excess)
                : new HamiltonianOperation(id, parameters, operation.qubits(), excess);
    }

    final boolean includes(String mechanism, int qubit, String operation, int step) {
        return model.selection().includes(mechanism, qubit, operation, step);
    }

    /** The qubit's relaxation and detuning at one instant for a stretch of time. */
    void addRelaxation(Emission out, int qubit, String operation, double seconds) {
        if (seconds == 0) {
            return;
        }
        double turn = detuning(qubit, operation, out.step) * seconds;
        if (turn != 0) {
            out.add(new NoisyInstruction.Gate(
                    Gates.rz(turn, qubit),
                    Optional.of(new NoiseOrigin(NoiseMechanism.QUASI_STATIC, operation, seconds))));
            out.coverage.noise(operation, qubit, NoiseMechanism.QUASI_STATIC, seconds);
        }
        RelaxationKey key = relaxationKey(out, qubit, operation, seconds);
        Lindbladian.Relaxation rates = rates(key);
        if (rates.equals(Lindbladian.Relaxation.NONE)) {
            return;
        }
        QuantumChannel channel = relaxations.computeIfAbsent(new TimedRelaxation(rates, seconds), k -> {
            double rate = rates.down() + rates.up();
            double population = rate == 0 ? 0 : rates.up() / rate;
            double t2 = 1 / (rate / 2 + rates.dephasing());
            return Channels.thermalRelaxation(1 / rate, t2, population, seconds);
        });
        out.add(new NoisyInstruction.Noise(
                channel, List.of(qubit), new NoiseOrigin(NoiseMechanism.RELAXATION, operation, seconds)));
        coverRelaxation(out, key, operation);
    }

    final Lindbladian.Relaxation relaxation(Emission out, int qubit, String operation, double seconds) {
        RelaxationKey key = relaxationKey(out, qubit, operation, seconds);
        coverRelaxation(out, key, operation);
        return rates(key);
    }

    /** The detuning in rad/s, H = detuning Z / 2; 0 where switched off. */
    final double detuning(int qubit, String operation, int step) {
        return includes(NoiseMechanism.QUASI_STATIC, qubit, operation, step) ? detunings[qubit] : 0;
    }

    final RelaxationKey relaxationKey(Emission out, int qubit, String operation, double seconds) {
        return new RelaxationKey(
                qubit,
                seconds,
                includes(NoiseMechanism.T1, qubit, operation, out.step),
                includes(NoiseMechanism.TPHI, qubit, operation, out.step),
                includes(NoiseMechanism.THERMAL, qubit, operation, out.step));
    }

    final Lindbladian.Relaxation rates(RelaxationKey key) {
        QubitCalibration qubit = calibration.qubits().get(key.qubit());
        double rate = key.t1() ? model.scale() * qubit.relaxationRate() : 0;
        double population = key.thermal() ? qubit.excitedPopulation().value() : 0;
        double dephasing = key.tPhi() ? model.scale() * qubit.dephasingRate() : 0;
        return new Lindbladian.Relaxation(rate * (1 - population), rate * population, dephasing);
    }

    final void coverRelaxation(Emission out, RelaxationKey key, String operation) {
        Lindbladian.Relaxation rates = rates(key);
        if (rates.down() + rates.up() > 0) {
            out.coverage.noise(operation, key.qubit(), NoiseMechanism.T1, key.seconds());
        }
        if (rates.up() > 0) {
            out.coverage.noise(operation, key.qubit(), NoiseMechanism.THERMAL, key.seconds());
        }
        if (rates.dephasing() > 0) {
            out.coverage.noise(operation, key.qubit(), NoiseMechanism.TPHI, key.seconds());
        }
    }

    /** Crosstalk between qubits of the circuit. */
    final List<Crosstalk> crosstalk() {
        return calibration.crosstalk().stream()
                .filter(c -> Math.max(c.first(), c.second()) < qubits && c.rate() != 0)
                .toList();
    }

    /** The operation that the crosstalk of two qubits belongs to: that of the first, unless it idles. */
    static String crosstalkOperation(List<String> operations) {
        return operations.get(operations.get(0).equals(ExtraChannel.IDLE) ? 1 : 0);
    }

    /** True if the crosstalk of two qubits is switched on during the operations that they are in. */
    final boolean crosstalkActs(Emission out, List<String> operations) {
        return includes(
                NoiseMechanism.CROSSTALK, NoiseSelection.SEVERAL_QUBITS, crosstalkOperation(operations), out.step);
    }

    static PauliSum zz(double coefficient) {
        return PauliSum.of(coefficient, "ZZ");
    }
}
