/** Circuits with recorded bits: cut where something is recorded, and carried out for every history that matters. */
@NullMarked
package org.strangenoise.simulate.records;

import org.jspecify.annotations.NullMarked;
