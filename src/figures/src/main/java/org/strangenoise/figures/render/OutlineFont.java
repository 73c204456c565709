package org.strangenoise.figures.render;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bundled TrueType font as outlines, so that figures need no font, no fontconfig and no FreeType on the machine and
 * have the same letters everywhere. Reads the tables {@code head, cmap} (format 4), {@code hhea, hmtx, loca, glyf} of
 * the OpenType specification; no hinting, no kerning. A character that the font lacks is drawn as the font's empty box.
 *
 * <p>The font is Arimo, whose widths equal those of Arial and Helvetica: SVG text set in those fits the same places.
 */
final class OutlineFont {

    /** The outline on a baseline from the origin, y downwards, and the advance, both for a size of one. */
    record Glyph(Path2D outline, double advance) {}

    static final OutlineFont REGULAR = new OutlineFont(read("Arimo-Regular.ttf"));
    static final OutlineFont ITALIC = new OutlineFont(read("Arimo-Italic.ttf"));
    static final OutlineFont BOLD = new OutlineFont(read("Arimo-Bold.ttf"));

    private static final int ON_CURVE = 1;
    private static final int X_SHORT = 2;
    private static final int Y_SHORT = 4;
    private static final int REPEAT = 8;
    private static final int X_SAME_OR_POSITIVE = 16;
    private static final int Y_SAME_OR_POSITIVE = 32;

    private static final int ARGUMENTS_ARE_WORDS = 1;
    private static final int HAS_SCALE = 8;
    private static final int MORE_COMPONENTS = 32;
    private static final int HAS_XY_SCALE = 64;
    private static final int HAS_MATRIX = 128;
    private static final double F2DOT14 = 1 << 14;

    private final ByteBuffer data;
    private final Map<String, Integer> tables = new HashMap<>();
    private final Map<Integer, Glyph> glyphs = new ConcurrentHashMap<>();
    private final double unitsPerEm;
    private final boolean longOffsets;
    private final int advanceCount;

    private OutlineFont(byte[] bytes) {
        data = ByteBuffer.wrap(bytes);
        int count = data.getShort(4);
        for (int i = 0; i < count; i++) {
            int entry = 12 + 16 * i;
            tables.put(new String(bytes, entry, 4, StandardCharsets.US_ASCII), data.getInt(entry + 8));
        }
        unitsPerEm = unsigned(table("head") + 18);
        longOffsets = data.getShort(table("head") + 50) != 0;
        advanceCount = unsigned(table("hhea") + 34);
    }

    private static byte[] read(String resource) {
        try (InputStream in = OutlineFont.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The font " + resource + " is missing from the program's resources");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The font " + resource + " cannot be read", e);
        }
    }

    /** The font file, for documents that embed it. */
    byte[] file() {
        return data.array().clone();
    }

    /** False for a character that is drawn as the empty box. */
    boolean has(int codePoint) {
        return glyphIndex(codePoint) != 0;
    }

    Glyph glyph(int codePoint) {
        return glyphs.computeIfAbsent(codePoint, this::readGlyph);
    }

    private Glyph readGlyph(int codePoint) {
        int index = glyphIndex(codePoint);
        Path2D.Double outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        appendOutline(index, new AffineTransform(), outline);
        outline.transform(AffineTransform.getScaleInstance(1 / unitsPerEm, -1 / unitsPerEm));
        int advance = unsigned(table("hmtx") + 4 * Math.min(index, advanceCount - 1));
        return new Glyph(outline, advance / unitsPerEm);
    }

    /** Looks a character up in the first subtable of {@code cmap}, which is of format 4 in the bundled fonts. */
    private int glyphIndex(int codePoint) {
        if (codePoint > 0xFFFF) {
            return 0;
        }
        int subtable = table("cmap") + data.getInt(table("cmap") + 8);
        int doubledSegments = unsigned(subtable + 6);
        for (int segment = 0; segment < doubledSegments; segment += 2) {
            int end = unsigned(subtable + 14 + segment);
            if (codePoint > end) {
                continue;
            }
            int startAt = subtable + 16 + doubledSegments + segment;
            int start = unsigned(startAt);
            if (codePoint < start) {
                return 0;
            }
            int delta = unsigned(startAt + doubledSegments);
            int rangeAt = startAt + 2 * doubledSegments;
            int rangeOffset = unsigned(rangeAt);
            if (rangeOffset == 0) {
                return (codePoint + delta) & 0xFFFF;
            }
            int index = unsigned(rangeAt + rangeOffset + 2 * (codePoint - start));
            return index == 0 ? 0 : (index + delta) & 0xFFFF;
        }
        return 0;
    }

    private void appendOutline(int index, AffineTransform transform, Path2D outline) {
        int begin = glyphOffset(index);
        if (begin == glyphOffset(index + 1)) {
            return;
        }
        int at = table("glyf") + begin;
        int contours = data.getShort(at);
        if (contours >= 0) {
            outline.append(simpleOutline(at + 10, contours).getPathIterator(transform), false);
        } else {
            appendComponents(at + 10, transform, outline);
        }
    }

