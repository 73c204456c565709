/** Pauli strings and real combinations of them: the field's basis for Hamiltonians and observables. */
@NullMarked
package org.strangenoise.pauli;

import org.jspecify.annotations.NullMarked;
