package org.strangenoise.exchange.device;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.GateFidelity;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.GateError;
import org.strangenoise.device.yaml.DeviceWriter;

/**
 * A device read from another tool's format.
 *
 * @param calibration what is known of it, complete and consistent: {@link DeviceWriter} writes it as a device file
 * @param remarks what was left out, changed or cannot be told, one sentence each
 */
public record ImportedDevice(Calibration calibration, List<String> remarks) {

    public ImportedDevice {
        remarks = List.copyOf(remarks);
    }

    /** The device file, the remarks in its comments. */
    public String text() {
        List<String> comments = new java.util.ArrayList<>(List.of("Imported by Strange Noise."));
        comments.addAll(remarks);
        return DeviceWriter.text(calibration, comments);
    }

    /** The same with stated gate errors met by a depolarizing channel, or not. */
    public ImportedDevice withGateErrors(Calibration.GateErrors gateErrors) {
        return gateErrors == Calibration.GateErrors.MATCH
                ? new ImportedDevice(calibration.withMatchedErrors(), remarks)
                : this;
    }

    /**
     * One stated error and what relaxation makes of it.
     *
     * @param operation the gate
     * @param qubits their names
     * @param stated the average error
     * @param coherence the average error that T1, T2 and the duration make
     */
    public record ErrorRow(String operation, List<String> qubits, double stated, double coherence) {

        /** Whether the device cannot be as good as stated, if its T1 and T2 hold during the gate. */
        public boolean isBelowCoherence() {
            return stated < coherence;
        }
    }

    /** Every stated error beside the part of it that relaxation explains. */
    public List<ErrorRow> errors() {
        return errors(calibration);
    }

    static List<ErrorRow> errors(Calibration calibration) {
        return calibration.operations().values().stream()
                .flatMap(operation -> operation.errors().stream().map(error -> row(calibration, operation, error)))
                .toList();
    }

    private static ErrorRow row(Calibration calibration, OperationCalibration operation, GateError error) {
        double seconds = operation
                .duration(error.qubits())
                .orElseThrow(() -> new IllegalStateException("a gate with a stated error must have a duration"))
                .value();
        return new ErrorRow(
                operation.name(),
                error.qubits(),
                error.average().value(),
                GateFidelity.coherenceError(calibration.calibrated(error.qubits()), seconds));
    }

    /** {@link #errors()} as CSV with a head. */
    public String errorTable() {
        return errors().stream()
                .map(row -> String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%s,%.4f,%s%n",
                        row.operation(),
                        String.join(" ", row.qubits()),
                        row.stated(),
                        row.coherence(),
                        row.coherence() / row.stated(),
                        row.isBelowCoherence()))
                .map(line -> line.replace("\r\n", "\n"))
                .collect(Collectors.joining(
                        "",
                        "operation,qubits,stated_error,coherence_error,explained_fraction,stated_below_coherence\n",
                        ""));
    }
}
