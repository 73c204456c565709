package org.strangenoise.studies.config;

import java.util.List;
import java.util.Optional;
import org.strangenoise.device.Calibration;
import org.strangenoise.exchange.openqasm.ImportedCircuit;

/** Chooses the qubits of a device that a circuit runs on. */
@FunctionalInterface
public interface LayoutSearch {

    /**
     * What was chosen.
     *
     * @param qubits of the device, by the circuit's qubits
     * @param error what is expected of it, to first order
     * @param isComplete whether every better one was ruled out
     */
    record Found(List<Integer> qubits, double error, boolean isComplete) {
        public Found {
            qubits = List.copyOf(qubits);
        }
    }

    /**
     * The best placement; empty if the device has none for the circuit.
     *
     * @param circuit all of whose qubits are used
     */
    Optional<Found> best(ImportedCircuit circuit, Calibration device);
}
