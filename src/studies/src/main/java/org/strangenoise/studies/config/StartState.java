package org.strangenoise.studies.config;

import org.strangenoise.state.SpinDirection;

/**
 * A spin coherent state to start from.
 *
 * @param label shown in figures and results; unique within an analysis
 * @param direction theta and phi
 */
public record StartState(String label, SpinDirection direction) {}
