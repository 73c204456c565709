/** The analysis type {@code bifurcation}: fixed points of the classical top and the entropy of the same starts. */
@NullMarked
package org.strangenoise.studies.bifurcation;

import org.jspecify.annotations.NullMarked;
