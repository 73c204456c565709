package org.strangenoise.studies.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.studies.fit.MeasuredPoints;
import org.strangenoise.yaml.InvalidInputException;

class BudgetReaderTest {

    private static final String SETUP = """
            name: test
            device:
              name: pair
              qubits: [ { name: A, T1: 3 us +/- 1 us, Tphi: 2 us }, { name: B, T1: 3 us, Tphi: 2 us } ]
              operations: { ry: { duration: 60 ns }, interaction: { coupling: 4 MHz } }
            circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 6 } }
            analyses:
              - { id: a,\s""";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: decoherence-budget, observable: overlop | one of entropy[.qubit], purity, overlap, fidelity, hilbert-angle, bloch-x[.qubit], bloch-y[.qubit], bloch-z[.qubit], leakage[.qubit], concurrence.qubit-qubit, negativity.qubit-qubit, bipartite-negativity[.qubit], correlation[.qubit], environment-information[.qubit], discord.qubit-qubit, connected-xx.qubit-qubit, connected-yy.qubit-qubit, connected-zz.qubit-qubit, symmetric-weight, toy-squared-length.qubit or a Pauli string, a letter I, X, Y or Z for each qubit, but is `overlop`; did you mean `overlap`?",
                "type: decoherence-budget, observable: XYZ | but is `XYZ`, of 3 letters for 2 qubits",
                "type: decoherence-budget, observable: purity, measured: true | bloch-z[.qubit], connected-xx.qubit-qubit, connected-yy.qubit-qubit, connected-zz.qubit-qubit or a Pauli string, a letter I, X, Y or Z for each qubit where `measured` is true, but is `purity`",
                "type: decoherence-budget, observable: bloch | must be one of entropy[.qubit], purity",
                "type: decoherence-budget, observable: entropy.C | `observable` must name a qubit after the dot (A, B, or an index from 0 to 1), but is `entropy.C`",
                "type: solve-for, observable: bloch-z.B, parameter: noise.scale, target: 1.2 | `target` must be from -1 to 1, the values of bloch-z.B, but was `1.2`",
                "type: decoherence-budget, observable: purity, split-by: [ mechanisms ] | mechanism",
                "type: decoherence-budget, observable: purity, split-by: [] | `split-by` must name at least one of mechanism, qubit, operation, step, but is empty",
                "type: decoherence-budget, observable: purity, at-step: 7 | 6 steps",
                "type: sensitivities, observable: purity, parameters: [ device.qubits.C.T1 ] | one of A, B",
                "type: sensitivities, observable: purity, parameters: [] | `parameters` must name at least one parameter, or be left out",
                "type: sensitivities, observable: purity, parameters: [ noise.scale, device.qubits.A.T1, noise.scale ] | `parameters[2]` names `noise.scale` a second time",
                "type: sensitivities, observable: purity, parameters: [ device.qubits.*.quasi-static-T ] | `parameters[0]` must be finite",
                "type: dynamics, inset-map: m | entropy-map analysis of this study (it has none), but was `m`",
                "type: sensitivities, observable: purity, parameters: [ device.channels.drive.angle ] | `parameters[0]` is no parameter: `device.channels.drive.angle` must name a known channel (the device has none), but names `drive`",
                "type: solve-for, observable: purity, parameter: T1, target: 0.5 | `parameter` is no parameter: `T1` must be a device's address",
                "type: sweep, observable: purity, over: { device.operations.interaction.coupling: [ 0 MHz ] } | `device.operations.interaction.coupling[0]` must be positive, from 1e-3 Hz to 1e6 MHz, but was `0 MHz`",
                "type: solve-for, observable: purity, parameter: device.qubits.A.T3, target: 0.5 | T1, T2, Tphi",
                "type: solve-for, observable: purity, parameter: noise.scale, target: 0.5, between: [ 2, 1 ] | `between` must name the lower value first, but names 2 before 1",
                "type: solve-for, observable: purity, parameter: noise.scale, target: 0.5, between: [ 1, 2, 3 ] | `between` must be `[lowest, highest]`, but holds 3 values",
                "type: solve-for, observable: overlap, parameter: noise.scale, target: 1.01 | `target` must be from 0 to 1, the values of overlap, but was `1.01`",
                "type: solve-for, observable: fidelity, parameter: noise.scale, target: -0.1 | `target` must be from 0 to 1, the values of fidelity, but was `-0.1`",
                "type: solve-for, observable: entropy, parameter: noise.scale, target: 2 | `target` must be from 0 to 1, the values of entropy, but was `2`",
                "type: solve-for, observable: purity, parameter: noise.scale, target: 0.2 | `target` must be from 0.25 to 1, the values of purity, but was `0.2`",
                "type: contour, observable: ZZ, level: -1.5 | `level` must be from -1 to 1, the values of ZZ, but was `-1.5`",
                "type: contour, observable: purity, level: 0.5, over: { noise.scale: [ 1, 2 ] } | `over` must name two parameters with 2 to 201 values each, but names 1: `noise.scale`",
                "type: contour, observable: purity, level: 0.5, over: { device.qubits.*.T1: [ 2 us, 3 us ], device.qubits.A.T1: [ 2 us, 3 us ] } | `over` holds device.qubits.*.T1 and device.qubits.A.T1, which set the same number of A",
                "type: contour, observable: purity, level: 0.5, over: { device.qubits.B.T2: [ 2 us, 3 us ], device.qubits.*.Tphi: [ 2 us, 3 us ] } | `over` holds device.qubits.B.T2 and device.qubits.*.Tphi, which set the same number of B",
                "type: contour, observable: purity, level: 0.5, equal: { observable: overlap, kappa: 0.5, initial-state: { label: pole, theta: 0, phi: 0 } } | `equal` must name exactly two initial-states, whose values are to be equal, but names 1: pole",
                "type: error-bars, observable: purity, device: { qubits: [ { name: A, T1: 3 us +/- 4 us } ] } | `T1` must have an uncertainty below its value, but was `3 us +/- 4 us`",
                "type: error-bars, observable: purity, device: { operations: { interaction: { coupling: 4 MHz +/- 5 MHz } } } | `coupling` must have an uncertainty below its value, but was `4 MHz +/- 5 MHz`",
                "type: error-bars, observable: purity, uncertainty: { samples: 0 } | error-bars draw devices, but `uncertainty.samples` is 0",
                "type: dynamics, uncertainty: { samples: 5 } | `samples` must be 0 or between 10 and 100000, but was `5`",
                "type: dynamics, uncertainty: { correlations: [ [ device.qubits.A.T1, device.qubits.B.T1, 1 ] ] } | device.qubits.A.T1",
                "type: dynamics, uncertainty: { correlations: [ [ device.qubits.A.T1, device.qubits.A.T1, 1 ] ] } | two different parameters",
                "type: dynamics, uncertainty: { correlations: [ [ device.qubits.A.T1, 1 ] ] } | [address, address, coefficient]",
                "type: dynamics, device: { qubits: [ { name: A, T1: 3 us, Tphi: 2 us }, { name: B, T1: 3 us, Tphi: 2 us } ] }, uncertainty: { correlations: [ [ a, b, 1 ] ] } | nothing to correlate",
                "type: dynamics, device: { qubits: [ { name: A, T1: 3 us +/- 1 us, Tphi: 3 us +/- 1 us }, { name: B, T1: 3 us +/- 1 us, Tphi: 2 us } ] }, uncertainty: { correlations: [ [ device.qubits.A.T1, device.qubits.A.Tphi, 1 ], [ device.qubits.A.T1, device.qubits.B.T1, 1 ] ] } | must be possible together",
                "type: fit, data: nowhere.csv, free: { device.qubits.A.T1: { prior: 3 us +/- 3 us } } | `prior` must have an uncertainty below its value, but was `3 us +/- 3 us`",
                "type: fit, data: nowhere.csv, free: { device.operations.interaction.coupling: { prior: 1 MHz +/- 3 MHz } } | `prior` must have an uncertainty below its value, but was `1 MHz +/- 3 MHz`",
                "type: fit, data: nowhere.csv, free: { device.qubits.A.T1: {} } | nowhere.csv",
                "type: fit, data: nowhere.csv, free: { device.qubits.A.T2: {}, device.qubits.*.Tphi: {} } | set the same number of A",
                "type: fit, data: nowhere.csv, free: { device.qubits.B.T1: {}, device.qubits.*.T1: {} } | set the same number of B",
                "type: contour, observable: purity, level: 0.5, over: { device.qubits.*.T1: [ 1 us, 3 us, 2 us ], noise.scale: [ 1, 2 ] } | `device.qubits.*.T1[2]` must be finite and above",
                "type: contour, observable: purity, level: 0.5, over: { device.qubits.*.T1: [ 1 us ], noise.scale: [ 1, 2 ] } | `device.qubits.*.T1` must hold 2 to 201 values, but holds 1, 1 us"
            })
    void refusesBadInputWithWhatIsKnown(String analysis, String words) throws IOException {
        Path file = folder.resolve("study.yaml");
        Files.writeString(file, SETUP + analysis + " }\n");
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> StudyReader.read(file));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("study.yaml:8:") && message.contains(words), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: decoherence-budget, observable: purity, beside: z | before this one (one of a), but was `z`",
                "type: decoherence-budget, observable: purity, beside: b | before this one (one of a), but was `b`",
                "type: decoherence-budget, observable: purity, beside: s | must be the id of a decoherence-budget, but `s` is of type sensitivities",
                "type: decoherence-budget, observable: purity, split-by: [ qubit ], beside: a | same split-by, [qubit], but `a` has [mechanism]",
                "type: decoherence-budget, observable: overlap, beside: a | same observable, overlap, but `a` is about purity"
            })
    void refusesToCompareWhatDiffers(String analysis, String words) throws IOException {
        Path file = folder.resolve("study.yaml");
        String line = "  - { id: b, " + analysis + " }";
        Files.writeString(
                file,
                SETUP + "type: decoherence-budget, observable: purity }\n"
                        + "  - { id: s, type: sensitivities, observable: purity }\n"
                        + line + "\n");
        int column = line.indexOf("beside: ") + "beside: ".length() + 1;
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> StudyReader.read(file));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("study.yaml:10:" + column + ": `beside` ") && message.contains(words), message);
    }

    /** A bad value hides none of the keys after it, which would then be called unknown. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: decoherence-budget, observable: purity, split-by: [ qbit ], standard-error: 1e-3, max-permutations: 5",
                "type: contour, observable: purity, level: 0.5, over: { noise.scale: [ 1 ], device.qubits.A.T1: [ 1 us, 2 us ] }, equal: { kappa: 1, observable: overlap,"
                        + " initial-states: [ { label: y, theta: 1, phi: 1 }, { label: z, theta: 0, phi: 0 } ] }",
                "type: contour, observable: purity, level: 0.5, equal: { observable: overlap, kappa: 1 }"
            })
    void oneMistakeIsToldOnce(String analysis) throws IOException {
        Path file = folder.resolve("study.yaml");
        Files.writeString(file, SETUP + analysis + " }\n");
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> StudyReader.read(file));
        assertEquals(1, refused.problems().size(), refused.getMessage());
    }

    /** A name that is none is one mistake, not two. */
    @Test
    void anUnknownSplitIsToldOnce() throws IOException {
        Path file = folder.resolve("study.yaml");
        Files.writeString(
                file, SETUP + "type: decoherence-budget, observable: purity, split-by: [ mechanism, qbit ] }\n");
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> StudyReader.read(file));
        assertEquals(1, refused.problems().size(), refused.getMessage());
        assertTrue(String.valueOf(refused.getMessage()).contains("`split-by[1]` must be one of"));
    }

    @Test
    void measuredPointsCountInTheProvenance() throws IOException {
        Path file = folder.resolve("study.yaml");
        Path data = folder.resolve("points.csv");
        Files.writeString(file, SETUP + "type: fit, data: points.csv, free: { device.qubits.A.T1: {} } }\n");
        String header = String.join(",", MeasuredPoints.COLUMNS);
        Files.writeString(data, header + "\na,0,0,1.7,3,purity,0.9,0.01\n");
        Study study = StudyReader.read(file);
        Files.writeString(data, header + "\na,0,0,1.7,3,purity,0.8,0.01\n");
        assertNotEquals(study.sha256(), StudyReader.read(file).sha256());
        Files.writeString(data, header + "\na,0,0,1.7,three,purity,0.8,0.01\n");
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> StudyReader.read(file));
        assertTrue(String.valueOf(refused.getMessage())
                .contains("points.csv:2:11: `step` must be a number from -1e6 to 1e6"));
    }

    /** One mistake hides no other, wherever it is. */
    @Test
    void allProblemsAreFoundInOneGo() throws IOException {
        Path file = folder.resolve("study.yaml");
        Files.writeString(
                file,
                SETUP + "type: decoherence-budget, observable: overlop }\n"
                        + "  - { id: b, type: sensitivities, observable: purity, warn-above: 0 }\n"
                        + "  - { id: c, type: fit, data: nowhere.csv, free: {} }\n"
                        + "  - { id: d, type: contour, observable: purity }\n");
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> StudyReader.read(file));
        assertEquals(
                List.of(8, 9, 10, 10, 11),
                refused.problems().stream().map(p -> p.location().line()).toList());
    }

    /** What names an analysis that is mistaken itself is no second mistake. */
    @Test
    void anExpectationOfAMistakenAnalysisIsNotBlamed() throws IOException {
        Path file = folder.resolve("study.yaml");
        Files.writeString(
                file,
                SETUP + "type: solve-for, observable: purity, parameter: noise.scale, target: 2 }\n"
                        + "expectations: [ { what: a, analysis: a, field: /found, at-most: 1 } ]\n");
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> StudyReader.read(file));
        assertEquals(1, refused.problems().size(), String.valueOf(refused.getMessage()));
    }
}
