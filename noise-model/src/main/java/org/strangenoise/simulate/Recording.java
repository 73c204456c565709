package org.strangenoise.simulate;

/** When observables are recorded. Backends fuse what no recording parts. */
public enum Recording {

    /** At the start and at every boundary. */
    EVERY_BOUNDARY,

    /** Once, at the end. */
    END
}
