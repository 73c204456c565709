/** Java source that builds a Strange Program. */
@NullMarked
package org.strangenoise.exchange.strange;

import org.jspecify.annotations.NullMarked;
