package org.strangenoise.studies.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.strangenoise.studies.service.LineProtocol;
import org.strangenoise.studies.service.StudyService;
import org.strangenoise.studies.study.RunLimits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code serve}: answers studies from one warm process. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Answers studies from one warm process: a line of JSON asks, lines of JSON answer. Ends when its"
                + " input does. src/python/strange_noise.py speaks to it.")
final class ServeCommand implements Callable<Integer> {

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
        int threadCount = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
        if (threadCount < 1 || !stdio) {
            throw new RefusedException("--threads must be at least 1, but is " + threadCount);
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
