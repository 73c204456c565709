package org.strangenoise.studies.analysis;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.NumberOutput;

/**
 * Doubles as the shortest decimal that reads back the same, written as {@link Double#toString} of Java 19 and later
 * does (Giulietti, "The Schubfach way to render doubles", 2022). That of Java 17 has a digit too many now and then
 * (1.9999999999999998E23 for 2.0E23), so that files would differ between them, and takes twice as long.
 */
public final class ShortestDigits {

    private ShortestDigits() {}

    /** The decimal. */
    public static String of(double value) {
        return NumberOutput.toString(value, true);
    }

    /** JSON with such numbers. */
    public static JsonFactoryBuilder json() {
        return new JsonFactoryBuilder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER);
    }
}
