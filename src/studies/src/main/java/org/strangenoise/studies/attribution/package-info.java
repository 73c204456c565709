/** The analysis type {@code decoherence-budget}. */
@NullMarked
package org.strangenoise.studies.attribution;

import org.jspecify.annotations.NullMarked;
