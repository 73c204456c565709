/** Tests of maps of the density tensor. */
@NullMarked
package org.strangenoise.simulate.tensor;

import org.jspecify.annotations.NullMarked;
