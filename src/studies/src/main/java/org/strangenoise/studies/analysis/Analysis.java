package org.strangenoise.studies.analysis;

/**
 * A plan with what it takes to carry it out.
 *
 * @param <R> what it finds
 */
public interface Analysis<R extends AnalysisResult> {

    /** Throws what {@link #run} would, before anything costly is done. */
    void check();

    R run();
}
