package org.strangenoise.studies.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Field;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.strangenoise.studies.output.Draft;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Printable;
import org.strangenoise.yaml.Problem;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code strange-noise}. */
@Command(
        name = "strange-noise",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Runs noisy-circuit studies described in YAML, from device calibration to figures.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a defect of this program",
            "2:bad usage or input",
            "130:interrupted",
            "143:terminated"
        })
public final class Main implements Runnable {

    private static final String HELP = "help";

    private static final String GENERATE_COMPLETION = "generate-completion";

    /** Bad usage or input. */
    static final int REFUSED = 2;

    /** In the order in which the help lists them. */
    private static final List<String> COMMANDS = List.of(
            "run",
            "init",
            "plan",
            "run-tasks",
            "assemble",
            "status",
            "validate",
            "export",
            "import-device",
            "explore",
            "serve",
            "bench",
            "schema",
            "channels",
            "analyses",
            HELP,
            GENERATE_COMPLETION);

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets spec before it calls run
    Main() {}

    public static void main(String[] arguments) {
        StandardError.restore();
        System.exit(execute(arguments));
    }

    /** Runs one command line and gives its exit code. */
    public static int execute(String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        // The model of every command takes longer to make than many a study to check; these two speak of all.
        boolean one = COMMANDS.contains(first) && !first.equals(HELP) && !first.equals(GENERATE_COMPLETION);
        return commandLine(one ? List.of(first) : COMMANDS).execute(arguments);
    }

    /** The command line with all commands, and its answers to bad input. */
    static CommandLine commandLine() {
        return commandLine(COMMANDS);
    }

    private static CommandLine commandLine(List<String> commands) {
        CommandLine main = new CommandLine(new Main());
        commands.forEach(name -> main.addSubcommand(command(name)));
        return withOurAnswers(main);
    }

    /** A command line that answers bad input and defects as this program does. */
    public static CommandLine withOurAnswers(CommandLine main) {
        return main.registerConverter(Path.class, new PathConverter())
                .setOut(StandardError.PrintableWriter.to(System.out))
                .setErr(StandardError.PrintableWriter.to(System.err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler(new Refusals())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /**
     * A path of the command line; which characters names of files may have depends on the system and its locale. A
     * class, since a lambda would keep picocli's other converters out of the launcher's archive of classes.
     */
    private static final class PathConverter implements CommandLine.ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new CommandLine.TypeConversionException("has characters that no name of a file can have here"
                        + (isUnicode() ? "" : "; try LC_ALL=C.UTF-8"));
            }
        }

        private static boolean isUnicode() {
            return System.getProperty("sun.jnu.encoding", "UTF-8").equalsIgnoreCase("UTF-8");
        }
    }

    /** A switch, so that no class is loaded but the command's. */
    private static Object command(String name) {
        return switch (name) {
            case "run" -> new StudyRun.RunCommand();
            case "plan" -> new TasksCommands.PlanCommand();
            case "run-tasks" -> new TasksCommands.RunTasksCommand();
            case "assemble" -> new TasksCommands.AssembleCommand();
            case "status" -> new TasksCommands.StatusCommand();
            case "init" -> new ReferenceCommands.InitCommand();
            case "validate" -> new StudyRun.ValidateCommand();
            case "export" -> new ExportCommand();
            case "import-device" -> new ImportDeviceCommand();
            case "explore" -> new ServiceCommands.ExploreCommand();
            case "serve" -> new ServiceCommands.ServeCommand();
            case "bench" -> new BenchCommand();
            case "schema" -> new ReferenceCommands.SchemaCommand();
            case "channels" -> new ReferenceCommands.ChannelsCommand();
            case "analyses" -> new ReferenceCommands.AnalysesCommand();
            case HELP -> new CommandLine.HelpCommand();
            case GENERATE_COMPLETION -> new AutoComplete.GenerateCompletion();
            default ->
                throw new IllegalArgumentException(
                        "Argument `name` must be one of " + COMMANDS + ", but is `" + name + "`");
        };
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Which command? To begin, in an empty folder: `init`, then `run study.yaml`; `help COMMAND` tells more.");
    }

