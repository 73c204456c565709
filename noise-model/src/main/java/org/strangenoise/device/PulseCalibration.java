package org.strangenoise.device;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.math.Measured;
import org.strangenoise.math.NumberText;

/**
 * How an operation is driven on transmons of more than two levels. Two-level qubits do not see it.
 *
 * @param drag factor of the derivative in the second quadrature: {@code (drag / 2) (dW/dt) / eta} beside {@code W / 2}
 *     (Motzoi et al., Phys. Rev. Lett. 103, 110501 (2009)); 0 for none
 * @param riseTime seconds in which an interaction rises and falls, as half a cosine, at a fixed integral of its
 *     coupling
 * @param detunings hertz by qubit: offset of its frequency while the operation lasts, positive for a higher frequency
 * @param calibrate what is adjusted so that the operation does what it should; absent for the usual: amplitude and
 *     phase of a rotation, kappa and phase of an interaction; empty for raw pulses
 */
public record PulseCalibration(
        Measured drag, Measured riseTime, Map<String, Measured> detunings, Optional<Set<Knob>> calibrate) {

    /** What a calibration turns. */
    public enum Knob {
        /** A factor on a rotation's pulse. */
        AMPLITUDE,
        /** One z angle, equal before and after a rotation, or that of an interaction. */
        PHASE,
        /** A constant offset of the drive's frequency during a rotation, in place of the phase. */
        DETUNING,
        /** The duration of an interaction. */
        KAPPA
    }

    /** No DRAG, no rise time, no detunings, calibrated as is usual. */
    public static final PulseCalibration DEFAULT =
            new PulseCalibration(Measured.exactly(0), Measured.exactly(0), Map.of(), Optional.empty());

    /** As programmed, without calibration. */
    public static final PulseCalibration RAW = DEFAULT.calibrating(Set.of());

    /** Checks the components, of which it keeps copies. */
    public PulseCalibration {
        detunings = Collections.unmodifiableMap(new LinkedHashMap<>(detunings));
        calibrate =
                calibrate.map(knobs -> knobs.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(knobs)));
        if (!Double.isFinite(drag.value())) {
            throw new IllegalArgumentException("Argument `drag` must be finite, but is " + NumberText.of(drag.value()));
        }
        if (!(riseTime.value() >= 0) || Double.isInfinite(riseTime.value())) {
            throw new IllegalArgumentException(
                    "Argument `riseTime` must be finite and not negative, but is " + riseTime.value() + " s");
        }
        if (detunings.values().stream().anyMatch(d -> Double.isInfinite(d.value()))) {
            throw new IllegalArgumentException("Argument `detunings` must be finite, but is " + detunings);
        }
        if (calibrate.isPresent() && calibrate.get().containsAll(Set.of(Knob.PHASE, Knob.DETUNING))) {
            throw new IllegalArgumentException(
                    "Argument `calibrate` must not hold both phase and detuning, which do the same, but is "
                            + calibrate.get());
        }
    }

    /** The same with other knobs turned by calibration. */
    public PulseCalibration calibrating(Set<Knob> knobs) {
        return new PulseCalibration(drag, riseTime, detunings, Optional.of(knobs));
    }

    /** The same with another drag. */
    public PulseCalibration withDrag(Measured newDrag) {
        return new PulseCalibration(newDrag, riseTime, detunings, calibrate);
    }

    /** The same with another rise time. */
    public PulseCalibration withRiseTime(Measured newRiseTime) {
        return new PulseCalibration(drag, newRiseTime, detunings, calibrate);
    }

    /** The same with another detuning. */
    public PulseCalibration withDetuning(String qubit, Measured hertz) {
        Map<String, Measured> changed = new LinkedHashMap<>(detunings);
        changed.put(qubit, hertz);
        return new PulseCalibration(drag, riseTime, changed, calibrate);
    }

    /** The offset of a qubit in rad/s. */
    public double detuning(String qubit) {
        Measured hertz = detunings.get(qubit);
        return hertz == null ? 0 : 2 * Math.PI * hertz.value();
    }
}
