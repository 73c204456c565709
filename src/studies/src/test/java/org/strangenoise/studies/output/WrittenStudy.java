package org.strangenoise.studies.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;

/** A small study with every type of analysis, read, run and written as the program does it. */
public final class WrittenStudy {

    private static final String POINTS = """
            experiment,theta,phi,kappa,step,observable,value,error
            run,0.6,1.1,1.7,1,purity,0.91,0.01
            run,0.6,1.1,1.7,3,purity,0.77,0.01
            run,0.6,1.1,,2,overlap,0.889,0.002
            run,0.6,1.1,,3,overlap,0.900,0.002
            """;

    /** A rotation by a pulse, one that takes no time and so has none, and an exchange pulse. */
    private static final String TRANSMONS = """
            name: transmons
            source: made up
            qubits:
              - { name: A, T1: 3 us +/- 0.3 us, Tphi: 2 us, levels: 3, anharmonicity: -210 MHz }
              - { name: B, T1: 5 us, T2: 4 us, levels: 3, anharmonicity: -230 MHz }
            operations:
              ry: { duration: 20 ns, envelope: cosine, overrides: [ { qubits: [ A ], duration: 0 ns } ] }
              interaction: { coupling: 4 MHz }
            """;

    private static final String STUDY = """
            name: everything
            device:
              name: pair
              source: made up
              qubits:
                - { name: A, T1: 3 us +/- 0.3 us, Tphi: 2 us +/- 0.2 us, readout: { p1-given-0: 0.02, p0-given-1: 0.05 } }
                - { name: B, T1: 5 us, T2: 4 us +/- 0.1 us, excited-population: 0.1 }
              operations: { ry: { duration: 30 ns }, rz: { duration: 0 ns }, interaction: { coupling: 4 MHz } }
              channels: [ { id: drive, on: ry, channel: depolarizing, pauli-error-probability: 0.01 } ]
              crosstalk: [ { qubits: [ A, B ], zz: 0.2 MHz } ]
            circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 3 } }
            uncertainty: { samples: 12 }
            analyses:
              - { type: dynamics, id: dynamics, observables: [ ZZ, bloch-x.A ], pauli-expectations-at: 2, probabilities-at: 3, density-matrix-at: 1, figures: [ entropy, purity ] }
              - { type: dynamics, id: measured, circuit: { openqasm: measured.qasm }, noise: { placement: none }, shots: 20, conditioned-at: 1, figures: [ entropy ] }
              - { type: dynamics, id: trajectories, simulation: { method: trajectories, trajectories: 9000, standard-error: 0.02 }, uncertainty: { samples: 0 }, initial-states: [ { label: a, theta: 0.3, phi: 0.4 }, { label: b, theta: 1.9, phi: 0.2 } ], figures: [ entropy ] }
              - { type: tomography, id: states, observables: [ ZZ ], shots: 50, correct: calibrated, bootstraps: 10, pauli-expectations-at: 2, budget: true, figures: [ bloch, overlap, pauli, budget ] }
              - { type: tomography, id: rotated, shots: 40, settings: six, rotations: gates, reconstruction: maximum-likelihood, bootstraps: 10, to-step: 1 }
              - { type: experiment, id: relaxing, routine: t1, qubits: [ B ], delays: { from: 0 us, to: 12 us, points: 7 }, shots: 200 }
              - { type: experiment, id: shifted, routine: zz-ramsey, qubits: [ B, A ], delays: { from: 0 us, to: 6 us, points: 13 }, shots: 200 }
              - { type: blind-calibration, id: blind, shots: 100 }
              - { type: entropy-map, id: map, grid: { theta: 3, phi: 5 }, steps: [ 1, 3 ], average: 2, shots: 30 }
              - { type: classical-map, id: classical, initial-states: 3, steps: 2 }
              - { type: ergodicity, id: ergodic, shots: 100 }
              - { type: bifurcation, id: fixed, kappa: [ 1, 3 ] }
              - { type: classical-map, id: ranked, initial-states: 7, steps: 2, average: 3 }
              - { type: sweep, id: one, over: { device.qubits.A.T1: [ 2 us, inf ] }, observable: entropy, at-step: 3 }
              - { type: sweep, id: two, over: { noise.scale: [ 0, 1 ], circuit.kicked-top.kappa: [ 0.5, 1 ] }, observable: purity }
              - { type: pulse-sequence, id: pulses }
              - { type: system-size, id: sizes, qubits: [ 2, 5 ], noisy-qubits: [ 2 ], initial-states: 3, average: 3 }
              - { type: decay, id: decay, gate-time: 20 ns, curves: [ { label: z, observables: [ ZI, IZ ] }, { label: zz, observables: [ ZZ ], model: exponential-gaussian } ] }
              - { type: decoherence-budget, id: exact, observable: ZZ, measured: true, split-by: [ mechanism ] }
              - { type: decoherence-budget, id: sampled, observable: purity, at-step: 2, split-by: [ mechanism, qubit, operation, step ], max-permutations: 3 }
              - { type: sensitivities, id: slopes, observable: purity, parameters: [ device.qubits.A.T1, noise.scale ], initial-states: [ { label: a, theta: 0.3, phi: 0.4 }, { label: b, theta: 1, phi: 0.2 } ] }
              - { type: solve-for, id: reached, observable: purity, parameter: noise.scale, target: 0.9 }
              - { type: solve-for, id: unreachable, observable: purity, parameter: device.qubits.A.T1, target: 0.99 }
              - type: contour
                id: contour
                observable: purity
                level: 0.75
                over: { "device.qubits.*.T1": [ 2 us, 5 us, 12 us ], "device.qubits.*.Tphi": [ 1 us, 4 us, 15 us ] }
                equal: { kappa: 0.5, observable: purity, at-step: 3, initial-states: [ { theta: pi/2, phi: -pi/2 }, { theta: 0, phi: 0 } ] }
              - { type: error-bars, id: bars, observable: purity }
              - { type: fit, id: fit, data: points.csv, starts: 0, free: { device.qubits.A.T1: { prior: 3 us +/- 0.3 us }, device.qubits.A.Tphi: {} } }
              - { type: fit, id: open, data: twice.csv, starts: 0, free: { device.qubits.A.T1: {}, device.qubits.A.Tphi: {} } }
              - { type: dynamics, id: leaking, device: transmons.yaml, circuit: { kicked-top: { interaction: exchange } }, noise: { placement: during-gate } }
              - { type: entropy-map, id: leakmap, device: transmons.yaml, circuit: { kicked-top: { interaction: exchange } }, noise: { placement: during-gate }, grid: { theta: 3, phi: 5 }, steps: [ 1 ], asymmetry: [ leakmap, map ] }
              - { type: sweep, id: drag, device: transmons.yaml, circuit: { kicked-top: { interaction: exchange } }, noise: { placement: during-gate }, over: { device.operations.ry.drag: [ 0, 0.5 ] }, observable: leakage }
              - { type: decoherence-budget, id: shares, device: transmons.yaml, circuit: { kicked-top: { interaction: exchange } }, noise: { placement: during-gate }, observable: overlap, split-by: [ mechanism ] }
              - { type: decay, id: ladder-decay, device: transmons.yaml, circuit: { kicked-top: { interaction: exchange } }, noise: { placement: during-gate }, uncertainty: { samples: 10 }, curves: [ { label: z, observables: [ ZI ] } ] }
              - { type: sensitivities, id: ladder-slopes, device: transmons.yaml, circuit: { kicked-top: { interaction: exchange } }, noise: { placement: during-gate }, uncertainty: { samples: 10 }, observable: purity, parameters: [ device.qubits.A.anharmonicity ] }
              - { type: solve-for, id: ladder-target, device: transmons.yaml, circuit: { kicked-top: { interaction: exchange } }, noise: { placement: during-gate }, uncertainty: { samples: 10 }, observable: purity, parameter: noise.scale, target: 0.9 }
              - { type: error-bars, id: ladder-bars, device: transmons.yaml, circuit: { kicked-top: { interaction: exchange } }, noise: { placement: during-gate }, uncertainty: { samples: 10 }, observable: purity }
              - { type: fit, id: ladder-fit, device: transmons.yaml, circuit: { kicked-top: { interaction: exchange } }, noise: { placement: during-gate }, uncertainty: { samples: 10 }, data: twice.csv, starts: 0, free: { device.qubits.A.T1: {} } }
              - { type: contour, id: ladder-contour, device: transmons.yaml, circuit: { kicked-top: { interaction: exchange } }, noise: { placement: during-gate }, uncertainty: { samples: 10 }, observable: purity, level: 0.8, over: { device.qubits.A.T1: [ 2 us, 4 us, 9 us ], device.qubits.B.T1: [ 3 us, 6 us, 12 us ] } }
              - { type: system-size, id: ladder-sizes, device: transmons.yaml, circuit: { kicked-top: { interaction: exchange } }, noise: { placement: during-gate }, uncertainty: { samples: 10 }, qubits: [ 2 ], noisy-qubits: [ 2 ], initial-states: 2, average: 3 }
              - { type: tomography, id: ladder-states, device: transmons.yaml, circuit: { kicked-top: { interaction: exchange } }, noise: { placement: during-gate }, uncertainty: { samples: 10 }, shots: 20, bootstraps: 0, to-step: 1, figures: [ purity ] }
              - { type: inference, id: inferred, readout: [ perfect, uncorrected ], shots: 50, repetitions: 2, parameters: { device.qubits.*.T1: [ 2 us, 5 us ], device.qubits.*.readout.p1-given-0: [ 0.01, 0.03 ] }, ties: [ { parameter: device.qubits.*.readout.p0-given-1, to: device.qubits.*.readout.p1-given-0, factor: 2 } ], models: [ { name: pair }, { name: ladders, device: transmons.yaml, circuit: { kicked-top: { interaction: exchange } }, noise: { placement: during-gate }, mirrored: true } ], statements: [ { name: s, source: made up, observable: purity, value: 0.7, errors: { e: 0.1 } }, { name: t, source: made up, observable: entropy, tomography: qubit, mean-of-steps: [ 1, 2 ] } ], explain: { statement: s } }
              - { type: inference, id: mapped, shots: inf, parameters: { device.qubits.*.T1: [ 3 us, 5 us ], device.qubits.A.Tphi: [ 2 us, 4 us ] }, models: [ { name: pair } ], statements: [ { name: s, source: made up, observable: purity, value: 0.2, errors: { e: 0.01, f: 0.1 } }, { name: u, source: made up, observable: overlap, value: 0.9, errors: { e: 0.5, f: 0.5 } } ] }
            expectations:
              - { what: shape of a decay, analysis: decay, field: /curves/0/fit/amplitude, at-least: -9 }
              - { what: nothing, analysis: decay, field: /curves/7/fit/amplitude, at-least: -9 }
              - { what: both up, analysis: dynamics, run: ideal, observable: ZZ, at-step: 2, at-least: 0.999999 }
              - { what: purity after a step, analysis: dynamics, run: noisy, observable: purity, at-step: 1, at-most: 1 }
            """;

