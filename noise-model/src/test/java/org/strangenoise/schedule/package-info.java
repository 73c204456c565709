/** Schedules against their defining properties. */
@NullMarked
package org.strangenoise.schedule;

import org.jspecify.annotations.NullMarked;
