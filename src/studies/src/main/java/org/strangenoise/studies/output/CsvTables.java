package org.strangenoise.studies.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.analysis.ClassicalMapResult;
import org.strangenoise.studies.analysis.DecayResult;
import org.strangenoise.studies.analysis.DynamicsResult;
import org.strangenoise.studies.analysis.EntropyMapResult;
import org.strangenoise.studies.analysis.PulseSequenceResult;
import org.strangenoise.studies.analysis.SweepResult;
import org.strangenoise.studies.analysis.SystemSizeResult;
import org.strangenoise.studies.config.AnalysisPlan.Snapshots;
import org.strangenoise.studies.config.StartState;

/**
 * One tidy CSV table an analysis: a row an observation, SI units, angles in radians, empty cells for what is not
 * finite.
 */
final class CsvTables {

    private CsvTables() {}

    static String table(AnalysisResult result) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            write(csv, result);
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be written", e);
        }
        return text.toString();
    }

    private static void write(CsvWriter csv, AnalysisResult result) {
        if (result instanceof DynamicsResult dynamics) {
            dynamics(csv, dynamics);
        } else if (result instanceof EntropyMapResult map) {
            entropyMap(csv, map);
        } else if (result instanceof ClassicalMapResult map) {
            classicalMap(csv, map);
        } else if (result instanceof SweepResult sweep) {
            sweep(csv, sweep);
        } else if (result instanceof PulseSequenceResult pulses) {
            pulses(csv, pulses);
        } else if (result instanceof SystemSizeResult sizes) {
            csv.writeRecord("run", "qubits", "mean", "minimum", "spread", "fluctuation");
            sizes(csv, "ideal", sizes.ideal());
            sizes(csv, "noisy", sizes.noisy());
        } else if (result instanceof DecayResult decay) {
            decays(csv, decay);
        } else if (result instanceof BudgetResult budget) {
            BudgetCsv.write(csv, budget);
        }
    }

    private static void dynamics(CsvWriter csv, DynamicsResult result) {
        List<String> header = new ArrayList<>(List.of(
                "label",
                "theta",
                "phi",
                "run",
                "step",
                "bloch_x",
                "bloch_y",
                "bloch_z",
                "entropy",
                "purity",
                "overlap",
                "fidelity"));
        List<String> paulis = List.copyOf(result.series().get(0).ideal().pauli().keySet());
        header.addAll(paulis);
        int outcomes = result.series().get(0).ideal().probabilities().length;
        for (int b = 0; b < outcomes; b++) {
            header.add("P_" + DynamicsResult.outcome(b, Integer.numberOfTrailingZeros(outcomes)));
        }
        csv.writeRecord(header);
        for (DynamicsResult.Series series : result.series()) {
            dynamics(csv, result, series.start(), "ideal", series.ideal(), paulis);
            dynamics(csv, result, series.start(), "noisy", series.noisy(), paulis);
        }
    }

    private static void dynamics(
            CsvWriter csv,
            DynamicsResult result,
            StartState start,
            String name,
            DynamicsResult.Run run,
            List<String> paulis) {
        for (int step = 0; step < run.entropy().length; step++) {
            List<String> row = new ArrayList<>(List.of(
                    start.label(),
                    number(start.direction().theta()),
                    number(start.direction().phi()),
                    name,
                    String.valueOf(step)));
            for (double component : run.bloch()[step]) {
                row.add(number(component));
            }
            for (double value :
                    new double[] {run.entropy()[step], run.purity()[step], run.overlap()[step], run.fidelity()[step]}) {
                row.add(number(value));
            }
            Snapshots asked = result.plan().snapshots();
            boolean here = asked.pauliStep().equals(Optional.of(step));
            for (String pauli : paulis) {
                row.add(here ? number(run.pauli().getOrDefault(pauli, Double.NaN)) : "");
            }
            here = asked.probabilityStep().equals(Optional.of(step));
            for (double probability : run.probabilities()) {
                row.add(here ? number(probability) : "");
            }
            csv.writeRecord(row);
        }
    }

    private static void entropyMap(CsvWriter csv, EntropyMapResult result) {
        csv.writeRecord("run", "step", "theta", "phi", "entropy");
        entropyMaps(csv, result, "ideal", result.ideal());
        entropyMaps(csv, result, "noisy", result.noisy());
    }

    private static void entropyMaps(CsvWriter csv, EntropyMapResult result, String run, EntropyMapResult.Maps maps) {
        maps.steps().forEach((step, map) -> entropyMap(csv, result, run, String.valueOf(step), map));
        if (maps.average().length > 0) {
            entropyMap(csv, result, run, "average", maps.average());
        }
    }

    private static void entropyMap(CsvWriter csv, EntropyMapResult result, String run, String step, double[][] map) {
        for (int i = 0; i < map.length; i++) {
            for (int j = 0; j < map[i].length; j++) {
                csv.writeRecord(run, step, number(result.theta()[i]), number(result.phi()[j]), number(map[i][j]));
            }
        }
    }

    private static void classicalMap(CsvWriter csv, ClassicalMapResult result) {
        csv.writeRecord("start", "step", "theta", "phi", "lyapunov");
        int points = result.plan().steps() + 1;
        for (int i = 0; i < result.theta().length; i++) {
            csv.writeRecord(
                    String.valueOf(i / points),
                    String.valueOf(i % points),
                    number(result.theta()[i]),
                    number(result.phi()[i]),
                    number(result.lyapunov()[i / points]));
        }
    }

    private static void sweep(CsvWriter csv, SweepResult result) {
        var over = result.plan().over();
        List<String> header = new ArrayList<>();
        over.forEach(axis -> header.add(axis.parameter().address()));
        header.addAll(List.of("ideal", "noisy"));
        csv.writeRecord(header);
        for (int i = 0; i < result.ideal().length; i++) {
            for (int j = 0; j < result.ideal()[i].length; j++) {
                List<String> row = new ArrayList<>();
                row.add(value(over.get(0).values().get(i)));
                if (over.size() == 2) {
                    row.add(value(over.get(1).values().get(j)));
                }
                row.add(number(result.ideal()[i][j]));
                row.add(number(result.noisy()[i][j]));
                csv.writeRecord(row);
            }
        }
    }

    private static void pulses(CsvWriter csv, PulseSequenceResult result) {
        csv.writeRecord("operation", "parameters", "qubits", "start_seconds", "duration_seconds");
        for (PulseSequenceResult.Pulse pulse : result.pulses()) {
            csv.writeRecord(
                    pulse.operation(),
                    String.join(
                            " ",
                            pulse.parameters().stream().map(CsvTables::number).toList()),
                    String.join(
                            " ", pulse.qubits().stream().map(String::valueOf).toList()),
                    number(pulse.start()),
                    number(pulse.duration()));
        }
    }

    private static void sizes(CsvWriter csv, String run, List<SystemSizeResult.Size> sizes) {
        for (SystemSizeResult.Size size : sizes) {
            csv.writeRecord(
                    run,
                    String.valueOf(size.qubits()),
                    number(size.mean()),
                    number(size.minimum()),
                    number(size.spread()),
                    number(size.fluctuation()));
        }
    }

    private static void decays(CsvWriter csv, DecayResult result) {
        csv.writeRecord("curve", "step", "seconds", "ideal", "noisy", "fit");
        for (DecayResult.Curve curve : result.curves()) {
            for (int k = 0; k < result.times().length; k++) {
                csv.writeRecord(
                        curve.plan().label(),
                        String.valueOf(result.plan().firstStep() + k),
                        number(result.times()[k]),
                        number(curve.ideal()[k]),
                        number(curve.noisy()[k]),
                        number(curve.fit().at(result.times()[k])));
            }
        }
    }

    static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    /** A parameter's value: infinity is a value here. */
    static String value(double value) {
        return value == Double.POSITIVE_INFINITY ? "inf" : number(value);
    }
}
