package org.strangenoise.studies.experiment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.sensitivities.SensitivitiesType;
import org.strangenoise.studies.study.BudgetStudies;

class DerivativeCostTest {

    private static final SimulationOptions AMPLE =
            SimulationOptions.defaults().withThreads(1).withMemoryLimit(1L << 40);

    @TempDir
    Path folder;

    private AnalysisPlan.OfMerit plan(int qubits, int steps, String more, String analysis) {
        String names = IntStream.range(0, qubits)
                .mapToObj(q -> "{ name: Q" + q + ", T1: 30 us +/- 1 us, Tphi: 2" + q + " us +/- 1 us }")
                .collect(Collectors.joining(", "));
        return (AnalysisPlan.OfMerit) BudgetStudies.plan(
                folder,
                "device:\n  name: line\n  qubits: [ " + names + " ]\n"
                        + "  operations: { ry: { duration: 20 ns }, interaction: { duration: 25 ns } }\n"
                        + "circuit: { kicked-top: { qubits: " + qubits + ", kappa: 2.5, steps: " + steps + " } }\n"
                        + more,
                "{ id: a, observable: purity, " + analysis + " }");
    }

    private static PreparedAnalysis<?, ?> prepared(AnalysisPlan.OfMerit plan) {
        return plan.type().prepared(plan, AMPLE);
    }

    /** What would take hours is refused before it begins, with what it is that takes them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12 | 20 | type: sensitivities | derivatives by 65 parameters and 2 simulations of 12 qubits over 20 steps",
                "9 | 40 | type: error-bars, uncertainty: { samples: 100000 } | derivatives by 18 parameters and 100000 simulations of 9 qubits",
                "9 | 40 | 'type: contour, level: 0.5, over: { noise.scale: { from: 0.1, to: 2, points: 201 }, device.qubits.*.T1: { from: 5 us, to: 50 us, points: 201 } }' | derivatives by 2 parameters and 42411 simulations of 9 qubits"
            })
    void whatTakesHoursIsRefused(int qubits, int steps, String asked, String words) {
        AnalysisPlan.OfMerit plan = plan(qubits, steps, "", asked);
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> prepared(plan));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(words) && message.contains("hours, but at most 1 is allowed: ask for"), message);
    }

    @Test
    void whatTakesMinutesIsNot() {
        assertDoesNotThrow(() -> prepared(plan(8, 10, "", "type: sensitivities")));
        assertDoesNotThrow(() -> prepared(plan(3, 20, "", "type: error-bars")));
    }

    /** All qubits at once are coupled by the interaction of a kicked top. */
    @Test
    void evolutionsOfManyQubitsNeedMemoryForTheirMaps() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> SensitivitiesType.TYPE.prepared(
                        (SensitivitiesType.Plan)
                                plan(7, 1, "noise: { placement: during-gate }\n", "type: sensitivities"),
                        AMPLE.withMemoryLimit(1L << 32)));
        assertTrue(
                String.valueOf(refused.getMessage()).contains("place noise after gates"),
                String.valueOf(refused.getMessage()));
    }

    /** Twice as many parameters or steps take about twice as long. */
    @Test
    void timeGrowsWithParametersAndSteps() {
        AnalysisPlan.OfMerit few = plan(9, 5, "", "type: sensitivities");
        AnalysisPlan.OfMerit many = plan(9, 10, "", "type: sensitivities");
        double base = seconds(few, 40);
        assertEquals(2, seconds(few, 80) / base, 0.05);
        assertEquals(2, seconds(many, 40) / base, 0.2);
    }

    private static double seconds(AnalysisPlan.OfMerit plan, int parameters) {
        Experiment experiment =
                new MeritExperiments(plan.merit(), AMPLE).of(plan.setup()).get(0);
        return MeritExperiments.DerivativeCost.seconds(experiment, plan.merit(), parameters);
    }
}
