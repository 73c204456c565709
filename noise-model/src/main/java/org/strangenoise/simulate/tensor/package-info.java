/** Noisy circuits compiled to few passes over a {@link org.strangenoise.state.DensityTensor}. */
@NullMarked
package org.strangenoise.simulate.tensor;

import org.jspecify.annotations.NullMarked;
