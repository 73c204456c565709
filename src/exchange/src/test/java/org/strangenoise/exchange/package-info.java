/** Tests of the formats, and circuits and a slow simulation that they share. */
@NullMarked
package org.strangenoise.exchange;

import org.jspecify.annotations.NullMarked;
