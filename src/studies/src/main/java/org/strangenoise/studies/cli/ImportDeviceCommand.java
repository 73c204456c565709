package org.strangenoise.studies.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.strangenoise.exchange.Exported;
import org.strangenoise.exchange.device.QiskitProperties;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import-device}: Qiskit backend properties to a device file. */
@Command(
        name = "import-device",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Turns Qiskit backend properties (T1, T2, gate lengths, readout errors) into a device file.")
final class ImportDeviceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BACKEND.json", description = "Qiskit backend properties.")
    private Path file;

    @Option(names = "-o", paramLabel = "FILE", description = "Where to write. Default: standard output.")
    private Optional<Path> output = Optional.empty();

    @SuppressWarnings("NullAway.Init") // picocli sets spec and file
    ImportDeviceCommand() {}

    @Override
    public Integer call() {
        Exported device;
        try {
            device = QiskitProperties.deviceFile(file);
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException(file + ": " + e.getMessage());
        }
        if (output.isPresent()) {
            FileOutput.write(output.get(), device.text());
        } else {
            PrintWriter out = spec.commandLine().getOut();
            out.print(device.text());
            out.flush();
        }
        PrintWriter err = spec.commandLine().getErr();
        device.remarks().forEach(remark -> err.println("note: " + remark));
        err.flush();
        return 0;
    }
}
