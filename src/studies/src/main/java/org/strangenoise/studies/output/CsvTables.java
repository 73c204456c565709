package org.strangenoise.studies.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.analysis.ClassicalMapResult;
import org.strangenoise.studies.analysis.DecayResult;
import org.strangenoise.studies.analysis.DynamicsResult;
import org.strangenoise.studies.analysis.EntropyMapResult;
import org.strangenoise.studies.analysis.PulseSequenceResult;
import org.strangenoise.studies.analysis.SweepResult;
import org.strangenoise.studies.analysis.SystemSizeResult;

/** The CSV tables of an analysis, the main one first. */
final class CsvTables {

    private CsvTables() {}

    static List<CsvTable> of(AnalysisResult result) {
        if (result instanceof DynamicsResult dynamics) {
            return with(DynamicsCsv.of(dynamics), BandCsv.of(dynamics));
        }
        if (result instanceof EntropyMapResult map) {
            return entropyMap(map);
        }
        if (result instanceof ClassicalMapResult map) {
            return List.of(classicalMap(map));
        }
        if (result instanceof SweepResult sweep) {
            return with(List.of(sweep(sweep)), BandCsv.of(sweep));
        }
        if (result instanceof PulseSequenceResult pulses) {
            return List.of(pulses(pulses));
        }
        if (result instanceof SystemSizeResult sizes) {
            return with(List.of(sizes(sizes)), BandCsv.of(sizes));
        }
        if (result instanceof DecayResult decay) {
            return with(decays(decay), BandCsv.of(decay));
        }
        if (result instanceof BudgetResult budget) {
            return BudgetCsv.of(budget);
        }
        throw new IllegalStateException("no tables for " + result.plan().type());
    }

    private static List<CsvTable> with(List<CsvTable> tables, Optional<CsvTable> bands) {
        return Stream.concat(tables.stream(), bands.stream()).toList();
    }

    private static List<CsvTable> entropyMap(EntropyMapResult result) {
        return List.of(
                CsvTable.main(List.of("run", "step", "theta", "phi", "entropy"), rows -> {
                    entropyMaps(rows, result, "ideal", result.ideal());
                    entropyMaps(rows, result, "noisy", result.noisy());
                }),
                new CsvTable("asymmetry", List.of("run", "asymmetry"), rows -> {
                    rows.add("ideal", result.ideal().asymmetry());
                    rows.add("noisy", result.noisy().asymmetry());
                }));
    }

    private static void entropyMaps(
            CsvTable.Rows rows, EntropyMapResult result, String run, EntropyMapResult.Maps maps) {
        maps.steps().forEach((step, map) -> entropyMap(rows, result, run, String.valueOf(step), map));
        if (maps.average().length > 0) {
            entropyMap(rows, result, run, "average", maps.average());
        }
    }

    private static void entropyMap(
            CsvTable.Rows rows, EntropyMapResult result, String run, String step, double[][] map) {
        for (int i = 0; i < map.length; i++) {
            for (int j = 0; j < map[i].length; j++) {
                rows.add(run, step, result.theta()[i], result.phi()[j], map[i][j]);
            }
        }
    }

    private static CsvTable classicalMap(ClassicalMapResult result) {
        int points = result.plan().steps() + 1;
        return CsvTable.main(List.of("start", "step", "theta", "phi", "lyapunov"), rows -> {
            for (int i = 0; i < result.theta().length; i++) {
                rows.add(i / points, i % points, result.theta()[i], result.phi()[i], result.lyapunov()[i / points]);
            }
        });
    }

    private static CsvTable sweep(SweepResult result) {
        var over = result.plan().over();
        List<String> columns = new ArrayList<>();
        over.forEach(axis -> columns.add(axis.parameter().address()));
        columns.addAll(List.of("ideal", "noisy"));
        return CsvTable.main(columns, rows -> {
            for (int i = 0; i < result.ideal().length; i++) {
                for (int j = 0; j < result.ideal()[i].length; j++) {
                    List<Object> row = new ArrayList<>();
                    row.add(CsvTable.parameter(over.get(0).values().get(i)));
                    if (over.size() == 2) {
                        row.add(CsvTable.parameter(over.get(1).values().get(j)));
                    }
                    row.add(result.ideal()[i][j]);
                    row.add(result.noisy()[i][j]);
                    rows.addAll(row);
                }
            }
        });
    }

    private static CsvTable pulses(PulseSequenceResult result) {
        return CsvTable.main(
                List.of("operation", "parameters", "qubits", "start_seconds", "duration_seconds"),
                rows -> result.pulses()
                        .forEach(pulse -> rows.add(
                                pulse.operation(),
                                pulse.parameters(),
                                pulse.qubits(),
                                pulse.start(),
                                pulse.duration())));
    }

    private static CsvTable sizes(SystemSizeResult result) {
        return CsvTable.main(List.of("run", "qubits", "mean", "minimum", "spread", "fluctuation"), rows -> {
            sizes(rows, "ideal", result.ideal());
            sizes(rows, "noisy", result.noisy());
        });
    }

    private static void sizes(CsvTable.Rows rows, String run, List<SystemSizeResult.Size> sizes) {
        sizes.forEach(
                size -> rows.add(run, size.qubits(), size.mean(), size.minimum(), size.spread(), size.fluctuation()));
    }

    private static List<CsvTable> decays(DecayResult result) {
        CsvTable points = CsvTable.main(List.of("curve", "step", "seconds", "ideal", "noisy", "fit"), rows -> {
            for (DecayResult.Curve curve : result.curves()) {
                for (int k = 0; k < result.times().length; k++) {
                    rows.add(
                            curve.plan().label(),
                            result.plan().firstStep() + k,
                            result.times()[k],
                            curve.ideal()[k],
                            curve.noisy()[k],
                            curve.fit().at(result.times()[k]));
                }
            }
        });
        List<String> columns =
                List.of("curve", "amplitude", "time_seconds", "gaussian_time_seconds", "deviation", "error_per_gate");
        CsvTable fits = new CsvTable("fits", columns, rows -> {
            for (DecayResult.Curve curve : result.curves()) {
                rows.add(
                        curve.plan().label(),
                        curve.fit().amplitude(),
                        CsvTable.parameter(curve.fit().time()),
                        curve.hasGaussianPart() ? CsvTable.parameter(curve.fit().gaussianTime()) : null,
                        curve.fit().deviation(),
                        result.errorPerGate(curve));
            }
        });
        return List.of(points, fits);
    }
}
