/**
 * Setups made ready to run: circuits in time, costs, bands of drawn devices, derivatives. Shared by types of analysis.
 */
package org.strangenoise.studies.experiment;
