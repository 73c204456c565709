/** Figures as immutable plain data: what is drawn and how its axes are labelled, nothing of how it is rendered. */
@NullMarked
package org.strangenoise.figures;

import org.jspecify.annotations.NullMarked;
