package org.strangenoise.studies.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.strangenoise.device.Calibration.GateErrors;
import org.strangenoise.exchange.device.DeviceImporter;
import org.strangenoise.exchange.device.ImportedDevice;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.QuantityFormatException;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import-device}: a provider's description of a device to a device file. */
@Command(
        name = "import-device",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Turns a provider's description of a device (Qiskit properties or target, Amazon Braket device"
                + " properties, IQM quality metrics) into a device file.")
final class ImportDeviceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BACKEND.json", description = "The provider's file.")
    private Path file;

    @Option(
            names = "--configuration",
            paramLabel = "FILE",
            description = "Qiskit's backend configuration, for its coupling map.")
    private Optional<Path> configuration = Optional.empty();

    @Option(
            names = "--gate-errors",
            paramLabel = "WHAT",
            defaultValue = "coherence-only",
            description = "coherence-only (default), or match: a depolarizing channel makes up what T1, T2 and the"
                    + " duration leave of a stated error.")
    private String gateErrors;

    @Option(
            names = "--duration",
            paramLabel = "GATE=TIME",
            description = "How long a gate takes, for formats that do not say; may be repeated.")
    private Map<String, String> durations = new LinkedHashMap<>();

    @Option(
            names = "--error-table",
            paramLabel = "FILE",
            description = "Where to write how much of each stated error T1, T2 and the duration explain (CSV).")
    private Optional<Path> errorTable = Optional.empty();

    @Option(names = "-o", paramLabel = "FILE", description = "Where to write. Default: standard output.")
    private Optional<Path> output = Optional.empty();

    @SuppressWarnings("NullAway.Init") // picocli sets spec, file and gateErrors
    ImportDeviceCommand() {}

    @Override
    public Integer call() {
        ImportedDevice device =
                new DeviceImporter(configuration, seconds()).device(file).withGateErrors(gateErrors());
        if (output.isPresent()) {
            Document.write(output.get(), device.text());
        } else {
            PrintWriter out = spec.commandLine().getOut();
            out.print(device.text());
            out.flush();
        }
        errorTable.ifPresent(path -> Document.write(path, device.errorTable()));
        PrintWriter err = spec.commandLine().getErr();
        device.remarks().forEach(remark -> err.println("note: " + remark));
        err.flush();
        return 0;
    }

    private GateErrors gateErrors() {
        for (GateErrors each : GateErrors.values()) {
            if (ValueReader.hyphenated(each).equals(gateErrors)) {
                return each;
            }
        }
        throw new Main.RefusedException("--gate-errors must be coherence-only or match, but is " + gateErrors);
    }

    private Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        durations.forEach((gate, text) -> {
            try {
                double value = Quantity.parse(text, QuantityKind.TIME).value();
                if (!Rule.NON_NEGATIVE.accepts().test(value)) {
                    throw new Main.RefusedException(
                            "--duration of " + gate + " must " + Rule.NON_NEGATIVE.clause() + ", but is " + text);
                }
                seconds.put(gate, value);
            } catch (QuantityFormatException e) {
                throw new Main.RefusedException("--duration of " + gate + " " + e.clause());
            }
        });
        return seconds;
    }
}
