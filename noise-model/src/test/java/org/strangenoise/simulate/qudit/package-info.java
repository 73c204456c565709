/** Tests of registers whose qubits have more than two levels. */
@NullMarked
package org.strangenoise.simulate.qudit;

import org.jspecify.annotations.NullMarked;
