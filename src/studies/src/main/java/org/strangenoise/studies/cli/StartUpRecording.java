package org.strangenoise.studies.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.strangenoise.studies.service.LineProtocol;
import org.strangenoise.studies.service.StudyService;

/**
 * Does what users do, one after the other in one process, so that the launcher's JVM records the classes it took: later
 * ones find them ready in memory. Arguments: a study that holds every kind of analysis, a device file, an absent
 * folder.
 */
final class StartUpRecording {

    private StartUpRecording() {}

    public static void main(String[] arguments) throws IOException {
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
        serve(study);
        System.exit(worst);
    }

    /** A study asked for twice, with a parameter changed, of the process that stays. */
    private static void serve(String study) throws IOException {
        ObjectNode request = new ObjectMapper().createObjectNode();
        request.put("request", "run").put("study-file", study);
        String first = request.toString();
        request.putObject("set").put("noise.scale", 0.9);
        byte[] lines = (first + "\n" + request + "\n").getBytes(StandardCharsets.UTF_8);
        try (StudyService service = new StudyService()) {
            new LineProtocol(service, new ByteArrayInputStream(lines), OutputStream.nullOutputStream()).serve();
        }
    }
}
