package org.strangenoise.studies.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.budget.RootSearch;
import org.strangenoise.studies.budget.Split;
import org.strangenoise.studies.config.AnalysisPlan;
import org.strangenoise.studies.config.BudgetPlan;
import org.strangenoise.studies.config.SensitiveParameters;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;

/** The value of a parameter that gives the figure of merit a target, or why there is none. */
final class SolveForAnalysis implements Analysis {

    private final BudgetPlan.SolveFor plan;
    private final SimulationOptions options;
    private final MeritExperiments experiments;

    SolveForAnalysis(BudgetPlan.SolveFor plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        this.experiments = new MeritExperiments(plan.merit(), options);
    }

    @Override
    public void check() {
        experiments.check(plan.setup());
    }

    @Override
    public BudgetResult.Solved run() {
        Setup setup = plan.setup();
        StudyParameter parameter = plan.parameter();
        RootSearch search = RootSearch.of(
                value -> experiments.noisyValue(parameter.set(setup, value)), plan.target(), plan.low(), plan.high());
        OptionalDouble root = search.nearest(parameter.get(setup));
        double found =
                root.isPresent() ? experiments.noisyValue(parameter.set(setup, root.getAsDouble())) : search.best();
        List<String> warnings = new ArrayList<>();
        if (search.roots().size() > 1) {
            warnings.add(
                    search.roots().size() + " values reach the target; the one nearest to the present value is given");
        }
        Optional<String> limit = root.isPresent() ? Optional.empty() : Optional.of(limit(setup, search));
        limit.ifPresent(warnings::add);
        return new BudgetResult.Solved(
                plan, parameter.get(setup), search, root, found, limit, experiments.check(setup), warnings);
    }

    /** Why the target is out of reach: the ideal value itself, or the noise that keeps it there. */
    private String limit(Setup setup, RootSearch search) {
        boolean below = plan.target() < search.best();
        double longest = SensitiveParameters.limits(setup, plan.parameter())[1];
        boolean longestT2 =
                SensitiveParameters.isT2(plan.parameter()) && Math.abs(search.bestAt() - longest) <= 1e-9 * longest;
        return String.format(
                Locale.ROOT,
                "the %s cannot be brought to %.6g even at %s = %s%s: %s",
                plan.merit().name(),
                plan.target(),
                plan.parameter().address(),
                longestT2 ? "2 T1 = " : "",
                plan.parameter().text(search.bestAt()),
                below
                        ? String.format(Locale.ROOT, "the lowest value is %.6g", search.best())
                        : floor(plan.parameter().set(setup, search.bestAt()), search.best()));
    }

    private String floor(Setup best, double value) {
        AnalysisPlan.Header header =
                new AnalysisPlan.Header(plan.id(), best, plan.header().location());
        BudgetResult.Attributed rest = new AttributionAnalysis(
                        new BudgetPlan.Attribution(
                                header, plan.merit(), Set.of(Split.MECHANISM), 1e-4, 200, Optional.empty()),
                        options)
                .run();
        int step = plan.merit().step();
        double ideal = rest.attribution().ideal()[step];
        if (ideal < plan.target()) {
            return String.format(
                    Locale.ROOT,
                    "the highest value is %.6g, even without noise: the ideal value is %.6g",
                    value,
                    ideal);
        }
        double[][] costs = rest.attribution().shapley();
        int largest = 0;
        for (int i = 1; i < costs.length; i++) {
            largest = costs[i][step] > costs[largest][step] ? i : largest;
        }
        return String.format(
                Locale.ROOT,
                "the floor is %.6g, made most of all by %s, which costs %.6g there",
                value,
                rest.players().get(largest).label(rest.qubits()),
                costs[largest][step]);
    }
}
