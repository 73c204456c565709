package org.strangenoise.noise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.HamiltonianOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.PulseCalibration;
import org.strangenoise.device.PulseCalibration.Knob;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.NearestUnitary;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.transmon.CalibrationFailedException;
import org.strangenoise.transmon.InteractionCalibration;
import org.strangenoise.transmon.LadderGenerator;
import org.strangenoise.transmon.LadderLindbladian;
import org.strangenoise.transmon.LadderLindbladian.Term;
import org.strangenoise.transmon.LadderPropagator;
import org.strangenoise.transmon.LadderSpace;
import org.strangenoise.transmon.PulseShape;
import org.strangenoise.transmon.RotationCalibration;

/**
 * How a device drives gates on qubits of more than two levels: rotations about an axis of the equator by a resonant
 * pulse, exchange by the coupling, both calibrated as the device says. Other gates have no pulse.
 */
final class LadderPulses {

    private static final double TOLERANCE = 1e-12;

    /** Calibrations are pure functions of these: schedules, ensembles and sweeps of other numbers share them. */
    private static final Map<Object, Object> KNOWN = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
            return size() > 8192;
        }
    });

    private record Calibrated(Object pulse, Set<Knob> knobs) {}

    /** Integrals of a Hamiltonian's coupling, {@code angle (a^dagger b + b^dagger a)} by pair. */
    private record Coupling(int first, int second, double angle) {}

    /**
     * A gate as it is driven.
     *
     * @param source what drives it
     * @param operation the gate
     * @param driven what its calibration found
     * @param seconds how long
     * @param zBefore angle of {@code exp(-i phi n)} on every qubit before
     * @param zAfter the same after
     */
    record Pulse(
            LadderPulses source,
            UnitaryOperation operation,
            DrivenPulse driven,
            double seconds,
            double zBefore,
            double zAfter) {

        /** The Hamiltonian's terms, on the given local qubits, {@code offset} seconds after the pulse's start. */
        List<Term> terms(List<Integer> positions, double excess, double offset) {
            double angle = operation.generator().orElseThrow().angle();
            double factor = angle == 0 ? 1 : 1 + excess / angle;
            return source.terms(this, positions, factor, offset);
        }
    }

    private final Calibration calibration;
    private final Map<Pulse, ComplexMatrix> blocks = new HashMap<>();
    private final Map<List<Object>, DrivenPulse> driven = new LinkedHashMap<>();

    LadderPulses(Calibration calibration) {
        this.calibration = calibration;
    }

    /** Every pulse that was asked for. */
    List<DrivenPulse> driven() {
        return List.copyOf(driven.values());
    }

    /** True if any of the qubits has more than two levels. */
    boolean concern(List<Integer> qubits) {
        return qubits.stream()
                .anyMatch(q -> q < calibration.qubits().size()
                        && calibration.qubits().get(q).levels() > 2);
    }

    /** What a pulse is off by nominal duration: the factor that a calibrated interaction takes. */
    double durationFactor(UnitaryOperation operation, double nominal) {
        if (nominal == 0 || !concern(operation.qubits()) || !knobs(operation).contains(Knob.KAPPA)) {
            return 1;
        }
        return exchange(operation)
                .map(couplings -> interaction(operation, couplings, nominal).scale())
                .orElse(1.0);
    }

    /** The z angle phi of {@code exp(-i phi n)} that a diagonal gate of one qubit is, however long it takes. */
    static Optional<Double> zAngle(UnitaryOperation operation) {
        if (operation.qubits().size() == 1 && operation instanceof DiagonalOperation diagonal) {
            double[] phases = diagonal.phases();
            return Optional.of(phases[1] - phases[0]);
        }
        return Optional.empty();
    }

    /** How the gate is driven in the seconds that it takes; empty if no pulse is known for it, or it takes no time. */
    Optional<Pulse> pulse(UnitaryOperation operation, double seconds) {
        if (seconds == 0 || !concern(operation.qubits())) {
            return Optional.empty();
        }
        if (operation.qubits().size() == 1) {
            return equatorial(operation).map(axis -> rotationPulse(operation, axis, seconds));
        }
        return exchange(operation).map(couplings -> exchangePulse(operation, couplings, seconds));
    }

    private Pulse rotationPulse(UnitaryOperation operation, double[] axis, double seconds) {
        RotationCalibration found = rotation(operation, axis, seconds);
        DrivenPulse pulse = driven.computeIfAbsent(
                List.of(operation.name(), operation.qubits(), found),
                key -> new DrivenPulse(operation.name(), operation.qubits(), Optional.of(found), Optional.empty()));
        return new Pulse(this, operation, pulse, seconds, found.phase(), found.phase());
    }

    private Pulse exchangePulse(UnitaryOperation operation, List<Coupling> couplings, double seconds) {
        if (calibration.pulse(operation.name()).drag().value() != 0) {
            throw new CalibrationFailedException("`drag` of " + operation.name()
                    + " must be 0, as an interaction has no second quadrature, but is "
                    + calibration.pulse(operation.name()).drag().value());
        }
        Optional<InteractionCalibration> found = isUniform(operation, couplings) && isCalibrated(operation)
                ? Optional.of(interaction(operation, couplings, nominal(operation, couplings, seconds)))
                : Optional.empty();
        if (found.isEmpty() && !knobs(operation).isEmpty()) {
            throw new CalibrationFailedException(operation.name() + " on qubits " + operation.qubits()
                    + " cannot be calibrated: its couplings are not all equal; `calibrate: none` takes the raw pulse");
        }
        DrivenPulse pulse = driven.computeIfAbsent(
                List.of(operation.name(), operation.qubits(), found),
                key -> new DrivenPulse(operation.name(), operation.qubits(), Optional.empty(), found));
        double z = knobs(operation).contains(Knob.PHASE) ? found.orElseThrow().phase() : 0;
        return new Pulse(this, operation, pulse, seconds, 0, z);
    }

    /** The nominal duration of an interaction that was scheduled with its calibrated one. */
    private double nominal(UnitaryOperation operation, List<Coupling> couplings, double seconds) {
        double nominal = new CalibratedDurations(calibration).nominalSeconds(operation);
        double scale = knobs(operation).contains(Knob.KAPPA)
                ? interaction(operation, couplings, nominal).scale()
                : 1;
        if (Math.abs(scale * nominal - seconds) > 1e-9 * seconds) {
            throw new IllegalArgumentException("Argument `scheduled` must give " + operation.name()
                    + " the duration of the device, " + scale * nominal + " s, but gives it " + seconds + " s");
        }
        return nominal;
    }

    private List<Term> terms(Pulse pulse, List<Integer> positions, double factor, double offset) {
        PulseShape shape = shape(pulse.operation(), pulse.seconds());
        LadderLindbladian.Timing timing = new LadderLindbladian.Timing(shape, pulse.seconds(), offset);
        if (pulse.driven().rotation().isPresent()) {
            RotationCalibration found = pulse.driven().rotation().get();
            return found.pulse().terms(positions.get(0), factor * found.amplitude(), found.detuning(), timing);
        }
        List<Term> terms = new ArrayList<>();
        UnitaryOperation operation = pulse.operation();
        for (int k = 0; k < positions.size(); k++) {
            terms.add(new LadderLindbladian.Energy(
                    positions.get(k),
                    anharmonicity(operation.qubits().get(k)),
                    detuning(operation, operation.qubits().get(k))));
        }
        double scale =
                pulse.driven().interaction().map(InteractionCalibration::scale).orElse(1.0);
        for (Coupling pair : exchange(operation).orElseThrow()) {
            terms.add(new LadderLindbladian.Exchange(
                    positions.get(pair.first()), positions.get(pair.second()), factor * scale * pair.angle(), timing));
        }
        return terms;
    }

    /**
     * The unitary polar factor W of the computational block of a pulse between its z rotations, as a matrix on bits.
     *
     * @throws CalibrationFailedException if so much leaks that none is determined
     */
    ComplexMatrix polarFactor(Pulse pulse) {
        return blocks.computeIfAbsent(pulse, this::makePolarFactor);
    }

    private ComplexMatrix makePolarFactor(Pulse pulse) {
        List<Integer> qubits = pulse.operation().qubits();
        int n = qubits.size();
        List<Integer> levels =
                qubits.stream().map(q -> calibration.qubits().get(q).levels()).toList();
        LadderGenerator generator = new LadderGenerator(new LadderLindbladian(
                levels,
                pulse.seconds(),
                pulse.terms(IntStream.range(0, n).boxed().toList(), 0, 0),
                Collections.nCopies(n, LadderLindbladian.Relaxation.NONE)));
        LadderSpace space = generator.space();
        int d = 1 << n;
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        int[] bits = new int[space.dimension()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = space.isComputational(i) ? space.bits(i) : -1;
        }
        for (LadderPropagator.Block block : LadderPropagator.unitary(generator, TOLERANCE)) {
            int[] indices = block.indices();
            for (int i = 0; i < indices.length; i++) {
                for (int j = 0; j < indices.length; j++) {
                    int r = bits[indices[i]];
                    int c = bits[indices[j]];
                    if (r >= 0 && c >= 0) {
                        double angle = pulse.zAfter() * Integer.bitCount(r) + pulse.zBefore() * Integer.bitCount(c);
                        double x = block.matrix().re(i, j);
                        double y = block.matrix().im(i, j);
                        re[r * d + c] = x * StrictMath.cos(angle) + y * StrictMath.sin(angle);
                        im[r * d + c] = y * StrictMath.cos(angle) - x * StrictMath.sin(angle);
                    }
                }
            }
        }
        return NearestUnitary.polarFactor(ComplexMatrix.of(d, d, re, im));
    }

    private RotationCalibration rotation(UnitaryOperation operation, double[] axis, double seconds) {
        int q = operation.qubits().get(0);
        PulseCalibration how = calibration.pulse(operation.name());
        RotationCalibration.Pulse pulse = new RotationCalibration.Pulse(
                calibration.qubits().get(q).levels(),
                anharmonicity(q),
                axis[0],
                axis[1],
                how.drag().value(),
                shape(operation, seconds),
                seconds,
                detuning(operation, q));
        return known(
                pulse,
                knobs(operation),
                RotationCalibration.class,
                () -> knobs(operation).isEmpty()
                        ? RotationCalibration.raw(pulse)
                        : RotationCalibration.of(
                                operation.name() + " of "
                                        + calibration.qubits().get(q).name(),
                                pulse,
                                knobs(operation)));
    }

    private InteractionCalibration interaction(UnitaryOperation operation, List<Coupling> couplings, double nominal) {
        List<Integer> qubits = operation.qubits();
        InteractionCalibration.Pulse pulse = new InteractionCalibration.Pulse(
                qubits.stream().map(q -> calibration.qubits().get(q).levels()).toList(),
                qubits.stream().map(this::anharmonicity).toList(),
                qubits.stream().map(q -> detuning(operation, q)).toList(),
                -qubits.size() * couplings.get(0).angle(),
                calibration.envelope(operation.name()),
                calibration.pulse(operation.name()).riseTime().value(),
                nominal);
        return known(
                pulse,
                knobs(operation),
                InteractionCalibration.class,
                () -> InteractionCalibration.of(operation.name(), pulse, knobs(operation)));
    }

    private static <T> T known(Object pulse, Set<Knob> knobs, Class<T> type, java.util.function.Supplier<T> make) {
        Calibrated key = new Calibrated(pulse, knobs);
        Object found = KNOWN.get(key);
        if (found == null) {
            found = make.get();
            KNOWN.put(key, found);
        }
        return type.cast(found);
    }

    /** What is turned: what the device says, or what is usual. */
    private Set<Knob> knobs(UnitaryOperation operation) {
        boolean rotates = operation.qubits().size() == 1;
        Set<Knob> usual = rotates ? Set.of(Knob.AMPLITUDE, Knob.PHASE) : Set.of(Knob.KAPPA, Knob.PHASE);
        Set<Knob> asked = calibration.pulse(operation.name()).calibrate().orElse(usual);
        Set<Knob> known = rotates ? Set.of(Knob.AMPLITUDE, Knob.PHASE, Knob.DETUNING) : usual;
        if (!known.containsAll(asked)) {
            throw new CalibrationFailedException("`calibrate` of " + operation.name() + " must hold "
                    + (rotates
                            ? "amplitude, and phase or detuning, as it is a rotation"
                            : "kappa, phase or both, as it is an interaction")
                    + ", but is " + asked.toString().toLowerCase(Locale.ROOT));
        }
        return asked;
    }

    private PulseShape shape(UnitaryOperation operation, double seconds) {
        return new PulseShape(
                calibration.envelope(operation.name()),
                calibration.pulse(operation.name()).riseTime().value() / seconds);
    }

    double anharmonicity(int qubit) {
        return calibration.qubits().get(qubit).ladder().anharmonicity();
    }

    /** Raw pulses of large registers are driven without a look at what they do. */
    private boolean isCalibrated(UnitaryOperation operation) {
        return !knobs(operation).isEmpty()
                || InteractionCalibration.isFeasible(operation.qubits().stream()
                        .map(q -> calibration.qubits().get(q).levels())
                        .toList());
    }

    private double detuning(UnitaryOperation operation, int qubit) {
        return calibration
                .pulse(operation.name())
                .detuning(calibration.qubits().get(qubit).name());
    }

    /** Half the angles about x and y, if the gate turns about an axis of the equator. */
    private static Optional<double[]> equatorial(UnitaryOperation operation) {
        Optional<Generator> generator = operation.generator();
        if (generator.isEmpty()) {
            return Optional.empty();
        }
        double[] axis = new double[2];
        for (PauliSum.Term term : generator.get().integrated().terms()) {
            switch (term.string().letter(0)) {
                case 'X' -> axis[0] += term.coefficient();
                case 'Y' -> axis[1] += term.coefficient();
                case 'Z' -> {
                    return Optional.empty();
                }
                default -> {
                    // A constant is a global phase.
                }
            }
        }
        return Optional.of(axis);
    }

    /** The couplings of a Hamiltonian {@code sum c (X X + Y Y)}, which is {@code 2 c (a^dagger b + b^dagger a)}. */
    private static Optional<List<Coupling>> exchange(UnitaryOperation operation) {
        if (!(operation instanceof HamiltonianOperation)
                || operation.generator().isEmpty()) {
            return Optional.empty();
        }
        Map<String, double[]> pairs = new LinkedHashMap<>();
        for (PauliSum.Term term : operation.generator().get().integrated().terms()) {
            PauliString string = term.string();
            String letters = string.letters();
            String pair = letters.replace('X', 'P').replace('Y', 'P');
            boolean same = letters.chars().filter(c -> c != 'I').distinct().count() == 1;
            if (!same
                    || pair.contains("Z")
                    || pair.chars().filter(c -> c == 'P').count() != 2) {
                return Optional.empty();
            }
            pairs.computeIfAbsent(pair, p -> new double[2])[letters.contains("X") ? 0 : 1] += term.coefficient();
        }
        List<Coupling> couplings = new ArrayList<>();
        for (Map.Entry<String, double[]> entry : pairs.entrySet()) {
            double[] c = entry.getValue();
            if (c[0] != c[1]) {
                return Optional.empty();
            }
            couplings.add(
                    new Coupling(entry.getKey().indexOf('P'), entry.getKey().lastIndexOf('P'), 2 * c[0]));
        }
        return couplings.isEmpty() ? Optional.empty() : Optional.of(couplings);
    }

    private static boolean isUniform(UnitaryOperation operation, List<Coupling> couplings) {
        int n = operation.qubits().size();
        return couplings.size() == n * (n - 1) / 2
                && couplings.stream()
                        .allMatch(c -> c.angle() == couplings.get(0).angle());
    }
}
