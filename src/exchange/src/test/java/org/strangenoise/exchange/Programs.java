package org.strangenoise.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.strangenoise.math.ComplexMatrix;

/** Runs other tools and takes the lines they print. */
public final class Programs {

    private Programs() {}

    /** The lines of standard output of a command that must end well within five minutes. */
    public static List<String> run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end");
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(command + " fails: " + Files.readString(err));
        }
        return Files.readAllLines(out);
    }

    /** A printed list of the real and imaginary parts of a square matrix, row by row. */
    public static ComplexMatrix matrix(JsonNode entries) {
        int d = (int) Math.round(Math.sqrt(entries.size()));
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        for (int k = 0; k < d * d; k++) {
            re[k] = entries.get(k).get(0).asDouble();
            im[k] = entries.get(k).get(1).asDouble();
        }
        return ComplexMatrix.of(d, d, re, im);
    }
}
