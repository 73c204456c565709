package org.strangenoise.studies.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.studies.analysis.DynamicsResult;
import org.strangenoise.studies.config.AnalysisPlan.Snapshots;

/** The CSV tables of time series. */
final class DynamicsCsv {

    private static final List<String> START = List.of("label", "theta", "phi", "run");

    private DynamicsCsv() {}

    static List<CsvTable> of(DynamicsResult result) {
        CsvTable series = series(result);
        return result.plan().snapshots().densityStep().isPresent()
                ? List.of(series, densityMatrix(result))
                : List.of(series);
    }

    private static CsvTable series(DynamicsResult result) {
        DynamicsResult.Run first = result.series().get(0).ideal();
        List<String> columns = new ArrayList<>(START);
        columns.addAll(List.of(
                "step", "seconds", "bloch_x", "bloch_y", "bloch_z", "entropy", "purity", "overlap", "fidelity"));
        List<String> paulis = List.copyOf(first.pauli().keySet());
        columns.addAll(paulis);
        int outcomes = first.probabilities().length;
        for (int b = 0; b < outcomes; b++) {
            columns.add("P_" + DynamicsResult.outcome(b, Integer.numberOfTrailingZeros(outcomes)));
        }
        return CsvTable.main(columns, rows -> {
            for (DynamicsResult.Series series : result.series()) {
                run(rows, result, start(series, "ideal"), series.seconds(), series.ideal(), paulis);
                run(rows, result, start(series, "noisy"), series.seconds(), series.noisy(), paulis);
            }
        });
    }

    private static List<Object> start(DynamicsResult.Series series, String run) {
        return List.of(
                series.start().label(),
                series.start().direction().theta(),
                series.start().direction().phi(),
                run);
    }

    private static void run(
            CsvTable.Rows rows,
            DynamicsResult result,
            List<Object> start,
            double[] seconds,
            DynamicsResult.Run run,
            List<String> paulis) {
        Snapshots asked = result.plan().snapshots();
        for (int step = 0; step < run.entropy().length; step++) {
            List<Object> row = new ArrayList<>(start);
            row.add(step);
            row.add(seconds[step]);
            for (double component : run.bloch()[step]) {
                row.add(component);
            }
            row.addAll(List.of(run.entropy()[step], run.purity()[step], run.overlap()[step], run.fidelity()[step]));
            boolean here = asked.pauliStep().equals(Optional.of(step));
            for (String pauli : paulis) {
                row.add(here ? run.pauli().getOrDefault(pauli, Double.NaN) : Double.NaN);
            }
            here = asked.probabilityStep().equals(Optional.of(step));
            for (double probability : run.probabilities()) {
                row.add(here ? probability : Double.NaN);
            }
            rows.addAll(row);
        }
    }

    private static CsvTable densityMatrix(DynamicsResult result) {
        List<String> columns = new ArrayList<>(START);
        columns.addAll(List.of("row", "column", "re", "im"));
        return new CsvTable("density-matrix", columns, rows -> {
            for (DynamicsResult.Series series : result.series()) {
                series.ideal().densityMatrix().ifPresent(rho -> entries(rows, start(series, "ideal"), rho));
                series.noisy().densityMatrix().ifPresent(rho -> entries(rows, start(series, "noisy"), rho));
            }
        });
    }

    private static void entries(CsvTable.Rows rows, List<Object> start, ComplexMatrix rho) {
        for (int row = 0; row < rho.rows(); row++) {
            for (int column = 0; column < rho.columns(); column++) {
                List<Object> cells = new ArrayList<>(start);
                cells.addAll(List.of(row, column, rho.re(row, column), rho.im(row, column)));
                rows.addAll(cells);
            }
        }
    }
}
