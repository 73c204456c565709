/** The analysis type {@code ergodicity}: time averages beside averages over the microcanonical states. */
@NullMarked
package org.strangenoise.studies.ergodicity;

import org.jspecify.annotations.NullMarked;
