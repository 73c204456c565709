package org.strangenoise.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.yaml.snakeyaml.reader.StreamReader;

/** The bytes of a file as text that a YAML parser may see: UTF-8, printable, of bounded size. */
final class SourceText {

    static final int MAX_BYTES = 4 << 20;

    /** The parser's time grows with the square of a line's length, as its window over the text does. */
    static final int MAX_LINE = 64 << 10;

    private SourceText() {}

    /** Decodes UTF-8, with or without a byte order mark, of bounded size. */
    static Optional<String> decode(byte[] bytes, String displayName, Problems problems) {
        if (bytes.length > MAX_BYTES) {
            problems.error(
                    Location.startOf(displayName), "file must have at most " + MAX_BYTES + " bytes, but has more");
            return Optional.empty();
        }
        return utf8(bytes, displayName, problems).flatMap(text -> check(text, displayName, problems));
    }

    /** Decodes UTF-8, with or without a byte order mark. */
    static Optional<String> utf8(byte[] bytes, String displayName, Problems problems) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            problems.error(
                    end(text, displayName),
                    String.format("file must be UTF-8 text, but has the byte 0x%02X", bytes[in.position()]));
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** Refuses text with characters that YAML does not allow, such as those of a binary file. */
    static Optional<String> check(String text, String displayName, Problems problems) {
        int lineStart = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            lineStart = isBreak(c) ? i + 1 : lineStart;
            if (i - lineStart >= MAX_LINE) {
                problems.error(
                        end(text.substring(0, i), displayName),
                        "a line must have at most " + MAX_LINE + " characters, but this one has more");
                return Optional.empty();
            }
            if (!StreamReader.isPrintable(c)) {
                problems.error(
                        end(text.substring(0, i), displayName),
                        String.format("file must be plain text, but has the character U+%04X", c));
                return Optional.empty();
            }
            i += Character.charCount(c);
        }
        return Optional.of(text);
    }

    private static Location end(String text, String displayName) {
        int line = 1;
        int column = 1;
        int previous = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(previous)) {
            int c = text.codePointAt(i);
            boolean endsWindowsBreak = c == '\n' && previous == '\r';
            if (isBreak(c)) {
                line += endsWindowsBreak ? 0 : 1;
                column = 1;
            } else if (c != '\uFEFF') {
                column++;
            }
            previous = c;
        }
        return new Location(displayName, line, column);
    }

    private static boolean isBreak(int c) {
        return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }
}
