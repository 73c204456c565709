/** OpenQASM 2 and 3, in and out. */
@NullMarked
package org.strangenoise.exchange.openqasm;

import org.jspecify.annotations.NullMarked;
