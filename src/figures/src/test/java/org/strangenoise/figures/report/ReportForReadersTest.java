package org.strangenoise.figures.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.figures.render.SampleFigures;
import org.strangenoise.testing.RequiresProgram;

/** The report as its readers have it: on a phone, in the dark, by keyboard, by ear, without scripts. */
@RequiresProgram({"chromium", "--version"})
class ReportForReadersTest {

    private static final int LEAST_PHONE = 390;
    private static final double A_ROW_OF_BUTTONS = 40;
    private static final String AXE = "axe-core@4.10.3";

    @TempDir
    Path folder;

    /** Where a link of the contents leads does not move while the plots are drawn above it. */
    @Test
    void contentsLinksLand() throws Exception {
        Path report = written();
        try (Chromium browser = new Chromium(folder).on(1200, 800, "light")) {
            browser.open(report);
            Chromium.waitUntil(
                    "the page",
                    () -> browser.evaluate("!!document.getElementById('plotly')")
                            .asBoolean());
            double before = place(browser);
            browser.evaluate("document.querySelector('nav a[href=\"#section-1\"]').click()");
            Chromium.waitUntil(
                    "the plots",
                    () -> browser.evaluate("document.documentElement?.dataset.plots || ''")
                            .asText()
                            .equals("drawn"));
            assertEquals(before, place(browser), 1, "the section moved while plots were drawn");
            double top = browser.evaluate("document.getElementById('section-1').getBoundingClientRect().top")
                    .asDouble();
            boolean isAtEnd = browser.evaluate("innerHeight + scrollY >= document.scrollingElement.scrollHeight - 2")
                    .asBoolean();
            assertTrue(isAtEnd || (top >= 0 && top < 60), "the section's top is at " + top);
            JsonNode images = browser.evaluate(
                    "[...document.querySelectorAll('img')].filter(i => !(i.getAttribute('width') > 0 && i.getAttribute('height') > 0)).length");
            assertEquals(0, images.asInt(), "images without a size");
        }
    }

    private static double place(Chromium browser) throws Exception {
        return browser.evaluate("document.getElementById('section-1').getBoundingClientRect().top + scrollY")
                .asDouble();
    }

    @Test
    void fitsAPhone() throws Exception {
        Path report = written();
        try (Chromium browser = new Chromium(folder).on(LEAST_PHONE, 844, "light")) {
            browser.openDrawn(report);
            assertEquals(LEAST_PHONE, browser.evaluate("innerWidth").asInt());
            assertEquals(
                    LEAST_PHONE,
                    browser.evaluate("document.scrollingElement.scrollWidth").asInt(),
                    "the page is wider than the phone");
            JsonNode wide = browser.evaluate("[...document.querySelectorAll('.plot svg.main-svg')]"
                    + ".filter(s => s.getBoundingClientRect().right > innerWidth + 1).length");
            assertEquals(0, wide.asInt(), "plots wider than the phone");
        }
    }

    /** The lowest colour of a scale is darkest: it stands on a light ground in a dark page too. */
    @Test
    void pointsOfLowValueShowInTheDark() throws Exception {
        Path report = written();
        try (Chromium browser = new Chromium(folder).on(1200, 800, "dark")) {
            browser.openDrawn(report);
            JsonNode grounds = browser.evaluate("[...document.querySelectorAll('.plot')]"
                    + ".filter(p => p.data.some(t => t.type === 'scattergl' && t.marker.colorscale))"
                    + ".map(p => p._fullLayout.plot_bgcolor)");
            assertTrue(grounds.size() > 0, "no cloud of coloured points");
            for (JsonNode ground : grounds) {
                assertEquals("#f7f7f7", ground.asText());
            }
            assertEquals(
                    "rgb(22, 25, 29)",
                    browser.evaluate("getComputedStyle(document.body).backgroundColor")
                            .asText(),
                    "the page is dark");
        }
    }

