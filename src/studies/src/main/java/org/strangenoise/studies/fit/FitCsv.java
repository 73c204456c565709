package org.strangenoise.studies.fit;

import java.util.List;
import java.util.OptionalDouble;
import org.strangenoise.budget.ProfileLikelihood;
import org.strangenoise.studies.analysis.CsvTable;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.fit.FitResult.FittedCurve;

/** The CSV tables of a fit that are no lists of fields. */
final class FitCsv {

    static final List<String> COVARIANCE = List.of("address", "other_address", "covariance");

    static final List<String> PROFILES = List.of("address", "at_errors", "profile_chi_square");

    static final List<String> CURVES =
            List.of("experiment", "theta", "phi", "kappa", "step", "observable", "fit", "error");

    private FitCsv() {}

    static CsvTable covariance(FitResult result) {
        double[][] covariance = result.fit().covariance();
        return new CsvTable("covariance", COVARIANCE, rows -> {
            for (int i = 0; i < covariance.length; i++) {
                for (int j = 0; j < covariance.length; j++) {
                    rows.add(address(result, i), address(result, j), covariance[i][j]);
                }
            }
        });
    }

    /** Empty where the data do not determine the parameters. */
    static CsvTable profiles(FitResult result) {
        return new CsvTable("profiles", PROFILES, rows -> {
            for (int i = 0; i < result.profiles().size(); i++) {
                ProfileLikelihood profile = result.profiles().get(i);
                for (int k = 0; k < profile.rise().length; k++) {
                    rows.add(address(result, i), ProfileLikelihood.AT_ERRORS.get(k), profile.rise()[k]);
                }
            }
        });
    }

    static CsvTable curves(FitResult result) {
        return new CsvTable("curves", CURVES, rows -> {
            for (FittedCurve curve : result.curves()) {
                for (int step = 0; step < curve.values().length; step++) {
                    rows.add(
                            curve.experiment(),
                            CsvTable.numberOrList(StartState.thetas(curve.start())),
                            CsvTable.numberOrList(StartState.phis(curve.start())),
                            orEmpty(curve.kappa()),
                            step,
                            curve.observable(),
                            curve.values()[step],
                            curve.errors()[step]);
                }
            }
        });
    }

    private static String address(FitResult result, int parameter) {
        return result.plan().free().get(parameter).parameter().address();
    }

    private static double orEmpty(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }
}
