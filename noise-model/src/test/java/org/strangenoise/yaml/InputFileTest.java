package org.strangenoise.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {

    private static final Location PLACE = new Location("study.yaml", 3, 9);

    @TempDir
    private Path folder;

    private static String refusal(Optional<InputFile> file, Problems problems) {
        assertEquals(Optional.empty(), file);
        assertEquals(1, problems.errors().size());
        return problems.errors().get(0).toString();
    }

    private static String named(Path path) {
        Problems problems = new Problems();
        return refusal(InputFile.named(path, 100, PLACE, problems), problems);
    }

    @Test
    void refusesWhatIsNoFileAtTheNamesPlace() throws IOException {
        assertEquals("study.yaml:3:9: file `" + folder + "` must be a file, but is a folder", named(folder));
        assertTrue(named(folder.resolve("nowhere")).endsWith("does not exist"));
        Path huge = folder.resolve("huge");
        try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength(10L << 30);
        }
        assertTrue(named(huge).endsWith("must have at most 100 bytes, but has more"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readsNoDeviceThatAFileNamesAndBoundsOneThatTheUserNames() {
        assertTrue(named(Path.of("/dev/zero")).endsWith("must be a regular file, but is a device or a pipe"));
        Problems problems = new Problems();
        assertEquals(
                "/dev/zero:1:1: file must have at most 100 bytes, but has more",
                refusal(InputFile.argument(Path.of("/dev/zero"), 100, problems), problems));
    }

    @Test
    void aHyphenIsStandardInputForTheUserAlone() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("a: 1\n".getBytes(StandardCharsets.UTF_8)));
            InputFile file =
                    InputFile.argument(Path.of("-"), 100, new Problems()).orElseThrow();
            assertEquals(Optional.of("a: 1\n"), file.text(new Problems()));
            assertEquals(Path.of("").toAbsolutePath(), file.folder());
        } finally {
            System.setIn(before);
        }
        assertTrue(named(Path.of("-")).endsWith("does not exist"));
        Path real = Files.writeString(folder.resolve("-"), "b: 2\n");
        assertEquals(
                Optional.of("b: 2\n"),
                InputFile.named(real, 100, PLACE, new Problems()).orElseThrow().text(new Problems()));
    }

    @Test
    void refusesHalfACharacterAtItsPlace() {
        Problems problems = new Problems();
        YamlParser.parse("a: 1\nb: \"x\\uD800y\"\nc: \"\\uD83D\\uDE00\"\n", "f.yaml", problems);
        assertEquals(1, problems.all().size());
        assertEquals(
                "f.yaml:2:4: text must be of whole characters, but has the lone surrogate U+D800",
                problems.all().get(0).toString());
    }

    @Test
    void asksWhetherLargeBareAnglesAreDegrees() {
        Problems problems = new Problems();
        MappingReader root = MappingReader.ofRoot(
                YamlParser.parse("a: 60\nb: 60 deg\nc: 60 rad\nd: 2*pi\ne: -6\n", "f.yaml"), problems);
        for (String key : new String[] {"a", "b", "c", "d", "e"}) {
            assertTrue(root.required(key).angle(Rule.ANGLE).isPresent());
        }
        assertEquals(1, problems.all().size());
        assertEquals(
                "f.yaml:1:4: warning: `a` is 60 radians, more than a full turn; write `60 deg` if degrees are meant,"
                        + " `60 rad` if not",
                problems.all().get(0).toString());
    }
}
