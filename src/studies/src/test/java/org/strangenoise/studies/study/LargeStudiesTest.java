package org.strangenoise.studies.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.tasks.Journal;
import org.strangenoise.studies.tasks.Task;

/** The shipped studies that take long can run, and fall into tasks that are the same on any machine. */
class LargeStudiesTest {

    @ParameterizedTest
    @CsvSource({"maps-of-ten-kappas, 400000", "ten-thousand-devices, 10000", "eighteen-qubits, 33"})
    void fallIntoTasksOfAboutASecond(String name, int samples) {
        Study study = StudyReader.read(Path.of("../../configs/studies/large", name + ".yaml"));
        List<List<String>> plans = new ArrayList<>();
        for (int threads : new int[] {1, 2}) {
            AnalysisRunner runner =
                    new AnalysisRunner(SimulationOptions.defaults().withThreads(threads), line -> {});
            List<PreparedAnalysis<?, ?>> prepared = runner.prepare(study);
            Journal.Subject subject = AnalysisRunner.subject(study, prepared, "1");
            List<String> ids = new ArrayList<>();
            int found = 0;
            for (int k = 0; k < prepared.size(); k++) {
                String id = study.analyses().get(k).id();
                int own = prepared.get(k).samples(List.of());
                found += own;
                for (Task task : Task.of(id, prepared.get(k), 0, own)) {
                    ids.add(subject.part(id).taskId(task));
                    double seconds = task.samples() * prepared.get(k).secondsPerSample();
                    assertTrue(seconds > 0 && seconds <= 1.01, task + " takes " + seconds + " s");
                }
            }
            assertEquals(samples, found);
            plans.add(ids);
        }
        assertEquals(plans.get(0), plans.get(1));
        assertEquals(plans.get(0).size(), plans.get(0).stream().distinct().count());
    }
}
