/** The analysis type {@code sweep}. */
@NullMarked
package org.strangenoise.studies.sweep;

import org.jspecify.annotations.NullMarked;
