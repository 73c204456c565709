package org.strangenoise.studies.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.dynamics.DynamicsType.Plan.Snapshots;

/** The CSV tables of time series. */
final class DynamicsCsv {

    private static final List<String> START = List.of("label", "theta", "phi", "run");

    private static final List<String> QUBIT_COLUMNS = List.of(
            "label", "theta", "phi", "run", "step", "seconds", "qubit", "bloch_x", "bloch_y", "bloch_z", "entropy",
            "leakage");

    private static final List<String> OBSERVABLE_COLUMNS =
            List.of("label", "theta", "phi", "run", "observable", "step", "seconds", "value");

    static final List<Table<DynamicsType.Result>> TABLES = List.of(
            Table.always(
                    "",
                    List.of(
                            "label",
                            "theta",
                            "phi",
                            "run",
                            "step",
                            "seconds",
                            "bloch_x",
                            "bloch_y",
                            "bloch_z",
                            "entropy",
                            "purity",
                            "overlap",
                            "fidelity",
                            "<Pauli string>",
                            "P_<outcome>"),
                    "a step of a run; Pauli strings and outcomes only if asked, and only at their step",
                    DynamicsCsv::series),
            Table.always(
                    "qubits",
                    QUBIT_COLUMNS,
                    "a qubit at a step of a run; `leakage` is empty where every qubit has two levels",
                    DynamicsCsv::qubits),
            new Table<>(
                    "observables",
                    OBSERVABLE_COLUMNS,
                    "one of `observables` at a step of a run; only if asked",
                    DynamicsCsv::observables),
            new Table<>(
                    "density-matrix",
                    List.of("label", "theta", "phi", "run", "row", "column", "re", "im"),
                    "an entry of a run's density matrix; only if asked",
                    result -> result.plan().snapshots().densityStep().map(step -> densityMatrix(result))),
            new Table<>(
                    "bits",
                    List.of("label", "theta", "phi", "run", "bits", "probability", "standard_error", "count"),
                    "a string of a run's classical bits; only with measurements, errors only if sampled, counts only if"
                            + " asked",
                    DynamicsCsv::bits),
            new Table<>(
                    "conditioned",
                    List.of(
                            "label",
                            "theta",
                            "phi",
                            "run",
                            "bits",
                            "probability",
                            "purity",
                            "qubit",
                            "bloch_x",
                            "bloch_y",
                            "bloch_z",
                            "entropy"),
                    "a qubit of a state that recorded bits leave behind; only with `conditioned-at`",
                    DynamicsCsv::conditioned),
            new Table<>(
                    "bands",
                    List.of("label", "theta", "phi", "observable", "step", "low", "high"),
                    "a step of an observable's band; only with bands",
                    DynamicsCsv::bands),
            SharedFields.pulses(DynamicsType.Result::pulses));

    private DynamicsCsv() {}

    private static Table.Csv series(DynamicsType.Result result) {
        DynamicsType.Result.Run first = result.series().get(0).ideal();
        List<String> columns = new ArrayList<>(START);
        columns.addAll(List.of(
                "step", "seconds", "bloch_x", "bloch_y", "bloch_z", "entropy", "purity", "overlap", "fidelity"));
        List<String> paulis = List.copyOf(first.pauli().keySet());
        columns.addAll(paulis);
        int outcomes = first.probabilities().length;
        for (int b = 0; b < outcomes; b++) {
            columns.add("P_" + DynamicsType.Result.outcome(b, Integer.numberOfTrailingZeros(outcomes)));
        }
        return Table.Csv.main(columns, rows -> {
            for (DynamicsType.Result.Series series : result.series()) {
                run(rows, result, start(series, "ideal"), series.seconds(), series.ideal(), paulis);
                run(rows, result, start(series, "noisy"), series.seconds(), series.noisy(), paulis);
            }
        });
    }

    private static List<Object> start(DynamicsType.Result.Series series, String run) {
        return List.of(
                series.start().label(),
                Table.Csv.numberOrList(StartState.thetas(series.start().state())),
                Table.Csv.numberOrList(StartState.phis(series.start().state())),
                run);
    }

