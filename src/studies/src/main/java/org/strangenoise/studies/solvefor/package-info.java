/** The analysis type {@code solve-for}. */
@NullMarked
package org.strangenoise.studies.solvefor;

import org.jspecify.annotations.NullMarked;
