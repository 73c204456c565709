package org.strangenoise.studies.seam;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.state.ObservableRegistry;
import org.strangenoise.state.ObservableType;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.dynamics.DynamicsType;
import org.strangenoise.studies.ergodicity.ErgodicityType;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.AnalysisTypes;
import org.strangenoise.studies.study.StudyReader;

/**
 * Every type of analysis that takes an observable takes every one, and all find the same number: both lists are the
 * registries' own. Maps and system sizes are of entropies by definition, classical maps and pulse sequences of none.
 */
class EveryObservableTest {

    private static final int STEP = 3;

    private static final String SETUP = """
            name: all
            device:
              name: pair
              qubits:
                - { name: A, T1: 3 us +/- 0.3 us, Tphi: 2 us }
                - { name: B, T1: 5 us, T2: 4 us, excited-population: 0.1 }
              operations: { ry: { duration: 30 ns }, interaction: { coupling: 4 MHz } }
            circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 3, initial-state: { theta: 0.7, phi: 1.1 } } }
            uncertainty: { samples: 10 }
            """;

    /** An analysis of each type: what it adds to its type and id, and where results.json has the number. */
    private record Asked(String keys, String number) {}

    private static final Map<String, Asked> ANALYSES = Map.ofEntries(
            entry("dynamics", new Asked("uncertainty: { samples: 0 }SERIES", "/series/0/noisy/PATH/3")),
            entry("tomography", new Asked("shots: 20, bootstraps: 0SERIES", "/series/0/noisy/PATH/3")),
            entry("sweep", new Asked("observable: NAME, over: { noise.scale: [ 1 ] }", "/noisy/0")),
            entry("decay", new Asked("curves: [ { label: a, observables: [ NAME ] } ]", "/curves/0/noisy/2")),
            entry("decoherence-budget", new Asked("observable: NAME, split-by: [ mechanism ]", "/noisy")),
            entry(
                    "sensitivities",
                    new Asked("observable: NAME, parameters: [ noise.scale, device.qubits.A.T1 ]", "/noisy")),
            entry(
                    "solve-for",
                    new Asked(
                            "observable: NAME, parameter: noise.scale, target: VALUE, between: [ 0.5, 2 ]", "/found")),
            entry(
                    "contour",
                    new Asked(
                            "observable: NAME, level: VALUE, over: { device.qubits.A.T1: [ 2 us, 3 us, 5 us ],"
                                    + " device.qubits.B.T1: [ 4 us, 5 us, 8 us ] }",
                            "/device-value")),
            entry("error-bars", new Asked("observable: NAME", "/noisy")),
            entry(
                    "inference",
                    new Asked(
                            "shots: inf, models: [ { name: m } ], statements: [ { name: s, source: made up, observable: NAME,"
                                    + " value: VALUE, errors: { e: 1 } } ]",
                            "/fits/0/predictions/0/predicted")),
            entry(
                    "fit",
                    new Asked(
                            "data: points.csv, starts: 0, free: { device.qubits.A.T1: { prior: 3 us +/- 0.3 us } }",
                            "/points/0/fit")));

    private String setup = SETUP;

    @TempDir
    Path folder;

