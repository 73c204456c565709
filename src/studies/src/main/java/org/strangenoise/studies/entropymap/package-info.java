/** The analysis type {@code entropy-map}. */
@NullMarked
package org.strangenoise.studies.entropymap;

import org.jspecify.annotations.NullMarked;
