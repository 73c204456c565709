package org.strangenoise.figures.render;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Pixels compressed as in a PNG file (ISO/IEC 15948), and that file: its resolution, and nothing that changes from run
 * to run.
 *
 * <p>A row is written as its difference to the one above where that is the simpler of the two, as in maps, whose cells
 * are many rows high, and as it is where letters and curves are, which repeat. Opaque pictures of up to 256 colours, as
 * maps and clouds of points are, get a palette and one byte a pixel, all rows in the way which is shorter.
 *
 * @param palette colours as {@code 0xAARRGGBB}, of which {@code rows} holds the places; empty where it holds colours
 * @param channels bytes a pixel
 * @param rows each with its filter's number before it, deflated: what a PDF takes as it is
 */
record PngImage(int width, int height, int[] palette, int channels, byte[] rows) {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte FILTER_NONE = 0;
    private static final byte FILTER_UP = 2;
    private static final byte COLOR_RGB = 2;
    private static final byte COLOR_INDEXED = 3;
    private static final byte COLOR_RGBA = 6;
    private static final int OPAQUE = 0xFF000000;
    private static final int MOST_COLORS = 256;
    private static final double INCHES_PER_METRE = 1 / 0.0254;

    /** Of the shipped figures as short as level 4 to a fifteenth, in 0.6 of its time. */
    private static final int COLORS_LEVEL = 3;

    /** Two hundredths longer than the best level, in a third of its time. */
    private static final int INDEXED_LEVEL = 6;

    /** Which of two compresses better is clear when one takes less than this part of the other. */
    private static final double CLEARLY = 0.9;

    private static final int CHUNK_OVERHEAD = 12;

    static PngImage of(Canvas.PixelImage image) {
        return of(image, image.isOpaque());
    }

    /** Of an image whose colours are all opaque, whatever their highest eight bits say. */
    static PngImage ofOpaque(Canvas.PixelImage image) {
        return of(image, true);
    }

    private static PngImage of(Canvas.PixelImage image, boolean opaque) {
        int[] palette = opaque ? palette(image.argb()) : new int[0];
        int channels = palette.length > 0 ? 1 : opaque ? 3 : 4;
        return new PngImage(
                image.width(),
                image.height(),
                palette,
                channels,
                channels == 1 ? indexed(image, palette) : compressed(image, channels));
    }

