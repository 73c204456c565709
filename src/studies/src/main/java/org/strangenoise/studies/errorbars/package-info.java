/** The analysis type {@code error-bars}. */
@NullMarked
package org.strangenoise.studies.errorbars;

import org.jspecify.annotations.NullMarked;
