package org.strangenoise.studies.experiment;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value found when it is asked for first, and kept.
 *
 * @param <T> the value
 */
public final class Once<T> implements Supplier<T> {

    private final Supplier<T> source;
    private @Nullable T value;

    /** @param source is asked once */
    public Once(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public synchronized T get() {
        T known = value;
        if (known == null) {
            known = source.get();
            value = known;
        }
        return known;
    }
}
