/** The calibrated device: measured values in SI units with their uncertainties. */
@NullMarked
package org.strangenoise.device;

import org.jspecify.annotations.NullMarked;
