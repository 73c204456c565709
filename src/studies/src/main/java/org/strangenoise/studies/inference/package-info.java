/** The analysis type {@code inference}: which explanations the numbers of a text allow. */
@NullMarked
package org.strangenoise.studies.inference;

import org.jspecify.annotations.NullMarked;
