/** The noise model: a pure function from a scheduled circuit to a weighted ensemble of noisy circuits. */
@NullMarked
package org.strangenoise.noise;

import org.jspecify.annotations.NullMarked;
