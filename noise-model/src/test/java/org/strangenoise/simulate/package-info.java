/** Backends against slow independent twins and closed forms. */
@NullMarked
package org.strangenoise.simulate;

import org.jspecify.annotations.NullMarked;
