/** How parameters, numbers and uncertainties are named and drawn. Shared by types of analysis. */
@NullMarked
package org.strangenoise.studies.presentation;

import org.jspecify.annotations.NullMarked;
