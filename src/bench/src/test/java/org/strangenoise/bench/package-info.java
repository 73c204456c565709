@NullMarked
package org.strangenoise.bench;

import org.jspecify.annotations.NullMarked;
