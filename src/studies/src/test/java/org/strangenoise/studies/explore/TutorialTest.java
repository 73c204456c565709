package org.strangenoise.studies.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.strangenoise.studies.service.StudyRequest;
import org.strangenoise.studies.service.StudyService;
import org.strangenoise.studies.service.StudySource;

/** The numbers of the tutorial are those of the studies that it begins and ends with. */
class TutorialTest {

    private static final Path ROOT = Path.of("../..");
    private static final Path PLANNED = ROOT.resolve("configs/studies/four-qubit-planned.yaml");
    private static final List<String> PAIRS = List.of("Q0-Q1", "Q1-Q2", "Q2-Q3", "Q0-Q3");

    /** What each of the tutorial's steps has changed since the saved study's values were set. */
    private static final List<Map<String, String>> STATES = List.of(
            Map.of("zz", "0.3 MHz", "over", "0.02", "ry", "25 ns"),
            Map.of("zz", "0.05 MHz", "over", "0.02", "ry", "25 ns"),
            Map.of("zz", "0.05 MHz", "over", "0.005", "ry", "25 ns"),
            Map.of("zz", "0.05 MHz", "over", "0.005", "ry", "18 ns"));

    private static StudyRequest in(Map<String, String> state) {
        StudyRequest request = StudyRequest.of(StudySource.file(PLANNED)).only("budget");
        for (String pair : PAIRS) {
            request = request.with("device.crosstalk." + pair + ".zz", state.get("zz"));
        }
        return request.with("device.channels.calibration.angle-fraction", Double.valueOf(state.get("over")))
                .with("device.operations.ry.duration", state.get("ry"));
    }

    private static double share(JsonNode budget, String mechanism) {
        for (JsonNode each : budget.get("contributions")) {
            if (each.path("mechanism").asText().equals(mechanism)) {
                return each.get("shapley").asDouble();
            }
        }
        throw new AssertionError(mechanism + " is not in " + budget);
    }

    @Test
    void theTableIsWhatTheStudiesFind() throws IOException {
        String page = Files.readString(ROOT.resolve("src/site/explore.md"));
        List<String> lines = Pattern.compile("\\| (?:the plan|crosstalk|calibration|pulses) \\|((?: [0-9.]+ \\|){5})")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertEquals(STATES.size(), lines.size());
        try (StudyService service = new StudyService()) {
            for (int k = 0; k < lines.size(); k++) {
                JsonNode budget = service.run(in(STATES.get(k))).json().at("/analyses/0");
                List<String> found =
                        new ArrayList<>(List.of(rounded(budget.get("noisy").asDouble())));
                for (String mechanism : List.of("T1", "Tphi", "crosstalk", "calibration")) {
                    found.add(rounded(share(budget, mechanism)));
                }
                assertEquals(numbers(lines.get(k)), found, "line " + k);
            }
            // The saved study is the last state, and the plan the first: nothing else differs between them.
            JsonNode saved = service.run(
                            StudyRequest.of(StudySource.file(PLANNED)).only("budget"))
                    .json()
                    .at("/analyses/0");
            assertEquals(service.run(in(STATES.get(3))).json().at("/analyses/0"), saved);
            JsonNode plan = service.run(
                            StudyRequest.of(StudySource.file(ROOT.resolve("configs/studies/four-qubit-plan.yaml"))))
                    .json();
            JsonNode run = plan.at("/analyses/0/series/0");
            assertTrue(page.contains(
                    "the overlap is " + rounded(run.at("/ideal/overlap/10").asDouble()) + " ideally and "
                            + rounded(run.at("/noisy/overlap/10").asDouble()) + " with noise"));
            assertTrue(share(plan.at("/analyses/1"), "crosstalk") < 0, "the share of the wrong sign");
            assertEquals(
                    service.run(in(STATES.get(0)))
                            .json()
                            .at("/analyses/0/noisy")
                            .asDouble(),
                    run.at("/noisy/fidelity/10").asDouble(),
                    1e-12);
        }
    }

    private static List<String> numbers(String cells) {
        return Pattern.compile("[0-9.]+")
                .matcher(cells)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