    private static void run(
            Table.Csv.Rows rows,
            DynamicsType.Result result,
            List<Object> start,
            double[] seconds,
            DynamicsType.Result.Run run,
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

    private static Table.Csv qubits(DynamicsType.Result result) {
        return new Table.Csv("qubits", QUBIT_COLUMNS, rows -> {
            List<String> names = result.qubitNames();
            for (DynamicsType.Result.Series series : result.series()) {
                qubits(
                        rows,
                        names,
                        start(series, "ideal"),
                        series.seconds(),
                        series.ideal().qubits());
                qubits(
                        rows,
                        names,
                        start(series, "noisy"),
                        series.seconds(),
                        series.noisy().qubits());
            }
        });
    }

    private static void qubits(
            Table.Csv.Rows rows,
            List<String> names,
            List<Object> start,
            double[] seconds,
            DynamicsType.Result.Qubits found) {
        for (int step = 0; step < seconds.length; step++) {
            for (int q = 0; q < names.size(); q++) {
                List<Object> row = new ArrayList<>(start);
                double[] vector = found.bloch()[step][q];
                row.addAll(List.of(step, seconds[step], names.get(q), vector[0], vector[1], vector[2]));
                row.add(found.entropy()[step][q]);
                row.add(found.hasLeakage() ? found.leakage()[step][q] : Double.NaN);
                rows.addAll(row);
            }
        }
    }

    private static Optional<Table.Csv> observables(DynamicsType.Result result) {
        if (result.plan().observables().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Table.Csv("observables", OBSERVABLE_COLUMNS, rows -> {
            for (DynamicsType.Result.Series series : result.series()) {
                observables(rows, start(series, "ideal"), series.seconds(), series.ideal());
                observables(rows, start(series, "noisy"), series.seconds(), series.noisy());
            }
        }));
    }

    private static void observables(
            Table.Csv.Rows rows, List<Object> start, double[] seconds, DynamicsType.Result.Run run) {
        run.observables().forEach((name, values) -> {
            for (int step = 0; step < seconds.length; step++) {
                List<Object> row = new ArrayList<>(start);
                row.addAll(List.of(name, step, seconds[step], values[step]));
                rows.addAll(row);
            }
        });
    }

    private static Table.Csv densityMatrix(DynamicsType.Result result) {
        List<String> columns = new ArrayList<>(START);
        columns.addAll(List.of("row", "column", "re", "im"));
        return new Table.Csv("density-matrix", columns, rows -> {
            for (DynamicsType.Result.Series series : result.series()) {
                series.ideal().densityMatrix().ifPresent(rho -> entries(rows, start(series, "ideal"), rho));
                series.noisy().densityMatrix().ifPresent(rho -> entries(rows, start(series, "noisy"), rho));
            }
        });
    }

    private static void entries(Table.Csv.Rows rows, List<Object> start, ComplexMatrix rho) {
        for (int row = 0; row < rho.rows(); row++) {
            for (int column = 0; column < rho.columns(); column++) {
                List<Object> cells = new ArrayList<>(start);
                cells.addAll(List.of(row, column, rho.re(row, column), rho.im(row, column)));
                rows.addAll(cells);
            }
        }
    }

    private static Optional<Table.Csv> bits(DynamicsType.Result result) {
        if (result.series().get(0).noisy().bits().isEmpty()) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>(START);
        columns.addAll(List.of("bits", "probability", "standard_error", "count"));
        return Optional.of(new Table.Csv("bits", columns, rows -> {
            for (DynamicsType.Result.Series series : result.series()) {
                bits(rows, start(series, "ideal"), series.ideal());
                bits(rows, start(series, "noisy"), series.noisy());
            }
        }));
    }

    private static void bits(Table.Csv.Rows rows, List<Object> start, DynamicsType.Result.Run run) {
        run.bits()
                .ifPresent(bits -> bits.probabilities().forEach((text, probability) -> {
                    List<Object> cells = new ArrayList<>(start);
                    cells.add(text);
                    cells.add(probability);
                    cells.add(bits.standardErrors()
                            .map(errors -> errors.getOrDefault(text, Double.NaN))
                            .orElse(Double.NaN));
                    cells.add(run.counts().isEmpty() ? Double.NaN : run.counts().getOrDefault(text, 0));
                    rows.addAll(cells);
                }));
    }

    private static Optional<Table.Csv> conditioned(DynamicsType.Result result) {
        if (result.plan().snapshots().conditionedStep().isEmpty()) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>(START);
        columns.addAll(List.of("bits", "probability", "purity", "qubit", "bloch_x", "bloch_y", "bloch_z", "entropy"));
        return Optional.of(new Table.Csv("conditioned", columns, rows -> {
            for (DynamicsType.Result.Series series : result.series()) {
                conditioned(rows, result, start(series, "ideal"), series.ideal());
                conditioned(rows, result, start(series, "noisy"), series.noisy());
            }
        }));
    }

    private static void conditioned(
            Table.Csv.Rows rows, DynamicsType.Result result, List<Object> start, DynamicsType.Result.Run run) {
        for (DynamicsType.Result.Conditioned state : run.conditioned()) {
            for (int q = 0; q < state.entropy().length; q++) {
                List<Object> cells = new ArrayList<>(start);
                cells.addAll(List.of(
                        state.bits(),
                        state.probability(),
                        state.purity(),
                        result.qubitNames().get(q)));
                for (double component : state.bloch()[q]) {
                    cells.add(component);
                }
                cells.add(state.entropy()[q]);
                rows.addAll(cells);
            }
        }
    }

    private static Optional<Table.Csv> bands(DynamicsType.Result result) {
        if (result.series().get(0).bands().isEmpty()) {
            return Optional.empty();
        }
        List<String> columns = List.of("label", "theta", "phi", "observable", "step", "low", "high");
        return Optional.of(new Table.Csv("bands", columns, rows -> {
            for (DynamicsType.Result.Series series : result.series()) {
                series.bands().forEach((observable, band) -> {
                    for (int step = 0; step < band.low().length; step++) {
                        rows.add(
                                series.start().label(),
                                Table.Csv.numberOrList(
                                        StartState.thetas(series.start().state())),
                                Table.Csv.numberOrList(
                                        StartState.phis(series.start().state())),
                                observable,
                                step,
                                band.low()[step],
                                band.high()[step]);
                    }
                });
            }
        }));
    }
}
