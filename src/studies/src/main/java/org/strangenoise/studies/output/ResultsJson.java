package org.strangenoise.studies.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.analysis.ClassicalMapResult;
import org.strangenoise.studies.analysis.ConfidenceBand;
import org.strangenoise.studies.analysis.DecayResult;
import org.strangenoise.studies.analysis.DynamicsResult;
import org.strangenoise.studies.analysis.EntropyMapResult;
import org.strangenoise.studies.analysis.PulseSequenceResult;
import org.strangenoise.studies.analysis.SweepResult;
import org.strangenoise.studies.analysis.SystemSizeResult;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;
import org.strangenoise.studies.config.Setup;

/**
 * The fields of results.json, format 1. The same results give the same bytes: no times and no thread counts, numbers as
 * the shortest decimal that reads back the same, {@code null} for what is not finite.
 */
final class ResultsJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ResultsJson() {}

    static byte[] bytes(StudyResults results) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", 1);
        root.put("study", results.study().name());
        ObjectNode provenance = root.putObject("provenance");
        results.provenance().forEach(provenance::put);
        provenance.put("seed", results.study().setup().simulation().seed());
        ArrayNode files = provenance.putArray("files");
        results.study()
                .files()
                .forEach((name, hash) -> files.addObject().put("name", name).put("sha256", hash));
        strings(root.putArray("warnings"), results.warnings());
        ArrayNode analyses = root.putArray("analyses");
        for (AnalysisResult result : results.analyses()) {
            analysis(analyses.addObject(), result);
        }
        ArrayNode expectations = root.putArray("expectations");
        for (StudyResults.Found found : results.found()) {
            ObjectNode node = expectations.addObject();
            node.put("what", found.expectation().what());
            node.put("asked", found.expectation().rule());
            number(node, "found", found.value());
            node.put("met", found.isMet());
        }
        try {
            return (MAPPER.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("results cannot be written as JSON", e);
        }
    }

    /** The number at a JSON pointer among an analysis' fields; empty where there is none. */
    static OptionalDouble number(AnalysisResult result, String pointer) {
        ObjectNode node = MAPPER.createObjectNode();
        analysis(node, result);
        JsonNode value = node.at(pointer);
        return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
    }

    private static void analysis(ObjectNode node, AnalysisResult result) {
        node.put("id", result.plan().id());
        node.put("type", result.plan().type());
        setup(node, result.plan().setup());
        node.put("method", result.method().name());
        node.put("method-reason", result.method().reason());
        if (!result.warnings().isEmpty()) {
            strings(node.putArray("warnings"), result.warnings());
        }
        if (result instanceof DynamicsResult dynamics) {
            dynamics(node, dynamics);
        } else if (result instanceof EntropyMapResult map) {
            array(node, "theta", map.theta());
            array(node, "phi", map.phi());
            maps(node.putObject("ideal"), map.ideal());
            maps(node.putObject("noisy"), map.noisy());
        } else if (result instanceof ClassicalMapResult map) {
            node.put("initial-states", map.plan().starts());
            node.put("steps", map.plan().steps());
            array(node, "theta", map.theta());
            array(node, "phi", map.phi());
            array(node, "lyapunov", map.lyapunov());
        } else if (result instanceof SweepResult sweep) {
            sweep(node, sweep);
        } else if (result instanceof PulseSequenceResult pulses) {
            pulses(node, pulses);
        } else if (result instanceof SystemSizeResult sizes) {
            sizes(node.putArray("ideal"), sizes.ideal());
            sizes(node.putArray("noisy"), sizes.noisy());
            if (!sizes.bands().isEmpty()) {
                sizeBands(node.putArray("bands"), sizes.bands());
            }
        } else if (result instanceof DecayResult decay) {
            decays(node, decay);
        } else if (result instanceof BudgetResult budget) {
            BudgetJson.write(node, budget);
        }
    }

    private static void setup(ObjectNode node, Setup setup) {
        node.put("qubits", setup.circuit().qubits());
        if (setup.circuit() instanceof KickedTopSource source) {
            number(node, "kappa", source.top().kappa());
        }
    }

    private static void dynamics(ObjectNode node, DynamicsResult result) {
        ArrayNode series = node.putArray("series");
        for (DynamicsResult.Series one : result.series()) {
            ObjectNode entry = series.addObject();
            ObjectNode initial = entry.putObject("initial");
            initial.put("label", one.start().label());
            number(initial, "theta", one.start().direction().theta());
            number(initial, "phi", one.start().direction().phi());
            array(entry, "seconds", one.seconds());
            run(entry.putObject("ideal"), one.ideal());
            run(entry.putObject("noisy"), one.noisy());
            if (!one.bands().isEmpty()) {
                ObjectNode bands = entry.putObject("bands");
                one.bands().forEach((observable, band) -> band(bands.putObject(observable), band));
            }
        }
    }

    private static void run(ObjectNode node, DynamicsResult.Run run) {
        rows(node.putArray("bloch"), run.bloch());
        array(node, "entropy", run.entropy());
        array(node, "purity", run.purity());
        array(node, "overlap", run.overlap());
        array(node, "fidelity", run.fidelity());
        if (!run.pauli().isEmpty()) {
            ObjectNode pauli = node.putObject("pauli");
            run.pauli().forEach((string, value) -> number(pauli, string, value));
        }
        double[] probabilities = run.probabilities();
        if (probabilities.length > 0) {
            int qubits = Integer.numberOfTrailingZeros(probabilities.length);
            ObjectNode outcomes = node.putObject("probabilities");
            for (int b = 0; b < probabilities.length; b++) {
                number(outcomes, DynamicsResult.outcome(b, qubits), probabilities[b]);
            }
        }
        run.bits().ifPresent(bits -> {
            ObjectNode recorded = node.putObject("bits");
            bits.probabilities().forEach((text, probability) -> number(recorded, text, probability));
            bits.standardErrors().ifPresent(errors -> {
                ObjectNode sampled = node.putObject("bits-standard-errors");
                errors.forEach((text, error) -> number(sampled, text, error));
            });
        });
        if (!run.counts().isEmpty()) {
            ObjectNode counts = node.putObject("counts");
            run.counts().forEach(counts::put);
        }
        run.densityMatrix().ifPresent(rho -> {
            ObjectNode matrix = node.putObject("density-matrix");
            rows(matrix.putArray("re"), entries(rho, rho::re));
            rows(matrix.putArray("im"), entries(rho, rho::im));
        });
    }

    private static double[][] entries(ComplexMatrix matrix, DoubleEntry part) {
        double[][] entries = new double[matrix.rows()][matrix.columns()];
        for (int row = 0; row < entries.length; row++) {
            for (int column = 0; column < entries[row].length; column++) {
                entries[row][column] = part.at(row, column);
            }
        }
        return entries;
    }

    /** The real or imaginary part of a matrix. */
    @FunctionalInterface
    private interface DoubleEntry {
        double at(int row, int column);
    }

    private static void maps(ObjectNode node, EntropyMapResult.Maps maps) {
        ObjectNode steps = node.putObject("steps");
        maps.steps().forEach((step, map) -> rows(steps.putArray(String.valueOf(step)), map));
        if (maps.average().length > 0) {
            rows(node.putArray("average"), maps.average());
        }
        number(node, "asymmetry", maps.asymmetry());
    }

    private static void sweep(ObjectNode node, SweepResult result) {
        node.put("observable", result.plan().observable());
        node.put("at-step", result.plan().step());
        ArrayNode over = node.putArray("over");
        result.plan().over().forEach(axis -> {
            ObjectNode entry = over.addObject();
            entry.put("address", axis.parameter().address());
            array(
                    entry,
                    "values",
                    axis.values().stream().mapToDouble(Double::doubleValue).toArray());
        });
        boolean flat = result.plan().over().size() == 1;
        sweepValues(node.putArray("ideal"), result.ideal(), flat);
        sweepValues(node.putArray("noisy"), result.noisy(), flat);
        result.band().ifPresent(band -> band(node.putObject("band"), band));
    }

    private static void sweepValues(ArrayNode node, double[][] values, boolean flat) {
        if (flat) {
            for (double[] row : values) {
                add(node, row[0]);
            }
        } else {
            rows(node, values);
        }
    }

    private static void pulses(ObjectNode node, PulseSequenceResult result) {
        strings(node.putArray("names"), result.qubits());
        ArrayNode pulses = node.putArray("pulses");
        for (PulseSequenceResult.Pulse pulse : result.pulses()) {
            ObjectNode entry = pulses.addObject();
            entry.put("operation", pulse.operation());
            array(
                    entry,
                    "parameters",
                    pulse.parameters().stream().mapToDouble(Double::doubleValue).toArray());
            ArrayNode qubits = entry.putArray("qubits");
            pulse.qubits().forEach(qubits::add);
            number(entry, "start-seconds", pulse.start());
            number(entry, "duration-seconds", pulse.duration());
        }
    }

    private static void sizes(ArrayNode node, List<SystemSizeResult.Size> sizes) {
        for (SystemSizeResult.Size size : sizes) {
            ObjectNode entry = node.addObject();
            entry.put("qubits", size.qubits());
            number(entry, "mean", size.mean());
            number(entry, "minimum", size.minimum());
            number(entry, "spread", size.spread());
            number(entry, "fluctuation", size.fluctuation());
        }
    }

    private static void sizeBands(ArrayNode node, List<SystemSizeResult.Bands> bands) {
        for (SystemSizeResult.Bands band : bands) {
            ObjectNode entry = node.addObject();
            entry.put("qubits", band.qubits());
            number(entry, "mean-low", band.meanLow());
            number(entry, "mean-high", band.meanHigh());
            number(entry, "fluctuation-low", band.fluctuationLow());
            number(entry, "fluctuation-high", band.fluctuationHigh());
        }
    }

    private static void band(ObjectNode node, ConfidenceBand band) {
        array(node, "low", band.low());
        array(node, "high", band.high());
    }

    private static void decays(ObjectNode node, DecayResult result) {
        node.put("from-step", result.plan().firstStep());
        array(node, "seconds", result.times());
        ArrayNode curves = node.putArray("curves");
        for (DecayResult.Curve curve : result.curves()) {
            ObjectNode entry = curves.addObject();
            entry.put("label", curve.plan().label());
            strings(
                    entry.putArray("observables"),
                    curve.plan().paulis().stream().map(PauliString::letters).toList());
            array(entry, "ideal", curve.ideal());
            array(entry, "noisy", curve.noisy());
            curve.band().ifPresent(band -> band(entry.putObject("band"), band));
            ObjectNode fit = entry.putObject("fit");
            number(fit, "amplitude", curve.fit().amplitude());
            number(fit, "time-seconds", curve.fit().time());
            if (curve.hasGaussianPart()) {
                number(fit, "gaussian-time-seconds", curve.fit().gaussianTime());
            }
            number(fit, "offset", curve.fit().offset());
            number(fit, "time-error-seconds", curve.fit().timeError());
            number(fit, "least-time-seconds", curve.fit().leastTime());
            number(fit, "deviation", curve.fit().deviation());
            fit.put("remark", curve.fit().remark().orElse(null));
            if (result.plan().gateSeconds() > 0) {
                number(fit, "error-per-gate", result.errorPerGate(curve));
            }
        }
    }

    static void rows(ArrayNode node, double[][] rows) {
        for (double[] row : rows) {
            ArrayNode array = node.addArray();
            for (double value : row) {
                add(array, value);
            }
        }
    }

    static void array(ObjectNode node, String name, double[] values) {
        ArrayNode array = node.putArray(name);
        for (double value : values) {
            add(array, value);
        }
    }

    static void strings(ArrayNode node, List<String> values) {
        values.forEach(node::add);
    }

    static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    static void add(ArrayNode node, double value) {
        if (Double.isFinite(value)) {
            node.add(value);
        } else {
            node.addNull();
        }
    }
}
