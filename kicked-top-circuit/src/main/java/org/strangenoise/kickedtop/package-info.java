/**
 * The quantum kicked top of Neill et al., Nature Physics 12, 1037 (2016): as a circuit, as Strange gates, and its
 * twins.
 */
@NullMarked
package org.strangenoise.kickedtop;

import org.jspecify.annotations.NullMarked;
