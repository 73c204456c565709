package org.strangenoise.studies.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.studies.budget.LeastSquaresFit;
import org.strangenoise.studies.budget.Split;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.Location;

/** An analysis of what noise costs and what would win it back. */
public sealed interface BudgetPlan extends AnalysisPlan {

    /** The number it is about. */
    FigureOfMerit merit();

    /**
     * The loss from ideal to noisy, divided among the noise.
     *
     * @param splits by what noise is divided
     * @param standardError of the Shapley values where orders are sampled
     * @param maxPermutations most orders sampled, reverses not counted
     * @param beside an earlier attribution that the shares by step are drawn beside
     */
    record Attribution(
            Header header,
            FigureOfMerit merit,
            Set<Split> splits,
            double standardError,
            int maxPermutations,
            Optional<Beside> beside)
            implements BudgetPlan {
        public Attribution {
            splits = Set.copyOf(splits);
        }

        @Override
        public String type() {
            return "decoherence-budget";
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Attribution(header.withSeed(seed), merit, splits, standardError, maxPermutations, beside);
        }
    }

    /**
     * Another analysis, named by its id.
     *
     * @param location where it is named
     */
    record Beside(String id, Location location) {}

    /**
     * Derivatives of the figure of merit.
     *
     * @param parameters with respect to which
     * @param share of the loss by which the linear picture may be off without a warning
     */
    record Sensitivities(Header header, FigureOfMerit merit, List<StudyParameter> parameters, double share)
            implements BudgetPlan {
        public Sensitivities {
            parameters = List.copyOf(parameters);
        }

        @Override
        public String type() {
            return "sensitivities";
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Sensitivities(header.withSeed(seed), merit, parameters, share);
        }
    }

    /**
     * The value of a parameter that gives the figure of merit a target.
     *
     * @param low least value looked at
     * @param high greatest value looked at, may be infinite
     */
    record SolveFor(
            Header header, FigureOfMerit merit, StudyParameter parameter, double target, double low, double high)
            implements BudgetPlan {
        @Override
        public String type() {
            return "solve-for";
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new SolveFor(header.withSeed(seed), merit, parameter, target, low, high);
        }
    }

    /**
     * The figure of merit over two parameters, and where it has a level.
     *
     * @param x the horizontal axis
     * @param y the vertical axis
     * @param level the value whose line is drawn
     * @param equal a second condition, which picks one point of the line
     */
    record Contour(
            Header header, FigureOfMerit merit, SweepAxis x, SweepAxis y, double level, Optional<EqualStarts> equal)
            implements BudgetPlan {
        @Override
        public String type() {
            return "contour";
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Contour(header.withSeed(seed), merit, x, y, level, equal);
        }
    }

    /**
     * Two starts give an observable the same value.
     *
     * @param merit of exactly two starts
     * @param setup of these runs
     */
    record EqualStarts(FigureOfMerit merit, Setup setup) {}

    /**
     * What the device's uncertainties make of the figure of merit.
     *
     * @param uncertainties of the device, at least one
     * @param samples how many devices are drawn
     */
    record ErrorBars(Header header, FigureOfMerit merit, Uncertainties uncertainties, int samples)
            implements BudgetPlan {
        @Override
        public String type() {
            return "error-bars";
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new ErrorBars(header.withSeed(seed), merit, uncertainties, samples);
        }
    }

    /**
     * Parameters from measured points.
     *
     * @param merit the latest point's
     * @param data the file that holds the points
     * @param points what was measured
     * @param free what is fitted
     * @param starts how many random starts beside the given one
     */
    record Fit(
            Header header,
            FigureOfMerit merit,
            InputFile data,
            List<MeasuredPoint> points,
            List<FreeParameter> free,
            int starts)
            implements BudgetPlan {
        public Fit {
            points = List.copyOf(points);
            free = List.copyOf(free);
        }

        @Override
        public String type() {
            return "fit";
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Fit(header.withSeed(seed), merit, data, points, free, starts);
        }
    }

    /**
     * A parameter to fit.
     *
     * @param limits as the fit sees it: start, bounds, prior
     */
    record FreeParameter(StudyParameter parameter, LeastSquaresFit.Free limits) {}
}
