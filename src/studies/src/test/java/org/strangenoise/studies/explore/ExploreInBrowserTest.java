package org.strangenoise.studies.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.output.StudyResults;
import org.strangenoise.studies.service.StudyService;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.testing.RequiresProgram;
import org.strangenoise.yaml.InputFile;

/** The page in real Chromium: each control moves the numbers, and what is saved gives the numbers shown. */
@RequiresProgram({"node", ExploreInBrowserTest.DRIVER, "--check"})
class ExploreInBrowserTest {

    static final String DRIVER = "src/test/js/explore.mjs";

    private static final String SECONDS_OF_DRAGGING = "120";

    /** Every moved slider's document was kept once, which made 65 MB in five minutes. */
    private static final long MOST_BYTES_MORE = 8_000_000;

    @TempDir
    Path folder;

    @Test
    void whatAUserDoes() throws Exception {
        byte[] begin = Objects.requireNonNull(ExploreServer.class.getResourceAsStream("begin.yaml"))
                .readAllBytes();
        JsonNode found;
        try (StudyService service = new StudyService();
                ExploreServer server =
                        ExploreServer.start(0, InputFile.of(folder.resolve("begin.yaml"), begin), service)) {
            ProcessBuilder driver = new ProcessBuilder(
                            "node",
                            DRIVER,
                            server.address().toString(),
                            folder.toString(),
                            SECONDS_OF_DRAGGING,
                            String.valueOf(ProcessHandle.current().pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("found.json").toFile());
            driver.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = driver.start();
            try {
                assertTrue(process.waitFor(15, TimeUnit.MINUTES), "the browser did not end");
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            String said = Files.readString(folder.resolve("found.json"));
            assertEquals(0, process.exitValue(), said);
            found = new ObjectMapper().readTree(said);
        }
        assertEquals("[]", found.get("faults").toString());
        assertEquals("31x61", found.get("grid").asText());
        // Its random state.
        assertTrue(
                found.get("guides").asText().contains("0.7351"),
                found.get("guides").asText());
        // The paper's numbers at N = 10, as the study of its budget finds them.
        assertEquals(0.979, found.at("/numbers/overlap, ideal").asDouble(), 1e-3);
        assertEquals(0.940, found.at("/numbers/overlap, noisy").asDouble(), 1e-3);

        assertTrue(found.get("controls").size() >= 20, found.get("controls").toString());
        // Two levels have no anharmonicity, which the refusal beside its control says; rz prepares, and no preparation
        // is
        // simulated.
        assertEquals("[\"rz duration\",\"anharmonicity\"]", found.get("unmoved").toString());
        assertTrue(
                found.at("/moved/anharmonicity").asText().contains("levels"),
                found.get("moved").toString());

        assertEffects(found.get("effects"));
        assertHints(found.get("hints"));

        assertTrue(
                found.at("/refused/text").asText().contains("unit"),
                found.get("refused").toString());
        assertEquals("true", found.at("/refused/invalid").asText());
        assertTrue(found.at("/refused/kept").asBoolean());
        assertEquals("", found.at("/refused/after").asText());

        assertTrue(
                found.get("pinnedChanges").asInt() >= 2,
                found.get("pinnedChanges").toString());
        double clicked = found.get("thetaByClick").asDouble();
        double moved = found.get("thetaByKey").asDouble();
        assertEquals(clicked + 0.05, moved, 1e-3);
        assertTrue(Math.abs(found.get("thetaByDrag").asDouble() - moved) > 0.05);

        assertTrue(found.get("linkKeepsAll").asBoolean());
        assertTrue(found.get("openedKeepsAll").asBoolean());
        assertTrue(found.get("analyses").toString().contains("series: dynamics"));
        assertEquals(found.at("/own/panel").asDouble(), found.at("/own/loss").asDouble(), 0.0);
        assertTrue(found.at("/own/width").asInt() > 100
                && found.at("/own/alt").asText().length() > 20);
        assertTrue(found.get("widthAt390").asInt() <= 390, "wider than the screen");
        assertEquals("[]", found.get("unlabelled").toString());
        assertTrue(found.get("contrastDark").asDouble() >= 4.5, "contrast in dark mode");
        assertTrue(found.get("contrastLight").asDouble() >= 4.5, "contrast in light mode");
        assertEquals("[]", found.get("axe").toString());
        assertEquals("[]", found.get("unreached").toString());
        assertTrue(found.get("opensByKey").asBoolean());
        assertTrue(
                found.at("/kappaByKey/1").asDouble() > found.at("/kappaByKey/0").asDouble(),
                found.get("kappaByKey").toString());
        assertTrue(found.get("pageBytesMore").asLong() < 3_000_000, "the page grows");
        assertTrue(found.get("serverBytesMore").isNumber(), "the server's memory is not known");
        assertTrue(
                found.get("serverBytesMore").asLong() < MOST_BYTES_MORE,
                "the server grows by " + found.get("serverBytesMore"));
        assertTrue(found.get("pageNodesMore").asLong() < 2_000, "the page's documents grow");
        assertTrue(found.get("moves").asInt() > 100, found.get("moves").toString());
        assertEquals(403, found.at("/rebound/status").asInt());
        assertFalse(found.at("/rebound/text").asText().contains("study"));
        assertEquals(
                List.of("refused", "refused", "refused", "refused", "frame closed"),
                new ObjectMapper().convertValue(found.get("hostile"), List.class));

        Study saved = StudyReader.read(folder.resolve("saved.yaml"));
        JsonNode again = new StudyResults(
                        saved,
                        new AnalysisRunner(SimulationOptions.defaults(), line -> {}).run(saved),
                        StudyService.version())
                .json();
        for (String run : List.of("ideal", "noisy")) {
            for (String name : List.of("overlap", "entropy", "purity", "fidelity")) {
                JsonNode shown = found.at("/series/" + run + "/" + name);
                JsonNode ran = again.at("/analyses/0/series/0/" + run + "/" + name);
                assertEquals(shown.size(), ran.size());
                for (int step = 0; step < shown.size(); step++) {
                    assertEquals(
                            shown.get(step).asDouble(), ran.get(step).asDouble(), 0.0, run + " " + name + " " + step);
                }
            }
        }
    }

    /** Each control moves what it is about, and leaves what it cannot touch. */
    private static void assertEffects(JsonNode effects) {
        String noisy = "overlap, noisy";
        String ideal = "overlap, ideal";
        String budget = "budget";
        Map<String, List<List<String>>> moves = new LinkedHashMap<>();
        for (String circuit : List.of("kappa", "rotation", "start theta", "start phi")) {
            moves.put(circuit, List.of(List.of(noisy, ideal, budget, "slopes"), List.of()));
        }
        for (String name :
                List.of("T1", "Tphi", "excited population", "Q1 T1", "Q2 Tphi", "noise scale", "ry duration")) {
            moves.put(
                    name, List.of(List.of(noisy, "purity, noisy", "map, noisy", budget), List.of(ideal, "map, ideal")));
        }
        // A coherent error leaves a pure state pure but for what the noise makes of it.
        for (String name : List.of("over-rotation of ry", "stray z", "crosstalk zz")) {
            moves.put(
                    name,
                    List.of(List.of(noisy, "fidelity, noisy", "map, noisy", budget), List.of(ideal, "map, ideal")));
        }
        for (String name : List.of("Q0 p1-given-0", "Q2 p0-given-1")) {
            moves.put(
                    name,
                    List.of(
                            List.of("measured Z of " + name.substring(0, 2)),
                            List.of(noisy, ideal, "map, noisy", budget)));
        }
        moves.put("interaction coupling", List.of(List.of(noisy, "pulses", budget), List.of(ideal)));
        moves.put("placement", List.of(List.of(noisy, "map, noisy"), List.of(ideal)));
        moves.put("anharmonicity of three levels", List.of(List.of(noisy, "map, noisy"), List.of()));
        moves.put("levels", List.of(List.of(noisy), List.of()));
        moves.put("step shown", List.of(List.of(noisy, ideal, "map, noisy", budget), List.of("pulses")));
        moves.put("figure of merit", List.of(List.of(budget, "slopes"), List.of(noisy, ideal, "series", "pulses")));
        moves.put("steps", List.of(List.of("series"), List.of("pulses")));
        moves.forEach((name, expected) -> {
            List<String> found = new ArrayList<>();
            effects.path(name).forEach(each -> found.add(each.asText()));
            assertTrue(found.containsAll(expected.get(0)), name + " moved only " + found);
            assertTrue(Collections.disjoint(found, expected.get(1)), name + " moved " + found);
        });
        assertTrue(effects.path("ry duration").toString().contains("pulses"));
    }

    /** Each control has its key's documentation, the values that the schema lets it have, and those of its slider. */
    private static void assertHints(JsonNode hints) {
        assertTrue(hints.size() >= 20, hints.toString());
        for (String name :
                List.of("kappa", "T1", "excited population", "ry duration", "over-rotation of ry", "noise scale")) {
            assertTrue(
                    hints.path(name).asText().matches("(?s).*from \\S+ .*to .*Slider: .* to .*"),
                    hints.path(name).asText());
        }
        assertTrue(hints.path("T1").asText().contains("a time in which something decays"));
        assertTrue(hints.path("rotation").asText().contains("default pi/2"));
    }
}
