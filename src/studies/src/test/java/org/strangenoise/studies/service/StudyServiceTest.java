package org.strangenoise.studies.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.output.StudyResults;
import org.strangenoise.studies.output.WrittenStudy;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.RunLimits;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.yaml.InvalidInputException;

/** The warm process answers what a run writes, whatever it was asked before. */
class StudyServiceTest {

    private static final String STUDY = """
            name: pair
            device:
              name: two
              qubits: [ { name: A, T1: 3 us, Tphi: 2 us }, { name: B, T1: 5 us, Tphi: 4 us } ]
              operations: { ry: { duration: 30 ns }, rz: { duration: 0 ns }, interaction: { coupling: 4 MHz } }
            circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 4 } }
            analyses:
              - { type: dynamics, id: series, initial-states: [ { label: a, theta: 0.4, phi: 1.1 } ] }
              - { type: sweep, id: other, circuit: { kicked-top: { kappa: 0.6 } }, over: { noise.scale: [ 0.5, 1 ] }, observable: purity }
            """;

    private static final String LONG = """
            name: long
            device:
              name: two
              qubits: [ { name: A, T1: 3 us, Tphi: 2 us }, { name: B, T1: 5 us, Tphi: 4 us } ]
              operations: { ry: { duration: 30 ns }, rz: { duration: 0 ns }, interaction: { coupling: 4 MHz } }
            circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 100 } }
            analyses:
              - { type: sweep, id: long, over: { noise.scale: { from: 0, to: 1, points: 4000 }, circuit.kicked-top.kappa: { from: 0, to: 2, points: 20 } }, observable: purity }
            """;

