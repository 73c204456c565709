package org.strangenoise.studies.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.studies.study.RunLimits;

/** Lines of JSON, good and bad: each is answered, and none ends the service but the last. */
@Timeout(300)
class LineProtocolTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String STUDY = """
            { "name": "pair", "device": { "name": "two", "qubits": [ { "name": "A", "T1": "3 us", "Tphi": "2 us" },
              { "name": "B", "T1": "5 us", "Tphi": "4 us" } ], "operations": { "ry": { "duration": "30 ns" },
              "rz": { "duration": "0 ns" }, "interaction": { "coupling": "4 MHz" } } },
              "circuit": { "kicked-top": { "qubits": 2, "kappa": 1.7, "steps": 4 } },
              "analyses": [ { "type": "sweep", "id": "s", "over": { "noise.scale": [ 0, 1 ] }, "observable": "purity" } ] }
            """.replace('\n', ' ');

    private static final String LONG = STUDY.replace("[ 0, 1 ]", "{ \"from\": 0, \"to\": 1, \"points\": 100000 }");

    private static String run(String id, String more) {
        return "{\"id\":" + id + ",\"request\":\"run\",\"study\":" + STUDY + more + "}\n";
    }

    private static List<JsonNode> serve(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        serve(in, out);
        List<JsonNode> events = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            JsonNode event = MAPPER.readTree(line);
            if (!event.path("event").asText().equals("ending")) {
                events.add(event);
            }
        }
        assertEquals("hello", events.get(0).get("event").asText());
        assertEquals(1, events.get(0).get("protocol").asInt());
        return events.subList(1, events.size());
    }

    private static void serve(InputStream in, OutputStream out) throws IOException {
        try (StudyService service =
                new StudyService(2, new RunLimits(RunLimits.defaultMemory(), RunLimits.DEFAULT_OUTPUT))) {
            new LineProtocol(service, in, out).serve();
        }
    }

    private static List<JsonNode> serve(String lines) throws IOException {
        return serve(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void idsAreKeptAndAnswersAreTheFieldsOfResults() throws IOException {
        List<JsonNode> events = serve(
                run("17", "") + run("\"a b\"", ",\"set\":{\"noise.scale\":1}")
                        + run("null", "").replace("\"id\":null,", "")
                        + "{\"id\":4,\"request\":\"validate\",\"study\":" + STUDY + "}\n"
                        + "{\"id\":5,\"request\":\"schema\",\"of\":\"study\"}\n{\"id\":6,\"request\":\"hello\",\"protocol\":1}");
        List<JsonNode> inOrder = events.stream()
                .filter(e -> List.of("result", "valid").contains(e.get("event").asText()))
                .toList();
        assertEquals(
                List.of("17", "\"a b\"", "null", "4"),
                inOrder.stream().map(e -> e.get("id").toString()).toList());
        JsonNode results = inOrder.get(0).get("results");
        assertEquals(1, results.get("format").asInt());
        assertEquals("pair", results.get("study").asText());
        assertEquals(2, results.at("/analyses/0/noisy").size());
        assertEquals(List.of(), MAPPER.convertValue(inOrder.get(3).get("warnings"), List.class));
        JsonNode schema = event(events, "5");
        assertTrue(schema.at("/schema/properties/analyses").isObject());
        assertEquals("hello", event(events, "6").get("event").asText());
    }

    @Test
    void fieldsLimitAnAnswerAndTheSameStudySentAgainIsTheSame() throws IOException {
        String some = ",\"fields\":[\"noisy\"]";
        String other = run("3", some).replace("1.7", "1.1");
        List<JsonNode> events =
                serve(run("1", "") + run("2", some) + other + run("4", some) + run("5", ",\"fields\":[\"nosy\"]"));
        JsonNode whole = event(events, "1").at("/results/analyses/0");
        JsonNode only = event(events, "2").at("/results/analyses/0");
        assertEquals(
                List.of("id", "type", "noisy"),
                only.properties().stream().map(Map.Entry::getKey).toList());
        assertEquals(whole.get("noisy"), only.get("noisy"));
        assertNotEquals(only.get("noisy"), event(events, "3").at("/results/analyses/0/noisy"));
        assertEquals(only, event(events, "4").at("/results/analyses/0"));
        JsonNode error = event(events, "5").at("/errors/0");
        assertEquals("fields", error.get("place").asText());
        assertEquals("nosy", error.get("value").asText());
    }

    private static JsonNode event(List<JsonNode> events, String id) {
        return events.stream()
                .filter(e -> e.path("id").toString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "nonsense | line 1 | a line must hold a JSON object",
                "[1, 2] | line 1 | a line must hold a JSON object",
                "{\"id\": 1} {\"id\": 2} | line 1 | a line must hold a JSON object",
                "{\"id\": 1, \"id\": 2} | line 1 | Duplicate",
                "{\"id\": 1.5} | id | whole number",
                "{\"id\": [1]} | id | whole number",
                "{\"id\": 1} | request | missing key `request`",
                "{\"id\": 1, \"request\": 4} | request | must be text",
                "{\"id\": 1, \"request\": \"rum\"} | request | must be one of `hello`, `run`",
                "{\"id\": 1, \"request\": \"hello\", \"protocol\": 2} | protocol | must be 1",
                "{\"id\": 1, \"request\": \"run\"} | study | exactly one of",
                "{\"id\": 1, \"request\": \"run\", \"study\": {}, \"study-file\": \"x\"} | study | exactly one of",
                "{\"id\": 1, \"request\": \"run\", \"study\": 5} | study | must be an object",
                "{\"id\": 1, \"request\": \"run\", \"study\": {}, \"sed\": 5} | sed | must be one of `analyses`",
                "{\"id\": 1, \"request\": \"run\", \"study\": {}, \"seed\": 5.5} | seed | must be a whole number",
                "{\"id\": 1, \"request\": \"run\", \"study\": {}, \"set\": []} | set | must be an object",
                "{\"id\": 1, \"request\": \"run\", \"study\": {}, \"analyses\": [1]} | analyses | must be a list of texts",
                "{\"id\": 1, \"request\": \"run\", \"study\": {}, \"progress\": 1} | progress | must be true or false",
                "{\"id\": 1, \"request\": \"run\", \"study\": {}} | study | missing key `name`",
                "{\"id\": 1, \"request\": \"run\", \"study-text\": \"name: [\"} | (study):1:8 | valid YAML",
                "{\"id\": 1, \"request\": \"run\", \"study-file\": \"no/such.yaml\"} | no/such.yaml:1:1 | does not exist",
                "{\"id\": 1, \"request\": \"run\", \"study-file\": \"/dev/zero\"} | /dev/zero:1:1 | must be a regular file",
                "{\"id\": 1, \"request\": \"schema\", \"of\": \"../x\"} | of | must be one of `study`, `device`",
            })
    void whatIsNoRequestIsAnErrorWithItsPlaceAndRule(String line, String place, String part) throws IOException {
        List<JsonNode> events = serve(line + "\n" + run("9", ""));
        JsonNode error = events.get(0);
        assertEquals("error", error.get("event").asText());
        JsonNode first = error.get("errors").get(0);
        assertEquals(place, first.get("place").asText(), first.toString());
        assertTrue(first.get("rule").asText().contains(part), first.toString());
        assertTrue(first.has("value") && first.has("message"));
        assertEquals("result", event(events, "9").get("event").asText());
    }

    @Test
    void errorsOfAStudyHavePlaceRuleAndValue() throws IOException {
        JsonNode error = serve(run("1", "").replace("\"5 us\"", "5"))
                .get(0)
                .get("errors")
                .get(0);
        assertEquals("device.qubits[1].T1", error.get("place").asText());
        assertEquals(
                "`T1` must have a unit (ps, ns, us, ms, s)", error.get("rule").asText());
        assertEquals(5, error.get("value").asInt());
    }

    @Test
    void tenThousandMalformedLinesLeaveItServing() throws IOException {
        Random random = new Random(20);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        byte[] good = run("1", ",\"analyses\":[\"s\"],\"kind\":\"k\"").getBytes(StandardCharsets.UTF_8);
        int bad = 10_000;
        for (int k = 0; k < bad; k++) {
            byte[] line = good.clone();
            // What is no whole request any more: cut, with bytes changed, or of bytes alone.
            if (k % 3 == 0) {
                line = new byte[1 + random.nextInt(300)];
                random.nextBytes(line);
            } else if (k % 3 == 1) {
                line = Arrays.copyOf(good, 1 + random.nextInt(good.length - 3));
            } else {
                line[0] = 'x';
                for (int m = 0; m < 5; m++) {
                    line[1 + random.nextInt(line.length - 1)] = (byte) random.nextInt(256);
                }
            }
            for (byte b : line) {
                lines.write(b == '\n' ? ' ' : b);
            }
            lines.write('\n');
        }
        lines.write(good);
        List<JsonNode> events = serve(new ByteArrayInputStream(lines.toByteArray()));
        JsonNode last = events.get(events.size() - 1);
        assertEquals("result", last.get("event").asText(), last.toString());
        assertTrue(events.size() > 0.98 * bad, "answers: " + events.size());
        assertEquals(
                1,
                events.stream()
                        .filter(e -> e.get("event").asText().equals("result"))
                        .count());
    }

    @Test
    void aLineOfAnyLengthTakesBoundedMemory() throws IOException {
        long gigabyte = 1L << 30;
        AtomicLong left = new AtomicLong(gigabyte);
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return left.getAndDecrement() > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] buffer, int from, int length) {
                if (left.get() <= 0) {
                    return -1;
                }
                int some = (int) Math.min(length, left.get());
                Arrays.fill(buffer, from, from + some, (byte) 'x');
                left.addAndGet(-some);
                return some;
            }
        };
        InputStream after = new ByteArrayInputStream(("\n" + run("1", "")).getBytes(StandardCharsets.UTF_8));
        List<JsonNode> events = serve(new SequenceInputStream(endless, after));
        assertTrue(
                events.get(0).at("/errors/0/rule").asText().contains("at most " + LineProtocol.MOST_BYTES),
                events.get(0).toString());
        assertEquals("result", events.get(1).get("event").asText());
    }

    @Test
    void nestingIsBounded() throws IOException {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        List<JsonNode> events = serve("{\"id\":1,\"request\":\"run\",\"study\":" + deep + "}\n" + run("2", ""));
        assertEquals("error", events.get(0).get("event").asText());
        assertEquals("result", events.get(1).get("event").asText());
    }

    @Test
    void cancellingStopsARunAndTellsOfOneThatIsNotOpen() throws IOException {
        List<JsonNode> events = serve("{\"id\":1,\"request\":\"run\",\"study\":" + LONG + "}\n"
                + "{\"id\":2,\"request\":\"cancel\",\"of\":1}\n{\"id\":3,\"request\":\"cancel\",\"of\":77}\n"
                + run("4", ""));
        assertEquals("cancelled", event(events, "1").get("event").asText());
        assertTrue(event(events, "2").get("open").asBoolean());
        assertFalse(event(events, "3").get("open").asBoolean());
        assertEquals("result", event(events, "4").get("event").asText());
    }

    @Test
    void theNewestOfAKindCancelsTheOlder() throws IOException {
        List<JsonNode> events = serve(
                "{\"id\":1,\"request\":\"run\",\"kind\":\"k\",\"study\":" + LONG + "}\n" + run("2", ",\"kind\":\"k\""));
        assertEquals("cancelled", event(events, "1").get("event").asText());
        assertEquals("result", event(events, "2").get("event").asText());
    }

    @Test
    void anOpenIdIsRefusedASecondTime() throws IOException {
        List<JsonNode> events = serve("{\"id\":1,\"request\":\"run\",\"study\":" + LONG + "}\n" + run("1", "")
                + "{\"id\":2,\"request\":\"cancel\",\"of\":1}\n");
        assertEquals("id", events.get(0).at("/errors/0/place").asText());
    }

    @Test
    void quitCancelsWhatIsOpen() throws IOException {
        List<JsonNode> events = serve("{\"id\":1,\"request\":\"run\",\"study\":" + LONG + "}\n"
                + "{\"id\":2,\"request\":\"quit\"}\n" + run("3", ""));
        assertEquals("bye", event(events, "2").get("event").asText());
        assertEquals("cancelled", event(events, "1").get("event").asText());
        assertEquals(2, events.size());
    }

    @Test
    void progressIsTold() throws IOException {
        List<JsonNode> events = serve("{\"id\":1,\"request\":\"run\",\"progress\":true,\"study\":"
                + STUDY.replace("[ 0, 1 ]", "{ \"from\": 0, \"to\": 1, \"points\": 20000 }") + "}\n");
        List<JsonNode> progress = events.stream()
                .filter(e -> e.get("event").asText().equals("progress"))
                .toList();
        assertFalse(progress.isEmpty());
        int before = 0;
        for (JsonNode event : progress) {
            assertEquals("s", event.get("analysis").asText());
            assertEquals(20_000, event.get("of").asInt());
            assertTrue(event.get("found").asInt() > before);
            before = event.get("found").asInt();
        }
    }

    @Test
    void whoeverStopsReadingStopsTheRun() throws IOException {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        String line = "{\"id\":1,\"request\":\"run\",\"study\":" + LONG + "}\n";
        serve(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), gone);
    }

    @Test
    void answersAreLinesOfAnyCharacters() throws IOException {
        ObjectNode request = (ObjectNode) MAPPER.readTree(run("1", ""));
        request.put("id", "\u00e9\ud83d\ude00\n\u2028");
        JsonNode event = serve(request + "\n").get(0);
        assertEquals("\u00e9\ud83d\ude00\n\u2028", event.get("id").asText());
        assertEquals("result", event.get("event").asText());
    }
}
