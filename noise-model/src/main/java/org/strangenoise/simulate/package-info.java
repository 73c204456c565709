/** Simulators: noisy circuit, initial state and observables in; values out. */
@NullMarked
package org.strangenoise.simulate;

import org.jspecify.annotations.NullMarked;
