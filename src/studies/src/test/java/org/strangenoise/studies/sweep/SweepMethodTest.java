package org.strangenoise.studies.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.yaml.InputFile;

/** Which method a sweep names when its points are found by different ones. */
class SweepMethodTest {

    private static final String STUDY = """
            name: scales
            device:
              name: pair
              qubits: [ { name: A, T1: 9 us, T2: 7 us }, { name: B, T1: 11 us, T2: 5 us } ]
              operations: { ry: { duration: 20 ns }, interaction: { duration: 30 ns } }
            circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 3 } }
            analyses:
              - { type: sweep, id: s, over: { noise.scale: SCALES }, observable: purity }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[ 0, 0.5, 1.5 ] | ideal, density-matrix | auto: ideal for 1 point, density-matrix for 2 points",
                "[ 1.5, 0 ] | density-matrix, ideal | auto: density-matrix for 1 point, ideal for 1 point",
            })
    void namesTheMethodOfEveryPoint(String scales, String method, String reason) {
        String text = STUDY.replace("SCALES", scales);
        Study study = StudyReader.read(InputFile.of(Path.of("study.yaml"), text.getBytes(StandardCharsets.UTF_8)));
        List<AnalysisResult> results = new AnalysisRunner(SimulationOptions.defaults(), line -> {}).run(study);
        assertEquals(method, results.get(0).method().name());
        assertEquals(reason, results.get(0).method().reason());
    }
}
