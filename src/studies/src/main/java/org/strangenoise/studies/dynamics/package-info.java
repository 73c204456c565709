/** The analysis type {@code dynamics}. */
@NullMarked
package org.strangenoise.studies.dynamics;

import org.jspecify.annotations.NullMarked;
