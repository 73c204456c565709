package org.strangenoise.studies.service;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.strangenoise.studies.analysis.TaskWatch;

/**
 * A request that was taken: it waits for its turn, or is being answered, or is done.
 *
 * @param <T> the answer
 */
public final class Running<T> {

    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private volatile boolean cancelled;

    /** How an answer is found. */
    @FunctionalInterface
    interface Work<T> {
        T answer(TaskWatch watch) throws Exception;
    }

    Running() {}

    /** Nobody waits any more: what has not begun never does, what has stops at its next sample. */
    public void cancel() {
        cancelled = true;
    }

    /** True once it was cancelled, be it done or not. */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Tells the answer, or what came instead: an {@link org.strangenoise.yaml.InvalidInputException} for what is
     * refused, a {@link CancellationException}, or a defect; at once if it is done, else from the thread that ends it.
     */
    public void whenDone(BiConsumer<? super @Nullable T, ? super @Nullable Throwable> told) {
        Objects.requireNonNull(answer.whenComplete(told));
    }

    /**
     * Waits for the answer.
     *
     * @throws org.strangenoise.yaml.InvalidInputException if the study or the request is refused
     * @throws CancellationException if it was cancelled
     */
    public T await() {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw e;
        }
    }

    /** Finds the answer; whatever happens, it is done afterwards. */
    void carryOut(Work<T> work) {
        try {
            if (cancelled) {
                throw new CancellationException("cancelled before it began");
            }
            answer.complete(work.answer(new TaskWatch() {
                @Override
                public void found(int samples) {}

                @Override
                public boolean isCancelled() {
                    return cancelled;
                }
            }));
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }
}
