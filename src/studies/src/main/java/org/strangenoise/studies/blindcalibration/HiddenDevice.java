package org.strangenoise.studies.blindcalibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.QubitCalibration.CoherenceKind;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.math.Measured;
import org.strangenoise.studies.blindcalibration.BlindCalibrationPlan.Hidden;
import org.strangenoise.studies.blindcalibration.BlindCalibrationPlan.Range;

/** Draws the numbers of a device that nobody is told. */
final class HiddenDevice {

    static final String INTERACTION = "interaction";

    private HiddenDevice() {}

    /** The public device with numbers of its own. */
    static Calibration of(Calibration shown, Map<Hidden, Range> hidden, long seed) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        List<QubitCalibration> qubits = new ArrayList<>();
        for (QubitCalibration qubit : shown.qubits()) {
            qubits.add(qubit.withT1(drawn(Hidden.T1, hidden, random))
                    .withCoherence(CoherenceKind.TPHI, drawn(Hidden.TPHI, hidden, random))
                    .withQuasiStaticT(drawn(Hidden.QUASI_STATIC_T, hidden, random))
                    .withReadout(new ReadoutError(
                            drawn(Hidden.P1_GIVEN_0, hidden, random), drawn(Hidden.P0_GIVEN_1, hidden, random))));
        }
        List<Crosstalk> pairs = shown.crosstalk().stream()
                .map(pair -> new Crosstalk(pair.first(), pair.second(), drawn(Hidden.ZZ, hidden, random)))
                .toList();
        OperationCalibration interaction = shown.operation(INTERACTION).orElseThrow();
        return shown.withQubits(qubits)
                .withCrosstalk(pairs)
                .withOperation(interaction.withTiming(new Timing.Coupling(drawn(Hidden.COUPLING, hidden, random))));
    }

    private static Measured drawn(Hidden what, Map<Hidden, Range> hidden, UniformRandomProvider random) {
        Range range = Objects.requireNonNull(hidden.get(what));
        return Measured.exactly(
                range.low() * StrictMath.exp(random.nextDouble() * StrictMath.log(range.high() / range.low())));
    }
}
