/** The analysis type {@code blind-calibration}: whether the errors of the routines are what they say. */
@NullMarked
package org.strangenoise.studies.blindcalibration;

import org.jspecify.annotations.NullMarked;
