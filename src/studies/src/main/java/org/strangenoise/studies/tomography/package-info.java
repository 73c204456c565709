/** The virtual laboratory: states measured by counts in product bases, beside those that are there. */
@NullMarked
package org.strangenoise.studies.tomography;

import org.jspecify.annotations.NullMarked;
