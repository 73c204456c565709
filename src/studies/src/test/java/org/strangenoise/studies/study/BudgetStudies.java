package org.strangenoise.studies.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;

/** Small studies of unequal, imperfect qubits for the tests of the budget. */
public final class BudgetStudies {

    public static final SimulationOptions OPTIONS = SimulationOptions.defaults().withThreads(1);

    /** Two unequal qubits with every kind of noise that acts at instants. */
    public static final String NOISY_PAIR = """
            device:
              name: pair
              qubits:
                - { name: A, T1: 3 us, Tphi: 2 us, excited-population: 0.05, readout: { p1-given-0: 0.02, p0-given-1: 0.05 } }
                - { name: B, T1: 5 us, T2: 4 us, excited-population: 0.1, readout: { p1-given-0: 0.01, p0-given-1: 0.03 } }
              operations: { ry: { duration: 30 ns, overrides: [ { qubits: [ B ], duration: 20 ns } ] }, interaction: { coupling: 4 MHz } }
              channels:
                - { id: drive, on: ry, channel: depolarizing, pauli-error-probability: 0.01 }
                - { id: over, on: ry, channel: over-rotation, angle-fraction: 0.03 }
                - { id: stray, on: step, channel: rotation, axis: z, angle: 0.07 }
              crosstalk: [ { qubits: [ A, B ], zz: 0.2 MHz } ]
            circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 4 } }
            """;

    /** Two unequal qubits with detunings, which make an ensemble of circuits. */
    public static final String DETUNED_PAIR = """
            device:
              name: detuned
              qubits:
                - { name: A, T1: 4 us, T2: 3 us, quasi-static-T: 1 us }
                - { name: B, T1: 9 us, T2: 3 us, quasi-static-T: 2 us }
              operations: { ry: { duration: 20 ns }, interaction: { coupling: 5 MHz } }
            circuit: { kicked-top: { qubits: 2, kappa: 2.5, steps: 3 } }
            """;

    private BudgetStudies() {}

    /** The plan of one analysis, given as the lines of a YAML mapping in braces. */
    public static AnalysisPlan plan(Path folder, String setup, String analysis) {
        return study(folder, setup, analysis).analyses().get(0);
    }

    public static Study study(Path folder, String setup, String analysis) {
        try {
            Path file = Files.createTempFile(folder, "study", ".yaml");
            Files.writeString(file, "name: test\n" + setup + "analyses:\n  - " + analysis + "\n");
            return StudyReader.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
