/** Figures drawn for print: PNG and SVG of journal quality, without the fonts or the display of the machine. */
@NullMarked
package org.strangenoise.studies.render;

import org.jspecify.annotations.NullMarked;
