/** Setups of studies: device, circuit, noise, method and parameters, and readers of what most analyses name. */
package org.strangenoise.studies.config;
