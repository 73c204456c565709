package org.strangenoise.studies.fuzz;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.device.yaml.DeviceWriter;
import org.strangenoise.exchange.openqasm.OpenQasmReader;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Printable;
import org.strangenoise.yaml.Problem;

/**
 * What holds for whatever bytes stand in a file: they are read or refused, each problem on one printable line with its
 * place, within two seconds of processor time and 400 MB.
 *
 * <p>A target is a class of its own, so that each can have a JVM. As tests the targets run over their corpora in
 * {@code src/test/resources}; with {@code JAZZER_FUZZ=1} they look for bytes that break a rule, see
 * {@code src/studies/fuzz.sh}.
 */
final class UntrustedInput {

    static final SimulationOptions OPTIONS = SimulationOptions.defaults().withThreads(1);

    private static final Path NOWHERE = Path.of("fuzz", "input");
    private static final long SLOWEST_NANOSECONDS = 2_000_000_000L;
    private static final long MOST_BYTES = 400_000_000;
    /** Code that is watched by a fuzzer takes many times as long, and makes objects of its own. */
    private static final int WATCHED = System.getenv("JAZZER_FUZZ") == null ? 1 : 10;

    private static final String EXCEPTION = "Exception";
    private static final int LONGEST_MESSAGE = 8_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private UntrustedInput() {}

    /** A cold JVM that is instrumented as well takes seconds to load the classes, which no input has to answer for. */
    static void loadStudies() throws IOException {
        StudyReader.read(Path.of("../../configs/studies/neill-2016.yaml"));
        new AnalysisRunner(OPTIONS, line -> {})
                .prepare(StudyReader.read(Path.of("src/main/launcher/every-analysis.yaml")));
    }

    /** As {@link #loadStudies}, for who reads circuits alone. */
    static void loadCircuits() throws IOException {
        try (Stream<Path> circuits = Files.list(Path.of("../../configs/studies/circuits"))) {
            for (Path circuit :
                    circuits.filter(p -> p.toString().endsWith(".qasm")).toList()) {
                new OpenQasmReader().read(circuit);
            }
        }
    }

    /** As {@link #loadStudies}, for who reads devices or their numbers. */
    static void loadDevices() {
        DeviceWriter.text(DeviceReader.read(Path.of("../../configs/devices/gmon-ring.yaml")));
    }

    static InputFile file(byte[] bytes) {
        return InputFile.of(NOWHERE, bytes);
    }

    /** Reads, and judges how: the answer, or the refusal, and what it cost. */
    static void readOrRefused(byte[] bytes, Supplier<?> read) {
        long start = THREADS.getCurrentThreadCpuTime();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            assertNotNull(read.get());
        } catch (InvalidInputException refusal) {
            for (Problem problem : refusal.problems()) {
                String line = problem.toString();
                // One line, but for what a user may paste into the file: indented, on lines of its own.
                if (!line.matches("\\S.*:[0-9]+:[0-9]+: .+(\n +\\S.*)*")
                        || !line.equals(Printable.lines(line))
                        || (line.contains(EXCEPTION) && !isQuoted(bytes))
                        || line.length() > LONGEST_MESSAGE) {
                    throw new AssertionError("no message to show: " + line, refusal);
                }
            }
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        long elapsed = THREADS.getCurrentThreadCpuTime() - start;
        if (elapsed > WATCHED * SLOWEST_NANOSECONDS) {
            throw new AssertionError("took " + elapsed + " ns");
        }
        // All that was ever asked for, so rather too much.
        if (allocated > WATCHED * MOST_BYTES) {
            throw new AssertionError("took " + allocated + " bytes");
        }
    }

    /** Java's words must not be in a message, but for an input's own. */
    private static boolean isQuoted(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(EXCEPTION);
    }
}
