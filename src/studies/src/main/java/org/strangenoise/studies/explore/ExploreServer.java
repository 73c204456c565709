package org.strangenoise.studies.explore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.strangenoise.studies.output.StudyResults;
import org.strangenoise.studies.output.StudyWriter;
import org.strangenoise.studies.service.LineProtocol;
import org.strangenoise.studies.service.Refusal;
import org.strangenoise.studies.service.StudyRequest;
import org.strangenoise.studies.service.StudyService;
import org.strangenoise.studies.service.StudySource;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;
import org.strangenoise.yaml.YamlParser;
import org.strangenoise.yaml.YamlWriter;

/**
 * Serves the page to this machine's browser, and answers what the page asks.
 *
 * <p>Whoever else can send requests to this machine learns and starts nothing: the server listens on the loopback
 * address, under a path that holds 128 random bits; a request must name that address as its host (a name that an
 * attacker's server resolves to the loopback address is another), and must not come from a page of another origin. The
 * page may load nothing but its own two files, and asks with bodies of bounded size that name no files.
 */
public final class ExploreServer implements AutoCloseable {

    /** The most bytes of a request's body. */
    static final int MOST_BYTES = 1 << 20;

    private static final int DEFECT = 500;
    private static final int THREADS = 16;
    private static final int WAITING = 64;
    private static final String SECONDS_TO_SEND = "30";

    private static final Map<String, String> FILES = Map.of(
            "", "text/html; charset=utf-8",
            "explore.js", "text/javascript; charset=utf-8",
            "explore.css", "text/css; charset=utf-8");

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final StudyService service;
    private final OpenedStudy opened;
    private final String token;
    private final Set<String> hosts;

    /** Ends a request with a status and a message. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    private ExploreServer(HttpServer server, StudyService service, OpenedStudy opened) {
        this.server = server;
        this.service = service;
        this.opened = opened;
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.token = HexFormat.of().formatHex(random);
        int port = server.getAddress().getPort();
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
        this.threads =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Starts to serve.
     *
     * @param port 0 for any that is free
     * @param study the text of a study file, or its path
     * @throws IOException if the port is taken
     */
    public static ExploreServer start(int port, InputFile study, StudyService service) throws IOException {
        OpenedStudy opened = OpenedStudy.of(study);
        // Requests that come slowly would hold a thread for as long as they like.
        System.setProperty("sun.net.httpserver.maxReqTime", SECONDS_TO_SEND);
        // Head and body of an answer are two packets, and the second would wait 40 ms for the browser's word on the
        // first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), WAITING);
        ExploreServer explore = new ExploreServer(server, service, opened);
        server.setExecutor(explore.threads);
        server.createContext("/", explore::handle);
        server.start();
        return explore;
    }

