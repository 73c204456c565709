@NullMarked
package org.strangenoise.outside;

import org.jspecify.annotations.NullMarked;
