package org.strangenoise.studies.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.output.StudyResults;
import org.strangenoise.studies.service.StudyRequest;
import org.strangenoise.studies.service.StudyService;
import org.strangenoise.studies.service.StudySource;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.RunLimits;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.yaml.InputFile;

/** What the page's server gives to the page, and to nobody else. */
@Timeout(300)
class ExploreServerTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String ANALYSES = """
            [ { "type": "sweep", "id": "s", "over": { "noise.scale": [ 0.3, 1 ] }, "observable": "purity" } ]
            """;

    @TempDir
    Path folder;

    private StudyService service;
    private ExploreServer server;

    record Answer(int status, String headers, String body) {}

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("pair.yaml"), """
                name: two
                qubits: [ { name: A, T1: 3.123456789012345 us, Tphi: 2 us }, { name: B, T1: 5 us +/- 1 us, T2: 4e0 us } ]
                operations: { ry: { duration: 30 ns }, rz: { duration: 0 ns }, interaction: { coupling: 4 MHz } }
                """);
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                name: pair
                device: pair.yaml
                circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 4, initial-state: { theta: pi/3, phi: -0.1 } } }
                analyses: [ { type: dynamics, id: series } ]
                """);
        Files.writeString(folder.resolve("secret.yaml"), "name: secret\n");
        service = new StudyService(2, new RunLimits(RunLimits.defaultMemory(), RunLimits.DEFAULT_OUTPUT));
        server = ExploreServer.start(0, InputFile.of(study, Files.readAllBytes(study)), service);
    }

    @AfterEach
    void stop() {
        server.close();
        service.close();
    }

    private int port() {
        return server.address().getPort();
    }

    private String host() {
        return "127.0.0.1:" + port();
    }

    private Answer send(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            String whole = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String[] parts = whole.split("\r\n\r\n", 2);
            return new Answer(
                    parts[0].startsWith("HTTP") ? Integer.parseInt(parts[0].split(" ", -1)[1]) : 0,
                    parts[0],
                    parts.length > 1 ? parts[1] : "");
        }
    }

    private Answer get(String path, String... headers) throws IOException {
        return send(("GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + lines(headers) + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private Answer post(String path, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nConnection: close\r\nContent-Length: " + bytes.length + "\r\n"
                        + lines(headers) + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[head.length + bytes.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(bytes, 0, whole, head.length, bytes.length);
        return send(whole);
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    private String[] own() {
        return new String[] {"Host: " + host(), "Origin: http://" + host(), "Content-Type: application/json"};
    }

    private String page(String name) {
        return server.address().getPath() + name;
    }

    private JsonNode ask(String name, String body) throws IOException {
        Answer answer = post(page(name), body, own());
        assertEquals(200, answer.status(), answer.body());
        return MAPPER.readTree(answer.body());
    }

    private ObjectNode opened() throws IOException {
        return (ObjectNode)
                MAPPER.readTree(get(page("opened"), "Host: " + host()).body()).get("study");
    }

    private String run(ObjectNode study) throws IOException {
        study.set("analyses", MAPPER.readTree(ANALYSES));
        return MAPPER.createObjectNode().put("kind", "k").set("study", study).toString();
    }

    @Test
    void thePageMayLoadItsOwnFilesAndNothingElse() throws IOException {
        for (String name : List.of("", "explore.js", "explore.css", "schema/device", "schema/study", "opened")) {
            Answer answer = get(page(name), "Host: " + host());
            assertEquals(200, answer.status(), name);
            assertTrue(
                    answer.headers().toLowerCase(Locale.ROOT).contains("content-security-policy: default-src 'none'"));
            assertTrue(answer.headers().toLowerCase(Locale.ROOT).contains("cross-origin-resource-policy: same-origin"));
            assertFalse(answer.body().contains("http://") && name.isEmpty(), "a file from elsewhere");
        }
        String html = get(page(""), "Host: " + host()).body();
        assertFalse(html.matches("(?s).*(<script>|style=|onclick=|https?:).*"), "what the policy forbids");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../study.yaml", "%2e%2e/study.yaml", "explore.js/../../study.yaml", "begin.yaml", "explore.html",
                "ExploreServer.class", "/etc/passwd", "schema/../explore.js", "schema/x", "run"
            })
    void noOtherFileIsReachable(String name) throws IOException {
        Answer answer = get(page(name), "Host: " + host());
        assertTrue(answer.status() == 404 || answer.status() == 400, answer.headers());
    }

    @Test
    void whoeverDoesNotKnowTheAddressLearnsNothing() throws IOException {
        String token = server.address().getPath();
        assertEquals(34, token.length());
        for (String path : List.of(
                "/",
                "/explore.js",
                "/opened",
                token.substring(0, 33),
                "/" + "0".repeat(32) + "/",
                token.toUpperCase(Locale.ROOT).equals(token) ? "/x/" : token.toUpperCase(Locale.ROOT) + "opened")) {
            assertEquals(404, get(path, "Host: " + host()).status(), path);
        }
    }

    @Test
    void theTokenIsNewEachTime() throws IOException {
        Path study = folder.resolve("study.yaml");
        try (ExploreServer other = ExploreServer.start(0, InputFile.of(study, Files.readAllBytes(study)), service)) {
            assertNotEquals(server.address().getPath(), other.address().getPath());
        }
    }

    @Test
    void aNameThatResolvesToThisMachineIsNotThisHost() throws IOException {
        for (String host : List.of("evil.example:" + port(), "127.0.0.1", "127.0.0.1:1", "[::1]:" + port(), "")) {
            assertEquals(403, get(page("opened"), "Host: " + host).status(), host);
        }
        assertEquals(
                403,
                get(page("opened"), "Host: " + host(), "Host: evil.example").status());
        assertNotEquals(200, get(page("opened")).status());
        assertEquals(200, get(page("opened"), "Host: localhost:" + port()).status());
    }

    @Test
    void aPageOfAnotherOriginStartsNothing() throws IOException {
        String body = run(opened());
        String type = "Content-Type: application/json";
        String host = "Host: " + host();
        for (String origin : List.of("http://evil.example", "null", "https://" + host(), "http://" + host() + "0")) {
            assertEquals(
                    403,
                    post(page("run"), body, host, type, "Origin: " + origin).status(),
                    origin);
            assertEquals(403, get(page("opened"), host, "Origin: " + origin).status(), origin);
        }
        assertEquals(403, post(page("run"), body, host, type).status());
        assertEquals(
                403, get(page("opened"), host, "Sec-Fetch-Site: cross-site").status());
        // What a form can send without asking first.
        assertEquals(
                415,
                post(page("run"), body, host, "Origin: http://" + host(), "Content-Type: text/plain")
                        .status());
        assertEquals(200, post(page("run"), body, own()).status());
    }

    @Test
    void onlyThisMachineIsServed() throws IOException {
        assertTrue(server.address().getHost().equals("127.0.0.1"));
        InetAddress other = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address instanceof Inet4Address)
                .findFirst()
                .orElse(null);
        if (other != null) {
            assertThrows(IOException.class, () -> new Socket(other, port()).close());
        }
    }

    @Test
    void aTakenPortIsRefused() {
        Path study = folder.resolve("study.yaml");
        assertThrows(
                BindException.class,
                () -> ExploreServer.start(port(), InputFile.of(study, Files.readAllBytes(study)), service));
    }

    @Test
    void theAnswerIsThatOfARun() throws IOException {
        ObjectNode study = opened();
        assertEquals("3.123456789012345 us", study.at("/device/qubits/0/T1").asText());
        JsonNode found = ask("run", run(study)).at("/results/analyses/0");
        Path same = Files.writeString(
                folder.resolve("same.yaml"),
                Files.readString(folder.resolve("study.yaml")).replaceAll("analyses:.*", "analyses: " + ANALYSES));
        assertEquals(json(StudyReader.read(same)).at("/analyses/0").toString(), found.toString());
    }

    @Test
    void figuresAreTheFilesOfARun() throws IOException {
        ObjectNode study = opened();
        ObjectNode body = (ObjectNode) MAPPER.readTree(run(study));
        assertFalse(ask("run", body.toString()).has("figures"), "drawings that nobody asked for");
        JsonNode answer = ask("run", body.put("figures", true).toString());
        Path same = Files.writeString(
                folder.resolve("same.yaml"),
                Files.readString(folder.resolve("study.yaml")).replaceAll("analyses:.*", "analyses: " + ANALYSES));
        Path out = folder.resolve("out");
        try (StudyService other =
                new StudyService(1, new RunLimits(RunLimits.defaultMemory(), RunLimits.DEFAULT_OUTPUT))) {
            other.run(StudyRequest.of(StudySource.file(same)).writtenTo(out));
        }
        assertTrue(answer.get("figures").size() > 0);
        for (JsonNode figure : answer.get("figures")) {
            assertEquals(
                    Files.readString(out.resolve(figure.get("id").asText() + ".svg")),
                    figure.get("svg").asText());
        }
    }

    private static JsonNode json(Study study) {
        return new StudyResults(
                        study,
                        new AnalysisRunner(SimulationOptions.defaults().withThreads(1), line -> {}).run(study),
                        StudyService.version())
                .json();
    }

    @Test
    void theStudySavedGivesTheNumbersShownToTheLastDigit() throws IOException {
        ObjectNode study = opened();
        ((ObjectNode) study.at("/device/qubits/0"))
                .put("T1", "7.1234567890123 us")
                .put("excited-population", 1e-3);
        ((ObjectNode) study.at("/device"))
                .putArray("channels")
                .addObject()
                .put("id", "over")
                .put("on", "ry")
                .put("channel", "over-rotation")
                .put("angle-fraction", 0.1 + 0.2 - 0.28);
        ((ObjectNode) study.at("/circuit/kicked-top")).put("kappa", 2.0 / 3);
        study.put("name", "yes").put("title", "on: #1 \"quoted\" \u00e9");
        String body = run(study);
        JsonNode shown = ask("run", body).at("/results/analyses");
        String yaml = ask("yaml", body).get("text").asText();
        JsonNode again = json(StudyReader.read(Files.writeString(folder.resolve("saved.yaml"), yaml)));
        assertEquals(shown.toString(), again.get("analyses").toString(), yaml);
        assertEquals("yes", again.get("study").asText());
    }

    @Test
    void refusalsNameTheControlsValue() throws IOException {
        ObjectNode study = opened();
        ((ObjectNode) study.at("/device/qubits/1")).put("T1", "1 us");
        ((ObjectNode) study.at("/circuit/kicked-top")).put("kappa", "a lot");
        JsonNode errors = ask("run", run(study)).get("errors");
        List<String> places = errors.findValuesAsText("place");
        assertTrue(places.contains("circuit.kicked-top.kappa"), places.toString());
        assertTrue(places.stream().anyMatch(place -> place.startsWith("device.qubits[1]")), places.toString());
    }

    @Test
    void whatThePageSendsNamesNoFile() throws IOException {
        ObjectNode study = opened();
        study.put("device", "secret.yaml");
        assertTrue(refused("run", run(study)).contains("secret.yaml"));
        ObjectNode circuit = opened();
        circuit.putObject("circuit").put("openqasm", "/etc/passwd");
        assertFalse(refused("run", run(circuit)).contains("root:"));
        assertTrue(refused("open", "{\"text\": \"name: x\\ndevice: secret.yaml\\n\"}")
                .contains("secret.yaml"));
        ObjectNode fit = opened();
        String body = run(fit).replace("\"type\":\"sweep\"", "\"type\":\"fit\",\"data\":\"/etc/passwd\"");
        assertFalse(refused("run", body).contains("root:"));
    }

    private String refused(String name, String body) throws IOException {
        JsonNode answer = ask(name, body);
        assertTrue(answer.has("errors"), answer.toString());
        return answer.toString();
    }

    @Test
    void anotherStudyIsOpenedAsText() throws IOException {
        JsonNode answer = ask(
                "open",
                MAPPER.createObjectNode()
                        .put("text", "name: other\ncircuit: {}\n")
                        .toString());
        assertEquals("other", answer.at("/study/name").asText());
        assertTrue(refused("open", "{\"text\": \"name: [\"}").contains("valid YAML"));
        assertTrue(refused("open", "{\"text\": \"- 1\"}").contains("mapping"));
    }

    @Test
    void bodiesAreBounded() throws IOException {
        String big = "{\"kind\":\"k\",\"text\":\"" + "x".repeat(ExploreServer.MOST_BYTES) + "\"}";
        assertEquals(413, post(page("open"), big, own()).status());
        for (String bad : List.of("", "[]", "{", "{\"a\":1,\"a\":2}", "[".repeat(10_000), "{} {}", "{\"study\":1}")) {
            assertEquals(400, post(page("run"), bad, own()).status(), bad);
        }
        assertEquals(
                405,
                send(("PUT " + page("run") + " HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8))
                        .status());
    }

    @Test
    void tenThousandMalformedRequestsLeaveItServing() throws IOException {
        Random random = new Random(21);
        String good = "POST " + page("run") + " HTTP/1.1\r\nHost: " + host() + "\r\nOrigin: http://" + host()
                + "\r\nContent-Type: application/json\r\nContent-Length: 9\r\nConnection: close\r\n\r\n{\"kind\":}";
        byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
        for (int k = 0; k < 10_000; k++) {
            byte[] bad = bytes.clone();
            if (k % 2 == 0) {
                for (int m = 0; m < 4; m++) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                }
            } else {
                bad = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 1));
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
                socket.setSoTimeout(2000);
                socket.getOutputStream().write(bad);
                socket.shutdownOutput();
                if (k % 50 == 0) {
                    int first = socket.getInputStream().read();
                    assertTrue(first == -1 || first == 'H', "answer begins with " + first);
                }
            } catch (SocketTimeoutException slow) {
                assertTrue(k >= 0, "one that waits for the rest of a body");
            } catch (IOException closed) {
                assertTrue(k >= 0, "closed before it was read");
            }
        }
        assertEquals(
                2, ask("run", run(opened())).at("/results/analyses/0/noisy").size());
    }

    @Test
    void theAddressIsOneToOpen() {
        URI address = server.address();
        assertEquals("http", address.getScheme());
        assertTrue(address.getPath().matches("/[0-9a-f]{32}/"));
    }
}
