/** Numerical core of the decoherence budget: attribution, sensitivities, roots, error propagation and fits. */
@NullMarked
package org.strangenoise.budget;

import org.jspecify.annotations.NullMarked;
