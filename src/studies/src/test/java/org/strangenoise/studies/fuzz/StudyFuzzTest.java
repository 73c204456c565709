package org.strangenoise.studies.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;

/** Studies: what is read and prepared also runs, where that is a matter of milliseconds. */
class StudyFuzzTest {

    private static final double QUICK = 0.02;

    @BeforeAll
    static void loadClasses() throws IOException {
        UntrustedInput.loadStudies();
    }

    @FuzzTest
    void study(byte[] bytes) {
        UntrustedInput.readOrRefused(bytes, () -> {
            Study study = StudyReader.read(UntrustedInput.file(bytes));
            AnalysisRunner runner = new AnalysisRunner(UntrustedInput.OPTIONS, line -> {});
            List<PreparedAnalysis<?, ?>> prepared = runner.prepare(study);
            double seconds =
                    prepared.stream().mapToDouble(StudyFuzzTest::seconds).sum();
            return seconds < QUICK ? runner.run(study, prepared) : prepared;
        });
    }

    private static double seconds(PreparedAnalysis<?, ?> prepared) {
        return prepared.hasOneRound() ? prepared.secondsPerSample() * prepared.samples(List.of()) : QUICK;
    }
}
