package org.strangenoise.studies.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers in CSV are those of results.json. */
class CsvTablesTest {

    /** Columns that results.json has in another form or not at all. */
    private static final Set<String> OWN_COLUMNS =
            Set.of("at_step", "seconds", "variance_share", "dominant", "profile_low", "profile_high");

    private static WrittenStudy written;

    @BeforeAll
    static void run(@TempDir Path folder) throws IOException {
        written = new WrittenStudy(folder);
    }

    @Test
    void budgetsInCsvAreThoseOfResultsJson() throws IOException {
        for (String id : List.of("exact", "sampled")) {
            JsonNode budget = written.analysis(id);
            List<NamedCsvRecord> totals = written.table(id + "-totals");
            int step = budget.get("at-step").asInt();
            assertEquals(step + 1, totals.size());
            assertRow(budget, totals.get(step));
            JsonNode contributions = budget.get("contributions");
            List<NamedCsvRecord> rows = written.table(id);
            assertEquals((step + 1) * contributions.size(), rows.size());
            for (int k = 0; k <= step; k++) {
                assertEquals(String.valueOf(k), totals.get(k).getField("at_step"));
                for (String field : List.of("ideal", "noisy")) {
                    assertCell(
                            budget.at("/by-step/" + field).get(k), totals.get(k).getField(field));
                }
                for (int i = 0; i < contributions.size(); i++) {
                    NamedCsvRecord row = rows.get(k * contributions.size() + i);
                    for (String field : List.of("shapley", "leave-one-out", "only")) {
                        assertCell(budget.at("/by-step/" + field).get(i).get(k), row.getField(field.replace('-', '_')));
                    }
                    for (String field : List.of("mechanism", "qubit", "operation", "step")) {
                        assertCell(contributions.get(i).get(field), row.getField(field));
                    }
                }
            }
            boolean exact = budget.get("exact").asBoolean();
            for (int i = 0; i < contributions.size(); i++) {
                NamedCsvRecord row = rows.get(step * contributions.size() + i);
                assertEquals(exact, row.getField("standard_error").equals("0.0"));
                if (!exact) {
                    assertRow(contributions.get(i), row);
                }
            }
            coverage(budget, written.table(id + "-coverage"));
        }
        assertTrue(written.analysis("exact").get("exact").asBoolean());
        assertFalse(written.analysis("sampled").get("exact").asBoolean());
    }

    private static void coverage(JsonNode budget, List<NamedCsvRecord> rows) {
        int met = budget.get("coverage").size();
        assertEquals(met + budget.get("untouched").size(), rows.size());
        assertTrue(met > 3);
        for (int i = 0; i < met; i++) {
            assertRow(budget.get("coverage").get(i), rows.get(i));
            double ns = budget.get("coverage").get(i).get("ns").asDouble();
            assertEquals(ns, 1e9 * Double.parseDouble(rows.get(i).getField("seconds")), 0.51e-6, "ns to six decimals");
        }
        for (int i = met; i < rows.size(); i++) {
            NamedCsvRecord row = rows.get(i);
            assertEquals(
                    budget.get("untouched").get(i - met).asText(),
                    row.getField("operation") + " " + row.getField("qubit"));
            assertEquals(List.of("", "0"), List.of(row.getField("mechanism"), row.getField("count")));
        }
    }

