package org.strangenoise.studies.solvefor;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.strangenoise.budget.RootSearch;
import org.strangenoise.budget.Split;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.attribution.AttributionAnalysis;
import org.strangenoise.studies.attribution.AttributionPlan;
import org.strangenoise.studies.attribution.AttributionResult;
import org.strangenoise.studies.config.PlainMessage;
import org.strangenoise.studies.config.SensitiveParameters;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.experiment.MeritExperiments;

/**
 * Why no value of a parameter gives the target: the figure of merit does not depend on it, or is kept away by noise, or
 * would miss the target without noise too.
 */
final class UnreachableTarget {

    /** Differences of the figure of merit that are no rounding. */
    private static final double ROUNDING = 1e-12;

    private static final double STANDARD_ERROR = 1e-4;
    private static final int MAX_PERMUTATIONS = 200;

    private final SolveForPlan plan;
    private final SimulationOptions options;
    private final MeritExperiments experiments;
    private final RootSearch search;
    private final StudyParameter parameter;

    /** True if all values lie above the target. */
    private final boolean below;

    /** @param search that found no root */
    UnreachableTarget(SolveForPlan plan, SimulationOptions options, RootSearch search) {
        this.plan = plan;
        this.options = options;
        this.experiments = new MeritExperiments(plan.merit(), options);
        this.search = search;
        this.parameter = plan.parameter();
        this.below = plan.target() < search.best();
    }

    /** @param spread of all values that the search met */
    String reason(double spread) {
        String name = plan.merit().name();
        if (spread <= ROUNDING) {
            return String.format(
                    Locale.ROOT,
                    "the %s cannot be brought to %.6g: it is %.6g whatever %s is",
                    name,
                    plan.target(),
                    search.best(),
                    parameter.address());
        }
        double longest = SensitiveParameters.limits(plan.setup(), parameter)[1];
        boolean longestT2 =
                SensitiveParameters.isT2(parameter) && Math.abs(search.bestAt() - longest) <= 1e-9 * longest;
        return String.format(
                Locale.ROOT,
                "the %s cannot be brought to %.6g even at %s = %s%s: %s",
                name,
                plan.target(),
                parameter.address(),
                longestT2 ? "2 T1 = " : "",
                parameter.text(search.bestAt()),
                cause());
    }

    private String cause() {
        Setup closest = parameter.set(plan.setup(), search.bestAt());
        double ideal = experiments.idealValue(closest);
        if (wouldDo(ideal)) {
            return String.format(Locale.ROOT, "the floor is %.6g, %s", search.best(), blame(closest, "made"));
        }
        String limit = String.format(Locale.ROOT, "the %s value is %.6g", extreme(), search.best());
        String same = String.format(Locale.ROOT, ", and without noise it is %.6g", ideal);
        if (!changesIdealCircuit()) {
            return limit + same;
        }
        RootSearch withoutNoise = RootSearch.of(
                value -> experiments.idealValue(parameter.set(plan.setup(), value)),
                plan.target(),
                plan.low(),
                plan.high());
        OptionalDouble root = withoutNoise.nearest(search.bestAt());
        if (root.isEmpty() && Math.abs(withoutNoise.best() - ideal) <= ROUNDING) {
            return limit + same;
        }
        if (root.isEmpty()) {
            return limit
                    + String.format(
                            Locale.ROOT,
                            ", and without noise the %s is %.6g, at %s",
                            extreme(),
                            withoutNoise.best(),
                            parameter.text(withoutNoise.bestAt()));
        }
        return limit
                + String.format(
                        Locale.ROOT,
                        "; without noise the target is reached at %s, %s",
                        parameter.text(root.getAsDouble()),
                        blame(parameter.set(plan.setup(), root.getAsDouble()), "prevented"));
    }

    private String extreme() {
        return below ? "lowest" : "highest";
    }

    /** Whether a value is the target or lies beyond it, so that only noise keeps the figure of merit away. */
    private boolean wouldDo(double ideal) {
        return below ? ideal <= plan.target() + ROUNDING : ideal >= plan.target() - ROUNDING;
    }

    /** Device and noise leave the ideal circuit as it is. */
    private boolean changesIdealCircuit() {
        return parameter.address().startsWith("circuit.");
    }

    /** The mechanism that moves the figure of merit most from the target's side, by its Shapley value. */
    private String blame(Setup setup, String participle) {
        AnalysisPlan.Header header = plan.header().withSetup(setup);
        AttributionPlan attribution = new AttributionPlan(
                header, plan.merit(), Set.of(Split.MECHANISM), STANDARD_ERROR, MAX_PERMUTATIONS, Optional.empty());
        AttributionResult attributed;
        try {
            attributed = new AttributionAnalysis(attribution, options).run();
        } catch (IllegalArgumentException refused) {
            return participle + " by noise that was not told apart: " + PlainMessage.of(refused);
        }
        int step = plan.merit().step();
        double[][] costs = attributed.attribution().shapley();
        int most = 0;
        for (int i = 1; i < costs.length; i++) {
            most = share(costs[i][step]) > share(costs[most][step]) ? i : most;
        }
        return String.format(
                Locale.ROOT,
                "%s most of all by %s, which %s %.6g there",
                participle,
                attributed.players().get(most).label(attributed.qubits()),
                below ? "adds" : "costs",
                share(costs[most][step]));
    }

    /** A part of the loss, or of the gain where noise raises the figure of merit. */
    private double share(double shapley) {
        return below ? -shapley : shapley;
    }
}
