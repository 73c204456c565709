package org.strangenoise.studies.solvefor;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.strangenoise.budget.RootSearch;
import org.strangenoise.budget.Split;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.attribution.AttributionAnalysis;
import org.strangenoise.studies.attribution.AttributionType;
import org.strangenoise.studies.config.PlainMessage;
import org.strangenoise.studies.config.SensitiveParameters;
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

    private final SolveForType.Plan plan;
    private final SimulationOptions options;
    private final MeritExperiments experiments;

    private SolveForAnalysis(SolveForType.Plan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options.withSeed(plan.header().seeds().of(0));
        this.experiments = new MeritExperiments(plan.merit(), this.options);
    }

    static PreparedAnalysis<Found, SolveForType.Result> of(SolveForType.Plan plan, SimulationOptions options) {
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
                root.isPresent() ? null : new Unreachable(plan, options, search).reason(seen.getMax() - seen.getMin()));
    }

    private SolveForType.Result result(Found found, Experiment present, Method method) {
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
        return new SolveForType.Result(
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

    /**
     * Why no value of a parameter gives the target: the figure of merit does not depend on it, or is kept away by
     * noise, or would miss the target without noise too.
     */
    static final class Unreachable {

        /** Differences of the figure of merit that are no rounding. */
        private static final double ROUNDING = 1e-12;

        private static final double STANDARD_ERROR = 1e-4;
        private static final int MAX_PERMUTATIONS = 200;

        private final SolveForType.Plan plan;
        private final SimulationOptions options;
        private final MeritExperiments experiments;
        private final RootSearch search;
        private final StudyParameter parameter;

        /** True if all values lie above the target. */
        private final boolean below;

        /** @param search that found no root */
        Unreachable(SolveForType.Plan plan, SimulationOptions options, RootSearch search) {
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
            AttributionType.Plan attribution = new AttributionType.Plan(
                    header, plan.merit(), Set.of(Split.MECHANISM), STANDARD_ERROR, MAX_PERMUTATIONS, Optional.empty());
            AttributionType.Result attributed;
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
}
