/** The analysis type {@code sensitivities}. */
@NullMarked
package org.strangenoise.studies.sensitivities;

import org.jspecify.annotations.NullMarked;
