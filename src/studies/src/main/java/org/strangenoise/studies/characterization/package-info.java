/** The analysis type {@code experiment}: routines that find a device's numbers from counts, as an experimenter does. */
@NullMarked
package org.strangenoise.studies.characterization;

import org.jspecify.annotations.NullMarked;
