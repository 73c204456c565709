package org.strangenoise.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The benchmark's density matrix in other programs, where this machine has them: numpy and QuTiP in {@code python3},
 * and the same algorithm in C++, which {@code g++} compiles for this machine. Each tells its time and what it found.
 */
public final class Peers implements AutoCloseable {

    /** The sizes that the C++ twin takes. */
    private static final int TWIN_LEAST = 6;

    private static final int TWIN_MOST = 13;

    /** Numpy takes seconds a step beyond. */
    private static final int NUMPY_MOST = 8;

    /** Beyond, QuTiP's superoperator of a step takes minutes to build. */
    private static final int QUTIP_MOST = 4;

    /** A user's own python3 often comes before that of the system, and each may have what the other lacks. */
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private static final long PATIENCE_SECONDS = 300;

    private static final Pattern LINE = Pattern.compile(
            "\"peer\": ?\"([^\"]*)\".*\"ms_per_step\": ?([-+.eE0-9]+).*\"purity\": ?([-+.eE0-9]+).*\"z0\": ?([-+.eE0-9]+)");

    private final Path folder;
    private final boolean hasTwin;

    /**
     * What a peer found.
     *
     * @param millis median, a step
     * @param purity at the end
     * @param z0 z of qubit 0
     */
    public record Found(String peer, double millis, double purity, double z0) {}

    /** Compiles what this machine can run. */
    public Peers() {
        try {
            this.folder = Files.createTempDirectory("strange-noise-peers");
            copy("twin.cpp");
            copy("peers.py");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.hasTwin = run("g++", "-O3", "-march=native", "-ffast-math", "-fopenmp", "-o", "twin", "twin.cpp") != null;
    }

    private void copy(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Peers.class.getResourceAsStream(name), name)) {
            Files.copy(in, folder.resolve(name));
        }
    }

    /** What the peers of this machine say to the workload after {@code steps} steps; none where there is none. */
    public List<Found> find(int qubits, int steps, int threads, int repeats) {
        List<Found> found = new ArrayList<>();
        String n = Integer.toString(qubits);
        String s = Integer.toString(steps);
        if (hasTwin && qubits >= TWIN_LEAST && qubits <= TWIN_MOST) {
            add(
                    run(folder.resolve("twin").toString(), n, s, Integer.toString(threads), Integer.toString(repeats)),
                    found);
        }
        if (threads == 1) {
            List<String> wanted = new ArrayList<>();
            if (qubits <= NUMPY_MOST) {
                wanted.add("numpy");
            }
            if (qubits <= QUTIP_MOST) {
                wanted.add("QuTiP");
            }
            for (String python : PYTHONS) {
                for (String peer : List.copyOf(wanted)) {
                    String lines = run(python, "peers.py", n, s, Integer.toString(repeats), peer);
                    if (lines != null) {
                        add(lines, found);
                        wanted.remove(peer);
                    }
                }
            }
        }
        return found;
    }

    private static void add(@Nullable String lines, List<Found> found) {
        if (lines != null) {
            lines.lines()
                    .map(LINE::matcher)
                    .filter(Matcher::find)
                    .forEach(m -> found.add(new Found(
                            m.group(1),
                            Double.parseDouble(m.group(2)),
                            Double.parseDouble(m.group(3)),
                            Double.parseDouble(m.group(4)))));
        }
    }

    /** What a program prints; null if it is not there, fails or takes too long. */
    private @Nullable String run(String... command) {
        try {
            Path out = folder.resolve("out");
            ProcessBuilder builder = new ProcessBuilder(Arrays.asList(command))
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(out.toFile());
            builder.environment().put("OMP_NUM_THREADS", "1");
            builder.environment().put("OPENBLAS_NUM_THREADS", "1");
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return null;
            }
            return process.exitValue() == 0 ? Files.readString(out, StandardCharsets.UTF_8) : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
