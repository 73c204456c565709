package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.DeviceParameter;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.QubitCalibration.CoherenceKind;
import org.strangenoise.math.Measured;
import org.strangenoise.yaml.QuantityKind;

/** The parameters whose influence is of interest when none are named. */
public final class SensitiveParameters {

    private SensitiveParameters() {}

    /** All finite numbers of the device that the figure of merit may depend on, and the circuit's own. */
    public static List<StudyParameter> of(Setup setup, FigureOfMerit merit) {
        Setup byTphi = setup.withDevice(withTphi(setup.device()));
        List<String> qubits = setup.device().qubits().subList(0, setup.circuit().qubits()).stream()
                .map(q -> "device.qubits." + q.name() + ".")
                .toList();
        List<StudyParameter> parameters = new ArrayList<>();
        for (DeviceParameter parameter : DeviceParameter.all(byTphi.device())) {
            String address = parameter.address();
            boolean absent =
                    address.startsWith("device.qubits.") && qubits.stream().noneMatch(address::startsWith);
            boolean unread = address.contains(".readout.") && !merit.isMeasured();
            if (!absent
                    && !unread
                    && Double.isFinite(parameter.get(byTphi.device()).value())) {
                parameters.add(StudyParameter.resolve(byTphi, address));
            }
        }
        if (setup.circuit() instanceof CircuitSource.KickedTopSource) {
            parameters.add(StudyParameter.resolve(setup, "circuit.kicked-top.kappa"));
            parameters.add(StudyParameter.resolve(setup, "circuit.kicked-top.rotation"));
        }
        parameters.add(StudyParameter.resolve(setup, "noise.scale"));
        return parameters;
    }

    /** The same device with every qubit's dephasing as Tphi, so that T1 and Tphi vary independently. */
    public static Calibration withTphi(Calibration device) {
        return device.withQubits(
                device.qubits().stream().map(SensitiveParameters::withTphi).toList());
    }

    private static QubitCalibration withTphi(QubitCalibration qubit) {
        return qubit.coherenceKind() == CoherenceKind.TPHI
                ? qubit
                : qubit.withCoherence(CoherenceKind.TPHI, Measured.exactly(1 / qubit.dephasingRate()));
    }

    /** True if the parameter's values may not be negative. */
    public static boolean isNonNegative(StudyParameter parameter) {
        return parameter.kind() == QuantityKind.TIME
                || parameter.address().endsWith(".coupling")
                || parameter.address().equals("noise.scale");
    }
}
