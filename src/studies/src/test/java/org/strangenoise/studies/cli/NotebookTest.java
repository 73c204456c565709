package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strangenoise.testing.RequiresProgram;

/** The notebook's door with Debian's Python: the page's examples as they stand, and what goes wrong. */
@RequiresProgram({NotebookTest.PYTHON, "-c", "import numpy, scipy, matplotlib"})
class NotebookTest {

    static final String PYTHON = "/usr/bin/python3";

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path CLIENT = ROOT.resolve("src/python");

    private static final String STUDY = """
            import strange_noise
            study = {
                "name": "pair",
                "device": {
                    "name": "two",
                    "qubits": [{"name": "A", "T1": "3 us", "Tphi": "2 us"}, {"name": "B", "T1": "5 us", "Tphi": "4 us"}],
                    "operations": {"ry": {"duration": "30 ns"}, "rz": {"duration": "0 ns"}, "interaction": {"coupling": "4 MHz"}},
                },
                "circuit": {"kicked-top": {"qubits": 2, "kappa": 1.7, "steps": 4}},
                "analyses": [{"type": "sweep", "id": "s", "over": {"noise.scale": [0, 1]}, "observable": "purity"}],
            }
            long = {**study, "analyses": [{"type": "sweep", "id": "s", "observable": "purity",
                "over": {"noise.scale": {"from": 0, "to": 1, "points": 100000}}}]}
            """;

    @TempDir
    Path folder;

    private Path program;