    private final Path folder;
    private final List<AnalysisResult> analyses;
    private final JsonNode results;

    /** @param folder empty; the output is in its {@code out} */
    WrittenStudy(Path folder) throws IOException {
        Study study = read(folder);
        analyses = new AnalysisRunner(SimulationOptions.defaults().withThreads(1), line -> {}).run(study);
        this.folder = Files.createDirectory(folder.resolve("out"));
        StudyWriter.write(new StudyResults(study, analyses, "1"), this.folder, false, false);
        results =
                new ObjectMapper().readTree(this.folder.resolve("results.json").toFile());
    }

    /** The study alone, written to an empty folder. */
    public static Study read(Path folder) throws IOException {
        List<String> points = POINTS.lines().toList();
        Files.write(folder.resolve("points.csv"), points);
        Files.write(folder.resolve("twice.csv"), List.of(points.get(0), points.get(1), points.get(1)));
        Files.writeString(folder.resolve("transmons.yaml"), TRANSMONS);
        Files.writeString(
                folder.resolve("measured.qasm"),
                "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\nbit[1] c;\nry(1.1) q[0];\nc[0] = measure q[0];\n");
        return StudyReader.read(Files.writeString(folder.resolve("study.yaml"), STUDY));
    }

    List<AnalysisResult> analyses() {
        return analyses;
    }

    JsonNode results() {
        return results;
    }

    JsonNode analysis(String id) {
        for (JsonNode analysis : results.get("analyses")) {
            if (analysis.get("id").asText().equals(id)) {
                return analysis;
            }
        }
        throw new AssertionError("no analysis " + id);
    }

    /** The names of all CSV files, without the extension. */
    Set<String> tables() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".csv"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    List<NamedCsvRecord> table(String name) throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(folder.resolve(name + ".csv"))) {
            return csv.stream().toList();
        }
    }

    List<String> columns(String name) throws IOException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(folder.resolve(name + ".csv"))) {
            return csv.stream().findFirst().orElseThrow().getFields();
        }
    }
}
