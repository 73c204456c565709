package org.strangenoise.studies.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line as its user has it: in a JVM of its own, for tests of what only a process does (signals,
 * descriptors, exit codes), and within this one.
 */
public final class RealProgram {

    /** Of a JVM that starts soon, and whose runs keep a journal from the first row on. */
    public static final List<String> WITH_JOURNAL =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dstrange-noise.journal.seconds=0");

    private RealProgram() {}

    /** What a command line came to. */
    public record Outcome(int exit, String out, String err) {}

    /** Carries out a command line within this JVM. */
    public static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Outcome(exit, out.toString(), err.toString());
    }

    /** The words that start it. */
    public static List<String> command(List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.awt.headless=true");
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * The coverage agent of this JVM, if there is one, so that the process' lines count; not for one that is killed.
     */
    static List<String> coverage() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:"))
                .toList();
    }
}
