/** Instruction streams, coverage and ensembles of the noise model. */
@NullMarked
package org.strangenoise.noise;

import org.jspecify.annotations.NullMarked;
