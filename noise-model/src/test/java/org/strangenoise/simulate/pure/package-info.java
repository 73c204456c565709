@NullMarked
package org.strangenoise.simulate.pure;

import org.jspecify.annotations.NullMarked;
