package org.strangenoise.studies.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;

/**
 * What the shipped studies write, which is what they expect: results.json without its provenance, every table, every
 * figure. A change to them is a commit of its own that says which numbers changed and why;
 * {@code STRANGE_NOISE_WRITE_GOLDENS=1} writes the files anew.
 */
class GoldenBytesTest {

    private static final Path GOLDENS = Path.of("src/test/resources/goldens");

    private static final String LONG = "neill-2016-explained.yaml";

    /** Java's rasteriser gives some pixels of a figure other values from one version to the next; this one is held. */
    private static final int RASTERS = 17;

    private static String withoutRasters(String lines) {
        return lines.lines().filter(line -> !line.endsWith(".png")).collect(Collectors.joining("\n"));
    }

    static Stream<Path> studies() throws IOException {
        return studiesIn("../../configs/studies").filter(file -> !file.endsWith(LONG));
    }

    static Stream<Path> largeStudies() throws IOException {
        return studiesIn("../../configs/studies/large");
    }

    private static Stream<Path> studiesIn(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("studies")
    void theSameBytesAsBefore(Path file, @TempDir Path folder) throws Exception {
        check(file, StudyReader.read(file), folder);
        for (JsonNode each : new ObjectMapper()
                .readTree(folder.resolve("results.json").toFile())
                .get("expectations")) {
            assertTrue(each.get("met").asBoolean(), each.toString());
        }
    }

    /** Those that take long, at small sizes. */
    @ParameterizedTest
    @MethodSource("largeStudies")
    void theSameBytesOfLargeStudiesCutSmall(Path file, @TempDir Path folder, @TempDir Path written) throws Exception {
        checkSmall(file, "../../devices", folder, written);
    }

    /** The one study beside them that takes minutes. */
    @Test
    void theSameBytesOfTheExplanationsCutSmall(@TempDir Path folder, @TempDir Path written) throws Exception {
        checkSmall(Path.of("../../configs/studies", LONG), "../devices", folder, written);
    }

    private static void checkSmall(Path file, String devicesThere, Path folder, Path written) throws Exception {
        String text = Files.readString(file);
        String small = text.replace("points: 100", "points: 5")
                .replace("theta: 200, phi: 200", "theta: 7, phi: 13")
                .replace("qubits: 18", "qubits: 6")
                .replace("standard-error: 0.001", "standard-error: 0.01")
                .replace("devices: 200", "devices: 2")
                .replace("points: 8, scale: log", "points: 2, scale: log")
                .replace("repetitions: 10", "repetitions: 2")
                .replace("readout: [ perfect, uncorrected, corrected ]", "readout: [ uncorrected ]")
                .replaceAll(
                        "(?s)( {6}- name: three levels, g < 0\n).*(?= {6}- name: three levels, g > 0, exchange)", "$1");
        assertNotEquals(text, small);
        String devices = file.resolveSibling(devicesThere).toRealPath().toString();
        check(
                file,
                StudyReader.read(
                        Files.writeString(written.resolve(file.getFileName()), small.replace(devicesThere, devices))),
                folder);
    }

    private static void check(Path file, Study study, Path folder) throws Exception {
        SimulationOptions options =
                SimulationOptions.defaults().withThreads(Runtime.getRuntime().availableProcessors());
        List<AnalysisResult> found = new AnalysisRunner(options, line -> {}).run(study);
        StudyWriter.write(new StudyResults(study, found, "golden"), folder, true, true);
        String lines = hashes(folder);
        Path golden = GOLDENS.resolve(study.name() + ".sha256");
        if (System.getenv("STRANGE_NOISE_WRITE_GOLDENS") != null) {
            Files.createDirectories(GOLDENS);
            Files.writeString(golden, lines);
        }
        String expected = Files.readString(golden);
        if (Runtime.version().feature() != RASTERS) {
            expected = withoutRasters(expected);
            lines = withoutRasters(lines);
        }
        assertEquals(expected, lines, file + ": other bytes than before");
    }

    /** A line a file, in the order of their names; the report and the PDFs hold what the others do. */
    private static String hashes(Path folder) throws Exception {
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("report.html") && !name.endsWith(".pdf")) {
                    byte[] bytes = Files.readAllBytes(file);
                    if (name.equals("results.json")) {
                        String text = new String(bytes, StandardCharsets.UTF_8);
                        bytes = text.replaceFirst("\"provenance\":\\{([^{}]|\\{[^{}]*})*}", "")
                                .getBytes(StandardCharsets.UTF_8);
                    }
                    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
                    lines.append(HexFormat.of().formatHex(digest))
                            .append("  ")
                            .append(name)
                            .append('\n');
                }
            }
        }
        return lines.toString();
    }
}
