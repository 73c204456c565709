package org.strangenoise.studies.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.device.Calibration;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.state.InitialState;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.Problems;

class MeasuredPointsTest {

    private static final String GOOD = """
            # a comment
            experiment,theta,phi,kappa,step,observable,value,error
            a,0,1.5,2.5,10,overlap,0.94,0.01
            "b, quoted",0.5,-1e-1,2.5,3,ZZI,.25,0.02
            """;

    private static final CircuitSource CIRCUIT = new CircuitSource.KickedTopSource(
            KickedTop.of(3, 2.5), 20, InitialState.ground(3), CircuitSource.Preparation.IDEAL);

    @TempDir
    Path folder;

    private List<MeasuredPoints.Point> read(byte[] bytes, Problems problems) throws IOException {
        Path file = folder.resolve("points.csv");
        Files.write(file, bytes);
        return InputFile.argument(file, bytes.length, problems)
                .map(input -> MeasuredPoints.read(input, CIRCUIT, Calibration.uniform(3, 10e-6, 12e-6), problems))
                .orElse(List.of());
    }

    @Test
    void readsPoints() throws IOException {
        Problems problems = new Problems();
        List<MeasuredPoints.Point> points = read(GOOD.getBytes(StandardCharsets.UTF_8), problems);
        assertEquals(List.of(), problems.all());
        assertEquals(2, points.size());
        assertEquals("b, quoted", points.get(1).experiment());
        assertEquals(-0.1, points.get(1).start().directions().get(2).phi(), 0);
        assertEquals(0.25, points.get(1).value(), 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,0,1.5,2.5,10,overlap,0.94,0.01 | a,0,1.5,2.5,10,overlop,0.94,0.01 | 3:16 | overlop",
                "a,0,1.5,2.5,10,overlap,0.94,0.01 | a,0,1.5,2.5,21,overlap,0.94,0.01 | 3:13 | 0 to 20",
                "a,0,1.5,2.5,10,overlap,0.94,0.01 | a,0,1.5,2.5,10,overlap,NaN,0.01 | 3:24 | NaN",
                "a,0,1.5,2.5,10,overlap,0.94,0.01 | a,0,1.5,2.5,10,overlap,0.94,0 | 3:29 | positive",
                "a,0,1.5,2.5,10,overlap,0.94,0.01 | a,0,1.5,2.5,10,purity,1.7,0.02 | 3:23 | but is 1.7, 35.0 errors beyond",
                "a,0,1.5,2.5,10,overlap,0.94,0.01 | a,0,1.5,2.5,10,purity,.01,0.02 | 3:23 | `purity`, 0.125 to 1.0,",
                "a,0,1.5,2.5,10,overlap,0.94,0.01 | a,0,1.5,2.5,10,ZZI,-3,0.1 | 3:20 | `ZZI`, -1.0 to 1.0,",
                "a,0,1.5,2.5,10,overlap,0.94,0.01 | a,0,1.5,2.5,10,overlap,0.94 | 3:1 | 8 fields",
                "a,0,1.5,2.5,10,overlap,0.94,0.01 | a,0,1.5,k,10,overlap,0.94,0.1 | 3:9 | kappa",
                "a,0,1.5,2.5,10,overlap,0.94,0.01 | a,0,0x1p2,2.5,10,overlap,0.94,0.1 | 3:5 | 0x1p2",
                "experiment,theta | theta,experiment | 2:1 | but is `theta,experiment,phi,kappa"
            })
    void refusesWithPositions(String good, String bad, String position, String word) throws IOException {
        Problems problems = new Problems();
        read(GOOD.replace(good, bad).getBytes(StandardCharsets.UTF_8), problems);
        assertEquals(1, problems.errors().size(), problems.errors().toString());
        String message = problems.errors().get(0).toString();
        assertTrue(message.contains("points.csv:" + position + ":") && message.contains(word), message);
    }

    /** Points scatter by their errors, also out of the range that the observable itself has. */
    @Test
    void pointsMayScatterBeyondTheRange() throws IOException {
        Problems problems = new Problems();
        String text = GOOD.replace("overlap,0.94,0.01", "overlap,1.04,0.01").replace("ZZI,.25,0.02", "ZZI,-1.09,0.02");
        assertEquals(2, read(text.getBytes(StandardCharsets.UTF_8), problems).size());
        assertEquals(List.of(), problems.all());
    }

    /** Spreadsheets write a byte order mark before the first column's name. */
    @Test
    void aByteOrderMarkIsSkipped() throws IOException {
        Problems problems = new Problems();
        String text = '\uFEFF' + GOOD.substring(GOOD.indexOf("experiment"));
        assertEquals(2, read(text.getBytes(StandardCharsets.UTF_8), problems).size());
        assertEquals(List.of(), problems.all());
        assertEquals(
                2,
                read(('\uFEFF' + GOOD).getBytes(StandardCharsets.UTF_8), problems)
                        .size());
        assertEquals(List.of(), problems.all());
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Problems problems = new Problems();
        read(new byte[0], problems);
        assertTrue(problems.errors().get(0).toString().contains("holds no points"));
    }

    /** Whatever a file holds, it is read or refused with positions in it; nothing else is thrown. */
    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        Random random = new Random(42);
        int refused = 0;
        for (int round = 0; round < 500; round++) {
            byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
            for (int k = 0; k <= random.nextInt(4); k++) {
                int at = random.nextInt(bytes.length);
                bytes[at] = (byte)
                        (random.nextInt(3) == 0 ? random.nextInt(256) : "\",\n\r#-eE.9\0x".charAt(random.nextInt(12)));
            }
            Problems problems = new Problems();
            List<MeasuredPoints.Point> points = read(bytes, problems);
            for (MeasuredPoints.Point point : points) {
                assertTrue(point.error() > 0 && Double.isFinite(point.value()) && point.step() <= 20);
            }
            if (problems.hasErrors()) {
                refused++;
                assertTrue(problems.errors().stream()
                        .allMatch(p -> p.toString().matches("(?s).*points\\.csv:\\d+:\\d+: .*")));
            }
        }
        assertTrue(refused > 200, refused + " of 500 refused");
    }
}
