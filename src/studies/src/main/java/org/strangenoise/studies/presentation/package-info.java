/** How parameters, numbers and uncertainties are named and drawn. Shared by types of analysis. */
package org.strangenoise.studies.presentation;
