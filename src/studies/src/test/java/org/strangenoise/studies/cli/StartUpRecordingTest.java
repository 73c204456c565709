package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.strangenoise.studies.config.StudyReader;

class StartUpRecordingTest {

    private static final Path STUDY = Path.of("src/main/launcher/every-analysis.yaml");

    /** The schema knows all kinds; one left out would start slowly for ever, and nobody would notice. */
    @Test
    void theStudyHoldsEveryKindOfAnalysis() throws Exception {
        TreeSet<String> all = new TreeSet<>();
        new ObjectMapper()
                .readTree(Path.of("../../configs/schema/study.json").toFile())
                .findValues("type")
                .forEach(type -> {
                    if (type.has("const")) {
                        all.add(type.get("const").asText());
                    }
                });
        assertTrue(all.size() >= 13, all.toString());
        TreeSet<String> held = new TreeSet<>();
        Matcher types = Pattern.compile("\\btype: ([a-z-]+)").matcher(Files.readString(STUDY));
        while (types.find()) {
            held.add(types.group(1));
        }
        assertEquals(all, held);
        assertTrue(StudyReader.read(STUDY).analyses().size() >= held.size());
    }
}
