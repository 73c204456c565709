package org.strangenoise.studies.seam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.strangenoise.studies.analysis.ShortestDigits;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.tasks.RowJson;

class ShortestDigitsTest {

    /** A value and its text on Java 19 and later; that of Java 17 is another. */
    private static final Map<Double, String> OTHERS_ON_JAVA_17 = new TreeMap<>(
            Map.of(2e23, "2.0E23", 1e23, "1.0E23", 8.41e21, "8.41E21", 2.2413200203295693e18, "2.2413200203295693E18"));

    private record Row(double value) {}

    @Test
    void tablesAndJsonHaveTheShortestDigitsOnEveryJava() throws IOException {
        for (Map.Entry<Double, String> each : OTHERS_ON_JAVA_17.entrySet()) {
            double value = each.getKey();
            StringWriter csv = new StringWriter();
            new Table.Csv("", List.of("value"), rows -> rows.add(value)).write(csv);
            assertEquals("value\r\n" + each.getValue() + "\r\n", csv.toString());
            assertEquals("{\"value\":" + each.getValue() + "}", RowJson.line(new Row(value)));
            ObjectMapper json = new ObjectMapper(ShortestDigits.json().build());
            assertEquals(
                    "[" + each.getValue() + "]",
                    json.writeValueAsString(json.createArrayNode().add(value)));
        }
    }

    /** Read back, they are the same double; one digit fewer is another. */
    @Test
    void fewerDigitsAreAnotherNumber() {
        SplittableRandom random = new SplittableRandom(3);
        for (int k = 0; k < 10_000; k++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String text = ShortestDigits.of(value);
                assertEquals(value, Double.parseDouble(text), 0.0);
                BigDecimal decimal = new BigDecimal(text);
                int digits = decimal.stripTrailingZeros().precision();
                for (int fewer = 1; fewer < digits; fewer++) {
                    for (RoundingMode mode : List.of(RoundingMode.DOWN, RoundingMode.UP)) {
                        double other =
                                decimal.round(new MathContext(fewer, mode)).doubleValue();
                        assertNotEquals(value, other, text + " in " + fewer + " digits");
                    }
                }
            }
        }
    }

    /** The results file is written with the same numbers: every one stands there as it is said here. */
    @Test
    void numbersOfAnyKindReadBackTheSame() throws IOException {
        ObjectMapper json = new ObjectMapper(ShortestDigits.json().build());
        double[] values = {0.0, -0.0, 1, -1e-3, 1e7, 9.999999e6, Double.MIN_VALUE, Double.MAX_VALUE, Math.PI};
        JsonNode read = json.readTree(json.writeValueAsString(values));
        for (int k = 0; k < values.length; k++) {
            assertEquals(values[k], read.get(k).doubleValue(), 0.0);
            assertEquals(Double.toString(values[k]), ShortestDigits.of(values[k]));
        }
    }
}
