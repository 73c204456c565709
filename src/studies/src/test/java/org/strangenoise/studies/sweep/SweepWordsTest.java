package org.strangenoise.studies.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.yaml.InputFile;

/** What a sweep says beside its numbers: the methods of its points, and a parameter that changes none of them. */
class SweepWordsTest {

    private static final String STUDY = """
            name: scales
            device:
              name: pair
              qubits: [ { name: A, T1: 9 us, T2: 7 us }, { name: B, T1: 11 us, T2: 5 us, readout: { p1-given-0: 0.01 } } ]
              operations: { ry: { duration: 20 ns }, interaction: { duration: 30 ns } }
            circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 3 } }
            analyses:
              - { type: sweep, id: s, over: { OVER }, observable: purity }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[ 0, 0.5, 1.5 ] | ideal, density-matrix | auto: ideal for 1 point, density-matrix for 2 points",
                "[ 1.5, 0 ] | density-matrix, ideal | auto: density-matrix for 1 point, ideal for 1 point",
            })
    void namesTheMethodOfEveryPoint(String scales, String method, String reason) {
        AnalysisResult result = swept("noise.scale: " + scales);
        assertEquals(method, result.method().name());
        assertEquals(reason, result.method().reason());
    }

    /** Readout errors are no part of a state; a second parameter beside them is. */
    @Test
    void tellsOfAParameterThatChangesNothing() {
        String readout = "\"device.qubits.B.readout.p1-given-0\": [ 0, 0.1, 0.2 ]";
        String word = "`device.qubits.B.readout.p1-given-0` changes purity at no point: readout errors are in what is"
                + " measured (type tomography), not in the state";
        assertEquals(List.of(word), swept(readout).warnings());
        assertEquals(
                List.of(word),
                swept(readout + ", device.qubits.A.T1: [ 5 us, 9 us ]").warnings());
        assertEquals(
                List.of(word),
                swept("device.qubits.A.T1: [ 5 us, 9 us ], " + readout).warnings());
        assertEquals(List.of(), swept("device.qubits.A.T1: [ 5 us, 9 us ]").warnings());
    }

    private static AnalysisResult swept(String over) {
        String text = STUDY.replace("OVER", over);
        Study study = StudyReader.read(InputFile.of(Path.of("study.yaml"), text.getBytes(StandardCharsets.UTF_8)));
        return new AnalysisRunner(SimulationOptions.defaults(), line -> {})
                .run(study)
                .get(0);
    }
}
