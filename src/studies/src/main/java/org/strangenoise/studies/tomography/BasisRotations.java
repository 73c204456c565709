package org.strangenoise.studies.tomography;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Calibration;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.schedule.UnknownDurationException;
import org.strangenoise.state.ProductBasis;

/**
 * The device's gates that turn a direction to z: one rotation about x or y where that does, else one about z before it.
 * Of the ways that there are, the first is taken whose gates the device has on the qubit.
 */
final class BasisRotations {

    private static final double QUARTER = Math.PI / 2;

    private BasisRotations() {}

    /**
     * The gates of a basis.
     *
     * @throws IllegalArgumentException if no rotation of the device reaches it
     */
    static List<Operation> of(ProductBasis basis, Calibration device) {
        List<Operation> gates = new ArrayList<>();
        for (int q = 0; q < basis.qubits(); q++) {
            int qubit = q;
            List<List<UnitaryOperation>> ways = ways(basis.letters().charAt(q), basis.isOpposite(q), q);
            Optional<List<UnitaryOperation>> way = ways.stream()
                    .filter(gatesOfWay -> gatesOfWay.stream().allMatch(gate -> isOn(device, gate)))
                    .findFirst();
            gates.addAll(way.orElseThrow(() -> new IllegalArgumentException("no rotation of the device `"
                    + device.name() + "` turns " + (basis.isOpposite(qubit) ? "-" : "+")
                    + basis.letters().charAt(qubit) + " of qubit "
                    + device.qubits().get(qubit).name() + " to z: it must have "
                    + String.join(
                            ", or ",
                            ways.stream()
                                    .map(w -> String.join(
                                            " and ",
                                            w.stream()
                                                    .map(UnitaryOperation::name)
                                                    .toList()))
                                    .toList())
                    + " among its operations")));
        }
        return gates;
    }

    /** rx and ry turn the Bloch vector right-handedly about their axes, rz too. */
    private static List<List<UnitaryOperation>> ways(char letter, boolean opposite, int q) {
        double sign = opposite ? -1 : 1;
        return switch (letter) {
            case 'X' ->
                List.of(
                        List.of(Gates.ry(-sign * QUARTER, q)),
                        List.of(Gates.rz(QUARTER, q), Gates.rx(sign * QUARTER, q)));
            case 'Y' ->
                List.of(
                        List.of(Gates.rx(sign * QUARTER, q)),
                        List.of(Gates.rz(-QUARTER, q), Gates.ry(-sign * QUARTER, q)));
            default ->
                opposite
                        ? List.of(List.of(Gates.ry(Math.PI, q)), List.of(Gates.rx(Math.PI, q)), List.of(Gates.x(q)))
                        : List.of(List.of());
        };
    }

    private static boolean isOn(Calibration device, Operation gate) {
        try {
            return new CalibratedDurations(device).seconds(gate) >= 0;
        } catch (UnknownDurationException notListed) {
            return false;
        }
    }
}
