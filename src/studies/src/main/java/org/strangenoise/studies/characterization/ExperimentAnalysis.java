package org.strangenoise.studies.characterization;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.RunCost;

/** A routine, played and read: a sample is one of its sequences. */
final class ExperimentAnalysis implements PreparedAnalysis<ExperimentAnalysis.Row, ExperimentType.Result> {

    private static final String MET_NOTHING = "met no operation";

    /**
     * The counts of a sequence.
     *
     * @param counts {@code [point][outcome]}
     */
    record Row(double[][] counts, List<String> warnings) {}

    private final ExperimentType.Plan plan;
    private final SimulationOptions options;
    private final Laboratory laboratory;
    private final Routine routine;
    private final List<Routine.Sequence> sequences;
    private final SimulatorChoice choice;
    private final double seconds;

    ExperimentAnalysis(ExperimentType.Plan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        Laboratory wired = plan.kind().laboratory(plan.setup(), plan.qubits(), options);
        this.routine = plan.kind().in(wired, plan.settings());
        this.laboratory = routine.laboratory(wired);
        this.sequences = routine.sequences();
        Laboratory.Played longest = laboratory.play(sequences.get(sequences.size() - 1));
        this.choice = longest.choice();
        int points = sequences.stream().mapToInt(s -> s.x().length).max().orElse(1);
        this.seconds = RunCost.seconds(
                longest.circuits(),
                points,
                choice.simulator().numbers(laboratory.device().qubits().size(), options));
        if (seconds * sequences.size() > RunCost.MAX_SECONDS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d sequences of %d circuits would take %.0f s of one processor, more than %.0f s; ask for fewer"
                            + " points or qubits",
                    sequences.size(),
                    longest.circuits(),
                    seconds * sequences.size(),
                    RunCost.MAX_SECONDS));
        }
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public int samples(List<Row> complete) {
        return sequences.size();
    }

    @Override
    public double secondsPerSample() {
        return seconds;
    }

    @Override
    public List<Row> rows(int from, int to, List<Row> complete, TaskWatch watch) {
        return watch.each(from, to, options.threads() > 1, sample -> {
            Laboratory.Played played = laboratory.play(sequences.get(sample));
            return new Row(
                    plan.shots().isPresent()
                            ? Routine.doubles(played.counts(
                                    plan.shots().getAsLong(),
                                    plan.header().seeds().of(sample)))
                            : Routine.expected(played.probabilities()),
                    List.copyOf(played.warnings()));
        });
    }

    @Override
    public ExperimentType.Result assemble(List<Row> rows) {
        Set<String> warnings = new LinkedHashSet<>();
        List<double[][]> counts = new ArrayList<>();
        for (Row row : rows) {
            warnings.addAll(row.warnings());
            counts.add(row.counts());
        }
        // A channel that one sequence does not meet is met by others.
        warnings.removeIf(warning -> warning.contains(MET_NOTHING)
                && rows.stream().anyMatch(row -> !row.warnings().contains(warning)));
        Routine.Estimate estimate = plan.shots().isPresent()
                ? routine.estimate(counts)
                : routine.estimate(counts).withoutScatter();
        warnings.addAll(estimate.remarks());
        return new ExperimentType.Result(plan, routine, estimate, Method.of(choice), List.copyOf(warnings));
    }
}
