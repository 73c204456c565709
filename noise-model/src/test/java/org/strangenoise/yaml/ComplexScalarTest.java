package org.strangenoise.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComplexScalarTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0",
        "-0.9, -0.9, 0",
        "1e-3, 0.001, 0",
        "0.4358898943540673i, 0, 0.4358898943540673",
        "-2.5e-1i, 0, -0.25",
        "0.5-0.5i, 0.5, -0.5",
        "0.5 + 0.25i, 0.5, 0.25",
        "-1e-1-2e+1i, -0.1, -20",
        "i, 0, 1",
        "-i, 0, -1",
        "1+i, 1, 1",
        "1-j, 1, -1",
        ".5i, 0, 0.5",
    })
    void readsCartesianForm(String text, double re, double im) {
        assertEquals(Optional.of(new ComplexScalar(re, im)), ComplexScalar.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1+", "1+2", "i1", "1i+2i", "--i", "1e999", "nan", "inf", "0x1i", "1.2.3i", "2*i"})
    void refusesAnythingElse(String text) {
        assertEquals(Optional.empty(), ComplexScalar.parse(text));
    }
}
