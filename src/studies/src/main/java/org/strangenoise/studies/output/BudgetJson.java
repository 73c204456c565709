package org.strangenoise.studies.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.budget.Attribution;
import org.strangenoise.studies.budget.LeastSquaresFit;
import org.strangenoise.studies.budget.Player;
import org.strangenoise.studies.budget.ProfileLikelihood;
import org.strangenoise.studies.config.AnalysisPlan.SweepAxis;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.MeasuredPoint;
import org.strangenoise.studies.config.StartState;

/** The fields of a budget's analyses in results.json. */
final class BudgetJson {

    private BudgetJson() {}

    static void write(ObjectNode node, BudgetResult result) {
        if (result instanceof BudgetResult.Fitted fitted) {
            fitted(node, fitted);
            return;
        }
        merit(node, result.plan().merit());
        if (result instanceof BudgetResult.Attributed attributed) {
            attributed(node, attributed);
        } else if (result instanceof BudgetResult.Sensitivities sensitivities) {
            sensitivities(node, sensitivities);
        } else if (result instanceof BudgetResult.Solved solved) {
            solved(node, solved);
        } else if (result instanceof BudgetResult.Contour contour) {
            contour(node, contour);
        } else if (result instanceof BudgetResult.ErrorBars bars) {
            errorBars(node, bars);
        }
    }

