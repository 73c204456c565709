/** The hot loops: plain arrays, output arguments, no allocation, arguments already checked; not public API. */
@NullMarked
package org.strangenoise.simulate.kernel;

import org.jspecify.annotations.NullMarked;
