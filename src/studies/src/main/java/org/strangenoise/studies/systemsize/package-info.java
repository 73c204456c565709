/** The analysis type {@code system-size}. */
@NullMarked
package org.strangenoise.studies.systemsize;

import org.jspecify.annotations.NullMarked;
