package org.strangenoise.studies.experiment;

/**
 * One derivative. By a number of all qubits it is that of one common relative change, at the values they have.
 *
 * @param value SI units; NaN where the qubits' differ
 * @param derivative of the figure of merit per SI unit; NaN where the qubits' values differ
 * @param logarithmic {@code sum of value * derivative}: per relative change
 * @param uncertainty of the value, one standard deviation; 0 where none is known, NaN where the qubits' differ
 * @param error what the uncertainties of the parameter alone make of the figure of merit, to first order
 */
public record Sensitivity(
        String address, double value, double derivative, double logarithmic, double uncertainty, double error) {
    /** Of one number: {@code value * derivative}, and {@code |derivative| * uncertainty}. */
    public static Sensitivity of(String address, double value, double derivative, double uncertainty) {
        return new Sensitivity(
                address, value, derivative, value * derivative, uncertainty, Math.abs(derivative) * uncertainty);
    }
}
