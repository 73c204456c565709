package org.strangenoise.studies.fuzz;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.exchange.device.DeviceImporter;
import org.strangenoise.exchange.openqasm.OpenQasmReader;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.state.InitialState;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.fit.MeasuredPoints;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Printable;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlParser;

/**
 * Whatever bytes stand in a file, it is read or refused, each problem on one printable line with its place, and soon.
 *
 * <p>As tests these run over the corpus in {@code src/test/resources}; with {@code JAZZER_FUZZ=1} one of them looks for
 * bytes that break the rule, see {@code src/studies/fuzz.sh}.
 */
class UntrustedInputFuzzTest {

    private static final Path NOWHERE = Path.of("fuzz", "input");
    private static final long SLOWEST_NANOSECONDS = 2_000_000_000L;
    private static final int LONGEST_MESSAGE = 8_000;

    /** A cold JVM that is instrumented as well takes seconds to load the classes, which no input has to answer for. */
    @BeforeAll
    static void loadClasses() throws IOException {
        StudyReader.read(Path.of("../../configs/studies/neill-2016.yaml"));
        new AnalysisRunner(SimulationOptions.defaults(), line -> {})
                .prepare(StudyReader.read(Path.of("src/main/launcher/every-analysis.yaml")));
        var bell = Path.of("../../configs/studies/circuits");
        try (Stream<Path> circuits = Files.list(bell)) {
            for (Path circuit :
                    circuits.filter(p -> p.toString().endsWith(".qasm")).toList()) {
                new OpenQasmReader().read(circuit);
            }
        }
    }

    @FuzzTest
    void study(byte[] bytes) {
        readOrRefused(() -> {
            var study = StudyReader.read(InputFile.of(NOWHERE, bytes));
            new AnalysisRunner(SimulationOptions.defaults(), line -> {}).prepare(study);
            return study;
        });
    }

    @FuzzTest
    void device(byte[] bytes) {
        readOrRefused(() -> {
            Problems problems = new Problems();
            var device = YamlParser.parse(InputFile.of(NOWHERE, bytes), problems)
                    .flatMap(root -> DeviceReader.read(root, problems));
            problems.throwIfErrors();
            return device.orElseThrow();
        });
    }

    @FuzzTest
    void openQasm2(byte[] bytes) {
        openQasm(bytes, "OPENQASM 2.0;\n");
    }

    @FuzzTest
    void openQasm3(byte[] bytes) {
        openQasm(bytes, "OPENQASM 3.0;\n");
    }

    private static void openQasm(byte[] bytes, String head) {
        byte[] program = (head + new String(bytes, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
        // Fewer operations than usual: what is looked for is not how long a million takes.
        OpenQasmReader reader = new OpenQasmReader();
        readOrRefused(() -> reader.withLimits(reader.limits().withOperations(10_000))
                .read(InputFile.of(NOWHERE, program), included -> {}));
    }

    @FuzzTest
    void calibrationJson(byte[] bytes) {
        readOrRefused(() -> {
            String text = DeviceImporter.read(new String(bytes, StandardCharsets.UTF_8), "fuzz.json")
                    .text();
            Problems problems = new Problems();
            YamlParser.parse(text, "written.yaml", problems).ifPresent(root -> DeviceReader.read(root, problems));
            if (problems.hasErrors()) {
                throw new AssertionError("a device file was written that is refused: " + problems.errors());
            }
            return text;
        });
    }

    @FuzzTest
    void measuredPoints(byte[] bytes) {
        CircuitSource circuit = new CircuitSource.KickedTopSource(
                KickedTop.of(3, 2.5), 20, InitialState.ground(3), CircuitSource.Preparation.IDEAL);
        readOrRefused(() -> {
            Problems problems = new Problems();
            var points = MeasuredPoints.read(
                    InputFile.of(NOWHERE, bytes), circuit, Calibration.uniform(3, 10e-6, 12e-6), problems);
            problems.throwIfErrors();
            return points;
        });
    }

    private static void readOrRefused(Supplier<?> read) {
        long start = processorTime();
        try {
            assertNotNull(read.get());
        } catch (InvalidInputException refusal) {
            for (Problem problem : refusal.problems()) {
                String line = problem.toString();
                if (!line.matches("(?s)\\S.*:[0-9]+:[0-9]+: .+")
                        || !line.lines().allMatch(each -> each.equals(Printable.line(each)))
                        || line.contains("Exception")
                        || line.length() > LONGEST_MESSAGE) {
                    throw new AssertionError("no message to show: " + line, refusal);
                }
            }
        }
        long elapsed = processorTime() - start;
        if (elapsed > SLOWEST_NANOSECONDS) {
            throw new AssertionError("took " + elapsed + " ns");
        }
    }

    /** What others do on the machine meanwhile does not count. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
