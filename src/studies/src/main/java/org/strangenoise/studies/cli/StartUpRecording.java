package org.strangenoise.studies.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * Does what users do, one after the other in one process, so that the launcher's JVM records the classes it took: later
 * ones find them ready in memory. Arguments: a study that holds every kind of analysis, a device file, an absent
 * folder.
 */
final class StartUpRecording {

    private StartUpRecording() {}

    public static void main(String[] arguments) {
        String study = arguments[0];
        String device = arguments[1];
        String folder = arguments[2];
        List<String[]> lines = List.of(
                new String[] {"--help"},
                new String[] {"run", "--help"},
                new String[] {"validate", study, device},
                new String[] {"run", study, "--out", folder, "--explain"},
                new String[] {
                    "export",
                    study,
                    "--format",
                    "openqasm3",
                    "-o",
                    Path.of(folder, "run.qasm").toString()
                });
        int worst = 0;
        for (String[] line : lines) {
            worst = Math.max(worst, Main.execute(line));
        }
        System.exit(worst);
    }
}
