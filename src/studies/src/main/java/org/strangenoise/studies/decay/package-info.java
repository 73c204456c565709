/** The analysis type {@code decay}. */
@NullMarked
package org.strangenoise.studies.decay;

import org.jspecify.annotations.NullMarked;
