package org.strangenoise.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20 ns | 20e-9 | 0",
                "20ns | 20e-9 | 0",
                "  20   ns  | 20e-9 | 0",
                "0 ns | 0 | 0",
                "7 ps | 7e-12 | 0",
                "10 us | 10e-6 | 0",
                "10 \u00B5s | 10e-6 | 0",
                "10 \u03BCs | 10e-6 | 0",
                "1 ms | 1e-3 | 0",
                "2 s | 2 | 0",
                ".5 us | 5e-7 | 0",
                "5. us | 5e-6 | 0",
                "3.5e-1 us | 3.5e-7 | 0",
                "1E3 ns | 1e-6 | 0",
                "+4 ns | 4e-9 | 0",
                "-3 us | -3e-6 | 0",
                "inf | Infinity | 0",
                "-inf | -Infinity | 0",
                "10 us +/- 1 us | 10e-6 | 1e-6",
                "10 +/- 1 us | 10e-6 | 1e-6",
                "10+/-1us | 10e-6 | 1e-6",
                "10 us \u00B1 500 ns | 10e-6 | 5e-7",
                "10 us +/- 0 us | 10e-6 | 0",
                "123.456789012345678901234567890 ns | 1.2345678901234568e-7 | 0",
            })
    void readsTimesInSeconds(String text, double value, double uncertainty) {
        assertEquals(new Quantity(value, uncertainty), Quantity.parse(text, QuantityKind.TIME));
    }

    @Test
    void convertsDecimalUnitsToTheNearestDouble() {
        for (int i = 1; i < 2000; i++) {
            assertEquals(
                    Double.parseDouble(i + "e-9"),
                    Quantity.parse(i + " ns", QuantityKind.TIME).value());
            assertEquals(
                    Double.parseDouble(i + "e-6"),
                    Quantity.parse(i + " us", QuantityKind.TIME).value());
            assertEquals(
                    i * 1e6, Quantity.parse(i + " MHz", QuantityKind.FREQUENCY).value());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5.305 MHz, 5305000, 0",
        "0.13 MHz, 130000, 0",
        "12 Hz, 12, 0",
        "-4.5 kHz, -4500, 0",
        "6.01 GHz, 6.01e9, 0",
        "5.3 +/- 0.1 MHz, 5.3e6, 1e5",
        "5.3 MHz +/- 20 kHz, 5.3e6, 2e4",
    })
    void readsFrequenciesInHertz(String text, double value, double uncertainty) {
        assertEquals(new Quantity(value, uncertainty), Quantity.parse(text, QuantityKind.FREQUENCY));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0.2618, 0.2618, 0",
        "-1e-3, -0.001, 0",
        "pi, 3.141592653589793, 0",
        "\u03C0, 3.141592653589793, 0",
        "-pi, -3.141592653589793, 0",
        "pi/2, 1.5707963267948966, 0",
        "pi / 2, 1.5707963267948966, 0",
        "-3*pi/4, -2.356194490192345, 0",
        "2*pi, 6.283185307179586, 0",
        "pi*2/3, 2.0943951023931953, 0",
        "(1+2)*pi/(2*3), 1.5707963267948966, 0",
        "1-2-3, -4, 0",
        "8/4/2, 1, 0",
        "1+2*3, 7, 0",
        "--1, 1, 0",
        "2*-3, -6, 0",
        "0.5 rad, 0.5, 0",
        "pi/2 rad, 1.5707963267948966, 0",
        "30 deg, 0.5235987755982988, 0",
        "180deg, 3.141592653589793, 0",
        "-90 deg, -1.5707963267948966, 0",
        "pi/2 +/- 0.01, 1.5707963267948966, 0.01",
        "180 +/- 18 deg, 3.141592653589793, 0.3141592653589793",
        "1 rad +/- 18 deg, 1, 0.3141592653589793",
    })
    void readsAnglesInRadians(String text, double value, double uncertainty) {
        Quantity angle = Quantity.parse(text, QuantityKind.ANGLE);
        assertEquals(value, angle.value(), Math.ulp(value));
        assertEquals(uncertainty, angle.uncertainty(), Math.ulp(uncertainty));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.01, 0", "-2.5, -2.5, 0", "0.01 +/- 0.002, 0.01, 0.002", "1e-3, 0.001, 0", "inf, Infinity, 0"})
    void readsBareNumbers(String text, double value, double uncertainty) {
        assertEquals(new Quantity(value, uncertainty), Quantity.parse(text, QuantityKind.NUMBER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TIME | 20 | must have a unit (ps, ns, us, ms, s), but was the bare number `20`",
                "TIME | 0 | must have a unit (ps, ns, us, ms, s), but was the bare number `0`",
                "TIME | 10 +/- 1 | must have a unit (ps, ns, us, ms, s), but was the bare number `10 +/- 1`",
                "TIME | 3 usec | must have one of the units ps, ns, us, ms, s, but has `usec` in `3 usec`",
                "TIME | 3 MHz | must have one of the units ps, ns, us, ms, s, but has `MHz` in `3 MHz`",
                "TIME | 3 US | must have one of the units ps, ns, us, ms, s, but has `US` in `3 US`",
                "TIME | nan | must be a number, but was `nan`",
                "TIME | NaN | must be a number, but was `NaN`",
                "TIME | .nan | must be a number, but was `.nan`",
                "TIME | abc | must be a time such as `20 ns`, but was `abc`",
                "TIME | 1,5 us | must be a time such as `20 ns`, but was `1,5 us`",
                "TIME | 1.2.3 us | must be a time such as `20 ns`, but was `1.2.3 us`",
                "TIME | 10 us +- 1 us | must be a time such as `20 ns`, but was `10 us +- 1 us`",
                "TIME | 2*3 us | must be a time such as `20 ns`, but was `2*3 us`",
                "TIME | 1 us +/- | must be a time such as `20 ns`, but was `1 us +/-`",
                "TIME | +/- 1 us | must be a time such as `20 ns`, but was `+/- 1 us`",
                "TIME | 1 +/- 1 +/- 1 us | must be a time such as `20 ns`, but was `1 +/- 1 +/- 1 us`",
                "TIME | inf +/- 1 us | must be a time such as `20 ns`, but was `inf +/- 1 us`",
                "TIME | 1 us +/- inf | must be a time such as `20 ns`, but was `1 us +/- inf`",
                "TIME | 10 us +/- 1 | must have a unit after its uncertainty too (ps, ns, us, ms, s), but was `10 us +/- 1`",
                "TIME | 10 us +/- -1 us | must have an uncertainty of at least 0, but was `10 us +/- -1 us`",
                "TIME | 1e999 us | must be finite, but was `1e999 us`",
                "TIME | 1e999999999 us | must be a time such as `20 ns`, but was `1e999999999 us`",
                "FREQUENCY | 5 | must have a unit (Hz, kHz, MHz, GHz), but was the bare number `5`",
                "FREQUENCY | 5 mhz | must have one of the units Hz, kHz, MHz, GHz, but has `mhz` in `5 mhz`",
                "FREQUENCY | fast | must be a frequency such as `5.3 MHz`, but was `fast`",
                "ANGLE | 2pi | must be an angle such as `pi/2`, `0.5 rad` or `30 deg`, but was `2pi`",
                "ANGLE | pi/ | must be an angle such as `pi/2`, `0.5 rad` or `30 deg`, but was `pi/`",
                "ANGLE | (pi | must be an angle such as `pi/2`, `0.5 rad` or `30 deg`, but was `(pi`",
                "ANGLE | pi^2 | must be an angle such as `pi/2`, `0.5 rad` or `30 deg`, but was `pi^2`",
                "ANGLE | 1/0 | must be finite, but was `1/0`",
                "ANGLE | 0/0 | must be finite, but was `0/0`",
                "ANGLE | inf | must be an angle such as `pi/2`, `0.5 rad` or `30 deg`, but was `inf`",
                "ANGLE | 30 grad | must have one of the units rad, deg, but has `grad` in `30 grad`",
                "ANGLE | 30 deg +/- 1 | must have a unit after its uncertainty too (rad, deg), but was `30 deg +/- 1`",
                "NUMBER | 3 us | must be a number without a unit, but has `us` in `3 us`",
                "NUMBER | 50% | must be a number without a unit, but has `%` in `50%`",
                "NUMBER | many | must be a number such as `0.01`, but was `many`",
            })
    void refusesOtherTextSayingTheRuleAndTheValue(QuantityKind kind, String text, String message) {
        assertEquals(
                message,
                assertThrows(QuantityFormatException.class, () -> Quantity.parse(text, kind))
                        .getMessage());
    }

    @Test
    void boundsTheLengthOfWhatItParses() {
        String deep = "(".repeat(100_000) + "1" + ")".repeat(100_000);
        assertEquals(
                "must be an angle such as `pi/2`, `0.5 rad` or `30 deg`, but was `" + "(".repeat(80) + "...`",
                assertThrows(QuantityFormatException.class, () -> Quantity.parse(deep, QuantityKind.ANGLE))
                        .getMessage());
    }

    @Test
    void refusesValuesThatAreNoMeasurement() {
        assertThrows(IllegalArgumentException.class, () -> new Quantity(Double.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> new Quantity(1, -1e-9));
        assertThrows(IllegalArgumentException.class, () -> new Quantity(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Quantity(1, Double.POSITIVE_INFINITY));
    }
}