    /** The file. */
    byte[] toPng(double dotsPerInch) {
        ByteArrayOutputStream png = new ByteArrayOutputStream(rows.length + (1 << 10));
        png.writeBytes(SIGNATURE);
        writeChunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) 8)
                        .put(channels == 1 ? COLOR_INDEXED : channels == 3 ? COLOR_RGB : COLOR_RGBA)
                        .array());
        int dotsPerMetre = (int) Math.round(dotsPerInch * INCHES_PER_METRE);
        writeChunk(
                png,
                "pHYs",
                ByteBuffer.allocate(9)
                        .putInt(dotsPerMetre)
                        .putInt(dotsPerMetre)
                        .put((byte) 1)
                        .array());
        if (channels == 1) {
            writeChunk(png, "PLTE", colors());
        }
        writeChunk(png, "IDAT", rows);
        writeChunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** Red, green and blue of each colour of the palette. */
    byte[] colors() {
        ByteBuffer colors = ByteBuffer.allocate(3 * palette.length);
        for (int color : palette) {
            colors.put((byte) (color >> 16)).put((byte) (color >> 8)).put((byte) color);
        }
        return colors.array();
    }

    /** All colours in ascending order; none if there are too many. */
    private static int[] palette(int[] argb) {
        int[] colors = new int[MOST_COLORS];
        int count = 0;
        int last = 0;
        for (int pixel : argb) {
            int color = pixel | OPAQUE;
            if (count > 0 && color == last) {
                continue;
            }
            last = color;
            int place = Arrays.binarySearch(colors, 0, count, color);
            if (place >= 0) {
                continue;
            }
            if (count == MOST_COLORS) {
                return new int[0];
            }
            int at = -place - 1;
            System.arraycopy(colors, at, colors, at + 1, count - at);
            colors[at] = color;
            count++;
        }
        return Arrays.copyOf(colors, count);
    }

    private static byte[] indexed(Canvas.PixelImage image, int[] palette) {
        int width = image.width();
        int[] argb = image.argb();
        byte[] plain = new byte[image.height() * (width + 1)];
        byte[] filtered = new byte[plain.length];
        for (int y = 0; y < image.height(); y++) {
            int row = y * (width + 1);
            plain[row] = FILTER_NONE;
            filtered[row] = FILTER_UP;
            int known = palette[0];
            byte place = 0;
            for (int x = 0; x < width; x++) {
                int to = row + 1 + x;
                int color = argb[y * width + x] | OPAQUE;
                if (color != known) {
                    known = color;
                    place = (byte) Arrays.binarySearch(palette, color);
                }
                plain[to] = place;
                filtered[to] = (byte) (plain[to] - (y == 0 ? 0 : plain[to - width - 1]));
            }
        }
        // A fast look tells most pictures: the slow one then takes the time of one of the two.
        int fast = deflated(plain, Deflater.BEST_SPEED).length;
        int fastFiltered = deflated(filtered, Deflater.BEST_SPEED).length;
        if (fast < CLEARLY * fastFiltered) {
            return deflated(plain, INDEXED_LEVEL);
        }
        if (fastFiltered < CLEARLY * fast) {
            return deflated(filtered, INDEXED_LEVEL);
        }
        byte[] first = deflated(plain, INDEXED_LEVEL);
        byte[] second = deflated(filtered, INDEXED_LEVEL);
        return first.length <= second.length ? first : second;
    }

    private static byte[] deflated(byte[] bytes, int level) {
        Deflater deflater = new Deflater(level);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
            deflater.setInput(bytes);
            deflater.finish();
            drain(deflater, new byte[1 << 16], out);
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] compressed(Canvas.PixelImage image, int bytesPerPixel) {
        int width = image.width();
        int[] argb = image.argb();
        int[] nothing = new int[width];
        byte[] row = new byte[1 + width * bytesPerPixel];
        byte[] buffer = new byte[1 << 16];
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        Deflater deflater = new Deflater(COLORS_LEVEL);
        try {
            for (int y = 0; y < image.height(); y++) {
                int at = y * width;
                boolean filtered = y > 0 && isSimplerThanItself(argb, at, width);
                row[0] = filtered ? FILTER_UP : FILTER_NONE;
                int[] above = filtered ? argb : nothing;
                int aboveAt = filtered ? at - width : 0;
                if (bytesPerPixel == 4) {
                    withOpacities(argb, at, above, aboveAt, width, row);
                } else {
                    colors(argb, at, above, aboveAt, width, row);
                }
                deflater.setInput(row);
                drain(deflater, buffer, out);
            }
            deflater.finish();
            drain(deflater, buffer, out);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    // The loops over pixels have no branch: a compiler that has seen one side of a branch alone throws its code away at
    // the other, and millions of pixels then wait in the interpreter.

    /** Red, green and blue of a row as differences to those above. */
    private static void colors(int[] argb, int at, int[] above, int aboveAt, int width, byte[] row) {
        for (int x = 0; x < width; x++) {
            int pixel = argb[at + x];
            int other = above[aboveAt + x];
            row[3 * x + 1] = (byte) ((pixel >> 16) - (other >> 16));
            row[3 * x + 2] = (byte) ((pixel >> 8) - (other >> 8));
            row[3 * x + 3] = (byte) (pixel - other);
        }
    }

    private static void withOpacities(int[] argb, int at, int[] above, int aboveAt, int width, byte[] row) {
        for (int x = 0; x < width; x++) {
            int pixel = argb[at + x];
            int other = above[aboveAt + x];
            row[4 * x + 1] = (byte) ((pixel >> 16) - (other >> 16));
            row[4 * x + 2] = (byte) ((pixel >> 8) - (other >> 8));
            row[4 * x + 3] = (byte) (pixel - other);
            row[4 * x + 4] = (byte) ((pixel >>> 24) - (other >>> 24));
        }
    }

    /** True if the difference of a row to the one above changes at clearly fewer pixels than the row does. */
    private static boolean isSimplerThanItself(int[] argb, int at, int width) {
        if (Arrays.equals(argb, at, at + width, argb, at - width, at)) {
            return true;
        }
        int above = 0;
        int beside = 0;
        for (int k = at + 1; k < at + width; k++) {
            above += argb[k] != argb[k - width] ? 1 : 0;
            beside += argb[k] != argb[k - 1] ? 1 : 0;
        }
        return 2 * above < beside;
    }

    private static void drain(Deflater deflater, byte[] buffer, ByteArrayOutputStream out) {
        int length = deflater.deflate(buffer);
        while (length > 0) {
            out.write(buffer, 0, length);
            length = deflater.deflate(buffer);
        }
    }

    private static void writeChunk(ByteArrayOutputStream png, String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(data.length + CHUNK_OVERHEAD);
        chunk.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, data.length + 4);
        chunk.putInt((int) crc.getValue());
        png.writeBytes(chunk.array());
    }
}
