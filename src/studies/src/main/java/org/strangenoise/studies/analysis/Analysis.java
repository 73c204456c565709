package org.strangenoise.studies.analysis;

/** A plan with what it takes to carry it out. */
interface Analysis {

    /** Throws what {@link #run} would, before anything costly is done. */
    void check();

    AnalysisResult run();
}
