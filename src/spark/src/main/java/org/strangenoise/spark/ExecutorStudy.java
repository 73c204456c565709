package org.strangenoise.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.tasks.RowJson;
import org.strangenoise.yaml.Problems;

/** A study in an executor: read once, each analysis made ready when its first rows are asked for, and kept. */
final class ExecutorStudy {

    /** The study asked for last; an application has one. */
    private static @Nullable ExecutorStudy latest;

    private final String key;
    private final Study study;
    private final String version;
    private final AnalysisRunner runner;
    private final Map<String, Ready<?>> ready = new HashMap<>();

    private ExecutorStudy(String key, StudyBytes bytes, int threads) {
        this.key = key;
        this.study = bytes.read();
        this.version = bytes.version();
        SimulationOptions options =
                SimulationOptions.defaults().withThreads(threads).withMemoryLimit(bytes.memory());
        this.runner = new AnalysisRunner(options, line -> {});
    }

    /** The study of some bytes. */
    static ExecutorStudy of(StudyBytes bytes, int threads) {
        String key = bytes.key() + " " + threads;
        synchronized (ExecutorStudy.class) {
            ExecutorStudy known = latest;
            if (known == null || !known.key.equals(key)) {
                known = new ExecutorStudy(key, bytes, threads);
                latest = known;
            }
            return known;
        }
    }

    /** An analysis, made ready. */
    synchronized Ready<?> ready(String id) {
        Ready<?> known = ready.get(id);
        if (known == null) {
            known = prepared(id);
            ready.put(id, known);
        }
        return known;
    }

    private Ready<?> prepared(String id) {
        AnalysisPlan plan = study.analyses().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        Problems problems = new Problems();
        Optional<PreparedAnalysis<?, ?>> prepared = runner.prepare(plan, problems);
        problems.throwIfErrors();
        String partKey = AnalysisRunner.part(study, plan, prepared.orElseThrow(), version)
                .key();
        return Ready.of(prepared.get(), partKey);
    }

    /**
     * An analysis that can find rows.
     *
     * @param <S> a row
     */
    static final class Ready<S> {

        private final PreparedAnalysis<S, ?> analysis;
        private final String key;
        private List<S> complete = List.of();

        private Ready(PreparedAnalysis<S, ?> analysis, String key) {
            this.analysis = analysis;
            this.key = key;
        }

        private static <S> Ready<S> of(PreparedAnalysis<S, ?> analysis, String key) {
            return new Ready<>(analysis, key);
        }

        /** What the driver's journal tells this analysis from others by. */
        String key() {
            return key;
        }

        /** The rows of earlier rounds, parsed once a round: every round has more than the one before. */
        private synchronized List<S> complete(List<String> lines) {
            if (complete.size() != lines.size()) {
                complete = lines.stream()
                        .map(line -> RowJson.row(line, analysis.rowType()))
                        .toList();
            }
            return complete;
        }

        /** The rows of a batch as text, found with so many threads. */
        List<String> rows(TaskBatch batch, List<String> completeLines, int threads) {
            List<S> before = complete(completeLines);
            List<String> rows = new ArrayList<>();
            // Parallel streams take their threads from the pool they run in; an executor's cores belong to its tasks.
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                for (int k = 0; k < batch.size(); k++) {
                    int from = batch.from()[k];
                    int to = batch.to()[k];
                    pool.submit(() -> analysis.rows(from, to, before, TaskWatch.NONE))
                            .join()
                            .forEach(row -> rows.add(RowJson.line(row)));
                }
            } finally {
                pool.shutdown();
            }
            return rows;
        }
    }
}
