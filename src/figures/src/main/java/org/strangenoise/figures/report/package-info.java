/** The report of a study: one self-contained interactive HTML file made from figures and numbers. */
@NullMarked
package org.strangenoise.figures.report;

import org.jspecify.annotations.NullMarked;