    @Test
    void sensitivitiesAndErrorBarsInCsvAreThoseOfResultsJson() throws IOException {
        JsonNode slopes = written.analysis("slopes");
        assertRows(slopes.get("sensitivities"), written.table("slopes"));
        NamedCsvRecord totals = only(written.table("slopes-totals"));
        for (String field : List.of("ideal", "noisy", "loss", "linear-loss", "error")) {
            assertCell(slopes.get(field), totals.getField(field.replace('-', '_')));
        }
        slopes.get("coherence-limit")
                .properties()
                .forEach(field -> assertCell(
                        field.getValue(),
                        totals.getField("coherence_limit_" + field.getKey().replace('-', '_'))));

        JsonNode bars = written.analysis("bars");
        List<NamedCsvRecord> uncertainties = written.table("bars-uncertainties");
        assertRows(bars.get("uncertainties"), uncertainties);
        List<String> addresses = new ArrayList<>();
        bars.get("dominant").forEach(address -> addresses.add(address.asText()));
        assertFalse(addresses.isEmpty());
        for (int i = 0; i < uncertainties.size(); i++) {
            NamedCsvRecord row = uncertainties.get(i);
            assertCell(bars.get("variance-shares").get(i), row.getField("variance_share"));
            boolean dominant = addresses.contains(row.getField("address"));
            assertEquals(String.valueOf(dominant), row.getField("dominant"));
        }
        assertRow(bars, only(written.table("bars-totals")));
        List<NamedCsvRecord> steps = written.table("bars");
        for (int k = 0; k < steps.size(); k++) {
            assertCell(bars.at("/by-step/noisy").get(k), steps.get(k).getField("noisy"));
            assertCell(bars.at("/by-step/error-sampled").get(k), steps.get(k).getField("error_sampled"));
            for (int level = 0; level < 5; level++) {
                double percent = 100 * bars.at("/by-step/levels").get(level).asDouble();
                assertCell(
                        bars.at("/by-step/quantiles").get(level).get(k),
                        steps.get(k).getField(String.format("q%02d", Math.round(percent))));
            }
        }
    }

    @Test
    void inverseAnswersInCsvAreThoseOfResultsJson() throws IOException {
        for (String id : List.of("reached", "unreachable")) {
            JsonNode solved = written.analysis(id);
            assertRow(solved, only(written.table(id)));
            List<NamedCsvRecord> roots = written.table(id + "-roots");
            assertEquals(solved.get("roots").size(), roots.size());
            for (int k = 0; k < roots.size(); k++) {
                JsonNode root = solved.get("roots").get(k);
                assertCell(root.get("value"), roots.get(k).getField("value"));
                assertCell(root.get("bracket").get(0), roots.get(k).getField("bracket_low"));
                assertCell(root.get("bracket").get(1), roots.get(k).getField("bracket_high"));
            }
        }
        NamedCsvRecord none = only(written.table("unreachable"));
        assertEquals(List.of("false", ""), List.of(none.getField("reached"), none.getField("value")));
        assertTrue(Double.parseDouble(none.getField("found")) < 0.99);
        assertTrue(none.getField("limit").startsWith("the purity cannot be brought to 0.99"), none.getField("limit"));
        assertEquals(List.of(), written.table("unreachable-roots"));
        assertEquals("true", only(written.table("reached")).getField("reached"));
        assertFalse(written.table("reached-roots").isEmpty());

        JsonNode contour = written.analysis("contour");
        List<NamedCsvRecord> line = new ArrayList<>(written.table("contour-line"));
        assertTrue(line.size() > 1);
        for (int branch = 0; branch < contour.get("line").size(); branch++) {
            for (JsonNode point : contour.get("line").get(branch)) {
                NamedCsvRecord row = line.remove(0);
                assertEquals(String.valueOf(branch), row.getField("branch"));
                assertCell(point.get(0), row.getField(1));
                assertCell(point.get(1), row.getField(2));
            }
        }
        assertEquals(List.of(), line);
        List<NamedCsvRecord> firstOrder = written.table("contour-first-order-line");
        assertEquals(contour.get("first-order-line").size(), firstOrder.size());
        assertTrue(firstOrder.size() > 1);
        for (int k = 0; k < firstOrder.size(); k++) {
            assertCell(
                    contour.get("first-order-line").get(k).get(0),
                    firstOrder.get(k).getField(0));
            assertCell(
                    contour.get("first-order-line").get(k).get(1),
                    firstOrder.get(k).getField(1));
        }
        NamedCsvRecord device = written.table("contour-points").get(0);
        assertEquals("device", device.getField("point"));
        assertCell(contour.get("device").get(0), device.getField(1));
        assertCell(contour.get("device").get(1), device.getField(2));
        assertCell(contour.get("device-value"), device.getField("purity"));
        assertCell(contour.get("level"), device.getField("level"));
        NamedCsvRecord equal = written.table("contour-points").get(1);
        assertEquals("equal", equal.getField("point"));
        assertCell(contour.at("/equal/point/0"), equal.getField(1));
        assertCell(contour.at("/equal/point/1"), equal.getField(2));
        assertCell(contour.get("level"), equal.getField("purity"));
        List<NamedCsvRecord> map = written.table("contour");
        assertEquals(9, map.size());
        for (int k = 0; k < map.size(); k++) {
            assertCell(contour.at("/over/0/values").get(k % 3), map.get(k).getField(0));
            assertCell(contour.at("/over/1/values").get(k / 3), map.get(k).getField(1));
            assertCell(contour.get("values").get(k / 3).get(k % 3), map.get(k).getField(2));
        }
    }

