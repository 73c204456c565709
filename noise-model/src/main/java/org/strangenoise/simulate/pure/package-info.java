/** Circuits compiled to few passes over the amplitudes of a pure state, unitary or not. */
@NullMarked
package org.strangenoise.simulate.pure;

import org.jspecify.annotations.NullMarked;
