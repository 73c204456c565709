/** Circuits and noise in the formats of other tools: every exporter by its name. */
@NullMarked
package org.strangenoise.exchange;

import org.jspecify.annotations.NullMarked;