    @Test
    void fitsInCsvAreThoseOfResultsJson() throws IOException {
        for (String id : List.of("fit", "open")) {
            JsonNode fit = written.analysis(id);
            assertRows(fit.get("points"), written.table(id));
            assertRow(fit, only(written.table(id + "-totals")));
            JsonNode parameters = fit.get("parameters");
            assertRows(parameters, written.table(id + "-parameters"));
            List<NamedCsvRecord> covariance = written.table(id + "-covariance");
            List<NamedCsvRecord> profiles = new ArrayList<>(written.table(id + "-profiles"));
            for (int i = 0; i < parameters.size(); i++) {
                for (int j = 0; j < parameters.size(); j++) {
                    NamedCsvRecord row = covariance.get(i * parameters.size() + j);
                    assertCell(parameters.get(i).get("address"), row.getField("address"));
                    assertCell(parameters.get(j).get("address"), row.getField("other_address"));
                    assertCell(fit.get("covariance").get(i).get(j), row.getField("covariance"));
                }
                NamedCsvRecord own = written.table(id + "-parameters").get(i);
                JsonNode interval = parameters.get(i).get("profile-interval");
                assertCell(interval.get(0), own.getField("profile_low"));
                assertCell(interval.get(1), own.getField("profile_high"));
                JsonNode rises = parameters.get(i).get("profile-chi-square");
                for (int k = 0; k < rises.size(); k++) {
                    NamedCsvRecord row = profiles.remove(0);
                    assertCell(parameters.get(i).get("address"), row.getField("address"));
                    assertCell(fit.get("profile-at-errors").get(k), row.getField("at_errors"));
                    assertCell(rises.get(k), row.getField("profile_chi_square"));
                }
            }
            assertEquals(List.of(), profiles);
            List<NamedCsvRecord> curves = new ArrayList<>(written.table(id + "-curves"));
            for (JsonNode curve : fit.get("curves")) {
                for (int step = 0; step < curve.get("fit").size(); step++) {
                    NamedCsvRecord row = curves.remove(0);
                    for (String field : List.of("experiment", "observable", "theta", "phi", "kappa")) {
                        assertCell(curve.get(field), row.getField(field));
                    }
                    assertEquals(String.valueOf(step), row.getField("step"));
                    assertCell(curve.get("fit").get(step), row.getField("fit"));
                    assertCell(curve.get("error").get(step), row.getField("error"));
                }
            }
            assertEquals(List.of(), curves);
        }
        assertTrue(written.analysis("fit").get("undetermined").isNull());
        assertFalse(only(written.table("open-totals")).getField("undetermined").isEmpty());
        String answer = written.analyses().stream()
                .filter(analysis -> analysis.plan().id().equals("open"))
                .map(analysis -> analysis.plan().type().answerOf(analysis).orElseThrow())
                .findFirst()
                .orElseThrow();
        assertTrue(answer.startsWith("not determined by the data: "), answer);
        assertEquals("", written.table("open-parameters").get(0).getField("error"));
    }

