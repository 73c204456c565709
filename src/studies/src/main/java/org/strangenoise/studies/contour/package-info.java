/** The analysis type {@code contour}. */
@NullMarked
package org.strangenoise.studies.contour;

import org.jspecify.annotations.NullMarked;