    private void appendComponents(int first, AffineTransform transform, Path2D outline) {
        int at = first;
        int flags;
        do {
            flags = unsigned(at);
            int index = unsigned(at + 2);
            at += 4;
            boolean words = (flags & ARGUMENTS_ARE_WORDS) != 0;
            double dx = words ? data.getShort(at) : data.get(at);
            double dy = words ? data.getShort(at + 2) : data.get(at + 1);
            at += words ? 4 : 2;
            double[] m = {1, 0, 0, 1};
            if ((flags & HAS_SCALE) != 0) {
                m[0] = m[3] = data.getShort(at) / F2DOT14;
                at += 2;
            } else if ((flags & HAS_XY_SCALE) != 0) {
                m[0] = data.getShort(at) / F2DOT14;
                m[3] = data.getShort(at + 2) / F2DOT14;
                at += 4;
            } else if ((flags & HAS_MATRIX) != 0) {
                for (int i = 0; i < 4; i++) {
                    m[i] = data.getShort(at + 2 * i) / F2DOT14;
                }
                at += 8;
            }
            AffineTransform component = new AffineTransform(transform);
            component.concatenate(new AffineTransform(m[0], m[1], m[2], m[3], dx, dy));
            appendOutline(index, component, outline);
        } while ((flags & MORE_COMPONENTS) != 0);
    }

    private Path2D simpleOutline(int ends, int contours) {
        int points = contours == 0 ? 0 : unsigned(ends + 2 * (contours - 1)) + 1;
        int at = ends + 2 * contours;
        at += 2 + unsigned(at);
        int[] flags = new int[points];
        for (int i = 0; i < points; ) {
            int flag = data.get(at++) & 0xFF;
            int times = (flag & REPEAT) == 0 ? 1 : 1 + (data.get(at++) & 0xFF);
            while (times-- > 0) {
                flags[i++] = flag;
            }
        }
        int[] x = new int[points];
        at = readCoordinates(at, flags, X_SHORT, X_SAME_OR_POSITIVE, x);
        int[] y = new int[points];
        readCoordinates(at, flags, Y_SHORT, Y_SAME_OR_POSITIVE, y);
        Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        int start = 0;
        for (int contour = 0; contour < contours; contour++) {
            int end = unsigned(ends + 2 * contour) + 1;
            appendContour(path, flags, x, y, start, end);
            start = end;
        }
        return path;
    }

    private int readCoordinates(int from, int[] flags, int isShort, int sameOrPositive, int[] to) {
        int at = from;
        int value = 0;
        for (int i = 0; i < flags.length; i++) {
            boolean second = (flags[i] & sameOrPositive) != 0;
            if ((flags[i] & isShort) != 0) {
                int step = data.get(at++) & 0xFF;
                value += second ? step : -step;
            } else if (!second) {
                value += data.getShort(at);
                at += 2;
            }
            to[i] = value;
        }
        return at;
    }

    /** Quadratic splines: between two neighbouring off-curve points lies an implied on-curve one. */
    private static void appendContour(Path2D path, int[] flags, int[] x, int[] y, int start, int end) {
        int count = end - start;
        if (count < 2) {
            return;
        }
        int first = start;
        while (first < end && (flags[first] & ON_CURVE) == 0) {
            first++;
        }
        boolean noneOnCurve = first == end;
        if (noneOnCurve) {
            first = start;
            path.moveTo((x[start] + x[end - 1]) / 2.0, (y[start] + y[end - 1]) / 2.0);
        } else {
            path.moveTo(x[first], y[first]);
        }
        int steps = noneOnCurve ? count : count + 1;
        for (int k = noneOnCurve ? 0 : 1; k < steps; k++) {
            int i = start + (first - start + k) % count;
            if ((flags[i] & ON_CURVE) != 0) {
                path.lineTo(x[i], y[i]);
                continue;
            }
            int next = start + (first - start + k + 1) % count;
            if ((flags[next] & ON_CURVE) != 0) {
                path.quadTo(x[i], y[i], x[next], y[next]);
                k++;
            } else {
                path.quadTo(x[i], y[i], (x[i] + x[next]) / 2.0, (y[i] + y[next]) / 2.0);
            }
        }
        path.closePath();
    }

    private int glyphOffset(int index) {
        int loca = table("loca");
        return longOffsets ? data.getInt(loca + 4 * index) : 2 * unsigned(loca + 2 * index);
    }

    private int table(String name) {
        Integer offset = tables.get(name);
        if (offset == null) {
            throw new IllegalStateException("The bundled font has no table " + name);
        }
        return offset;
    }

    private int unsigned(int at) {
        return data.getShort(at) & 0xFFFF;
    }
}