    private static void errorBars(ObjectNode node, BudgetResult.ErrorBars result) {
        int step = result.plan().merit().step();
        ResultsJson.number(node, "noisy", result.nominal()[step]);
        ResultsJson.number(node, "error-linear", result.linear());
        ResultsJson.number(node, "error-sampled", result.deviation()[step]);
        ArrayNode dominant = node.putArray("dominant");
        result.dominant().forEach(i -> dominant.add(result.entries().get(i).address()));
        ResultsJson.array(node, "variance-shares", result.shares());
        node.put("samples", result.plan().samples());
        node.put("drawn-again", result.refused());
        entries(node.putArray("uncertainties"), result.entries());
        ObjectNode series = node.putObject("by-step");
        ResultsJson.array(series, "noisy", result.nominal());
        ResultsJson.array(series, "error-sampled", result.deviation());
        ResultsJson.array(
                series,
                "levels",
                BudgetResult.ErrorBars.LEVELS.stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
        ResultsJson.rows(series.putArray("quantiles"), result.quantiles());
    }

    private static void fitted(ObjectNode node, BudgetResult.Fitted result) {
        LeastSquaresFit.Fit fit = result.fit();
        ResultsJson.number(node, "chi-square", fit.chiSquare());
        node.put("degrees-of-freedom", fit.degrees());
        ResultsJson.number(node, "chi-square-probability", fit.probability());
        node.put("undetermined", fit.undetermined().orElse(null));
        ArrayNode parameters = node.putArray("parameters");
        for (int i = 0; i < fit.parameters().length; i++) {
            ObjectNode entry = parameters.addObject();
            entry.put("address", result.plan().free().get(i).parameter().address());
            ResultsJson.number(entry, "value", fit.parameters()[i]);
            ResultsJson.number(entry, "error", fit.error(i));
            ProfileLikelihood profile = result.profiles().get(i);
            ResultsJson.array(entry, "profile-chi-square", profile.rise());
            ResultsJson.array(entry, "profile-interval", new double[] {profile.low(), profile.high()});
        }
        ResultsJson.array(
                node,
                "profile-at-errors",
                ProfileLikelihood.AT_ERRORS.stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
        ResultsJson.rows(node.putArray("covariance"), fit.covariance());
        ArrayNode curves = node.putArray("curves");
        for (BudgetResult.FittedCurve curve : result.curves()) {
            ObjectNode entry = curves.addObject();
            entry.put("experiment", curve.experiment());
            entry.put("observable", curve.observable());
            run(entry, curve.start(), curve.kappa());
            ResultsJson.array(entry, "fit", curve.values());
            ResultsJson.array(entry, "error", curve.errors());
        }
        ArrayNode points = node.putArray("points");
        for (int k = 0; k < fit.values().length; k++) {
            MeasuredPoint point = result.plan().points().get(k);
            ObjectNode entry = points.addObject();
            entry.put("experiment", point.experiment());
            run(entry, point.start(), point.kappa());
            entry.put("observable", point.name());
            entry.put("step", point.step());
            ResultsJson.number(entry, "value", point.value());
            ResultsJson.number(entry, "error", point.error());
            ResultsJson.number(entry, "fit", fit.values()[k]);
            ResultsJson.number(entry, "residual", result.residual(k));
        }
    }

    private static void run(ObjectNode node, SpinDirection start, OptionalDouble kappa) {
        ResultsJson.number(node, "theta", start.theta());
        ResultsJson.number(node, "phi", start.phi());
        ResultsJson.number(node, "kappa", kappa.orElse(Double.NaN));
    }

    private static void sensitivities(ObjectNode node, BudgetResult.Sensitivities result) {
        ResultsJson.number(node, "ideal", result.ideal());
        ResultsJson.number(node, "noisy", result.noisy());
        ResultsJson.number(node, "loss", result.loss());
        ResultsJson.number(node, "linear-loss", result.linearLoss());
        entries(node.putArray("sensitivities"), result.entries());
        ResultsJson.number(node, "error", result.error());
        ObjectNode limit = node.putObject("coherence-limit");
        ResultsJson.number(limit, "seconds", result.limit().seconds());
        ResultsJson.number(limit, "average-infidelity", result.limit().infidelity());
        ResultsJson.number(limit, "infidelity-found", result.limit().found());
    }

    private static void entries(ArrayNode entries, List<BudgetResult.Sensitivity> list) {
        for (BudgetResult.Sensitivity each : list) {
            ObjectNode entry = entries.addObject();
            entry.put("address", each.address());
            ResultsJson.number(entry, "value", each.value());
            ResultsJson.number(entry, "derivative", each.derivative());
            ResultsJson.number(entry, "logarithmic", each.logarithmic());
            ResultsJson.number(entry, "uncertainty", each.uncertainty());
            ResultsJson.number(entry, "error", each.error());
        }
    }

    private static void solved(ObjectNode node, BudgetResult.Solved result) {
        node.put("parameter", result.plan().parameter().address());
        ResultsJson.number(node, "present", result.present());
        ResultsJson.number(node, "target", result.plan().target());
        node.put("reached", result.root().isPresent());
        ResultsJson.number(node, "value", result.root().orElse(Double.NaN));
        ResultsJson.number(node, "found", result.found());
        node.put("limit", result.limit().orElse(null));
        ArrayNode roots = node.putArray("roots");
        for (int k = 0; k < result.search().roots().size(); k++) {
            ObjectNode entry = roots.addObject();
            ResultsJson.number(entry, "value", result.search().roots().get(k));
            ResultsJson.array(entry, "bracket", result.search().brackets().get(k));
        }
    }

    private static void contour(ObjectNode node, BudgetResult.Contour result) {
        ArrayNode over = node.putArray("over");
        for (SweepAxis axis : List.of(result.plan().x(), result.plan().y())) {
            ObjectNode entry = over.addObject();
            entry.put("address", axis.parameter().address());
            ResultsJson.array(
                    entry,
                    "values",
                    axis.values().stream().mapToDouble(Double::doubleValue).toArray());
        }
        ResultsJson.number(node, "level", result.plan().level());
        ResultsJson.array(node, "device", result.device());
        ResultsJson.number(node, "device-value", result.deviceValue());
        ResultsJson.rows(node.putArray("values"), result.values());
        ArrayNode line = node.putArray("line");
        result.line().forEach(branch -> ResultsJson.rows(line.addArray(), branch.toArray(double[][]::new)));
        ResultsJson.rows(node.putArray("first-order-line"), result.firstOrder().toArray(double[][]::new));
        result.plan().equal().ifPresent(equal -> {
            ObjectNode point = node.putObject("equal");
            point.put("observable", equal.merit().name());
            point.put("at-step", equal.merit().step());
            ResultsJson.array(point, "point", result.point().orElse(new double[] {Double.NaN, Double.NaN}));
        });
    }

    private static void merit(ObjectNode node, FigureOfMerit merit) {
        node.put("observable", merit.name());
        node.put("measured", merit.isMeasured());
        node.put("at-step", merit.step());
        if (merit.starts().size() == 1) {
            initial(node.putObject("initial"), merit.starts().get(0));
        } else {
            ArrayNode starts = node.putArray("initial");
            merit.starts().forEach(start -> initial(starts.addObject(), start));
        }
    }

    private static void initial(ObjectNode node, StartState start) {
        node.put("label", start.label());
        ResultsJson.number(node, "theta", start.direction().theta());
        ResultsJson.number(node, "phi", start.direction().phi());
    }

    private static void attributed(ObjectNode node, BudgetResult.Attributed result) {
        Attribution a = result.attribution();
        int step = result.plan().merit().step();
        ResultsJson.number(node, "ideal", a.ideal()[step]);
        ResultsJson.number(node, "noisy", a.noisy()[step]);
        ResultsJson.number(node, "loss", a.loss(step));
        node.put("exact", a.exact());
        node.put("coalitions", a.evaluations());
        ArrayNode contributions = node.putArray("contributions");
        for (int i = 0; i < result.players().size(); i++) {
            ObjectNode entry = contributions.addObject();
            Player player = result.players().get(i);
            Integer qubit = player.qubit();
            text(entry, "mechanism", player.mechanism());
            text(entry, "qubit", qubit == null ? null : result.qubits().get(qubit));
            text(entry, "operation", player.operation());
            entry.put("step", player.step());
            ResultsJson.number(entry, "shapley", a.shapley()[i][step]);
            ResultsJson.number(entry, "leave-one-out", a.leaveOneOut()[i][step]);
            ResultsJson.number(entry, "only", a.only()[i][step]);
            if (!a.exact()) {
                ResultsJson.number(entry, "standard-error", a.standardErrors()[i][step]);
            }
        }
        ResultsJson.number(node, "non-additive", a.nonAdditive(step));
        ResultsJson.number(node, "residual", a.residual(step));
        ObjectNode series = node.putObject("by-step");
        ResultsJson.array(series, "ideal", a.ideal());
        ResultsJson.array(series, "noisy", a.noisy());
        ResultsJson.rows(series.putArray("shapley"), a.shapley());
        ResultsJson.rows(series.putArray("leave-one-out"), a.leaveOneOut());
        ResultsJson.rows(series.putArray("only"), a.only());
        if (!a.exact()) {
            ResultsJson.rows(series.putArray("standard-error"), a.standardErrors());
        }
        coverage(node, result);
    }

    private static void coverage(ObjectNode node, BudgetResult.Attributed result) {
        ArrayNode coverage = node.putArray("coverage");
        for (NoiseCoverage.Row row : result.coverage().rows()) {
            ObjectNode entry = coverage.addObject();
            entry.put("operation", row.operation());
            text(entry, "qubit", row.qubit() < 0 ? null : result.qubits().get(row.qubit()));
            entry.put("mechanism", row.mechanism());
            entry.put("count", row.count());
            ResultsJson.number(entry, "ns", BudgetTables.nanoseconds(row.seconds()));
        }
        ResultsJson.strings(node.putArray("untouched"), BudgetTables.untouched(result));
    }

    private static void text(ObjectNode node, String name, @Nullable String value) {
        node.put(name, value);
    }
}
