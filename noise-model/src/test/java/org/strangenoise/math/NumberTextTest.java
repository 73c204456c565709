package org.strangenoise.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.device.QubitCalibration;

/** The one format of numbers. */
class NumberTextTest {

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "7.0, 7",
        "-0.0, 0",
        "0.1, 0.1",
        "0.30000000000000004, 0.3",
        "100000, 100000",
        "1234567, 1234570",
        "0.000000123456789, 1.23457E-7",
        "2.5e12, 2.5E+12",
        "NaN, NaN",
        "Infinity, inf",
        "-Infinity, -inf"
    })
    void numbers(double value, String text) {
        assertEquals(text, NumberText.of(value));
    }

    @ParameterizedTest
    @CsvSource({
        "7e-6, 7 us",
        "7.000000000000001e-6, 7 us",
        "2e-8, 20 ns",
        "1e-6, 1 us",
        "9.999e-7, 999.9 ns",
        "0, 0 ns",
        "Infinity, inf"
    })
    void times(double value, String text) {
        assertEquals(text, NumberText.seconds(value));
    }

    @Test
    void frequencies() {
        assertEquals("5.305 MHz", NumberText.hertz(5.305e6));
        assertEquals("-210 MHz", NumberText.hertz(-210e6));
    }

    /** What a rule says of a device it says in a device's units. */
    @Test
    void messagesHaveIt() {
        String message = assertThrows(IllegalArgumentException.class, () -> QubitCalibration.ofT1T2("Q0", 3.5e-6, 9e-6))
                .getMessage();
        assertTrue(message.contains("at most 2 T1 = 7 us, but is 9 us"), message);
    }
}