    /** One name of every kind of number, of one qubit and of all where it may be either. */
    static Stream<String> names() {
        return ObservableRegistry.types().stream()
                .filter(type -> type.operand() == ObservableType.Operand.LETTERS || type.isScalar(2))
                .flatMap(type -> switch (type.operand()) {
                    case NONE -> Stream.of(type.name());
                    case OPTIONAL_QUBIT -> Stream.of(type.name(), type.name() + ".A");
                    case QUBIT -> Stream.of(type.name() + ".A");
                    case PAIR -> Stream.of(type.name() + ".A-B");
                    case LETTERS -> Stream.of("ZX");
                });
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyAnalysisFindsTheSameNumberOfIt(String name) throws IOException {
        everyAnalysisFinds(name);
    }

    /** With a perturbation the fidelity is the Loschmidt echo, in every analysis as in the one that draws it. */
    @Test
    void everyAnalysisFindsTheLoschmidtEcho() throws IOException {
        setup = SETUP.replace("kappa: 1.7", "kappa: 1.7, perturbation: 0.4");
        double echo = everyAnalysisFinds("fidelity");
        assertEquals(Math.acos(Math.sqrt(echo)), everyAnalysisFinds("hilbert-angle"), 1e-12);
        setup = SETUP;
        ErgodicityType.Result ergodic = (ErgodicityType.Result) run(List.of(
                        "  - { type: ergodicity, id: e, perturbation: 0.4, initial-states: [ { theta: 0.7, phi: 1.1 } ] }"))
                .get(0);
        assertEquals(ergodic.series().get(0).noisyEcho()[STEP], echo, 1e-12);
        assertTrue(echo < everyAnalysisFinds("fidelity") - 0.01);
    }

    private double everyAnalysisFinds(String name) throws IOException {
        boolean always = ObservableNames.SCALARS.contains(name);
        String series = always ? "" : ", observables: [ NAME ]";
        DynamicsType.Result dynamics =
                (DynamicsType.Result) run(List.of("  - { type: dynamics, id: a" + series.replace("NAME", name) + " }"))
                        .get(0);
        double expected = dynamics.series().get(0).noisy().scalar(name)[STEP];
        Files.writeString(
                folder.resolve("points.csv"),
                "experiment,theta,phi,kappa,step,observable,value,error\na,0.7,1.1,,3," + name + "," + expected
                        + ",0.01\n");
        List<String> types = ANALYSES.keySet().stream().sorted().toList();
        List<AnalysisResult> results = run(types.stream()
                .map(type -> "  - { type: " + type + ", id: " + type + ", "
                        + ANALYSES.get(type)
                                .keys()
                                .replace("SERIES", series)
                                .replace("NAME", name)
                                .replace("VALUE", String.valueOf(expected))
                        + " }")
                .toList());
        for (int k = 0; k < types.size(); k++) {
            ObjectNode found = new ObjectMapper().createObjectNode();
            results.get(k).plan().type().write(found, results.get(k));
            JsonNode number = found.at(
                    ANALYSES.get(types.get(k)).number().replace("PATH", always ? name : "observables/" + name));
            assertEquals(expected, number.asDouble(Double.NaN), 1e-9, types.get(k));
        }
        return expected;
    }

    private List<AnalysisResult> run(List<String> analyses) throws IOException {
        Path file = Files.createTempFile(folder, "study", ".yaml");
        Files.writeString(file, setup + "analyses:\n" + String.join("\n", analyses) + "\n");
        return new AnalysisRunner(SimulationOptions.defaults().withThreads(1), line -> {}).run(StudyReader.read(file));
    }

    /** A new type that takes observables must come to the list above; a fit takes them from its points. */
    @Test
    void everyTypeThatTakesObservablesIsAsked() {
        Set<String> taking = AnalysisTypes.shipped().all().stream()
                .filter(type -> type.keySchema().toString().contains("#/$defs/observable"))
                .map(AnalysisType::name)
                .collect(Collectors.toCollection(TreeSet::new));
        taking.add("fit");
        assertEquals(new TreeSet<>(ANALYSES.keySet()), taking);
    }

    /** As a field of results is, in {@code ToyAnalysisTest}. */
    @Test
    void anObservableWithoutDocumentationIsRefusedWithInstructions() {
        ObservableType toy = new ToyObservables().types().get(0);
        for (String missing : List.of("formula", "documentation", "source")) {
            IllegalArgumentException refusal = assertThrows(
                    IllegalArgumentException.class,
                    () -> new ObservableType(
                            toy.name(),
                            toy.operand(),
                            toy.measurable(),
                            missing.equals("formula") ? " " : toy.formula(),
                            missing.equals("documentation") ? "" : toy.documentation(),
                            missing.equals("source") ? "" : toy.source(),
                            toy.maker()));
            assertEquals(
                    "Argument `" + missing + "` of observable `toy-squared-length` must not be blank: write there, in"
                            + " plain words, what the reference page is to say",
                    refusal.getMessage());
        }
    }
}
