package org.strangenoise.studies.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.strangenoise.studies.explore.ExploreServer;
import org.strangenoise.studies.service.LineProtocol;
import org.strangenoise.studies.service.StudyService;
import org.strangenoise.studies.study.RunLimits;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.yaml.InputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A process that stays and answers studies: by lines, or on a page with sliders. */
final class ServiceCommands {

    private ServiceCommands() {}

    /** {@code serve}: answers studies from one warm process. */
    @Command(
            name = "serve",
            mixinStandardHelpOptions = true,
            versionProvider = Main.ManifestVersion.class,
            description =
                    "Answers studies from one warm process: a line of JSON asks, lines of JSON answer. Ends when its"
                            + " input does. src/python/strange_noise.py speaks to it.")
    static final class ServeCommand implements Callable<Integer> {

        @Option(
                names = "--stdio",
                required = true,
                description = "Requests come on standard input, answers go to standard output.")
        private boolean stdio;

        @Option(names = "--threads", paramLabel = "N", description = "Threads to use. Default: all processors.")
        private Optional<Integer> threads = Optional.empty();

        @Option(
                names = "--max-memory",
                paramLabel = "SIZE",
                converter = StudyOptions.ByteSize.class,
                description = "Refuse a study that will take more memory, such as 4G. Default: 80%% of the JVM's heap.")
        private Optional<Long> maxMemory = Optional.empty();

        @Option(
                names = "--max-output",
                paramLabel = "SIZE",
                converter = StudyOptions.ByteSize.class,
                description = "Refuse a study whose answer or files will take more, such as 500M. Default: 2G.")
        private Optional<Long> maxOutput = Optional.empty();

        @Override
        public Integer call() throws IOException {
            int threadCount = StudyOptions.threads(threads);
            if (!stdio) {
                throw new Main.RefusedException("--stdio must be on: there is no other way to ask");
            }
            RunLimits limits = new RunLimits(
                    maxMemory.orElseGet(RunLimits::defaultMemory), maxOutput.orElse(RunLimits.DEFAULT_OUTPUT));
            // Whatever else prints must not come between the lines of the protocol.
            System.setOut(System.err);
            try (StudyService service = new StudyService(threadCount, limits);
                    FileInputStream in = new FileInputStream(FileDescriptor.in);
                    OutputStream out = new FileOutputStream(FileDescriptor.out)) {
                new LineProtocol(service, in, out).serve();
            }
            return 0;
        }
    }

    /** {@code explore}: a page whose sliders move a study. */
    @Command(
            name = "explore",
            mixinStandardHelpOptions = true,
            versionProvider = Main.ManifestVersion.class,
            description =
                    "Opens a page in the browser: move T1, kappa or a pulse's length, and see the map, the overlap and"
                            + " the budget move. Served to this machine alone, until Ctrl-C.")
    static final class ExploreCommand implements Callable<Integer> {

        private static final int MOST_PORT = 65535;

        @Spec
        private CommandSpec spec;

        @Parameters(
                paramLabel = "STUDY.yaml",
                arity = "0..1",
                description = "The study to begin with. Default: three transmons in a ring.")
        private Optional<Path> file = Optional.empty();

        @Option(names = "--port", paramLabel = "P", description = "Port to listen on. Default: any that is free.")
        private int port;

        @Option(names = "--no-browser", description = "Only print the address.")
        private boolean noBrowser;

        @Option(names = "--threads", paramLabel = "N", description = "Threads to use. Default: all processors.")
        private Optional<Integer> threads = Optional.empty();

        @SuppressWarnings("NullAway.Init") // picocli sets spec
        ExploreCommand() {}

        @Override
        public Integer call() throws IOException, InterruptedException {
            int threadCount = StudyOptions.threads(threads);
            if (port < 0 || port > MOST_PORT) {
                throw new Main.RefusedException("--port must be from 0 to " + MOST_PORT + ", but is " + port);
            }
            InputFile study = file.isPresent() ? Document.open(file.get()).study() : beginning();
            // What the page begins with must be sound; the reader tells its faults by line and column.
            StudyReader.readSetup(study);
            RunLimits limits = new RunLimits(RunLimits.defaultMemory(), RunLimits.DEFAULT_OUTPUT);
            try (StudyService service = new StudyService(threadCount, limits);
                    ExploreServer server = start(study, service)) {
                PrintWriter out = spec.commandLine().getOut();
                out.println(server.address());
                out.println("Explore is at this address, on this machine alone; Ctrl-C ends it.");
                out.flush();
                if (!noBrowser) {
                    open(server.address());
                }
                new CountDownLatch(1).await();
            }
            return 0;
        }

        private static InputFile beginning() throws IOException {
            try (InputStream in = Objects.requireNonNull(ExploreServer.class.getResourceAsStream("begin.yaml"))) {
                return InputFile.of(Path.of("begin.yaml"), in.readAllBytes());
            }
        }

        private ExploreServer start(InputFile study, StudyService service) throws IOException {
            try {
                return ExploreServer.start(port, study, service);
            } catch (BindException e) {
                throw new Main.RefusedException("--port must be one that is free, but " + port + " is taken");
            }
        }

        private static void open(URI address) {
            String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
            List<String> command = system.contains("win")
                    ? List.of("rundll32", "url.dll,FileProtocolHandler", address.toString())
                    : List.of(system.contains("mac") ? "open" : "xdg-open", address.toString());
            try {
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException noBrowserHere) {
                // No fault: the address stands on the terminal.
            }
        }
    }
}
