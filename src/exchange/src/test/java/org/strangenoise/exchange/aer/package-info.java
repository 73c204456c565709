/** Tests of the format, with an independent reader where there is one. */
@NullMarked
package org.strangenoise.exchange.aer;

import org.jspecify.annotations.NullMarked;
