/** The analysis type {@code classical-map}. */
@NullMarked
package org.strangenoise.studies.classicalmap;

import org.jspecify.annotations.NullMarked;
