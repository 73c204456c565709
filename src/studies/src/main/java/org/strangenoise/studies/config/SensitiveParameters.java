package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.budget.DecoherenceBudget;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.DeviceParameter;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.QubitCalibration.CoherenceKind;
import org.strangenoise.math.Measured;
import org.strangenoise.simulate.gradient.Variation;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;

/** The parameters whose influence is of interest when none are named. */
public final class SensitiveParameters {

    private static final String NOISE_SCALE = "noise.scale";

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
        for (OperationCalibration operation : setup.device().operations().values()) {
            if (StudyParameter.CouplingDuration.seconds(setup, operation.name()) > 0) {
                parameters.add(StudyParameter.couplingDuration(setup, operation.name()));
            }
        }
        if (setup.circuit().kickedTop().isPresent()) {
            parameters.add(StudyParameter.resolve(setup, "circuit.kicked-top.kappa"));
            parameters.add(StudyParameter.resolve(setup, "circuit.kicked-top.rotation"));
        }
        parameters.add(StudyParameter.resolve(setup, NOISE_SCALE));
        return parameters;
    }

    /**
     * The parameter of an address, the duration of an operation with a coupling among them.
     *
     * @throws IllegalArgumentException naming the part that is unknown and what is known
     */
    public static StudyParameter resolve(Setup setup, String address) {
        Optional<String> coupled = setup.device().operations().values().stream()
                .filter(operation -> operation.timing() instanceof OperationCalibration.Timing.Coupling)
                .map(OperationCalibration::name)
                .filter(name -> StudyParameter.CouplingDuration.address(name).equals(address))
                .findFirst();
        return coupled.isPresent()
                ? StudyParameter.couplingDuration(setup, coupled.get())
                : StudyParameter.resolve(setup, address);
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

    /** The values that a parameter takes. */
    public static Variation.Domain domain(StudyParameter parameter) {
        if (parameter.rule().equals(Rule.PROBABILITY)) {
            return Variation.Domain.PROBABILITY;
        }
        if (parameter.address().equals(NOISE_SCALE)) {
            return Variation.Domain.FACTOR;
        }
        if (isNonNegative(parameter)) {
            return Variation.Domain.NON_NEGATIVE;
        }
        return parameter.kind() == QuantityKind.FREQUENCY ? Variation.Domain.FREQUENCY : Variation.Domain.ANY;
    }

    /** True if it is the T2 of one or all qubits. */
    public static boolean isT2(StudyParameter parameter) {
        return parameter.address().matches("device\\.qubits\\..*\\.T2");
    }

    /** The least and the greatest value that the rest of the device allows: T2 is at most 2 T1. */
    public static double[] limits(Setup setup, StudyParameter parameter) {
        return DecoherenceBudget.limits(setup.device(), parameter.address());
    }

    /** True if the parameter's values may not be negative. */
    public static boolean isNonNegative(StudyParameter parameter) {
        return parameter.kind() == QuantityKind.TIME
                || parameter.address().endsWith(".coupling")
                || parameter.address().equals(NOISE_SCALE);
    }
}
