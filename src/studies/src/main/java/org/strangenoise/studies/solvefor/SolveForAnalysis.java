package org.strangenoise.studies.solvefor;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.Analysis;
import org.strangenoise.studies.budget.RootSearch;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.experiment.MeritExperiments;

/** The value of a parameter that gives the figure of merit a target, or why there is none. */
final class SolveForAnalysis implements Analysis<SolveForResult> {

    private final SolveForPlan plan;
    private final SimulationOptions options;
    private final MeritExperiments experiments;

    SolveForAnalysis(SolveForPlan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        this.experiments = new MeritExperiments(plan.merit(), options);
    }

    @Override
    public void check() {
        experiments.check(plan.setup());
    }

    @Override
    public SolveForResult run() {
        Setup setup = plan.setup();
        StudyParameter parameter = plan.parameter();
        DoubleSummaryStatistics seen = new DoubleSummaryStatistics();
        boolean[] leftOut = {false};
        DoubleUnaryOperator merit = value -> {
            double found;
            try {
                found = experiments.trustedValue(parameter.set(setup, value));
            } catch (MeritExperiments.UntrustedAverageException untrusted) {
                leftOut[0] = true;
                throw untrusted;
            }
            seen.accept(found);
            return found;
        };
        RootSearch search = RootSearch.of(merit, plan.target(), plan.low(), plan.high());
        OptionalDouble root = search.nearest(parameter.get(setup));
        double found =
                root.isPresent() ? experiments.noisyValue(parameter.set(setup, root.getAsDouble())) : search.best();
        List<String> warnings = new ArrayList<>();
        if (search.roots().size() > 1) {
            warnings.add(
                    search.roots().size() + " values reach the target; the one nearest to the present value is given");
        }
        if (leftOut[0]) {
            warnings.add("some values of " + parameter.address()
                    + " are left out: there the detunings spread phases farther than"
                    + " quasi-static-nodes can average");
        }
        Optional<String> limit = root.isPresent()
                ? Optional.empty()
                : Optional.of(new UnreachableTarget(plan, options, search).reason(seen.getMax() - seen.getMin()));
        limit.ifPresent(warnings::add);
        return new SolveForResult(
                plan, parameter.get(setup), search, root, found, limit, experiments.check(setup), warnings);
    }
}
