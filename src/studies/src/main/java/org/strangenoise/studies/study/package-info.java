/** Studies: the registry of analysis types, reading, expectations, running. */
package org.strangenoise.studies.study;
