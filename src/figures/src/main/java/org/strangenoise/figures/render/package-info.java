/** Figures drawn for print: PNG and SVG of journal quality, without the fonts or the display of the machine. */
@NullMarked
package org.strangenoise.figures.render;

import org.jspecify.annotations.NullMarked;
