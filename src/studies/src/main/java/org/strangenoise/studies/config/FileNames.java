package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.strangenoise.studies.config.AnalysisPlan.DynamicsFigure;

/**
 * Names of the files of an analysis, without extensions: its id alone, or its id, {@code -} and what the file holds.
 * All names are known before anything runs, so that no two analyses of a study write the same file.
 */
public final class FileNames {

    /** Of curves, where the device's values carry uncertainties. */
    private static final String BANDS = "bands";

    private FileNames() {}

    /**
     * The name of a file.
     *
     * @param part what it holds; empty for the main table and the only figure
     * @throws IllegalStateException if {@link #all} does not list it
     */
    public static String of(AnalysisPlan plan, String part) {
        String name = part.isEmpty() ? plan.id() : plan.id() + "-" + part;
        require(plan, name);
        return name;
    }

    /**
     * Checks a name.
     *
     * @throws IllegalStateException if {@link #all} does not list it
     */
    public static void require(AnalysisPlan plan, String name) {
        if (!all(plan).contains(name)) {
            throw new IllegalStateException(name + " must be one of the " + plan.type() + "'s files, " + all(plan));
        }
    }

    /** The names of all tables and figures that an analysis may write, its id first. */
    public static Set<String> all(AnalysisPlan plan) {
        Set<String> names = new LinkedHashSet<>();
        names.add(plan.id());
        parts(plan).forEach(part -> names.add(plan.id() + "-" + part));
        return names;
    }

    private static List<String> parts(AnalysisPlan plan) {
        if (plan instanceof AnalysisPlan.Dynamics dynamics) {
            return parts(dynamics);
        }
        if (plan instanceof AnalysisPlan.Sweep || plan instanceof AnalysisPlan.SystemSize) {
            return List.of(BANDS);
        }
        if (plan instanceof AnalysisPlan.EntropyMap) {
            return List.of("asymmetry", "average");
        }
        if (plan instanceof AnalysisPlan.Decay) {
            return List.of("fits", BANDS);
        }
        if (plan instanceof BudgetPlan.Attribution) {
            return List.of("totals", "coverage", "by-step");
        }
        if (plan instanceof BudgetPlan.Sensitivities) {
            return List.of("totals");
        }
        if (plan instanceof BudgetPlan.SolveFor) {
            return List.of("roots");
        }
        if (plan instanceof BudgetPlan.Contour) {
            return List.of("line", "first-order-line", "points");
        }
        if (plan instanceof BudgetPlan.ErrorBars) {
            return List.of("uncertainties", "totals");
        }
        if (plan instanceof BudgetPlan.Fit) {
            return List.of("parameters", "totals", "covariance", "profiles", "curves");
        }
        return List.of();
    }

    /** A single figure has the analysis' own name, several are told apart by their kinds. */
    private static List<String> parts(AnalysisPlan.Dynamics plan) {
        List<String> parts = new ArrayList<>();
        if (plan.figures().size() > 1) {
            for (DynamicsFigure figure : plan.figures()) {
                parts.add(figure.name().toLowerCase(Locale.ROOT));
            }
        }
        if (plan.snapshots().densityStep().isPresent()) {
            parts.add("density-matrix");
        }
        parts.add(BANDS);
        return parts;
    }
}
