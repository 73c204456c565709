package org.strangenoise.figures.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.strangenoise.figures.Figure;

/** A JDK without fonts fails as soon as its font system starts, so figures must not start it. */
class BareMachineTest {

    /** Draws every sample in a virtual machine of its own. */
    public static void main(String[] arguments) {
        for (Figure figure : SampleFigures.all()) {
            FigureRenderer.toPng(figure);
            FigureRenderer.toSvg(figure);
        }
    }

    @Test
    void drawingLoadsNoFontSystemAndNeedsNoDisplay() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareMachineTest.class.getName())
                .redirectErrorStream(true);
        builder.environment().put("DISPLAY", ":4711");
        Process process = builder.start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), log);
        assertFalse(log.contains("sun.font.SunFontManager"), "the font manager was started");
    }
}
