package org.strangenoise.studies.config;

import java.util.List;

/** Names of observables in study files and results. */
public final class ObservableNames {

    public static final String ENTROPY = "entropy";
    public static final String PURITY = "purity";
    public static final String OVERLAP = "overlap";
    public static final String FIDELITY = "fidelity";

    /** Those that are one number a step. */
    public static final List<String> SCALARS = List.of(ENTROPY, PURITY, OVERLAP, FIDELITY);

    private ObservableNames() {}
}