    /** A program that starts this build, as an installed one would be started. */
    @BeforeEach
    void program() throws IOException {
        program = folder.resolve("strange-noise");
        Files.writeString(
                program,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -Djava.awt.headless=true -XX:TieredStopAtLevel=1 -cp '"
                        + absolute(System.getProperty("java.class.path")) + "' " + Main.class.getName() + " \"$@\"\n");
        assertTrue(program.toFile().setExecutable(true));
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(Pattern.quote(System.getProperty("path.separator"))))
                .map(each -> Path.of(each).toAbsolutePath().toString())
                .reduce((a, b) -> a + System.getProperty("path.separator") + b)
                .orElseThrow();
    }

    private String python(String script, Path workingFolder, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(options));
        command.add(Files.writeString(folder.resolve("script.py"), script).toString());
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingFolder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("PYTHONPATH", CLIENT.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("MPLBACKEND", "Agg");
        builder.environment().put("MPLCONFIGDIR", folder.toString());
        builder.environment().put("STRANGE_NOISE", program.toString());
        Process process = builder.start();
        assertTrue(process.waitFor(8, TimeUnit.MINUTES), "still running");
        assertEquals("", Files.readString(err));
        assertEquals(0, process.exitValue());
        return Files.readString(out);
    }

    private String python(String script) throws Exception {
        return python(STUDY + script, folder);
    }

    record Example(String code, String printed) {
        @Override
        public String toString() {
            return printed.lines().findFirst().orElse("prints nothing");
        }
    }

    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        Matcher matcher = Pattern.compile("```python\n(.*?)```\\s*```text\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("src/site/notebook.md")));
        while (matcher.find()) {
            examples.add(new Example(matcher.group(1), matcher.group(2)));
        }
        assertEquals(4, examples.size());
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExamplePrintsWhatThePageSays(Example example) throws Exception {
        // The example's own files go to a folder of its own: only what it reads is the project's.
        Files.createSymbolicLink(folder.resolve("configs"), ROOT.resolve("configs"));
        assertEquals(example.printed(), python(example.code(), folder));
        if (example.code().contains("savefig")) {
            assertTrue(Files.size(folder.resolve("entropy-map.png")) > 10_000);
        }
        Files.delete(folder.resolve("configs"));
    }

    @Test
    void theFileIsWrittenInPython39() throws Exception {
        String check = "import ast\nast.parse(open(r'" + CLIENT.resolve("strange_noise.py")
                + "').read(), feature_version=(3, 9))\nprint('yes')\n";
        assertEquals("yes\n", python(check, folder));
    }

    @Test
    void withoutNumpyListsStayLists() throws Exception {
        String blocked = """
                import sys
                sys.modules["numpy"] = None
                """;
        String asked = """
                with strange_noise.Session() as noise:
                    purity = noise.run(study).analysis()["noisy"]
                print(type(purity).__name__, len(purity))
                """;
        assertEquals("list 2\n", python(blocked + STUDY + asked, folder));
        assertEquals("ndarray 2\n", python(asked));
    }

    @Test
    void errorsHavePlaceRuleAndValue() throws Exception {
        assertEquals("""
                device.qubits[1].T1 | `T1` must have a unit (ps, ns, us, ms, s) | 5 | 1
                set["device.qubits.*.T1"] | `device.qubits.*.T1` must have a unit (ps, ns, us, ms, s) | 10 | 1
                no.yaml:1:1
                2
                """, python("""
                import os
                def refused(*request, **more):
                    try:
                        noise.run(*request, **more)
                    except strange_noise.Error as error:
                        return error
                with strange_noise.Session() as noise:
                    study["device"]["qubits"][1]["T1"] = 5
                    error = refused(study)
                    print(error.place, error.rule, error.value, len(error.errors), sep=" | ")
                    study["device"]["qubits"][1]["T1"] = "5 us"
                    error = refused(study, set={"device.qubits.*.T1": 10})
                    print(error.place, error.rule, error.value, len(error.errors), sep=" | ")
                    print(os.path.basename(refused("no.yaml").place))
                    print(len(noise.run(study).analysis("s")["noisy"]))
                """));
    }

    @Test
    void requestsAreSentWatchedAndCancelled() throws Exception {
        assertEquals("""
                cancelled
                cancelled
                True ['s'] True
                300
                no answer in time
                """, python("""
                with strange_noise.Session(threads=2) as noise:
                    heard = []
                    pending = noise.submit(long, progress=lambda *news: heard.append(news))
                    while not heard:
                        pass
                    pending.cancel()
                    for each in (pending, noise.submit(long, kind="slider")):
                        last = noise.submit(study, kind="slider")
                        try:
                            each.result()
                        except strange_noise.Cancelled:
                            print("cancelled")
                    print(last.result()["study"] == "pair", sorted({news[0] for news in heard}),
                          all(found <= of == 100000 for _, found, of in heard))
                    many = [noise.submit(study, set={"circuit.kicked-top.kappa": k / 100}) for k in range(300)]
                    print(len({each.result().analysis()["noisy"][1] for each in many}))
                    try:
                        noise.run(long, timeout=0.2)
                    except TimeoutError:
                        print("no answer in time")
                """));
    }

    @Test
    void numbersOfNumpyAndInfinitiesAreData() throws Exception {
        assertEquals("[1.  0.5]\n12.5 us inf 0.1 us\n", python("""
                import numpy
                study["circuit"]["kicked-top"]["steps"] = numpy.int64(4)
                study["device"]["qubits"][0]["T1"] = numpy.inf
                study["analyses"][0]["over"] = {"noise.scale": numpy.array([0.0, 1e6])}
                with strange_noise.Session() as noise:
                    purity = noise.run(study).analysis()["noisy"]
                print(numpy.round(purity, 3))
                print(strange_noise.us(12.5), strange_noise.us(float("inf")), strange_noise.us(numpy.float64(0.1)))
                """));
    }

    @Test
    void validatingAndSchemas() throws Exception {
        assertEquals("[] object\n", python("""
                with strange_noise.Session() as noise:
                    print(noise.validate(study), noise.schema("device")["type"])
                """));
    }

    @Test
    void aProcessThatCannotServeIsToldAsOne() throws Exception {
        assertEquals("""
                other is version 9.9 and speaks protocol 2, but this file speaks 1; take the strange_noise.py that came with it
                true does not serve
                /no/such/program cannot be started
                ended
                """, python("""
                import os
                open("other", "w").write("#!/bin/sh\\necho '{\\"event\\":\\"hello\\",\\"protocol\\":2,\\"version\\":\\"9.9\\"}'\\ncat\\n")
                os.chmod("other", 0o755)
                for command in (os.path.abspath("other"), "/bin/true", "/no/such/program"):
                    try:
                        strange_noise.Session(command)
                    except strange_noise.Error as error:
                        print(str(error).replace(os.getcwd() + "/", "").replace("/bin/true", "true").split(":")[0])
                noise = strange_noise.Session()
                pending = noise.submit(long)
                noise._process.kill()
                try:
                    pending.result()
                except strange_noise.Error:
                    print("ended")
                noise.close()
                """));
    }

    /** Measured: 0.5 s, on a machine with nothing else to do. */
    @Test
    void theFirstAnswerComesSoon() throws Exception {
        double seconds = Double.parseDouble(python("""
                import time
                begun = time.perf_counter()
                with strange_noise.Session() as noise:
                    noise.run(study)
                    print(time.perf_counter() - begun)
                """));
        assertTrue(seconds < 10, seconds + " s");
    }

    /** The process ends with its notebook, however that ends. */
    @Test
    void noProcessIsLeftBehind() throws Exception {
        String pid = python("""
                import os, sys
                noise = strange_noise.Session()
                noise.submit(long)
                print(noise._process.pid, flush=True)
                os._exit(0)
                """).strip();
        ProcessHandle.of(Long.parseLong(pid))
                .ifPresent(process ->
                        process.onExit().orTimeout(60, TimeUnit.SECONDS).join());
    }
}
