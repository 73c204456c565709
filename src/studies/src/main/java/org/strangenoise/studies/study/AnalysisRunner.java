package org.strangenoise.studies.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.strangenoise.schedule.UnknownDurationException;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.UnsupportedSimulationException;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.Analysis;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.config.PlainMessage;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Problems;

/** Runs the analyses of a study, one after the other, each with all threads. */
public final class AnalysisRunner {

    private final SimulationOptions options;
    private final Consumer<String> progress;

    /**
     * @param options threads, memory
     * @param progress hears a line as each analysis begins
     */
    public AnalysisRunner(SimulationOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Checks that every analysis can run: durations listed, channels that fit their operations, memory enough.
     *
     * @throws InvalidInputException with every analysis that cannot, at its place in the study file
     */
    public void check(Study study) {
        Problems problems = new Problems();
        for (AnalysisPlan plan : study.analyses()) {
            try {
                analysis(plan).check();
            } catch (UnknownDurationException | UnsupportedSimulationException | IllegalArgumentException e) {
                problems.error(
                        plan.header().location(), "analysis `" + plan.id() + "` cannot run: " + PlainMessage.of(e));
            }
        }
        problems.throwIfErrors();
    }

    /** Runs all analyses. */
    public List<AnalysisResult> run(Study study) {
        check(study);
        List<AnalysisResult> results = new ArrayList<>();
        for (AnalysisPlan plan : study.analyses()) {
            progress.accept(plan.id() + ": " + plan.type().name());
            results.add(analysis(plan).run());
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

    private Analysis<?> analysis(AnalysisPlan plan) {
        return plan.type().prepared(plan, options);
    }
}
