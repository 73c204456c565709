/** Gates by the names that other tools know, and any other gate as a sequence of those. */
@NullMarked
package org.strangenoise.exchange.gate;

import org.jspecify.annotations.NullMarked;
