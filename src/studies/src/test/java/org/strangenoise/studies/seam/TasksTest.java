package org.strangenoise.studies.seam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.output.StudyResults;
import org.strangenoise.studies.output.StudyWriter;
import org.strangenoise.studies.output.WrittenStudy;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.AnalysisTypes;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.tasks.RowJson;
import org.strangenoise.studies.tasks.Task;
import org.strangenoise.studies.tasks.TaskExecutor;

/**
 * Every type of analysis, one study of all of them: samples may be found in any order and groups, by preparations that
 * know nothing of each other, and their rows may be written and read in between; the result has the same bytes.
 */
class TasksTest {

    private static final SimulationOptions OPTIONS =
            SimulationOptions.defaults().withThreads(1);

    @TempDir
    Path folder;

    private Study study;

    @BeforeEach
    void read() throws IOException {
        study = WrittenStudy.read(folder);
    }

    /** Sample by sample in random order, each by an analysis prepared anew, each row by way of a line of text. */
    private final class Scattered implements TaskExecutor {

        private final Random random = new Random(7);

        @Override
        public <S> List<S> round(
                String id, PreparedAnalysis<S, ?> analysis, int to, List<S> complete, TaskWatch watch) {
            List<Integer> order = new ArrayList<>();
            for (int sample = complete.size(); sample < to; sample++) {
                order.add(sample);
            }
            Collections.shuffle(order, random);
            AnalysisPlan plan = study.analyses().stream()
                    .filter(p -> p.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            PreparedAnalysis<?, ?> elsewhere = plan.type().prepared(plan, OPTIONS.withThreads(2));
            List<S> copied = complete.stream()
                    .map(row -> RowJson.row(RowJson.line(row), analysis.rowType()))
                    .toList();
            Map<Integer, S> found = new TreeMap<>();
            for (int sample : order) {
                found.put(sample, one(elsewhere, analysis.rowType(), sample, copied, watch));
            }
            return List.copyOf(found.values());
        }

        @SuppressWarnings("unchecked")
        private <S> S one(
                PreparedAnalysis<?, ?> elsewhere, Class<S> type, int sample, List<S> complete, TaskWatch watch) {
            PreparedAnalysis<S, ?> same = (PreparedAnalysis<S, ?>) elsewhere;
            String line =
                    RowJson.line(same.rows(sample, sample + 1, complete, watch).get(0));
            assertTrue(line.indexOf('\n') < 0);
            return RowJson.row(line, type);
        }
    }

    private byte[] written(TaskExecutor executor, int threads, String name) throws IOException {
        List<AnalysisResult> results =
                new AnalysisRunner(OPTIONS.withThreads(threads), line -> {}, executor, TaskWatch.NONE).run(study);
        Path out = Files.createDirectory(folder.resolve(name));
        StudyWriter.write(new StudyResults(study, results, "1"), out, false, false);
        return Files.readAllBytes(out.resolve("results.json"));
    }

    @Test
    void noGroupingNoOrderNoMachineChangesAResult() throws IOException {
        List<String> together = lines(written(new TaskExecutor.Local(), 1, "together"));
        List<String> scattered = lines(written(new Scattered(), 1, "scattered"));
        for (int k = 0; k < together.size(); k++) {
            assertEquals(together.get(k), scattered.get(k), "near " + together.subList(Math.max(0, k - 20), k));
        }
        assertEquals(together.size(), scattered.size());
    }

    /** Field by field, so that a difference is told by its place. */
    private static List<String> lines(byte[] json) {
        return List.of(new String(json, StandardCharsets.UTF_8).split("(?<=,)"));
    }

    @Test
    void theStudyHasEveryTypeOfAnalysis() {
        assertEquals(
                AnalysisTypes.shipped().all().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList(),
                study.analyses().stream()
                        .map(p -> p.type().name())
                        .distinct()
                        .sorted()
                        .toList());
    }

    @Test
    void aWatchHearsOfEverySampleAndCanStopTheRest() {
        AnalysisPlan plan = study.analyses().get(0);
        PreparedAnalysis<?, ?> prepared = plan.type().prepared(plan, OPTIONS);
        AtomicInteger heard = new AtomicInteger();
        TaskWatch watch = new TaskWatch() {
            @Override
            public void found(int samples) {
                heard.addAndGet(samples);
            }

            @Override
            public boolean isCancelled() {
                return heard.get() >= 5;
            }
        };
        assertThrows(CancellationException.class, () -> new TaskExecutor.Local().run(plan.id(), prepared, watch));
        assertEquals(5, heard.get());
    }

    @Test
    void tasksCoverAllSamplesAndKnowNoClock() {
        for (AnalysisPlan plan : study.analyses()) {
            PreparedAnalysis<?, ?> prepared = plan.type().prepared(plan, OPTIONS);
            int samples = prepared.samples(List.of());
            List<Task> tasks = Task.of(plan.id(), prepared, 0, samples);
            assertEquals(samples, tasks.stream().mapToInt(Task::samples).sum());
            assertEquals(tasks, Task.of(plan.id(), plan.type().prepared(plan, OPTIONS.withThreads(2)), 0, samples));
            assertTrue(prepared.secondsPerSample() > 0, plan.id());
        }
    }

    /** Seeds are published: a change of them would change every random number of every study. */
    @Test
    void seedsAreFunctionsOfStudyAnalysisAndSample() {
        AnalysisPlan plan = study.analyses().get(0);
        assertEquals(
                plan.header().seeds().of(3), plan.withSeed(1).header().seeds().of(3));
        List<Long> seeds = new ArrayList<>();
        for (AnalysisPlan each : study.analyses()) {
            for (long seed : new long[] {1, 2}) {
                for (int sample = -3; sample < 3; sample++) {
                    seeds.add(each.withSeed(seed).header().seeds().of(sample));
                }
            }
        }
        assertEquals(seeds.size(), seeds.stream().distinct().count());
    }
}
