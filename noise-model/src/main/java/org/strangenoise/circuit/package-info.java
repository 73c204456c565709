/** What is done to the qubits, in order and exactly; how long it takes is not known here. */
@NullMarked
package org.strangenoise.circuit;

import org.jspecify.annotations.NullMarked;
