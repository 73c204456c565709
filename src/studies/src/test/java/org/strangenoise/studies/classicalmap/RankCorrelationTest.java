package org.strangenoise.studies.classicalmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.BudgetStudies;
import org.strangenoise.yaml.InvalidInputException;

/** How far entropy follows chaos, on the paper's device. */
class RankCorrelationTest {

    private static final String SETUP = """
            device:
              name: three
              qubits: [ { name: A, T1: 3.79 us, Tphi: 2.76 us }, { name: B, T1: 3.79 us, Tphi: 2.76 us }, { name: C, T1: 3.79 us, Tphi: 2.76 us } ]
              operations: { ry: { duration: 20 ns }, interaction: { coupling: 5.305 MHz } }
            circuit: { kicked-top: { qubits: 3, kappa: 2.5, steps: 10 } }
            """;

    @TempDir
    Path folder;

    /** An independent program found 0.35 from 5,000 starts; a correlation of 1,500 has an error of 0.025. */
    @Test
    void isAThirdWhereTheTopIsMixed() {
        ClassicalMapType.Result result = (ClassicalMapType.Result) new AnalysisRunner(BudgetStudies.OPTIONS, line -> {})
                .run(BudgetStudies.study(
                        folder, SETUP, "{ type: classical-map, id: a, initial-states: 1500, steps: 2, average: 10 }"))
                .get(0);
        assertEquals(0.35, result.rankCorrelation(result.noisyEntropy()), 0.08);
        assertEquals(0.82, result.spreadCorrelation(result.idealEntropy()), 0.04);
        assertTrue(result.spreadCorrelation(result.noisyEntropy()) > 0.7);
        assertTrue(result.plan()
                .type()
                .figuresOf(result, List.of(result))
                .get(0)
                .caption()
                .contains("entropy of a classical cloud"));
        assertEquals(1500, result.idealEntropy().length);
    }

    @Test
    void aMeanOverNoStepsIsRefused() {
        String message = assertThrows(
                        InvalidInputException.class,
                        () -> BudgetStudies.plan(folder, SETUP, "{ type: classical-map, id: a, average: 0 }"))
                .getMessage();
        assertTrue(message.contains("`average` must be at least 1, but was `0`"), message);
    }
}
