package org.strangenoise.figures;

/** How numbers become colours; every scale is monotonic in lightness, or symmetric about its middle. */
public enum ColorScale {
    /** Perceptually uniform, dark purple to yellow, also without colour vision. */
    VIRIDIS,
    /** Diverging: red = low, blue = high, as the entropy maps of Neill et al. are drawn. */
    RED_BLUE,
    /** White to black. */
    GREYS
}
