/** Time enters here: a circuit and durations become timed operations with explicit idles. */
@NullMarked
package org.strangenoise.schedule;

import org.jspecify.annotations.NullMarked;
