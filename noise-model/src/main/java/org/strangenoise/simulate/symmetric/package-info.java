/** Circuits that act alike on all qubits, compiled to passes over blocks of total spin. */
@NullMarked
package org.strangenoise.simulate.symmetric;

import org.jspecify.annotations.NullMarked;
