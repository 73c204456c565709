package org.strangenoise.figures.render;

/** Pixels in rows from the top, as {@code 0xAARRGGBB}, not premultiplied; made to be filled in by a painter. */
record PixelImage(int width, int height, int[] argb) {

    PixelImage(int width, int height) {
        this(width, height, new int[width * height]);
    }

    boolean isOpaque() {
        for (int pixel : argb) {
            if (pixel >>> 24 != 0xFF) {
                return false;
            }
        }
        return true;
    }
}
