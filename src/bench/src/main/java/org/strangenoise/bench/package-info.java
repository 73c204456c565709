/** How fast and how far: the kicked top with relaxation, timed. */
@NullMarked
package org.strangenoise.bench;

import org.jspecify.annotations.NullMarked;
