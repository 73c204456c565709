package org.strangenoise.figures.render;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Pixels as a PNG file (ISO/IEC 15948) with its resolution, and nothing that changes from run to run.
 *
 * <p>Rows are filtered against the row above: flat areas and repeated rows, which is what figures are made of, become
 * zeros that a fast deflate level compresses well.
 */
final class PngEncoder {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte FILTER_UP = 2;
    private static final byte COLOR_RGB = 2;
    private static final byte COLOR_RGBA = 6;
    private static final double INCHES_PER_METRE = 1 / 0.0254;
    private static final int DEFLATE_LEVEL = 4;
    private static final int CHUNK_OVERHEAD = 12;

    private PngEncoder() {}

    static byte[] encode(PixelImage image, double dotsPerInch) {
        ByteArrayOutputStream png = new ByteArrayOutputStream(1 << 16);
        boolean opaque = image.isOpaque();
        png.writeBytes(SIGNATURE);
        writeChunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(image.width())
                        .putInt(image.height())
                        .put((byte) 8)
                        .put(opaque ? COLOR_RGB : COLOR_RGBA)
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
        writeChunk(png, "IDAT", compressed(image, opaque ? 3 : 4));
        writeChunk(png, "IEND", new byte[0]);
        return png.toByteArray();
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
                int to = 1;
                for (int x = 0; x < width; x++, at++) {
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
