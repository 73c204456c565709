package org.strangenoise.noise;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.Operation;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.PulseCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.MatrixExponential;
import org.strangenoise.math.Measured;
import org.strangenoise.pauli.PauliSum;

/**
 * Pulses between |1> and |2> of a transmon: a rotation's own pulse, driven at the anharmonicity below the qubit's
 * frequency. With {@code H = (eta/2) n (n - 1) - eta' n + (W/2) (x X + y Y)} in the frame of a drive at eta', |1> and
 * |2> are resonant where eta' is the anharmonicity eta, and their matrix element is the root of 2 times that of |0> and
 * |1>: a turn by theta takes an angle of theta/sqrt(2). The pulse is raw: the lower transition, which it meets far off
 * resonance, and an eta' that is off make its errors.
 *
 * <p>Noise, exports and backends see a rotation like any other, of the name {@link #name}, on a device that lists it
 * ({@link #on}).
 *
 * @param operation the rotation whose pulse is taken, as {@code ry}
 * @param qubit index on the device
 * @param anharmonicity eta'/2pi in hertz, as the drive has it; negative for a transmon
 */
public record UpperTransition(String operation, int qubit, double anharmonicity) {

    private static final double ROOT_2 = Math.sqrt(2);

    /** Checks the components. */
    public UpperTransition {
        if (!Double.isFinite(anharmonicity) || anharmonicity == 0) {
            throw new IllegalArgumentException(
                    "Argument `anharmonicity` must be finite and not 0, but is " + anharmonicity + " Hz");
        }
    }

    /** The name of the pulses: {@code ry-12} where the rotation is {@code ry}. */
    public String name() {
        return operation + "-12";
    }

    /**
     * The device with the pulses among its operations: they last as long as the rotation's and have its shape.
     *
     * @throws IllegalArgumentException if the qubit has two levels or the device does not list the rotation
     */
    public Calibration on(Calibration device) {
        QubitCalibration driven = device.qubits().get(qubit);
        if (driven.levels() < 3) {
            throw new IllegalArgumentException("qubit " + driven.name() + " of the device `" + device.name()
                    + "` must have more than two `levels`, as its upper transition is driven");
        }
        OperationCalibration rotation = device.operation(operation)
                .orElseThrow(() -> new IllegalArgumentException("the device `" + device.name() + "` must have "
                        + operation + " among its operations, whose pulse drives the upper transition"));
        PulseCalibration pulse = new PulseCalibration(
                        Measured.exactly(0), rotation.pulse().riseTime(), Map.of(), Optional.of(Set.of()))
                .withDetuning(driven.name(), Measured.exactly(-anharmonicity));
        return device.withOperation(
                rotation.withName(name()).withErrors(List.of()).withPulse(pulse));
    }

    /**
     * A turn by an angle about the axis {@code cos(phase) y + sin(phase) x} of the two upper levels, as seen in the
     * qubit's own frame at the pulse's start, where a drive at eta' turns by eta' in time; then a turn about z that
     * takes the phases of the drive's frame back.
     *
     * @param seconds that the pulse takes
     */
    public List<Operation> turn(double angle, double phase, double seconds) {
        PauliSum axis = PauliSum.of(StrictMath.cos(phase) / 2, "Y").plus(PauliSum.of(StrictMath.sin(phase) / 2, "X"));
        Generator generator = new Generator(angle / ROOT_2, axis);
        MatrixOperation pulse = new MatrixOperation(
                name(),
                List.of(angle, phase),
                List.of(qubit),
                MatrixExponential.hermitian(generator.integrated().matrix(), 1),
                Optional.of(generator));
        return List.of(pulse, Gates.rz(-2 * Math.PI * anharmonicity * seconds, qubit));
    }
}
