/** The analysis type {@code pulse-sequence}. */
@NullMarked
package org.strangenoise.studies.pulses;

import org.jspecify.annotations.NullMarked;
