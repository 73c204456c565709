package org.strangenoise.studies.tasks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of a journal, written by one process: lines, each the checksum of its rest (CRC-32C, eight hexadecimal
 * digits), a space and the rest. The first names format, subject and process; every other holds a row: the analysis'
 * number, the sample's, and the row as JSON. A line counts if it ends and its checksum is right, so that whatever is
 * torn or altered is as if it had not been written.
 */
final class JournalFile {

    /** Of the lines; another one is refused. */
    static final int FORMAT = 1;

    private static final int CHECKSUM = 8;

    private JournalFile() {}

    /** The first line. */
    record Head(int format, Journal.Subject subject, RunningProcess process) {}

    /** Hears the rows of a file. */
    @FunctionalInterface
    interface Rows {
        void row(int analysis, int sample, byte[] json);
    }

    /**
     * What stands in a file.
     *
     * @param head empty if the first line is damaged, so that no row can be told
     * @param damaged lines that are not as they were written
     */
    record Content(Optional<Head> head, int damaged) {}

    /** A line with its checksum and its end. */
    static byte[] line(String rest) {
        byte[] text = rest.getBytes(StandardCharsets.UTF_8);
        byte[] line = new byte[CHECKSUM + 1 + text.length + 1];
        System.arraycopy(checksum(text, 0, text.length), 0, line, 0, CHECKSUM);
        line[CHECKSUM] = ' ';
        System.arraycopy(text, 0, line, CHECKSUM + 1, text.length);
        line[line.length - 1] = '\n';
        return line;
    }

    private static byte[] checksum(byte[] text, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(text, from, length);
        return HexFormat.of().toHexDigits((int) crc.getValue()).getBytes(StandardCharsets.US_ASCII);
    }

    /** The line of a row. */
    static byte[] row(int analysis, int sample, String json) {
        return line(analysis + " " + sample + " " + json);
    }

    /** The first line alone. */
    static Optional<Head> head(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] line = next(in);
            return line == null ? Optional.empty() : head(line);
        }
    }

    /**
     * Reads a file from its beginning as far as it goes now.
     *
     * @throws IOException also if it is of another format
     */
    static Content read(Path file, Rows rows) throws IOException {
        int damaged = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] first = next(in);
            Optional<Head> head = first == null ? Optional.empty() : head(first);
            if (head.isEmpty()) {
                return new Content(head, first == null ? 0 : 1);
            }
            for (byte[] line = next(in); line != null; line = next(in)) {
                if (!tell(line, rows)) {
                    damaged++;
                }
            }
            return new Content(head, damaged);
        }
    }

    private static Optional<Head> head(byte[] line) throws IOException {
        if (!isIntact(line)) {
            return Optional.empty();
        }
        String text = new String(line, CHECKSUM + 1, line.length - CHECKSUM - 2, StandardCharsets.UTF_8);
        try {
            int format = RowJson.number(text, "format");
            if (format != FORMAT) {
                throw new IOException("its format is " + format + ", which this version of the program does not read");
            }
            return Optional.of(RowJson.row(text, Head.class));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static boolean isIntact(byte[] line) {
        int length = line.length - CHECKSUM - 2;
        if (length < 0 || line[CHECKSUM] != ' ' || line[line.length - 1] != '\n') {
            return false;
        }
        byte[] checksum = checksum(line, CHECKSUM + 1, length);
        for (int k = 0; k < CHECKSUM; k++) {
            if (checksum[k] != line[k]) {
                return false;
            }
        }
        return true;
    }

    /** Tells a row; false if the line is damaged. */
    private static boolean tell(byte[] line, Rows rows) {
        if (!isIntact(line)) {
            return false;
        }
        int first = indexOf(line, CHECKSUM + 1);
        int second = indexOf(line, first + 1);
        int analysis = number(line, CHECKSUM + 1, first);
        int sample = number(line, first + 1, second);
        if (analysis < 0 || sample < 0) {
            return false;
        }
        byte[] json = new byte[line.length - second - 2];
        System.arraycopy(line, second + 1, json, 0, json.length);
        rows.row(analysis, sample, json);
        return true;
    }

    private static int indexOf(byte[] line, int from) {
        int at = from;
        while (at < line.length - 1 && line[at] != ' ') {
            at++;
        }
        return at;
    }

    private static int number(byte[] line, int from, int to) {
        long value = to > from ? 0 : -1;
        for (int k = from; k < to && value >= 0; k++) {
            int digit = line[k] - '0';
            value = digit < 0 || digit > 9 || value > Integer.MAX_VALUE / 10 ? -1 : 10 * value + digit;
        }
        return value > Integer.MAX_VALUE ? -1 : (int) value;
    }

    /** The next line with its end, or what stands after the last one; null at the file's end. */
    private static byte @Nullable [] next(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                return line.toByteArray();
            }
        }
        return line.size() == 0 ? null : line.toByteArray();
    }

    /** A file being written, which only ever grows by whole lines. */
    static final class Writer implements AutoCloseable {
        private final FileChannel channel;
        private long good;

        Writer(Path file, Head head) throws IOException {
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            byte[] line = line(RowJson.line(head));
            Optional<IOException> failure = write(line);
            if (failure.isPresent()) {
                channel.close();
                Files.delete(file);
                throw failure.get();
            }
        }

        /** Where the last whole line ends. */
        long size() {
            return good;
        }

        /** Writes lines; of those that cannot be written whole nothing stays. */
        Optional<IOException> write(byte[] lines) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(lines);
            try {
                while (buffer.hasRemaining()) {
                    channel.write(buffer, good + buffer.position());
                }
                good += lines.length;
                return Optional.empty();
            } catch (IOException e) {
                int whole = buffer.position();
                while (whole > 0 && lines[whole - 1] != '\n') {
                    whole--;
                }
                good += whole;
                channel.truncate(good);
                return Optional.of(e);
            }
        }

        void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
