package org.strangenoise.studies.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * {@code STRANGE_NOISE_WRITE_GOLDENS=1} writes the files anew. What a study writes otherwise is kept in
 * {@code target/goldens}, and the failure names each file and the first place in it.
 */
class GoldenBytesTest {

    private static final Path GOLDENS = Path.of("src/test/resources/goldens");

    private static final Path KEPT = Path.of("target/goldens");

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
        Map<String, byte[]> files = files(folder);
        String lines = hashes(files);
        Path golden = GOLDENS.resolve(study.name() + ".sha256");
        Path places = GOLDENS.resolve(study.name() + ".places");
        if (System.getenv("STRANGE_NOISE_WRITE_GOLDENS") != null) {
            Files.createDirectories(GOLDENS);
            Files.writeString(golden, lines);
            Files.writeString(places, Places.text(files));
        }
        String expected = Files.readString(golden);
        if (Runtime.version().feature() != RASTERS) {
            expected = withoutRasters(expected);
            lines = withoutRasters(lines);
        }
        if (!expected.equals(lines)) {
            Path kept = KEPT.resolve(study.name());
            keep(folder, kept);
            fail(file + ": other bytes than before, kept in " + kept.toAbsolutePath() + ":\n"
                    + differences(expected, lines, Places.read(places), files));
        }
    }

    private static void keep(Path folder, Path kept) throws IOException {
        Files.createDirectories(kept);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, kept.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** A line for each file that is other, new or gone. */
    static String differences(String expected, String found, Map<String, Places> before, Map<String, byte[]> files) {
        Set<String> old = expected.lines().collect(Collectors.toCollection(TreeSet::new));
        Set<String> now = found.lines().collect(Collectors.toCollection(TreeSet::new));
        Set<String> names = new TreeSet<>();
        Stream.concat(old.stream(), now.stream())
                .filter(line -> !old.contains(line) || !now.contains(line))
                .forEach(line -> names.add(line.split("  ", 2)[1]));
        return names.stream()
                .map(name -> {
                    if (old.stream().noneMatch(line -> line.endsWith("  " + name))) {
                        return name + ": was not written before";
                    }
                    if (!files.containsKey(name)) {
                        return name + ": is not written any more";
                    }
                    return name + ": "
                            + Optional.ofNullable(before.get(name))
                                    .map(places -> places.firstOther(files.get(name)))
                                    .orElse("other bytes");
                })
                .collect(Collectors.joining("\n"));
    }

    /**
     * Hashes of the pieces of a text, so that a later one can be told where it differs.
     *
     * @param piece bytes in each but the last
     * @param hashes first three bytes of SHA-256, in hexadecimal digits
     */
    record Places(int length, int piece, List<String> hashes) {

        private static final int PIECES = 32;
        private static final int SHOWN = 160;
        private static final Pattern TEXT = Pattern.compile(".*\\.(json|csv|yaml)");

        static Places of(byte[] bytes) {
            int piece = Math.max(64, (bytes.length + PIECES - 1) / PIECES);
            return new Places(bytes.length, piece, hashes(bytes, piece));
        }

        private static List<String> hashes(byte[] bytes, int piece) {
            List<String> hashes = new ArrayList<>();
            for (int from = 0; from < bytes.length; from += piece) {
                hashes.add(sha256(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece)))
                        .substring(0, 6));
            }
            return hashes;
        }

        /** Where a text that is not the same differs first, and how it reads there. */
        String firstOther(byte[] bytes) {
            List<String> now = hashes(bytes, piece);
            int k = 0;
            while (k < hashes.size() && k < now.size() && hashes.get(k).equals(now.get(k))) {
                k++;
            }
            int from = k * piece;
            int to = Math.min(bytes.length, from + piece);
            if (from >= bytes.length) {
                return "ends after " + bytes.length + " bytes of " + length;
            }
            return "other from between bytes " + from + " and " + to + " on (" + bytes.length + " bytes, were " + length
                    + "), where it reads now: "
                    + new String(bytes, from, Math.min(SHOWN, to - from), StandardCharsets.UTF_8);
        }

        /** A line for each text among files. */
        static String text(Map<String, byte[]> files) {
            StringBuilder lines = new StringBuilder();
            files.forEach((name, bytes) -> {
                if (TEXT.matcher(name).matches()) {
                    Places places = of(bytes);
                    lines.append(name + " " + places.length + " " + places.piece + " " + String.join("", places.hashes)
                            + "\n");
                }
            });
            return lines.toString();
        }

        static Map<String, Places> read(Path file) throws IOException {
            Map<String, Places> read = new TreeMap<>();
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(" ", 4);
                List<String> hashes = new ArrayList<>();
                for (int at = 0; at < parts[3].length(); at += 6) {
                    hashes.add(parts[3].substring(at, at + 6));
                }
                read.put(parts[0], new Places(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), hashes));
            }
            return read;
        }
    }

    /** By name; the report and the PDFs hold what the others do, and provenance is left out. */
    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> read = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("report.html") && !name.endsWith(".pdf")) {
                    byte[] bytes = Files.readAllBytes(file);
                    if (name.equals("results.json")) {
                        String text = new String(bytes, StandardCharsets.UTF_8);
                        bytes = text.replaceFirst("\"provenance\":\\{([^{}]|\\{[^{}]*})*}", "")
                                .getBytes(StandardCharsets.UTF_8);
                    }
                    read.put(name, bytes);
                }
            }
        }
        return read;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A line a file, in the order of their names. */
    private static String hashes(Map<String, byte[]> files) {
        StringBuilder lines = new StringBuilder();
        files.forEach((name, bytes) -> lines.append(sha256(bytes) + "  " + name + "\n"));
        return lines.toString();
    }

    /** Of what differs, the first place is named; of pictures, that they do. */
    @Test
    void aFailureNamesTheFileAndTheFirstPlace(@TempDir Path folder) throws IOException {
        StringBuilder before = new StringBuilder();
        for (int k = 0; k < 1000; k++) {
            before.append(k).append(",0.25\r\n");
        }
        String after = before.toString().replace("\r\n700,0.25", "\r\n700,0.26");
        Map<String, byte[]> old = new TreeMap<>(Map.of(
                "a.csv", before.toString().getBytes(StandardCharsets.UTF_8),
                "b.png", new byte[] {1},
                "gone.csv", new byte[] {2},
                "same.json", new byte[] {3}));
        Map<String, byte[]> now = new TreeMap<>(Map.of(
                "a.csv", after.getBytes(StandardCharsets.UTF_8),
                "b.png", new byte[] {4},
                "new.csv", new byte[] {5},
                "same.json", new byte[] {3}));
        Path places = Files.writeString(folder.resolve("places"), Places.text(old));
        String[] told =
                differences(hashes(old), hashes(now), Places.read(places), now).split("\n(?=[a-z]+\\.)", -1);
        assertEquals(4, told.length, List.of(told).toString());
        int place = after.indexOf("700,0.26");
        Matcher named = Pattern.compile("a\\.csv: other from between bytes ([0-9]+) and ([0-9]+) on .*", Pattern.DOTALL)
                .matcher(told[0]);
        assertTrue(named.matches(), told[0]);
        assertTrue(Integer.parseInt(named.group(1)) <= place && place < Integer.parseInt(named.group(2)), told[0]);
        assertEquals("b.png: other bytes", told[1]);
        assertEquals("gone.csv: is not written any more", told[2]);
        assertEquals("new.csv: was not written before", told[3]);
        byte[] shorter = before.substring(0, 600).getBytes(StandardCharsets.UTF_8);
        assertTrue(Places.of(old.get("a.csv")).firstOther(shorter).contains("600"), "ends early");
    }
}