    @Test
    void otherTablesHoldWhatResultsJsonHolds() throws IOException {
        JsonNode noisy = written.analysis("dynamics").at("/series/0/noisy/density-matrix");
        List<NamedCsvRecord> entries = written.table("dynamics-density-matrix");
        assertEquals(2 * 16, entries.size());
        for (int k = 0; k < 16; k++) {
            NamedCsvRecord row = entries.get(16 + k);
            assertEquals(
                    List.of("noisy", String.valueOf(k / 4), String.valueOf(k % 4)),
                    List.of(row.getField("run"), row.getField("row"), row.getField("column")));
            assertCell(noisy.get("re").get(k / 4).get(k % 4), row.getField("re"));
            assertCell(noisy.get("im").get(k / 4).get(k % 4), row.getField("im"));
        }
        List<NamedCsvRecord> asymmetries = written.table("map-asymmetry");
        assertCell(
                written.analysis("map").at("/ideal/asymmetry"),
                asymmetries.get(0).getField("asymmetry"));
        assertCell(
                written.analysis("map").at("/noisy/asymmetry"),
                asymmetries.get(1).getField("asymmetry"));
        JsonNode curves = written.analysis("decay").get("curves");
        List<NamedCsvRecord> fits = written.table("decay-fits");
        for (int k = 0; k < curves.size(); k++) {
            NamedCsvRecord row = fits.get(k);
            assertCell(curves.get(k).get("label"), row.getField("curve"));
            curves.get(k)
                    .get("fit")
                    .properties()
                    .forEach(field -> assertCell(
                            field.getValue(), row.getField(field.getKey().replace('-', '_'))));
        }
        assertEquals("", fits.get(0).getField("gaussian_time_seconds"));
        assertEquals("inf", written.table("one").get(1).getField("device.qubits.A.T1"));
    }

    private static NamedCsvRecord only(List<NamedCsvRecord> rows) {
        assertEquals(1, rows.size());
        return rows.get(0);
    }

    private static void assertRows(JsonNode entries, List<NamedCsvRecord> rows) {
        assertEquals(entries.size(), rows.size());
        assertFalse(rows.isEmpty());
        for (int i = 0; i < rows.size(); i++) {
            assertRow(entries.get(i), rows.get(i));
        }
    }

    /** Every column of a row is the field of its name. */
    private static void assertRow(JsonNode entry, NamedCsvRecord row) {
        Map<String, String> cells = new LinkedHashMap<>(row.getFieldsAsMap());
        cells.keySet().removeAll(OWN_COLUMNS);
        cells.forEach((column, cell) -> {
            JsonNode value = entry.get(column.replace('_', '-'));
            assertTrue(value != null, column + " is no field of " + entry);
            assertCell(value, cell);
        });
    }

    private static void assertCell(JsonNode expected, String cell) {
        if (expected.isNull()) {
            assertTrue(cell.isEmpty() || cell.equals("inf"), cell);
        } else if (expected.isDouble()) {
            assertEquals(expected.asDouble(), Double.parseDouble(cell));
        } else {
            assertEquals(expected.asText(), cell);
        }
    }

    @Test
    void bandsInCsvAreThoseOfResultsJson() throws IOException {
        List<NamedCsvRecord> rows = written.table("dynamics-bands");
        JsonNode bands = written.analysis("dynamics").at("/series/0/bands");
        assertEquals(4 * bands.size(), rows.size());
        for (NamedCsvRecord row : rows) {
            for (String end : List.of("low", "high")) {
                int step = Integer.parseInt(row.getField("step"));
                assertCell(bands.get(row.getField("observable")).get(end).get(step), row.getField(end));
            }
        }
        rows = written.table("one-bands");
        for (int i = 0; i < 2; i++) {
            assertCell(
                    written.analysis("one").at("/band/low").get(i), rows.get(i).getField("low"));
            assertCell(
                    written.analysis("one").at("/band/high").get(i), rows.get(i).getField("high"));
        }
        assertEquals("inf", rows.get(1).getField("device.qubits.A.T1"));
        assertRow(
                written.analysis("sizes").at("/bands/0"),
                written.table("sizes-bands").get(0));
        rows = written.table("decay-bands");
        assertEquals(6, rows.size());
        assertCell(
                written.analysis("decay").at("/curves/1/band/high").get(2),
                rows.get(5).getField("high"));
    }
}
