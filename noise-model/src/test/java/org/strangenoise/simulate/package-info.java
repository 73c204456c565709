@NullMarked
package org.strangenoise.simulate;

import org.jspecify.annotations.NullMarked;
