/** Quantum state tomography: counts in product bases, what is read, and the states that are made of them. */
@NullMarked
package org.strangenoise.tomography;

import org.jspecify.annotations.NullMarked;
