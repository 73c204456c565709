/** Quantum states, and observables as requests that every backend answers. */
@NullMarked
package org.strangenoise.state;

import org.jspecify.annotations.NullMarked;
