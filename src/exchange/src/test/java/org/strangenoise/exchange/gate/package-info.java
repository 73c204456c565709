/** Gates and their sequences. */
@NullMarked
package org.strangenoise.exchange.gate;

import org.jspecify.annotations.NullMarked;
