package org.strangenoise.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.cli.StudyRun;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.studies.tasks.Journal;
import org.strangenoise.studies.tasks.TaskExecutor;

/**
 * What a task of the plan costs once Spark has started: the start of its batch, its way there and back, the journal.
 */
class OverheadTest {

    private static final int POINTS = 4000;

    private static final int CORES = 2;

    private static final int ROUNDS = 4;

    private static final String STUDY = """
            name: overhead
            device: { name: one, qubits: [ { name: Q, T1: 9 us, T2: 5 us }, { name: R, T1: 7 us, T2: 4 us } ],
                      operations: { ry: { duration: 20 ns }, interaction: { coupling: 5 MHz } } }
            circuit: { kicked-top: { qubits: 2, kappa: 1.3, steps: 2 } }
            analyses: [ { type: sweep, id: sweep, over: { noise.scale: { from: 0, to: 2, points: %d } }, observable: purity } ]
            """.formatted(POINTS);

    @TempDir
    private Path folder;

    /** An analysis cut into a task for each sample, however little that costs. */
    private record Cut<S, R extends AnalysisResult>(PreparedAnalysis<S, R> whole) implements PreparedAnalysis<S, R> {
        @Override
        public Class<S> rowType() {
            return whole.rowType();
        }

        @Override
        public int samples(List<S> complete) {
            return whole.samples(complete);
        }

        @Override
        public List<S> rows(int from, int to, List<S> complete, TaskWatch watch) {
            return whole.rows(from, to, complete, watch);
        }

        @Override
        public R assemble(List<S> rows) {
            return whole.assemble(rows);
        }

        @Override
        public double secondsPerSample() {
            return 1;
        }
    }

    @Test
    void aTaskOfThePlanCostsBelowTwoMilliseconds() throws IOException {
        Study study = StudyReader.read(Files.writeString(folder.resolve("study.yaml"), STUDY));
        SimulationOptions options = SimulationOptions.defaults().withThreads(1);
        PreparedAnalysis<?, ?> prepared =
                new AnalysisRunner(options, line -> {}).prepare(study).get(0);
        Journal.Subject subject = AnalysisRunner.subject(
                study, List.of(prepared), org.strangenoise.studies.cli.Main.ManifestVersion.version());
        StudyRun.Work work = new StudyRun.Work(study, subject, options, Optional.empty(), false);
        SparkConf settings = new SparkConf().setMaster("local[" + CORES + "]").set("spark.ui.enabled", "false");
        double least = Double.POSITIVE_INFINITY;
        try (Cluster cluster = new Cluster(settings, 300, "", Optional.empty(), new PrintWriter(Writer.nullWriter()))) {
            for (int k = 0; k < ROUNDS; k++) {
                least = Math.min(least, seconds(new Cut<>(prepared), work, cluster, "journal" + k));
            }
        }
        double each = least * CORES / POINTS;
        assertTrue(each < 2e-3, 1e3 * each + " ms of a core for each task");
    }

    private <S, R extends AnalysisResult> double seconds(
            Cut<S, R> analysis, StudyRun.Work work, Cluster cluster, String name) throws IOException {
        Journal.Listener silent = new Journal.Listener() {
            @Override
            public void warning(String message) {
                throw new AssertionError(message);
            }

            @Override
            public void endsEarly() {}
        };
        try (Journal journal = new Journal(folder.resolve(name), work.subject(), 0, silent)) {
            long start = System.nanoTime();
            List<S> rows = cluster.executor(work, journal, TaskExecutor.Progress.NONE)
                    .round("sweep", analysis, POINTS, List.of(), TaskWatch.NONE);
            double seconds = (System.nanoTime() - start) * 1e-9;
            assertEquals(POINTS, rows.size());
            return seconds;
        }
    }
}