    @Test
    void spheresTurnTogetherAndTheWheelScrolls() throws Exception {
        Path report = written();
        try (Chromium browser = new Chromium(folder).on(1200, 900, "light")) {
            browser.openDrawn(report);
            String spheres = "[...[...document.querySelectorAll('figure')].find(f =>"
                    + " f.querySelectorAll('.plot .gl-container canvas').length > 1 && [...f.querySelectorAll('.plot')]"
                    + ".every(p => p.layout.scene)).querySelectorAll('.plot')]";
            browser.evaluate(spheres + "[0].scrollIntoView({block: 'center'})");
            JsonNode place = browser.evaluate("(() => { const b = " + spheres
                    + "[0].getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2] })()");
            double x = place.get(0).asDouble();
            double y = place.get(1).asDouble();
            String cameras = spheres + ".map(p => JSON.stringify(p.layout.scene.camera))";
            String before = browser.evaluate(cameras).get(0).asText();
            browser.drag(x, y, 90, 30);
            Chromium.waitUntil(
                    "a turn",
                    () -> !browser.evaluate(cameras).get(0).asText().equals(before)
                            && browser.evaluate(cameras)
                                    .get(0)
                                    .equals(browser.evaluate(cameras).get(1)));
            JsonNode turned = browser.evaluate(cameras);
            assertNotEquals(before, turned.get(1).asText());

            double scrolled = browser.evaluate("scrollY").asDouble();
            browser.wheel(x, y, 200);
            Chromium.waitUntil("a scroll", () -> browser.evaluate("scrollY").asDouble() > scrolled + 100);
            assertEquals(turned, browser.evaluate(cameras), "the wheel scrolls and does not zoom");
        }
    }

    @Test
    void tabGoesInTheOrderOfReading() throws Exception {
        Path report = written();
        try (Chromium browser = new Chromium(folder).on(1200, 800, "light")) {
            browser.openDrawn(report);
            List<Double> places = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                browser.pressTab();
                JsonNode at = browser.evaluate("(() => { const e = document.activeElement; return e === document.body"
                        + " ? null : [e.getBoundingClientRect().top + scrollY, e.tagName] })()");
                if (at.isNull()) {
                    break;
                }
                places.add(at.get(0).asDouble());
                names.add(at.get(1).asText());
            }
            assertTrue(names.size() >= 4, "links, tables, notices: " + names);
            assertTrue(names.contains("A") && names.contains("DIV") && names.contains("SUMMARY"), names.toString());
            for (int i = 1; i < places.size(); i++) {
                assertTrue(places.get(i) >= places.get(i - 1) - A_ROW_OF_BUTTONS, "back up at " + i + " of " + names);
            }
        }
    }

    @Test
    void drawingsStandWhereScriptsAreOff() throws Exception {
        Path report = written();
        try (Chromium browser = new Chromium(folder).on(1200, 3000, "light").withoutScripts()) {
            browser.open(report);
            int colours = 0;
            for (int attempt = 0; attempt < 100 && colours < 200; attempt++) {
                byte[] png = Base64.getDecoder()
                        .decode(browser.send("Page.captureScreenshot", "{\"format\":\"png\"}")
                                .path("data")
                                .asText());
                BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
                colours = (int) IntStream.range(0, picture.getHeight())
                        .mapToLong(row -> coloured(picture, row))
                        .sum();
                Thread.sleep(100);
            }
            assertTrue(colours >= 200, colours + " coloured pixels");
        }
    }

    private static long coloured(BufferedImage picture, int row) {
        return IntStream.range(0, picture.getWidth())
                .map(x -> picture.getRGB(x, row))
                .filter(rgb -> Math.abs(((rgb >> 16) & 255) - ((rgb >> 8) & 255)) > 90)
                .count();
    }

    @Test
    @RequiresProgram({"npm", "view", AXE, "version"})
    void axeFindsNothing() throws Exception {
        Process npm = new ProcessBuilder("npm", "pack", "--silent", AXE)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.txt").toFile())
                .start();
        assertTrue(npm.waitFor(2, TimeUnit.MINUTES) && npm.exitValue() == 0, "npm pack");
        Process tar = new ProcessBuilder("tar", "xzf", "axe-core-4.10.3.tgz", "package/axe.min.js")
                .directory(folder.toFile())
                .start();
        assertTrue(tar.waitFor(1, TimeUnit.MINUTES) && tar.exitValue() == 0, "tar");
        String axe = Files.readString(folder.resolve("package/axe.min.js"));
        Path report = written();
        try (Chromium browser = new Chromium(folder).on(1200, 800, "light")) {
            for (String scheme : List.of("light", "dark")) {
                browser.on(1200, 800, scheme).openDrawn(report);
                browser.evaluate(axe + "; 0");
                JsonNode found = browser.evaluate("axe.run(document, { resultTypes: ['violations'] }).then(r =>"
                        + " r.violations.map(v => v.id + ': ' + v.help + ' at ' + v.nodes.map(n => n.target.join(' '))"
                        + ".slice(0, 5).join(', ')))");
                assertEquals("[]", found.toString(), scheme);
            }
        }
    }

    private Path written() throws Exception {
        Path report = folder.resolve("report.html");
        ReportWriter.write(SampleReport.of(SampleFigures.all()), report);
        return report;
    }
}
