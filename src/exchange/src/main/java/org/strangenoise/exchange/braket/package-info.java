/** OpenQASM 3 as Amazon Braket reads it: circuit and noise in one file. */
@NullMarked
package org.strangenoise.exchange.braket;

import org.jspecify.annotations.NullMarked;
