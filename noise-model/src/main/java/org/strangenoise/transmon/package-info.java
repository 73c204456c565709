/** Transmons of more than two levels: their Hamiltonians, how pulses move them, and how pulses are calibrated. */
@NullMarked
package org.strangenoise.transmon;

import org.jspecify.annotations.NullMarked;
