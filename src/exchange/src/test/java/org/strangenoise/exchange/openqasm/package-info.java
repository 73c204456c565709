/** Tests of OpenQASM, in and out. */
@NullMarked
package org.strangenoise.exchange.openqasm;

import org.jspecify.annotations.NullMarked;
