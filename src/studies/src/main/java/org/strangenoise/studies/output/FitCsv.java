package org.strangenoise.studies.output;

import java.util.List;
import java.util.OptionalDouble;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.analysis.BudgetResult.FittedCurve;
import org.strangenoise.studies.budget.LeastSquaresFit;
import org.strangenoise.studies.config.MeasuredPoint;

/** The CSV tables of a fit. */
final class FitCsv {

    private FitCsv() {}

    static List<CsvTable> of(BudgetResult.Fitted result) {
        return List.of(
                points(result),
                parameters(result),
                totals(result),
                covariance(result),
                profiles(result),
                curves(result));
    }

    private static CsvTable points(BudgetResult.Fitted result) {
        List<String> columns = List.of(
                "experiment", "theta", "phi", "kappa", "step", "observable", "value", "error", "fit", "residual");
        return CsvTable.main(columns, rows -> {
            for (int k = 0; k < result.fit().values().length; k++) {
                MeasuredPoint point = result.plan().points().get(k);
                rows.add(
                        point.experiment(),
                        point.start().theta(),
                        point.start().phi(),
                        orEmpty(point.kappa()),
                        point.step(),
                        point.name(),
                        point.value(),
                        point.error(),
                        result.fit().values()[k],
                        result.residual(k));
            }
        });
    }

    private static CsvTable parameters(BudgetResult.Fitted result) {
        return new CsvTable("parameters", List.of("address", "value", "error"), rows -> {
            for (int i = 0; i < result.fit().parameters().length; i++) {
                rows.add(
                        address(result, i),
                        CsvTable.parameter(result.fit().parameters()[i]),
                        result.fit().error(i));
            }
        });
    }

    private static CsvTable totals(BudgetResult.Fitted result) {
        LeastSquaresFit.Fit fit = result.fit();
        return new CsvTable(
                "totals",
                List.of("chi_square", "degrees_of_freedom", "chi_square_probability", "undetermined"),
                rows -> rows.add(
                        fit.chiSquare(),
                        fit.degrees(),
                        fit.probability(),
                        fit.undetermined().orElse(null)));
    }

    private static CsvTable covariance(BudgetResult.Fitted result) {
        double[][] covariance = result.fit().covariance();
        return new CsvTable("covariance", List.of("address", "other_address", "covariance"), rows -> {
            for (int i = 0; i < covariance.length; i++) {
                for (int j = 0; j < covariance.length; j++) {
                    rows.add(address(result, i), address(result, j), covariance[i][j]);
                }
            }
        });
    }

    /** Empty where the data do not determine the parameters. */
    private static CsvTable profiles(BudgetResult.Fitted result) {
        return new CsvTable("profiles", List.of("address", "at_errors", "profile_chi_square"), rows -> {
            for (int i = 0; i < result.profiles().size(); i++) {
                double[] rises = result.profiles().get(i);
                for (int k = 0; k < rises.length; k++) {
                    rows.add(address(result, i), result.profileAt()[k], rises[k]);
                }
            }
        });
    }

    private static CsvTable curves(BudgetResult.Fitted result) {
        List<String> columns = List.of("experiment", "theta", "phi", "kappa", "step", "observable", "fit", "error");
        return new CsvTable("curves", columns, rows -> {
            for (FittedCurve curve : result.curves()) {
                for (int step = 0; step < curve.values().length; step++) {
                    rows.add(
                            curve.experiment(),
                            curve.start().theta(),
                            curve.start().phi(),
                            orEmpty(curve.kappa()),
                            step,
                            curve.observable(),
                            curve.values()[step],
                            curve.errors()[step]);
                }
            }
        });
    }

    private static String address(BudgetResult.Fitted result, int parameter) {
        return result.plan().free().get(parameter).parameter().address();
    }

    private static double orEmpty(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }
}
