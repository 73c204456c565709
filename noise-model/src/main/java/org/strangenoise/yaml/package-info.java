/**
 * YAML documents whose every node knows its file, line and column, quantities with units and uncertainties, and the
 * collector that reports all problems of a file in one go.
 */
@NullMarked
package org.strangenoise.yaml;

import org.jspecify.annotations.NullMarked;