    private final StudyService service =
            new StudyService(2, new RunLimits(RunLimits.defaultMemory(), RunLimits.DEFAULT_OUTPUT));

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        service.close();
    }

    private static JsonNode run(Study study) {
        return new StudyResults(
                        study,
                        new AnalysisRunner(SimulationOptions.defaults().withThreads(1), line -> {}).run(study),
                        StudyService.version())
                .json();
    }

    private JsonNode ofFile(String name, String text) throws IOException {
        return run(StudyReader.read(Files.writeString(folder.resolve(name), text)));
    }

    private static StudyRequest asked(String text) {
        return StudyRequest.of(StudySource.yaml(text, Path.of("")));
    }

    @Test
    void theAnswerIsThatOfARunForEveryTypeOfAnalysisAndStaysSo() throws IOException {
        JsonNode expected = run(WrittenStudy.read(folder));
        List<Path> before = files();
        StudyRequest request = StudyRequest.of(StudySource.file(folder.resolve("study.yaml")));
        assertEquals(expected, service.run(request).json());
        assertEquals(expected, service.run(request).json());
        assertEquals(before, files());
    }

    @Test
    void fieldsThatAreAskedForAreThoseOfTheWholeAnswer() throws IOException {
        String text = STUDY + """
                  - { type: entropy-map, id: map, grid: { theta: 3, phi: 5 }, average: 4 }
                  - { type: decoherence-budget, id: budget, observable: overlap }
                  - { type: sensitivities, id: slopes, observable: overlap }
                """;
        JsonNode whole = ofFile("study.yaml", text);
        StudyRequest request = StudyRequest.of(StudySource.file(folder.resolve("study.yaml")));
        for (Set<String> names : List.of(Set.of("noisy"), Set.of("ideal", "band"), Set.of("kappa", "series", "over"))) {
            StudyRequest asked = request;
            for (String name : names) {
                asked = asked.onlyField(name);
            }
            ObjectNode expected = ((ObjectNode) whole.deepCopy()).retain("format", "study", "warnings", "analyses");
            for (JsonNode analysis : expected.get("analyses")) {
                List<String> kept = new ArrayList<>(names);
                kept.addAll(List.of("id", "type"));
                ((ObjectNode) analysis).retain(kept);
            }
            JsonNode found = service.run(asked).json(names);
            assertEquals(expected.get("analyses"), found.get("analyses"), names.toString());
            assertEquals(expected.get("study"), found.get("study"));
        }
        // What was found for some fields is no answer to who asks for all.
        assertEquals(whole, service.run(request).json());
    }

    @Test
    void fieldsThatNoAnalysisHasAreRefusedAndSoAreFilesOfSomeFieldsOnly() {
        for (StudyRequest bad : List.of(
                asked(STUDY).onlyField("noise"), asked(STUDY).onlyField("noisy").writtenTo(folder.resolve("out")))) {
            InvalidInputException refused = assertThrows(InvalidInputException.class, () -> service.run(bad));
            assertEquals("fields", bad.refusal(refused.problems().get(0)).place());
        }
        assertFalse(Files.exists(folder.resolve("out")));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }

    @Test
    void aChangedFileIsReadAnew() throws IOException {
        StudyRequest request = StudyRequest.of(StudySource.file(folder.resolve("study.yaml")));
        JsonNode expected = ofFile("study.yaml", STUDY);
        assertEquals(expected, service.run(request).json());
        JsonNode changed = ofFile("study.yaml", STUDY.replace("T1: 3 us", "T1: 30 us"));
        assertNotEquals(expected.get("analyses"), changed.get("analyses"));
        assertEquals(changed, service.run(request).json());
    }

    @Test
    void parametersSetAreThoseThatAStudyWouldWrite() throws IOException {
        // The provenance is that of the study as it was given, not as it is set.
        JsonNode written = ofFile(
                        "set.yaml",
                        STUDY.replace("T1: 3 us", "T1: 7.25 us")
                                .replace("T1: 5 us", "T1: 7.25 us")
                                .replace("kappa: 1.7", "kappa: 2.4")
                                .replace("kappa: 0.6", "kappa: 2.4")
                                .replace("Tphi: 4 us", "Tphi: 0.9 us"))
                .get("analyses");
        StudyRequest request = asked(STUDY);
        JsonNode before = service.run(request).json();
        JsonNode set = service.run(request.with("device.qubits.*.T1", "7.25 us")
                        .with("circuit.kicked-top.kappa", 2.4)
                        .with("device.qubits.B.Tphi", "0.9 us"))
                .json();
        assertEquals(written, set.get("analyses"));
        assertEquals(before, service.run(request).json());
    }

    /** A study that is known is not read again for other values: it must not matter. */
    @Test
    void whatIsKnownOfAStudyChangesNoAnswer() throws IOException {
        Set<String> types = new HashSet<>();
        Study study = WrittenStudy.read(folder);
        for (AnalysisPlan plan : study.analyses()) {
            if (plan.withParametersOf(plan.setup()).isEmpty()) {
                continue;
            }
            types.add(plan.type().name());
            StudyRequest request = StudyRequest.of(StudySource.file(folder.resolve("study.yaml")))
                    .only(plan.id());
            assertEquals(outcome(service, request), outcome(service, request));
            for (StudyRequest changed : List.of(
                    request.with("noise.scale", 0.7),
                    request.with("device.qubits.*.T1", "7.25 us"),
                    request.with("device.qubits.*.T1", "0.25 us"),
                    request.with("device.qubits.*.T1", 7.25))) {
                String known = outcome(service, changed);
                try (StudyService fresh =
                        new StudyService(2, new RunLimits(RunLimits.defaultMemory(), RunLimits.DEFAULT_OUTPUT))) {
                    assertEquals(outcome(fresh, changed), known);
                }
            }
        }
        assertEquals(Set.of("dynamics", "sweep"), types);
    }

    private static String outcome(StudyService service, StudyRequest request) {
        try {
            return service.run(request).json().toString();
        } catch (InvalidInputException refused) {
            return refused.problems().toString();
        }
    }

    @Test
    void aDeviceThatChangesIsReadAnew() throws IOException {
        Path device = folder.resolve("two.yaml");
        String text =
                STUDY.lines().skip(2).limit(3).map(line -> line.substring(2)).reduce("", (a, b) -> a + b + "\n");
        Files.writeString(device, text);
        Files.writeString(
                folder.resolve("study.yaml"), STUDY.replaceAll("(?s)device:.*?circuit", "device: two.yaml\ncircuit"));
        StudyRequest request = StudyRequest.of(StudySource.file(folder.resolve("study.yaml")));
        service.run(request);
        StudyRequest changed = request.with("device.qubits.A.T1", "8 us");
        JsonNode before = service.run(changed).json();
        Files.writeString(device, text.replace("T1: 5 us", "T1: 6 us"));
        JsonNode after = service.run(changed).json();
        assertNotEquals(before.get("analyses"), after.get("analyses"));
        assertEquals(service.run(request.with("device.qubits.A.T1", "8.0 us")).json(), after);
        Files.delete(device);
        assertThrows(InvalidInputException.class, () -> service.run(changed));
    }

    @Test
    void dataAreReadAsTheFileWouldBe() throws IOException {
        JsonNode expected = ofFile("pair.yaml", STUDY);
        Files.writeString(
                folder.resolve("two.yaml"),
                STUDY.lines().skip(2).limit(3).map(line -> line.substring(2)).reduce("", (a, b) -> a + b + "\n"));
        Map<String, Object> study = Map.of(
                "name",
                "pair",
                "device",
                "two.yaml",
                "circuit",
                Map.of("kicked-top", Map.of("qubits", 2, "kappa", 1.7, "steps", 4)),
                "analyses",
                List.of(Map.of(
                        "type",
                        "dynamics",
                        "id",
                        "series",
                        "initial-states",
                        List.of(Map.of("label", "a", "theta", 0.4, "phi", 1.1)))));
        JsonNode found =
                service.run(StudyRequest.of(StudySource.data(study, folder))).json();
        assertEquals(expected.get("analyses").get(0), found.get("analyses").get(0));
        assertEquals("two.yaml", found.at("/provenance/files/1/name").asText());
    }

    @Test
    void onlyWhatIsAskedForRuns() {
        JsonNode all = service.run(asked(STUDY)).json().get("analyses");
        JsonNode one = service.run(asked(STUDY).only("other")).json().get("analyses");
        assertEquals(1, one.size());
        assertEquals(all.get(1), one.get(0));
        InvalidInputException refused = assertThrows(
                InvalidInputException.class, () -> service.run(asked(STUDY).only("othr")));
        assertTrue(String.valueOf(refused.getMessage()).contains("`series`, `other`"), refused.getMessage());
    }

    @Test
    void aSeedIsTheStudysOwn() {
        String sampled = STUDY + "simulation: { method: trajectories, seed: 5 }\n";
        JsonNode five = service.run(asked(sampled)).json().get("analyses");
        assertEquals(
                five,
                service.run(asked(sampled.replace("seed: 5", "seed: 6")).withSeed(5))
                        .json()
                        .get("analyses"));
        assertNotEquals(five, service.run(asked(sampled).withSeed(6)).json().get("analyses"));
    }

    @Test
    void problemsOfDataAreToldByTheKeysThatLeadThere() throws IOException {
        ObjectNode study = (ObjectNode) new ObjectMapper().readTree("""
                { "name": "pair", "device": { "name": "two", "qubits": [ { "name": "A", "T1": "3 us", "Tphi": "2 us" },
                { "name": "B", "T1": 5, "Tphi": "-4 us" } ], "operations": { "ry": { "duration": "30 ns" } } },
                "circuit": { "kicked-top": { "qubits": 2, "kappa": 1.7, "steps": 4 } },
                "analyses": [ { "type": "dynamics", "id": "a" }, { "type": "dynamics", "id": "a" } ] }
                """);
        StudyRequest request = StudyRequest.of(StudySource.json(study, Path.of("")));
        List<Refusal> refusals = refusals(request);
        assertEquals(
                List.of("device.qubits[1].T1", "device.qubits[1].Tphi"),
                refusals.stream().map(Refusal::place).toList());
        assertEquals(5L, refusals.get(0).value());
        assertEquals(
                "`T1` must have a unit (ps, ns, us, ms, s)", refusals.get(0).rule());
        assertEquals("-4 us", refusals.get(1).value());
        ((ObjectNode) study.at("/device/qubits/1")).put("T1", "5 us").put("Tphi", "4 us");
        Refusal twice = refusals(request(study)).get(0);
        assertEquals("analyses[1]", twice.place());
        assertTrue(twice.message().endsWith("also a file of `a` at analyses[0]"), twice.message());
        ((ObjectNode) study.at("/analyses/1")).put("id", "b");
        Refusal absent = refusals(request(study)).get(0);
        assertEquals("analyses[0]", absent.place());
        assertTrue(absent.message().contains("interaction"), absent.message());
    }

    private static StudyRequest request(ObjectNode study) {
        return StudyRequest.of(StudySource.json(study, Path.of("")));
    }

    private List<Refusal> refusals(StudyRequest request) {
        return assertThrows(InvalidInputException.class, () -> service.run(request)).problems().stream()
                .map(request::refusal)
                .toList();
    }

    @Test
    void valuesThatCannotBeSetAreRefusedAtTheirAddress() {
        StudyRequest request = asked(STUDY)
                .with("device.qubits.*.T1", 10)
                .with("device.qubits.C.T1", "3 us")
                .with("noise.scale", -1);
        List<Refusal> refusals = refusals(request);
        assertEquals(
                List.of("set[\"device.qubits.*.T1\"]", "set[\"device.qubits.C.T1\"]", "set[\"noise.scale\"]"),
                refusals.stream().map(Refusal::place).toList());
        assertEquals(10L, refusals.get(0).value());
        assertEquals(-1L, refusals.get(2).value());
        Refusal twins = refusals(asked(STUDY).with("device.qubits.*.T1", "3 us").with("device.qubits.B.T1", "4 us"))
                .get(0);
        assertEquals("set", twins.place());
        // T2 of B would be above 2 T1.
        Refusal unphysical = refusals(asked(STUDY.replace("T1: 5 us, Tphi: 4 us", "T1: 5 us, T2: 8 us"))
                        .with("device.qubits.B.T1", "3 us"))
                .get(0);
        assertEquals("set", unphysical.place());
        assertTrue(unphysical.message().contains("T2"), unphysical.message());
    }

    @Test
    void validatingSaysWhatRunningWouldAndRunsNothing() {
        assertEquals(List.of(), service.validate(asked(LONG)).await());
        assertThrows(
                InvalidInputException.class,
                () -> service.validate(asked(STUDY.replace("interaction:", "cnot:")))
                        .await());
    }

    @Test
    void limitsOfARunHold() {
        try (StudyService small = new StudyService(1, new RunLimits(1 << 20, RunLimits.DEFAULT_OUTPUT))) {
            InvalidInputException refused = assertThrows(InvalidInputException.class, () -> small.run(asked(LONG)));
            assertTrue(String.valueOf(refused.getMessage()).contains("--max-memory"), refused.getMessage());
        }
    }

    @Test
    void theNewestOfAKindCancelsTheOlder() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        StudyService.Running<StudyResults> running =
                service.submit(asked(LONG).ofKind("map"), (id, found, samples) -> begun.countDown());
        begun.await();
        List<StudyService.Running<StudyResults>> waiting = new ArrayList<>();
        for (int k = 0; k < 500; k++) {
            // None but the last could end before the next is there.
            waiting.add(service.submit(asked(k < 499 ? LONG : STUDY).ofKind("map"), StudyService.Progress.NONE));
        }
        StudyService.Running<StudyResults> another = service.submit(asked(STUDY), StudyService.Progress.NONE);
        assertThrows(CancellationException.class, running::await);
        for (StudyService.Running<StudyResults> older : waiting.subList(0, 499)) {
            assertThrows(CancellationException.class, older::await);
        }
        assertFalse(waiting.get(499).await().analyses().isEmpty());
        assertFalse(another.await().analyses().isEmpty());
    }

    @Test
    void aRunningRequestIsCancelledAndTheNextGoesOn() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        StudyService.Running<StudyResults> running =
                service.submit(asked(LONG), (id, found, samples) -> begun.countDown());
        StudyService.Running<StudyResults> next = service.submit(asked(STUDY), StudyService.Progress.NONE);
        begun.await();
        running.cancel();
        assertThrows(CancellationException.class, running::await);
        assertEquals(2, next.await().analyses().size());
        assertThrows(
                StudyService.BusyException.class,
                () -> Stream.generate(() -> service.submit(asked(LONG), StudyService.Progress.NONE))
                        .limit(200)
                        .forEach(each -> {}));
    }

    @Test
    void progressCountsUpToAllSamples() {
        List<Integer> heard = new ArrayList<>();
        service.submit(asked(STUDY).only("other"), (id, found, samples) -> {
                    assertEquals("other", id);
                    assertEquals(2, samples);
                    heard.add(found);
                })
                .await();
        assertEquals(List.of(1, 2), heard);
    }

    @Test
    void filesAreWrittenWhereTheyAreAskedFor() throws IOException {
        Path out = folder.resolve("out");
        StudyRequest request = asked(STUDY).only("series");
        StudyResults results = service.run(request.writtenTo(out));
        assertEquals(
                results.json().toString(),
                Files.readString(out.resolve("results.json")).strip());
        assertTrue(Files.exists(out.resolve("report.html")));
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(mine.resolve("thesis.tex"), "x");
        assertThrows(IllegalArgumentException.class, () -> service.run(request.writtenTo(mine)));
        assertEquals("x", Files.readString(mine.resolve("thesis.tex")));
    }

    @Test
    void whatIsClosedTakesNothing() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        StudyService.Running<StudyResults> running =
                service.submit(asked(LONG), (id, found, samples) -> begun.countDown());
        StudyService.Running<StudyResults> waiting = service.submit(asked(STUDY), StudyService.Progress.NONE);
        begun.await();
        service.close();
        assertThrows(CancellationException.class, waiting::await);
        assertThrows(CancellationException.class, running::await);
        assertThrows(StudyService.BusyException.class, () -> service.run(asked(STUDY)));
    }

    @Test
    void theSchemasAreThoseOfTheFiles() throws IOException {
        for (String kind : List.of("study", "device")) {
            assertEquals(
                    Files.readString(Path.of("../../configs/schema/" + kind + ".json")), StudyService.schema(kind));
        }
        assertThrows(IllegalArgumentException.class, () -> StudyService.schema("../study"));
    }

    @Test
    void equalRequestsAreAnsweredByTheSameAnalysis() {
        StudyRequest request = asked(STUDY).only("series").with("noise.scale", 0.5);
        assertSame(
                service.run(request).analyses().get(0),
                service.run(request).analyses().get(0));
        assertNotEquals(
                service.run(request).json().get("analyses"),
                service.run(request.with("noise.scale", 0.6)).json().get("analyses"));
    }

    @Test
    void thousandsOfAnswersLeaveTheHeapFlat() {
        StudyRequest request = asked(STUDY).only("other");
        long first = 0;
        for (int k = 1; k <= 6000; k++) {
            service.run(request.with("circuit.kicked-top.kappa", 0.5 + k * 1e-4)
                    .with("device.qubits.*.T1", (3 + k * 1e-3) + " us"));
            if (k == 2000) {
                first = usedAfterCollection();
            }
        }
        long more = usedAfterCollection() - first;
        // Were each answer kept, 4000 of them would take tens of megabytes.
        assertTrue(more < 3_000_000, more + " bytes more after 4000 more answers");
    }

    private static long usedAfterCollection() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
