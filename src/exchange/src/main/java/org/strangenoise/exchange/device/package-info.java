/** Calibrations in the formats of other tools, as device files. */
@NullMarked
package org.strangenoise.exchange.device;

import org.jspecify.annotations.NullMarked;
