/** Noise models of Qiskit Aer. */
@NullMarked
package org.strangenoise.exchange.aer;

import org.jspecify.annotations.NullMarked;
