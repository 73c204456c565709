/**
 * Circuits that vary, on registers of two levels: derivatives by parameters, forward and backward through density
 * matrices, and all combinations of pieces of noise switched on and off, evolved side by side. States are the
 * {@code 4^n} real coefficients of a {@link org.strangenoise.state.DensityTensor}.
 */
@NullMarked
package org.strangenoise.simulate.gradient;

import org.jspecify.annotations.NullMarked;
