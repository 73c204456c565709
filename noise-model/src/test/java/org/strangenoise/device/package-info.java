/** Calibrations and their parameters by address. */
@NullMarked
package org.strangenoise.device;

import org.jspecify.annotations.NullMarked;
