/** The analysis type {@code fit}. */
@NullMarked
package org.strangenoise.studies.fit;

import org.jspecify.annotations.NullMarked;
