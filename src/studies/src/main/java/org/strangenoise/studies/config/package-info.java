/** Setups of studies: device, circuit, noise, method and parameters, and readers of what most analyses name. */
@NullMarked
package org.strangenoise.studies.config;

import org.jspecify.annotations.NullMarked;
