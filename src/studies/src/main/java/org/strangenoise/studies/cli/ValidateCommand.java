package org.strangenoise.studies.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code validate}: {@code ok} a file, or every problem found. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Checks device and study files: ok, or every problem found.")
final class ValidateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Device or study files.")
    private List<Path> files;

    @SuppressWarnings("NullAway.Init") // picocli sets spec and files
    ValidateCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean ok = true;
        for (Path file : files) {
            try {
                check(file).forEach(err::println);
                out.println(file + ": ok");
            } catch (InvalidInputException e) {
                e.problems().stream().map(Problem::toString).forEach(err::println);
                ok = false;
            }
        }
        out.flush();
        err.flush();
        return ok ? 0 : Main.REFUSED;
    }

    private static List<String> check(Path file) {
        Document document = Document.open(file);
        if (document.isDevice()) {
            Problems problems = new Problems();
            document.root().ifPresent(root -> DeviceReader.read(root, problems));
            problems.throwIfErrors();
            return problems.warnings().stream().map(Problem::toString).toList();
        }
        Study study = StudyReader.read(document.file());
        new AnalysisRunner(SimulationOptions.defaults(), line -> {}).prepare(study);
        return study.warnings();
    }
}
