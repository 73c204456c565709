package org.strangenoise.studies.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8, none of which takes more memory than a limit, whoever sends them. */
final class BoundedLines {

    private final InputStream in;
    private final int most;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private long number;

    /**
     * A line, or why it cannot be read.
     *
     * @param number from 1
     * @param text its characters; empty if it is refused
     * @param rule what it does not keep; empty if it is good
     */
    record Line(long number, String text, String rule) {}

    /** @param most bytes of a line without its end */
    BoundedLines(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /** The next line; empty at the end. A last line needs no end. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean any = false;
        boolean tooLong = false;
        while (true) {
            if (from == to) {
                from = 0;
                to = Math.max(0, in.read(buffer));
                if (to == 0) {
                    return any ? Optional.of(line(line, tooLong)) : Optional.empty();
                }
            }
            any = true;
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            if (tooLong || line.size() + (end - from) > most) {
                tooLong = true;
                line.reset();
            } else {
                line.write(buffer, from, end - from);
            }
            boolean ends = end < to;
            from = ends ? end + 1 : end;
            if (ends) {
                return Optional.of(line(line, tooLong));
            }
        }
    }

    private Line line(ByteArrayOutputStream bytes, boolean tooLong) {
        number++;
        if (tooLong) {
            return new Line(number, "", "must have at most " + most + " bytes, but has more");
        }
        try {
            return new Line(
                    number,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes.toByteArray()))
                            .toString(),
                    "");
        } catch (CharacterCodingException e) {
            return new Line(number, "", "must be UTF-8, but is not");
        }
    }
}
