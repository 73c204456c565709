@NullMarked
package org.strangenoise.simulate.kernel;

import org.jspecify.annotations.NullMarked;
