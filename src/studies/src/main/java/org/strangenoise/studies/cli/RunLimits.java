package org.strangenoise.studies.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strangenoise.studies.config.AnalysisPlan;
import org.strangenoise.studies.config.Study;
import org.strangenoise.yaml.Problems;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What a run may take, and what it will: both are known before anything is computed, from how many numbers each
 * analysis finds. States are not counted here; backends keep to the same limit of memory.
 *
 * @param memory bytes
 * @param output bytes of all files written
 */
record RunLimits(long memory, long output) {

    /** Two gibibytes. */
    static final long DEFAULT_OUTPUT = 2L << 30;

    /** A number in the results, in the tree that JSON is made of, and in its text. */
    private static final int MEMORY_A_NUMBER = 100;

    /** A number in JSON, and its share of a row of CSV. */
    private static final int BYTES_A_NUMBER = 64;

    /** A number in the drawings, as image, as text, and in the report. */
    private static final int BYTES_A_NUMBER_DRAWN = 100;

    private static final double BYTES_A_REPORT = 3e6;
    private static final double BYTES_AN_ANALYSIS_DRAWN = 1e6;

    /** 80% of the memory that the JVM may take. */
    static long defaultMemory() {
        return Runtime.getRuntime().maxMemory() / 5 * 4;
    }

    /**
     * Refuses a study that will take more, at the place of its largest analysis.
     *
     * @throws org.strangenoise.yaml.InvalidInputException naming the limit and what is predicted
     */
    void check(Study study, boolean figures) {
        double numbers = 0;
        double most = -1;
        AnalysisPlan largest = study.analyses().get(0);
        for (AnalysisPlan plan : study.analyses()) {
            double own = numbers(plan);
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
                        text(limit),
                        text(needed),
                        largest.id(),
                        own,
                        all));
    }

    /** How many numbers an analysis finds, roughly and rather too many. */
    private static double numbers(AnalysisPlan plan) {
        int qubits = plan.setup().circuit().qubits();
        double steps = plan.setup().circuit().steps() + 1.0;
        if (plan instanceof AnalysisPlan.Dynamics dynamics) {
            return 2 * dynamics.starts().size() * (steps * (3 * qubits + 5) + StrictMath.pow(4, Math.min(qubits, 7)));
        }
        if (plan instanceof AnalysisPlan.EntropyMap map) {
            return 2.0 * map.thetaPoints() * map.phiPoints() * (map.steps().size() + 1);
        }
        if (plan instanceof AnalysisPlan.ClassicalMap map) {
            return 2.0 * map.starts() * (map.steps() + 1);
        }
        if (plan instanceof AnalysisPlan.Sweep sweep) {
            return 2
                    * sweep.over().stream()
                            .mapToDouble(axis -> axis.values().size())
                            .reduce(1, (a, b) -> a * b);
        }
        if (plan instanceof AnalysisPlan.Decay decay) {
            return 4.0 * decay.curves().size() * steps;
        }
        return 10_000;
    }

    private static String text(double bytes) {
        double megabytes = bytes / (1 << 20);
        return megabytes < 1024
                ? String.format(Locale.ROOT, "%.0f MiB", megabytes)
                : String.format(Locale.ROOT, "%.3g GiB", megabytes / 1024);
    }

    /** Reads {@code 512M} or {@code 4G}. */
    static final class Bytes implements ITypeConverter<Long> {

        private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})([KMGT]?)");

        @Override
        public Long convert(String text) {
            Matcher size = SIZE.matcher(text);
            if (!size.matches()) {
                throw new TypeConversionException("must be a size such as 512M or 4G, but is `" + text + "`");
            }
            int shift = size.group(2).isEmpty() ? 0 : 10 * (1 + "KMGT".indexOf(size.group(2)));
            return Long.parseLong(size.group(1)) << shift;
        }
    }
}
