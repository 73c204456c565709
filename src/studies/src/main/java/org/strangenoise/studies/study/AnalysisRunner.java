package org.strangenoise.studies.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.strangenoise.schedule.UnknownDurationException;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.UnsupportedSimulationException;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.config.PlainMessage;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.tasks.Journal;
import org.strangenoise.studies.tasks.TaskExecutor;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Problems;

/** Runs the analyses of a study, one after the other, each with all threads. */
public final class AnalysisRunner {

    private final SimulationOptions options;
    private final Consumer<String> progress;
    private final TaskExecutor executor;
    private final TaskWatch watch;

    /**
     * Runs them here.
     *
     * @param options threads, memory
     * @param progress hears a line as each analysis begins
     */
    public AnalysisRunner(SimulationOptions options, Consumer<String> progress) {
        this(options, progress, new TaskExecutor.Local(), TaskWatch.NONE);
    }

    /**
     * Runs them where an executor does.
     *
     * @param watch hears of every sample; may stop the run
     */
    public AnalysisRunner(
            SimulationOptions options, Consumer<String> progress, TaskExecutor executor, TaskWatch watch) {
        this.options = options;
        this.progress = progress;
        this.executor = executor;
        this.watch = watch;
    }

    /**
     * Makes every analysis ready, which checks that it can run: durations listed, channels that fit their operations,
     * memory enough.
     *
     * @return by analysis, in the study's order
     * @throws InvalidInputException with every analysis that cannot, at its place in the study file
     */
    public List<PreparedAnalysis<?, ?>> prepare(Study study) {
        Problems problems = new Problems();
        List<PreparedAnalysis<?, ?>> prepared = new ArrayList<>();
        for (AnalysisPlan plan : study.analyses()) {
            prepare(plan, problems).ifPresent(prepared::add);
        }
        problems.throwIfErrors();
        return prepared;
    }

    /** Makes one analysis ready, or records why it cannot run at its place in the study file. */
    public Optional<PreparedAnalysis<?, ?>> prepare(AnalysisPlan plan, Problems problems) {
        try {
            return Optional.of(plan.type().prepared(plan, options));
        } catch (UnknownDurationException | UnsupportedSimulationException | IllegalArgumentException e) {
            problems.error(plan.header().location(), "analysis `" + plan.id() + "` cannot run: " + PlainMessage.of(e));
            return Optional.empty();
        }
    }

    /** Runs all analyses. */
    public List<AnalysisResult> run(Study study) {
        return run(study, prepare(study));
    }

    /** What the rows of a study's analyses belong to. */
    public static Journal.Subject subject(Study study, List<PreparedAnalysis<?, ?>> prepared, String version) {
        List<Journal.Subject.Part> parts = new ArrayList<>();
        for (int k = 0; k < prepared.size(); k++) {
            parts.add(part(study, study.analyses().get(k), prepared.get(k), version));
        }
        return new Journal.Subject(study.name(), version, parts);
    }

    /** What the rows of one analysis belong to. */
    public static Journal.Subject.Part part(
            Study study, AnalysisPlan plan, PreparedAnalysis<?, ?> prepared, String version) {
        return Journal.Subject.Part.of(
                version,
                plan.id(),
                study.texts().getOrDefault(plan.id(), ""),
                plan.setup().simulation().seed(),
                prepared);
    }

    /**
     * Runs all analyses.
     *
     * @param prepared what {@link #prepare} made of them
     */
    public List<AnalysisResult> run(Study study, List<PreparedAnalysis<?, ?>> prepared) {
        List<AnalysisResult> results = new ArrayList<>();
        for (int k = 0; k < prepared.size(); k++) {
            AnalysisPlan plan = study.analyses().get(k);
            progress.accept(plan.id() + ": " + plan.type().name());
            results.add(executor.run(plan.id(), prepared.get(k), watch));
        }
        return results;
    }

    /**
     * How the density matrix of each analysis' circuit is evolved: passes, bytes, predicted floor; others have no plan.
     */
    public List<String> explain(Study study) {
        List<String> plans = new ArrayList<>();
        for (AnalysisPlan plan : study.analyses()) {
            Experiment experiment =
                    Experiment.of(plan.setup(), plan.setup().circuit().initial());
            SimulationTask task = experiment.noisyTask(List.of(new Observable.MeanEntropy()), options);
            if (experiment.noisyChoice(task).simulator() instanceof DensityMatrixSimulator dense) {
                plans.add(plan.id() + ": " + dense.explain(task).text());
            }
        }
        return plans;
    }
}
