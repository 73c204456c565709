package org.strangenoise.studies.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.experiment.MeritExperiments;
import org.strangenoise.studies.study.BudgetStudies;

/**
 * Attributions against the mean over all orders of simulations of edited devices, which know nothing of switches: a
 * device without T1 is written with T1: inf and the same Tphi, one without thermal excitation with a population of 0.
 */
class AttributionBruteForceTest {

    private static final double[] T1 = {3e-6, 5e-6, 4e-6};
    private static final double[] T2 = {2.5e-6, 4e-6, 1.5e-6};
    private static final double[] POPULATION = {0.05, 0.1, 0.02};

    @TempDir
    Path folder;

    /** The device with only some mechanisms; T2 is given where T1 acts, so that T1 off must keep Tphi. */
    private static String study(int qubits, Set<String> mechanisms) {
        StringBuilder text = new StringBuilder("device:\n  name: edited\n  qubits:\n");
        for (int q = 0; q < qubits; q++) {
            boolean t1 = mechanisms.contains("T1");
            double dephasing = mechanisms.contains("Tphi") ? 1 / T2[q] - 1 / (2 * T1[q]) : 0;
            text.append(String.format(
                    Locale.ROOT,
                    "    - { name: Q%d, T1: %s, T2: %s, excited-population: %s }%n",
                    q,
                    t1 ? T1[q] + " s" : "inf",
                    t1 && dephasing > 0 ? T2[q] + " s" : time(1 / (dephasing + (t1 ? 1 / (2 * T1[q]) : 0))),
                    mechanisms.contains("thermal") ? POPULATION[q] : 0));
        }
        text.append("  operations: { ry: { duration: 30 ns }, interaction: { coupling: 4 MHz } }\n");
        if (mechanisms.contains("drive")) {
            text.append(
                    "  channels: [ { id: drive, on: ry, channel: depolarizing, pauli-error-probability: 0.01 } ]\n");
        }
        return text + "circuit: { kicked-top: { qubits: " + qubits + ", kappa: 1.7, steps: 4 } }\n";
    }

    private static String time(double seconds) {
        return Double.isInfinite(seconds) ? "inf" : seconds + " s";
    }

    private double value(int qubits, Set<String> mechanisms, String analysis) {
        AnalysisPlan.OfMerit plan =
                (AnalysisPlan.OfMerit) BudgetStudies.plan(folder, study(qubits, mechanisms), analysis);
        return new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS).noisyValue(plan.setup());
    }

    @ParameterizedTest
    @CsvSource({"2, purity, 3", "3, overlap, 3", "2, overlap, 4", "3, entropy, 4", "2, ZX, 4"})
    void sharesEqualTheMeanOverAllOrdersOfEditedDevices(int qubits, String observable, int players) {
        String analysis = "{ type: decoherence-budget, id: a, observable: " + observable
                + ", initial-state: { theta: 0.7, phi: 0.4 } }";
        List<String> names = List.of("T1", "Tphi", "thermal", "drive").subList(0, players);
        AttributionType.Plan plan =
                (AttributionType.Plan) BudgetStudies.plan(folder, study(qubits, new TreeSet<>(names)), analysis);
        AttributionType.Result result =
                AttributionType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
        assertEquals(names, result.players().stream().map(p -> p.mechanism()).toList());
        double[] expected = new double[players];
        List<List<String>> orders = orders(names);
        for (List<String> order : orders) {
            Set<String> on = new TreeSet<>();
            double before = value(qubits, on, analysis);
            for (String name : order) {
                on.add(name);
                double after = value(qubits, on, analysis);
                expected[names.indexOf(name)] += (before - after) / orders.size();
                before = after;
            }
        }
        for (int p = 0; p < players; p++) {
            assertEquals(expected[p], result.attribution().shapley()[p][4], 2e-8, names.get(p));
        }
        assertEquals(0, result.attribution().residual(4), 1e-12);
    }

    private static List<List<String>> orders(List<String> names) {
        if (names.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> orders = new ArrayList<>();
        for (String first : names) {
            List<String> rest = new ArrayList<>(names);
            rest.remove(first);
            for (List<String> tail : orders(rest)) {
                List<String> order = new ArrayList<>(List.of(first));
                order.addAll(tail);
                orders.add(order);
            }
        }
        return orders;
    }

    /** Dephasing does nothing to populations. */
    @Test
    void aPlayerWithoutInfluenceGetsNothing() {
        AttributionType.Plan plan = (AttributionType.Plan) BudgetStudies.plan(
                folder,
                """
                device:
                  name: dummy
                  qubits: [ { name: A, T1: 2 us, Tphi: 1 us }, { name: B, T1: 5 us, Tphi: 3 us } ]
                  operations: { ry: { duration: 100 ns }, interaction: { duration: 50 ns } }
                circuit: { kicked-top: { qubits: 2, kappa: 0, rotation: 0, steps: 3 } }
                """,
                "{ type: decoherence-budget, id: a, observable: ZI, split-by: [ mechanism, qubit ],"
                        + " initial-state: { theta: 2, phi: 0 } }");
        AttributionType.Result result =
                AttributionType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
        assertEquals(4, result.players().size());
        double[][] shapley = result.attribution().shapley();
        assertEquals(-(1 - Math.cos(2)) * -Math.expm1(-450e-9 / 2e-6), shapley[0][3], 1e-13);
        for (int p = 1; p < 4; p++) {
            assertEquals(0, shapley[p][3], 1e-15);
        }
    }
}
