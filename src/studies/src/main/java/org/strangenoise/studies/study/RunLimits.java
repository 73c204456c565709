package org.strangenoise.studies.study;

import java.util.Locale;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.yaml.Problems;

/**
 * What a run may take, and what it will: both are known before anything is computed, from how many numbers each
 * analysis finds. States are not counted here; backends keep to the same limit of memory.
 *
 * @param memory bytes
 * @param output bytes of all files written
 */
public record RunLimits(long memory, long output) {

    /** Two gibibytes. */
    public static final long DEFAULT_OUTPUT = 2L << 30;

    /** A number in the results, in the tree that JSON is made of, and in its text. */
    private static final int MEMORY_A_NUMBER = 100;

    /** A number in JSON, and its share of a row of CSV. */
    private static final int BYTES_A_NUMBER = 64;

    /** A number in the drawings, as image, as text, and in the report. */
    private static final int BYTES_A_NUMBER_DRAWN = 100;

    private static final double BYTES_A_REPORT = 3e6;
    private static final double BYTES_AN_ANALYSIS_DRAWN = 1e6;

    /** 80% of the memory that the JVM may take. */
    public static long defaultMemory() {
        return Runtime.getRuntime().maxMemory() / 5 * 4;
    }

    /**
     * Refuses a study that will take more, at the place of its largest analysis.
     *
     * @param figures whether they are drawn too
     * @throws org.strangenoise.yaml.InvalidInputException naming the limit and what is predicted
     */
    public void check(Study study, boolean figures) {
        double numbers = 0;
        double most = -1;
        AnalysisPlan largest = study.analyses().get(0);
        for (AnalysisPlan plan : study.analyses()) {
            double own = plan.type().numbersOf(plan);
            numbers += own;
            if (own > most) {
                most = own;
                largest = plan;
            }
        }
        Problems problems = new Problems();
        double needed = numbers * MEMORY_A_NUMBER;
        if (needed > memory) {
            refuse(problems, largest, most, numbers, "memory", needed, memory);
        }
        double written = numbers * BYTES_A_NUMBER;
        if (figures) {
            written += BYTES_A_REPORT
                    + numbers * BYTES_A_NUMBER_DRAWN
                    + BYTES_AN_ANALYSIS_DRAWN * study.analyses().size();
        }
        if (written > output) {
            refuse(problems, largest, most, numbers, "output", written, output);
        }
        problems.throwIfErrors();
    }

    private static void refuse(
            Problems problems, AnalysisPlan largest, double own, double all, String what, double needed, long limit) {
        problems.error(
                largest.header().location(),
                String.format(
                        Locale.ROOT,
                        "the study must keep within --max-%s, %s, but will take about %s; the analysis `%s` finds %.3g"
                                + " of its %.3g numbers",
                        what,
                        text((double) limit),
                        text(needed),
                        largest.id(),
                        own,
                        all));
    }

    private static String text(double bytes) {
        double megabytes = bytes / (1 << 20);
        if (megabytes < 1) {
            return String.format(Locale.ROOT, "%.3g KiB", bytes / 1024);
        }
        return megabytes < 1024
                ? String.format(Locale.ROOT, "%.0f MiB", megabytes)
                : String.format(Locale.ROOT, "%.3g GiB", megabytes / 1024);
    }
}
