/** Quantum channels and Lindbladians on few qubits, their views, and the registry of known channels. */
@NullMarked
package org.strangenoise.channel;

import org.jspecify.annotations.NullMarked;
