package org.strangenoise.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters and places that cannot serve: told with their address, exit code 2, nothing written. */
class RefusedClusterTest {

    private static final String STUDY = """
            name: small
            device: { name: two, qubits: [ { name: A, T1: 9 us, T2: 5 us }, { name: B, T1: 7 us, T2: 4 us } ],
                      operations: { ry: { duration: 20 ns }, interaction: { coupling: 5 MHz } } }
            circuit: { kicked-top: { qubits: 2, kappa: 1.3, steps: 2 } }
            analyses: [ { type: dynamics, id: run } ]
            """;

    @TempDir
    private Path folder;

    private String refused(String... options) throws IOException {
        Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
        List<String> all = new ArrayList<>(List.of("submit", study.toString(), "--no-figures"));
        all.addAll(Arrays.asList(options));
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream capture = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            System.setErr(capture);
            assertEquals(2, SparkMain.execute(all.toArray(String[]::new)));
        } finally {
            System.setErr(before);
        }
        assertFalse(Files.exists(folder.resolve("out")));
        return err.toString(StandardCharsets.UTF_8);
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    @Test
    void aMasterThatIsNotThereIsNamed() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String err = refused("--master", "spark://127.0.0.1:" + port, "--out", out());
        assertTrue(err.contains("the master spark://127.0.0.1:" + port + " does not answer"), err);
    }

    @Test
    void aMasterThatIsSilentIsNotWaitedForLong() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String master = "spark://127.0.0.1:" + silent.getLocalPort();
            String err = refused("--master", master, "--wait", "2", "--out", out());
            assertTrue(err.contains("the master " + master + " does not answer within 2 s"), err);
        }
    }

    @Test
    void badAddressesSettingsAndFoldersAreTold() throws IOException {
        assertTrue(refused("--out", out()).contains("--master must name the cluster"));
        String master = refused("--master", "spark://host", "--out", out());
        assertTrue(master.contains("spark://HOST:PORT") && master.contains("spark://host"), master);
        String unknown = refused("--master", "slurm://host:1", "--out", out());
        assertTrue(unknown.contains("slurm://host:1"), unknown);
        String setting = refused("--master", "spark://a:1", "--conf", "executor.memory=1g", "--out", out());
        assertTrue(setting.contains("executor.memory"), setting);
        String place = refused("--master", "spark://a:1", "--out", "hdfs://host/out");
        assertTrue(place.contains("a folder that this machine can write") && place.contains("hdfs"), place);
    }
}
