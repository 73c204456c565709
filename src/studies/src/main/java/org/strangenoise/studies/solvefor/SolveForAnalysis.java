package org.strangenoise.studies.solvefor;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.strangenoise.budget.RootSearch;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.MeritExperiments;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/** The value of a parameter that gives the figure of merit a target, or why there is none: one search, one sample. */
final class SolveForAnalysis {

    /** Simulations of a search, roughly. */
    private static final double RUNS = 100;

    /**
     * What the search finds.
     *
     * @param root NaN if there is none
     * @param found the figure of merit at the root, or the closest it comes
     * @param leftOut true if some values could not be averaged
     * @param limit why there is no root
     */
    record Found(
            RootSearch search,
            double root,
            double found,
            boolean leftOut,
            @Nullable String limit) {}

    private final SolveForPlan plan;
    private final SimulationOptions options;
    private final MeritExperiments experiments;

    private SolveForAnalysis(SolveForPlan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options.withSeed(plan.header().seeds().of(0));
        this.experiments = new MeritExperiments(plan.merit(), this.options);
    }

    static PreparedAnalysis<Found, SolveForResult> of(SolveForPlan plan, SimulationOptions options) {
        SolveForAnalysis analysis = new SolveForAnalysis(plan, options);
        List<Experiment> own = analysis.experiments.of(plan.setup());
        Method method = analysis.experiments.check(own);
        return PreparedAnalysis.single(
                Found.class,
                RUNS * analysis.experiments.seconds(own),
                analysis::search,
                found -> analysis.result(found, own.get(0), method));
    }

    private Found search() {
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
        return new Found(
                search,
                root.orElse(Double.NaN),
                root.isPresent() ? experiments.noisyValue(parameter.set(setup, root.getAsDouble())) : search.best(),
                leftOut[0],
                root.isPresent()
                        ? null
                        : new UnreachableTarget(plan, options, search).reason(seen.getMax() - seen.getMin()));
    }

    private SolveForResult result(Found found, Experiment present, Method method) {
        List<String> warnings = new ArrayList<>();
        if (found.search().roots().size() > 1) {
            warnings.add(found.search().roots().size()
                    + " values reach the target; the one nearest to the present value is given");
        }
        if (found.leftOut()) {
            warnings.add("some values of " + plan.parameter().address()
                    + " are left out: there the detunings spread phases farther than"
                    + " quasi-static-nodes can average");
        }
        Optional<String> limit = Optional.ofNullable(found.limit());
        limit.ifPresent(warnings::add);
        return new SolveForResult(
                plan,
                plan.parameter().get(plan.setup()),
                found.search(),
                Double.isNaN(found.root()) ? OptionalDouble.empty() : OptionalDouble.of(found.root()),
                found.found(),
                limit,
                pulses(found, present),
                method,
                warnings);
    }

    /** Calibrated at the answer, or as they are where there is none. */
    private Pulses pulses(Found found, Experiment present) {
        return present.hasTwoLevels() || Double.isNaN(found.root())
                ? Pulses.of(present)
                : Pulses.of(experiments
                        .of(plan.parameter().set(plan.setup(), found.root()))
                        .get(0));
    }
}