    /** Where the page is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + token + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            try {
                answer(exchange);
            } catch (Refused e) {
                send(exchange, e.status, "text/plain; charset=utf-8", bytes(e.getMessage() + "\n"));
            } catch (RuntimeException | OutOfMemoryError e) {
                send(exchange, DEFECT, "text/plain; charset=utf-8", bytes(Refusal.ofDefect(e) + "\n"));
            }
        } catch (IOException lost) {
            // Whoever asked is gone, and with the connection so is the exchange.
        }
    }

    private void answer(HttpExchange exchange) throws IOException, Refused {
        Headers headers = exchange.getRequestHeaders();
        requireOne(headers, "Host", hosts);
        if (headers.containsKey("Origin")) {
            requireOne(headers, "Origin", origins());
        }
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw new Refused(403, "a request must come from this page");
        }
        String path = exchange.getRequestURI().getRawPath();
        String begin = "/" + token + "/";
        // Compared in a time that does not tell how much of it is right.
        if (path == null
                || path.length() < begin.length()
                || !MessageDigest.isEqual(bytes(path.substring(0, begin.length())), bytes(begin))) {
            throw new Refused(
                    404, "there is nothing here; the address that `strange-noise explore` printed has the page");
        }
        String name = path.substring(begin.length());
        switch (exchange.getRequestMethod()) {
            case "GET" -> get(exchange, name);
            case "POST" -> {
                requireOne(headers, "Origin", origins());
                String type = headers.getFirst("Content-Type");
                if (type == null || !type.equals("application/json")) {
                    throw new Refused(415, "a body must be application/json");
                }
                post(exchange, name, body(exchange));
            }
            default -> throw new Refused(405, "a request must be GET or POST");
        }
    }

    private Set<String> origins() {
        return Set.copyOf(hosts.stream().map(host -> "http://" + host).toList());
    }

    private static void requireOne(Headers headers, String name, Set<String> good) throws Refused {
        List<String> values = headers.get(name);
        if (values == null || values.size() != 1 || !good.contains(values.get(0))) {
            throw new Refused(403, "the header " + name + " must be that of this page");
        }
    }

    private void get(HttpExchange exchange, String name) throws IOException, Refused {
        if (name.equals("opened")) {
            send(
                    exchange,
                    LineProtocol.MAPPER.valueToTree(
                            Map.of("study", opened.study(), "version", StudyService.version())));
            return;
        }
        if (name.equals("schema/study") || name.equals("schema/device")) {
            send(exchange, 200, "application/json", bytes(StudyService.schema(name.substring("schema/".length()))));
            return;
        }
        String type = FILES.get(name);
        if (type == null) {
            throw new Refused(404, "there is no such file");
        }
        String resource = name.isEmpty() ? "explore.html" : name;
        try (InputStream in = Objects.requireNonNull(ExploreServer.class.getResourceAsStream(resource), resource)) {
            send(exchange, 200, type, in.readAllBytes());
        }
    }

    private void post(HttpExchange exchange, String name, ObjectNode body) throws IOException, Refused {
        try {
            switch (name) {
                case "run" -> run(exchange, body);
                case "open" ->
                    send(
                            exchange,
                            LineProtocol.MAPPER.valueToTree(Map.of(
                                    "study", opened.of(text(body, "text")).study())));
                case "yaml" -> {
                    Map<String, @Nullable Object> study = study(body);
                    send(exchange, LineProtocol.MAPPER.createObjectNode().put("text", YamlWriter.text(study)));
                }
                default -> throw new Refused(404, "there is nothing to ask by that name");
            }
        } catch (InvalidInputException e) {
            ObjectNode answer = LineProtocol.MAPPER.createObjectNode();
            ArrayNode errors = answer.putArray("errors");
            e.problems().stream()
                    .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                    .map(Refusal::of)
                    .forEach(refusal -> refusal.write(errors.addObject()));
            send(exchange, answer);
        }
    }

    private void run(HttpExchange exchange, ObjectNode body) throws IOException, Refused {
        Map<String, @Nullable Object> study = study(body);
        opened.require(study);
        StudyRequest request =
                StudyRequest.of(StudySource.data(study, opened.folder())).ofKind(text(body, "kind"));
        ObjectNode answer = LineProtocol.MAPPER.createObjectNode();
        try {
            StudyResults results = service.run(request);
            answer.set("results", results.json());
            if (body.path("figures").asBoolean()) {
                figures(answer, results);
            }
        } catch (CancellationException e) {
            answer.put("cancelled", true);
        } catch (StudyService.BusyException e) {
            throw new Refused(503, String.valueOf(e.getMessage()));
        } catch (InvalidInputException e) {
            ArrayNode errors = answer.putArray("errors");
            e.problems().stream()
                    .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                    .map(request::refusal)
                    .forEach(refusal -> refusal.write(errors.addObject()));
        }
        send(exchange, answer);
    }

    /** Adds the figures that a run would draw, and its answer in a line. */
    private static void figures(ObjectNode answer, StudyResults results) throws IOException {
        ArrayNode figures = answer.putArray("figures");
        for (StudyWriter.Drawing drawing : StudyWriter.drawings(results)) {
            figures.addObject()
                    .put("id", drawing.id())
                    .put("title", drawing.title())
                    .put("caption", drawing.caption())
                    .put("svg", drawing.svg());
        }
        answer.put("answer", String.join("\n", results.answers()));
    }

