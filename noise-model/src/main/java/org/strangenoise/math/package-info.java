/** Dense complex linear algebra in double precision; no physics words. */
@NullMarked
package org.strangenoise.math;

import org.jspecify.annotations.NullMarked;
