package org.strangenoise.studies.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strangenoise.channel.ChannelRegistry;
import org.strangenoise.channel.ChannelType;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.YamlParser;

/** The schemas accept every shipped file, refuse a broken one, and know what the readers know. */
class SchemaTest {

    private static final Path CONFIGS = Path.of("../../configs");

    static Stream<Path> devices() throws IOException {
        return yaml("devices");
    }

    static Stream<Path> studies() throws IOException {
        return yaml("studies");
    }

    private static Stream<Path> yaml(String folder) throws IOException {
        try (Stream<Path> files = Files.list(CONFIGS.resolve(folder))) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void devicesAreAccepted(Path device) throws IOException {
        assertEquals(List.of(), errors("device.json", json(device)));
    }

    @ParameterizedTest
    @MethodSource("studies")
    void studiesAreAccepted(Path study) throws IOException {
        assertEquals(List.of(), errors("study.json", json(study)));
    }

    @Test
    void aWrongKeyIsRefused() throws IOException {
        assertFalse(errors("device.json", "{\"name\":\"x\",\"qubits\":[],\"operations\":{},\"colour\":1}")
                .isEmpty());
        String study = json(CONFIGS.resolve("studies/neill-2016.yaml")).replace("\"placement\"", "\"place\"");
        assertFalse(errors("study.json", study).isEmpty());
    }

    @Test
    void theDeviceSchemaKnowsTheRegistry() throws IOException {
        JsonNode channel = new ObjectMapper()
                .readTree(CONFIGS.resolve("schema/device.json").toFile())
                .at("/$defs/channel/properties");
        List<String> types = new ArrayList<>();
        channel.at("/channel/enum").forEach(name -> types.add(name.asText()));
        List<ChannelType> known = ChannelRegistry.types().stream()
                .filter(t -> t.attachment() == ChannelType.Attachment.OPERATION)
                .toList();
        assertEquals(new TreeSet<>(known.stream().map(ChannelType::name).toList()), new TreeSet<>(types));
        known.forEach(type ->
                type.parameters().forEach(p -> assertTrue(channel.has(p.name()), type.name() + " " + p.name())));
    }

    /** A reader tells the keys that it knows when it meets another: the schema has the same. */
    @Test
    void theStudySchemaKnowsTheKeysOfEveryReader(@TempDir Path folder) throws IOException {
        for (AnalysisType<?, ?> type : AnalysisTypes.shipped().all()) {
            Path study = Files.writeString(folder.resolve(type.name() + ".yaml"), """
                    name: keys
                    device: { name: d, qubits: [ { name: A, T1: 7 us +/- 1 us, T2: 5 us } ],
                      operations: { ry: { duration: 20 ns }, interaction: { duration: 5 ns } } }
                    circuit: { kicked-top: { qubits: 1, kappa: 1.3, steps: 4 } }
                    analyses:
                      - { type: %s, id: a, no-such-key: 1, observable: purity, curves: [ { label: a, observables: [ X ] } ] }
                    """.formatted(type.name()));
            String refusal = String.valueOf(assertThrows(InvalidInputException.class, () -> StudyReader.read(study))
                    .getMessage());
            Matcher known = Pattern.compile("unknown key `no-such-key`.*? known: ([^\\n]*)")
                    .matcher(refusal);
            assertTrue(known.find(), refusal);
            TreeSet<String> keys =
                    new TreeSet<>(List.of(known.group(1).replaceAll("[`.]", "").split(", ")));
            TreeSet<String> stated =
                    new TreeSet<>(List.of("type", "id", "device", "circuit", "noise", "simulation", "uncertainty"));
            type.keySchema().get("properties").fieldNames().forEachRemaining(stated::add);
            assertEquals(stated, keys, type.name());
        }
    }

    private static List<String> errors(String schema, String json) throws IOException {
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(CONFIGS.resolve("schema").resolve(schema)));
        return compiled.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static String json(Path yaml) throws IOException {
        return new ObjectMapper().writeValueAsString(YamlParser.read(yaml).toPlain());
    }
}
