package org.strangenoise.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.cli.StudyRun;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.studies.tasks.Journal;

class StudyBytesTest {

    @TempDir
    private Path folder;

    /** A study that names a device elsewhere, a circuit which includes another file through a link, and points. */
    private Path study() throws IOException {
        Files.createDirectories(folder.resolve("study/circuits"));
        Files.createDirectories(folder.resolve("devices"));
        Files.writeString(folder.resolve("devices/two.yaml"), """
                name: two
                qubits: [ { name: A, T1: 9 us, T2: 4 us }, { name: B, T1: 13 us, T2: 6 us } ]
                operations: { h: { duration: 20 ns }, cnot: { duration: 40 ns } }
                """);
        Files.writeString(folder.resolve("study/circuits/gates-1.inc"), "gate pair a, b { h a; cx a, b; }\n");
        Files.createSymbolicLink(folder.resolve("study/circuits/gates.inc"), Path.of("gates-1.inc"));
        Files.writeString(folder.resolve("study/circuits/bell.qasm"), """
                OPENQASM 2.0;
                include "qelib1.inc";
                include "gates.inc";
                qreg q[2];
                pair q[0], q[1];
                """);
        return Files.writeString(folder.resolve("study/study.yaml"), """
                name: held
                device: ../devices/two.yaml
                circuit: { openqasm: circuits/bell.qasm, layout: [ A, B ] }
                analyses: [ { type: dynamics, id: bell } ]
                """);
    }

    private static StudyBytes of(Study study, Optional<Long> seed) {
        Journal.Subject subject = new Journal.Subject(study.name(), "1", List.of());
        return StudyBytes.of(new StudyRun.Work(study, subject, SimulationOptions.defaults(), seed, false));
    }

    @Test
    void isReadWithoutADisk() throws IOException {
        Study read = StudyReader.read(study());
        StudyBytes bytes = of(read, Optional.empty());
        for (String file : List.of(
                "study/study.yaml",
                "devices/two.yaml",
                "study/circuits/bell.qasm",
                "study/circuits/gates.inc",
                "study/circuits/gates-1.inc")) {
            Files.delete(folder.resolve(file));
        }
        Study held = bytes.read();
        assertEquals(read.texts(), held.texts());
        assertEquals(read.files(), held.files());
        assertEquals(4, held.files().size());
        assertEquals(read.sha256(), held.sha256());
    }

    @Test
    void otherBytesHaveAnotherKey() throws IOException {
        Study read = StudyReader.read(study());
        StudyBytes bytes = of(read, Optional.empty());
        assertEquals(bytes.key(), of(read, Optional.empty()).key());
        assertNotEquals(bytes.key(), of(read, Optional.of(3L)).key());
        Files.writeString(folder.resolve("study/circuits/gates-1.inc"), "gate pair a, b { h b; cx a, b; }\n");
        assertNotEquals(
                bytes.key(),
                of(StudyReader.read(folder.resolve("study/study.yaml")), Optional.empty())
                        .key());
    }

    @Test
    void anotherSeedGoesAlong() throws IOException {
        Study read = StudyReader.read(study());
        assertEquals(
                3,
                of(read.withSeed(3), Optional.of(3L))
                        .read()
                        .setup()
                        .simulation()
                        .seed());
    }

    @Test
    void anotherProgramOrJavaIsNamed() throws IOException {
        StudyBytes bytes = of(StudyReader.read(study()), Optional.empty());
        String own = bytes.version();
        int java = bytes.java();
        assertEquals(Optional.empty(), bytes.obstacle(own, java));
        String version = bytes.obstacle("0.0.9", java).orElseThrow();
        assertTrue(version.contains("0.0.9") && version.contains(own), version);
        String release = bytes.obstacle(own, java + 8).orElseThrow();
        assertTrue(release.contains("Java " + (java + 8)) && release.contains("Java " + java), release);
    }
}
