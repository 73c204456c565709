package org.strangenoise.studies.analysis;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Whoever waits for rows: hears how many there are, and may want no more. Called from several threads. */
public interface TaskWatch {

    /** Waits to the end, silently. */
    TaskWatch NONE = new TaskWatch() {
        @Override
        public void found(int samples) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /** So many more samples are found. */
    void found(int samples);

    /** True once nobody waits for the rest. */
    boolean isCancelled();

    /** @throws CancellationException if nobody waits for the rest */
    default void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException("nobody waits for this analysis any more");
        }
    }

    /** The rows of samples that know nothing of each other, side by side where there are threads; asks before each. */
    default <S> List<S> each(int from, int to, boolean parallel, IntFunction<S> row) {
        if (to - from == 1) {
            return Collections.singletonList(one(from, row));
        }
        IntStream samples = IntStream.range(from, to);
        return (parallel ? samples.parallel() : samples)
                .mapToObj(sample -> one(sample, row))
                .toList();
    }

    private <S> S one(int sample, IntFunction<S> row) {
        throwIfCancelled();
        S found = row.apply(sample);
        found(1);
        return found;
    }
}