    private static Map<String, @Nullable Object> study(ObjectNode body) throws Refused {
        if (!(body.get("study") instanceof ObjectNode study)) {
            throw new Refused(400, "`study` must be an object");
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        study.properties()
                .forEach(entry ->
                        data.put(entry.getKey(), LineProtocol.MAPPER.convertValue(entry.getValue(), Object.class)));
        return data;
    }

    private static String text(ObjectNode body, String key) throws Refused {
        JsonNode value = body.path(key);
        if (!value.isTextual()) {
            throw new Refused(400, "`" + key + "` must be text");
        }
        return value.textValue();
    }

    private static ObjectNode body(HttpExchange exchange) throws IOException, Refused {
        byte[] bytes = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Refused(413, "a body must have at most " + MOST_BYTES + " bytes");
        }
        try {
            if (LineProtocol.MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8)) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new Refused(400, "a body must be JSON, but: " + e.getOriginalMessage());
        }
        throw new Refused(400, "a body must hold an object");
    }

    private static void send(HttpExchange exchange, JsonNode answer) throws IOException {
        send(exchange, 200, "application/json", LineProtocol.MAPPER.writeValueAsBytes(answer));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A study as the page holds it: data, device files written out, so that what the page sends back names no file but
     * those that the study the user opened names.
     *
     * @param study its keys
     * @param folder where the names of its files start from
     * @param files the names of files that it may go on to name
     */
    record OpenedStudy(Map<String, @Nullable Object> study, Path folder, Set<String> files) {

        /** Keys whose text is the name of a file. */
        private static final Set<String> NAMING = Set.of("device", "openqasm", "data");

        OpenedStudy {
            files = Set.copyOf(files);
        }

        /** The study of a file that the user named. */
        static OpenedStudy of(InputFile file) {
            Map<String, @Nullable Object> study = mapping(file);
            inlineDevices(study, file.folder());
            Set<String> files = new HashSet<>();
            named(study, files);
            return new OpenedStudy(study, file.folder(), files);
        }

        /**
         * The study of a text that the page read from a file the user chose there; it may name the same files as this
         * one.
         *
         * @throws InvalidInputException if it is no mapping, or names others
         */
        OpenedStudy of(String text) {
            InputFile file = InputFile.of(folder.resolve("study.yaml"), text.getBytes(StandardCharsets.UTF_8));
            OpenedStudy other = new OpenedStudy(mapping(file), folder, files);
            require(other.study());
            return other;
        }

        /**
         * Refuses data that name a file which this study does not.
         *
         * @throws InvalidInputException naming it
         */
        void require(Object data) {
            Set<String> names = new HashSet<>();
            named(data, names);
            names.removeAll(files);
            if (!names.isEmpty()) {
                throw new InvalidInputException(List.of(Problem.error(
                        Location.startOf("study"),
                        "a study in the page must hold its device and circuit itself, but names the file `"
                                + names.iterator().next() + "`; open it with `strange-noise explore STUDY.yaml`")));
            }
        }

        private static Map<String, @Nullable Object> mapping(InputFile file) {
            Problems problems = new Problems();
            Optional<YamlNode> root = YamlParser.parse(file, problems);
            problems.throwIfErrors();
            if (root.orElse(null) instanceof YamlMapping mapping) {
                return new LinkedHashMap<>(mapping.toPlain());
            }
            problems.error(Location.startOf(file.name()), "file must hold a mapping of keys to values, but does not");
            throw new InvalidInputException(problems.all());
        }

        /** Puts the content of device files in the place of their names, in the study and in its analyses. */
        private static void inlineDevices(Map<String, @Nullable Object> study, Path folder) {
            inlineDevice(study, folder);
            if (study.get("analyses") instanceof List<?> analyses) {
                study.put(
                        "analyses",
                        analyses.stream().map(each -> withDevice(each, folder)).toList());
            }
        }

        private static Object withDevice(Object analysis, Path folder) {
            if (!(analysis instanceof Map<?, ?> map)) {
                return analysis;
            }
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), value));
            inlineDevice(copy, folder);
            return copy;
        }

        private static void inlineDevice(Map<String, @Nullable Object> mapping, Path folder) {
            if (mapping.get("device") instanceof String name) {
                Problems problems = new Problems();
                Optional<InputFile> file =
                        InputFile.named(folder.resolve(name), YamlParser.maxBytes(), Location.startOf(name), problems);
                problems.throwIfErrors();
                mapping.put("device", mapping(file.orElseThrow()));
            }
        }

        private static void named(@Nullable Object data, Set<String> names) {
            if (data instanceof Map<?, ?> map) {
                map.forEach((key, value) -> {
                    if (value instanceof String text && NAMING.contains(String.valueOf(key))) {
                        names.add(text);
                    }
                    named(value, names);
                });
            } else if (data instanceof Iterable<?> list) {
                list.forEach(each -> named(each, names));
            }
        }
    }
}
