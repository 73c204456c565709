/** Evolution under a Lindbladian: forms that act on the dense density matrix, and propagators. */
@NullMarked
package org.strangenoise.simulate.lindblad;

import org.jspecify.annotations.NullMarked;