    /** Bad input is told line by line, without a stack trace; a defect of ours is told as one. */
    private static final class Refusals implements IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
            if (Draft.isInterrupted()) {
                // Its files were taken from under it; the exit code is the signal's.
                return 1;
            }
            PrintWriter err = commandLine.getErr();
            if (e instanceof InvalidInputException invalid) {
                invalid.problems().stream().map(Problem::toString).forEach(err::println);
                err.flush();
                return REFUSED;
            }
            if (e instanceof RefusedException refused) {
                err.println(name(commandLine) + ": " + refused.getMessage());
                err.flush();
                return REFUSED;
            }
            err.println(name(commandLine) + ": a defect of this program, please report it: " + e);
            for (StackTraceElement element : e.getStackTrace()) {
                err.println("    at " + element);
            }
            err.flush();
            return 1;
        }

        private static String name(CommandLine commandLine) {
            return commandLine.getCommandSpec().root().name();
        }
    }

    /** The version Maven wrote into this jar's manifest. */
    public static final class ManifestVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"strange-noise " + version()};
        }

        /** The version alone. */
        public static String version() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "(not run from its jar)" : version;
        }
    }

    /** Bad usage that no file's line stands for; the message says what must be otherwise. */
    public static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public RefusedException(String message) {
            super(message);
        }
    }

    /**
     * Standard error as the launcher leaves it.
     *
     * <p>A JVM that starts with {@code jdk.incubator.vector} writes a warning about it to file descriptor 2, and no
     * option prevents that. The launcher therefore starts such a JVM with descriptor 2 closed to the reader, hands the
     * true standard error over as another descriptor, and names that one in the system property {@value #DESCRIPTOR}.
     */
    public static final class StandardError {

        static final String DESCRIPTOR = "strange-noise.stderr";

        private StandardError() {}

        /** Makes {@link System#err} write to the descriptor the launcher named, if it named one. */
        public static void restore() {
            Integer descriptor = Integer.getInteger(DESCRIPTOR);
            if (descriptor == null) {
                return;
            }
            Charset terminal = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
            System.setErr(new PrintStream(new FileOutputStream(open(descriptor)), true, terminal));
        }

        /** Reopening {@code /dev/fd/n} instead would lose the position in a file and fails for a socket. */
        private static FileDescriptor open(int number) {
            FileDescriptor descriptor = new FileDescriptor();
            try {
                Field field = FileDescriptor.class.getDeclaredField("fd");
                field.setAccessible(true);
                field.setInt(descriptor, number);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("FileDescriptor has no field `fd` to set to " + number, e);
            }
            return descriptor;
        }

        /** What everything goes through that the program prints: nothing that an input holds steers the terminal. */
        static final class PrintableWriter extends FilterWriter {

            private PrintableWriter(PrintStream stream, Charset charset) {
                super(new OutputStreamWriter(stream, charset));
            }

            /** A writer to standard output or standard error, in the encoding of the terminal. */
            static PrintWriter to(PrintStream stream) {
                String name = System.getProperty("native.encoding", "UTF-8");
                // A locale that knows ASCII alone is a machine's, not a reader's.
                Charset charset = name.startsWith("ANSI_X3.4") || name.equals("US-ASCII")
                        ? StandardCharsets.UTF_8
                        : charset(name);
                return new PrintWriter(new PrintableWriter(stream, charset), true);
            }

            private static Charset charset(String name) {
                return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
            }

            @Override
            public void write(String text, int offset, int length) throws IOException {
                String whole = text.substring(offset, offset + length);
                out.write(Printable.lines(whole.replace(System.lineSeparator(), "\n")));
            }

            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                write(new String(text, offset, length), 0, length);
            }

            @Override
            public void write(int character) throws IOException {
                write(Character.toString(character), 0, 1);
            }
        }
    }
}
