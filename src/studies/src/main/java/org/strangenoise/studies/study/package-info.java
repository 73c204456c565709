/** Studies: the registry of analysis types, reading, expectations, running. */
@NullMarked
package org.strangenoise.studies.study;

import org.jspecify.annotations.NullMarked;
