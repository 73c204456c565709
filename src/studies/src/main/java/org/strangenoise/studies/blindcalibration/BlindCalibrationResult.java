package org.strangenoise.studies.blindcalibration;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.blindcalibration.BlindCalibration.Found;
import org.strangenoise.studies.experiment.Method;

/**
 * What was found of the hidden devices.
 *
 * @param found by device, all numbers in one order
 */
public record BlindCalibrationResult(
        BlindCalibrationPlan plan, List<List<Found>> found, Method method, List<String> warnings)
        implements AnalysisResult {

    /** Normal errors hold the truth within one standard deviation this often. */
    public static final double ONE_SIGMA = 0.6826894921370859;

    /** Shares or means that are off by more of their errors are called biased. */
    private static final double BIASED = 3;

    /**
     * How often the truth lay within what was stated.
     *
     * @param address of a number, or {@code pooled}
     * @param devices of which it was found with an error
     * @param covered of these with the truth within one error
     * @param pull mean of value less truth in units of the error
     * @param relativeError mean of error by value
     * @param remarked devices with a remark about it
     */
    public record Coverage(String address, int devices, int covered, double pull, double relativeError, int remarked) {

        /** Of covered ones. */
        public double share() {
            return (double) covered / devices;
        }

        /** Binomial error of a share that is as stated. */
        public double shareError() {
            return Math.sqrt(ONE_SIGMA * (1 - ONE_SIGMA) / devices);
        }

        /** True if the share, or the mean pull, is off by more than three of its errors. */
        public boolean isBiased() {
            return Math.abs(share() - ONE_SIGMA) > BIASED * shareError()
                    || Math.abs(pull) > BIASED / Math.sqrt(devices);
        }

        /** Why, as far as it is known; empty where nothing is biased. */
        public String reason() {
            if (!isBiased()) {
                return "";
            }
            if (remarked > devices / 20) {
                return "a parameter is at its bound, or left open, on " + remarked + " devices";
            }
            boolean inverse = address.endsWith(".T1") || address.endsWith("Tphi") || address.endsWith("-T");
            return inverse && pull < 0
                    ? "a time is the inverse of the rate whose error is normal: pulls are lower by the relative error"
                    : "the model of the routine is not the device's";
        }
    }

    /** By address. */
    public List<Coverage> coverage() {
        List<Coverage> all = new ArrayList<>();
        for (int k = 0; k < found.get(0).size(); k++) {
            int number = k;
            all.add(coverage(
                    found.get(0).get(k).address(),
                    found.stream().map(device -> device.get(number)).toList()));
        }
        return all;
    }

    /** Of all numbers together. */
    public Coverage pooled() {
        return coverage("pooled", found.stream().flatMap(List::stream).toList());
    }

    private static Coverage coverage(String address, List<Found> numbers) {
        int devices = 0;
        int covered = 0;
        int remarked = 0;
        double pulls = 0;
        double relative = 0;
        for (Found each : numbers) {
            remarked += each.remark().isEmpty() ? 0 : 1;
            if (Double.isFinite(each.value()) && each.error() > 0) {
                double pull = (each.value() - each.truth()) / each.error();
                devices++;
                covered += Math.abs(pull) <= 1 ? 1 : 0;
                pulls += pull;
                relative += each.error() / Math.abs(each.value());
            }
        }
        return new Coverage(address, devices, covered, pulls / devices, relative / devices, remarked);
    }
}
