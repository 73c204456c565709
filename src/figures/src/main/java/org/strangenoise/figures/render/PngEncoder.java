package org.strangenoise.figures.render;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Pixels as a PNG file (ISO/IEC 15948) with its resolution, and nothing that changes from run to run.
 *
 * <p>Rows are filtered against the row above: flat areas and repeated rows, which is what figures are made of, become
 * zeros that a fast deflate level compresses well. Opaque pictures of up to 256 colours, as maps and clouds of points
 * are, get a palette and one byte a pixel, with or without that filter, whichever is shorter.
 */
final class PngEncoder {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte FILTER_NONE = 0;
    private static final byte FILTER_UP = 2;
    private static final byte COLOR_RGB = 2;
    private static final byte COLOR_INDEXED = 3;
    private static final byte COLOR_RGBA = 6;
    private static final int MOST_COLORS = 256;
    private static final double INCHES_PER_METRE = 1 / 0.0254;
    private static final int DEFLATE_LEVEL = 4;
    private static final int CHUNK_OVERHEAD = 12;

    private PngEncoder() {}

    static byte[] encode(PixelImage image, double dotsPerInch) {
        boolean opaque = image.isOpaque();
        int[] palette = opaque ? palette(image.argb()) : new int[0];
        boolean indexed = palette.length > 0;
        ByteArrayOutputStream png = new ByteArrayOutputStream(1 << 16);
        png.writeBytes(SIGNATURE);
        writeChunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(image.width())
                        .putInt(image.height())
                        .put((byte) 8)
                        .put(indexed ? COLOR_INDEXED : opaque ? COLOR_RGB : COLOR_RGBA)
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
        if (indexed) {
            ByteBuffer colors = ByteBuffer.allocate(3 * palette.length);
            for (int color : palette) {
                colors.put((byte) (color >> 16)).put((byte) (color >> 8)).put((byte) color);
            }
            writeChunk(png, "PLTE", colors.array());
            writeChunk(png, "IDAT", indexed(image, palette));
        } else {
            writeChunk(png, "IDAT", compressed(image, opaque ? 3 : 4));
        }
        writeChunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** All colours in ascending order; none if there are too many. */
    private static int[] palette(int[] argb) {
        int[] colors = new int[MOST_COLORS];
        int count = 0;
        int last = 0;
        for (int color : argb) {
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

    private static byte[] indexed(PixelImage image, int[] palette) {
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
                int color = argb[y * width + x];
                if (color != known) {
                    known = color;
                    place = (byte) Arrays.binarySearch(palette, color);
                }
                plain[to] = place;
                filtered[to] = (byte) (plain[to] - (y == 0 ? 0 : plain[to - width - 1]));
            }
        }
        byte[] first = deflated(plain);
        byte[] second = deflated(filtered);
        return first.length <= second.length ? first : second;
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
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

    private static byte[] compressed(PixelImage image, int bytesPerPixel) {
        int width = image.width();
        byte[] row = new byte[1 + width * bytesPerPixel];
        row[0] = FILTER_UP;
        byte[] buffer = new byte[1 << 16];
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        Deflater deflater = new Deflater(DEFLATE_LEVEL);
        try {
            int[] argb = image.argb();
            for (int y = 0; y < image.height(); y++) {
                int at = y * width;
                int end = at + width;
                int to = 1;
                Arrays.fill(row, 1, row.length, (byte) 0);
                for (; at < end; at++) {
                    if (y > 0) {
                        // Most pixels are those above them: nothing to write.
                        int same = Arrays.mismatch(argb, at, end, argb, at - width, end - width);
                        if (same < 0) {
                            break;
                        }
                        at += same;
                        to += same * bytesPerPixel;
                    }
                    int pixel = argb[at];
                    int above = y == 0 ? 0 : argb[at - width];
                    row[to++] = (byte) ((pixel >> 16) - (above >> 16));
                    row[to++] = (byte) ((pixel >> 8) - (above >> 8));
                    row[to++] = (byte) (pixel - above);
                    if (bytesPerPixel == 4) {
                        row[to++] = (byte) ((pixel >>> 24) - (above >>> 24));
                    }
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
