package org.strangenoise.figures.render;

import org.jspecify.annotations.Nullable;

/**
 * Pixels in rows from the top, as {@code 0xAARRGGBB}, not premultiplied; made to be filled in by a painter, and left as
 * they are from when they are first compressed.
 */
final class PixelImage {

    private final int width;
    private final int height;
    private final int[] argb;
    private @Nullable PngImage compressed;

    PixelImage(int width, int height, int[] argb) {
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    PixelImage(int width, int height) {
        this(width, height, new int[width * height]);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int[] argb() {
        return argb;
    }

    boolean isOpaque() {
        for (int pixel : argb) {
            if (pixel >>> 24 != 0xFF) {
                return false;
            }
        }
        return true;
    }

    /** Compressed once, for all canvases that write it. */
    PngImage compressed() {
        PngImage known = compressed;
        if (known == null) {
            known = PngImage.of(this);
            compressed = known;
        }
        return known;
    }
}
