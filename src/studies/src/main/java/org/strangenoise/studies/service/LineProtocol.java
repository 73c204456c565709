package org.strangenoise.studies.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.strangenoise.studies.analysis.ShortestDigits;
import org.strangenoise.studies.output.StudyResults;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Problem;

/**
 * Requests and answers as lines of JSON, version {@value #VERSION} of the protocol that {@code commands.md} describes.
 * A line that is no request is answered by an error and changes nothing else.
 */
public final class LineProtocol {

    /** Of the protocol; another number means that old clients would misunderstand. */
    public static final int VERSION = 1;

    /** The most bytes of a line: twice what a study file may have. */
    public static final int MOST_BYTES = 8 << 20;

    private static final int DEEPEST = 100;
    private static final int LONGEST_ID = 200;
    private static final long PROGRESS_NANOS = 100_000_000;

    private static final Map<String, Set<String>> KEYS = Map.of(
            "hello", Set.of("protocol"),
            "run",
                    Set.of(
                            "study",
                            "study-text",
                            "study-file",
                            "folder",
                            "set",
                            "analyses",
                            "fields",
                            "seed",
                            "kind",
                            "progress",
                            "out"),
            "validate", Set.of("study", "study-text", "study-file", "folder", "set", "analyses", "seed", "kind"),
            "cancel", Set.of("of"),
            "schema", Set.of("of"),
            "quit", Set.of());

    /** Reads what somebody sends: one value, no key twice, no deeper than {@value #DEEPEST}. */
    public static final ObjectMapper MAPPER = JsonMapper.builder(ShortestDigits.json()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final StudyService service;
    private final InputStream in;
    private final OutputStream out;
    private final Map<Object, StudyService.Running<?>> open = new ConcurrentHashMap<>();
    private @Nullable HeldStudy last;
    private boolean silent;

    /** A study as data, and what was made of it: whoever asks in a loop sends the same again. */
    private record HeldStudy(ObjectNode study, Path folder, StudySource source) {}

    /** A request that cannot be taken, and why. */
    private static final class RefusalsException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<Refusal> refusals;

        RefusalsException(List<Refusal> refusals) {
            super(refusals.toString());
            this.refusals = List.copyOf(refusals);
        }

        RefusalsException(String place, String message) {
            this(List.of(Refusal.at(place, message, null)));
        }
    }

    /**
     * @param service answers; the caller closes it
     * @param in requests, a line each
     * @param out answers, a line each and nothing else
     */
    public LineProtocol(StudyService service, InputStream in, OutputStream out) {
        this.service = service;
        this.in = in;
        this.out = out;
    }

    /**
     * Serves until the input ends or asks to quit, or nobody reads the answers. Requests that were taken before the
     * input's end are still answered, those before {@code quit} are cancelled.
     */
    public void serve() throws IOException {
        ObjectNode hello = MAPPER.createObjectNode();
        hello.put("event", "hello");
        versions(hello);
        send(hello);
        BoundedLines lines = new BoundedLines(in, MOST_BYTES);
        boolean quit = false;
        while (!quit && !isSilent()) {
            Optional<BoundedLines.Line> line = lines.next();
            if (line.isEmpty()) {
                break;
            }
            quit = take(line.get());
        }
        if (quit || isSilent()) {
            open.values().forEach(StudyService.Running::cancel);
        }
        drain();
    }

    private static void versions(ObjectNode node) {
        node.put("protocol", VERSION);
        node.put("version", StudyService.version());
        node.put("java", System.getProperty("java.version"));
        node.put("max-line-bytes", MOST_BYTES);
    }

    /** Waits for what is open; tells so now and then, and so learns when nobody reads any more. */
    private void drain() {
        long told = System.nanoTime();
        while (!open.isEmpty()) {
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (System.nanoTime() - told > TimeUnit.SECONDS.toNanos(1)) {
                told = System.nanoTime();
                send(MAPPER.createObjectNode().put("event", "ending").put("open", open.size()));
                if (isSilent()) {
                    open.values().forEach(StudyService.Running::cancel);
                }
            }
        }
    }

    /** Takes a line; true if it asks to quit. */
    private boolean take(BoundedLines.Line line) {
        if (line.rule().isEmpty() && line.text().isBlank()) {
            return false;
        }
        JsonNode id = NullNode.getInstance();
        try {
            String place = "line " + line.number();
            if (!line.rule().isEmpty()) {
                throw new RefusalsException(place, "a line " + line.rule());
            }
            ObjectNode request = object(line.text(), place);
            id = id(request);
            return take(request, id);
        } catch (RefusalsException e) {
            refuse(id, e.refusals);
        } catch (StudyService.BusyException e) {
            refuse(id, List.of(Refusal.at("request", String.valueOf(e.getMessage()), null)));
        }
        return false;
    }

    private static ObjectNode object(String line, String place) {
        try {
            if (MAPPER.readTree(line) instanceof ObjectNode object) {
                return object;
            }
            throw new RefusalsException(place, "a line must hold a JSON object, but holds something else");
        } catch (JsonProcessingException e) {
            throw new RefusalsException(
                    place,
                    "a line must hold a JSON object, but: "
                            + e.getOriginalMessage().replaceAll("\\s+", " "));
        }
    }

    private JsonNode id(ObjectNode request) {
        JsonNode id = request.path("id");
        if (id.isMissingNode() || id.isNull()) {
            return NullNode.getInstance();
        }
        if ((!id.isTextual() && !id.isIntegralNumber()) || id.asText().length() > LONGEST_ID) {
            throw new RefusalsException(
                    "id", "`id` must be a whole number or a text of at most " + LONGEST_ID + " characters, but is not");
        }
        return id;
    }

    private boolean take(ObjectNode request, JsonNode id) {
        String name =
                text(request, "request").orElseThrow(() -> new RefusalsException("request", "missing key `request`"));
        Set<String> keys = KEYS.get(name);
        if (keys == null) {
            throw new RefusalsException(
                    "request",
                    "`request` must be one of `hello`, `run`, `validate`, `cancel`, `schema`, `quit`, but was `" + name
                            + "`");
        }
        request.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key) && !key.equals("id") && !key.equals("request")) {
                throw new RefusalsException(
                        key,
                        "a key of `" + name + "` must be one of "
                                + String.join(
                                        ", ",
                                        keys.stream()
                                                .sorted()
                                                .map(k -> "`" + k + "`")
                                                .toList())
                                + ", but is `" + key + "`");
            }
        });
        switch (name) {
            case "hello" -> hello(request, id);
            case "run" -> run(request, id);
            case "validate" -> validate(request, id);
            case "cancel" -> cancel(request, id);
            case "schema" -> schema(request, id);
            default -> send(event(id, "bye"));
        }
        return name.equals("quit");
    }

    private void hello(ObjectNode request, JsonNode id) {
        JsonNode protocol = request.path("protocol");
        if (!protocol.isMissingNode() && !(protocol.isInt() && protocol.intValue() == VERSION)) {
            throw new RefusalsException("protocol", "`protocol` must be " + VERSION + ", but is `" + protocol + "`");
        }
        ObjectNode hello = event(id, "hello");
        versions(hello);
        send(hello);
    }

    private void run(ObjectNode request, JsonNode id) {
        StudyRequest asked = studyRequest(request);
        boolean progress = flag(request, "progress");
        answer(
                id,
                asked,
                () -> service.submit(asked, progress ? new Reporting(id) : StudyService.Progress.NONE),
                (StudyResults results) -> {
                    ObjectNode event = event(id, "result");
                    event.set(
                            "results",
                            asked.fields().isEmpty() ? results.json() : results.json(new HashSet<>(asked.fields())));
                    send(event);
                });
    }

    /** Tells of progress ten times a second at the most. */
    private final class Reporting implements StudyService.Progress {
        private final JsonNode id;
        private long told = System.nanoTime();

        Reporting(JsonNode id) {
            this.id = id;
        }

        @Override
        public synchronized void found(String analysis, int found, int samples) {
            if (System.nanoTime() - told >= PROGRESS_NANOS) {
                told = System.nanoTime();
                ObjectNode event = event(id, "progress");
                event.put("analysis", analysis);
                event.put("found", found);
                event.put("of", samples);
                send(event);
            }
        }
    }

    private void validate(ObjectNode request, JsonNode id) {
        StudyRequest asked = studyRequest(request);
        answer(id, asked, () -> service.validate(asked), (List<String> warnings) -> {
            ObjectNode event = event(id, "valid");
            ArrayNode list = event.putArray("warnings");
            warnings.forEach(list::add);
            send(event);
        });
    }

    private <T> void answer(
            JsonNode id, StudyRequest request, Supplier<StudyService.Running<T>> submitted, Consumer<T> told) {
        if (open.containsKey(id)) {
            throw new RefusalsException("id", "`id` must be of no request that is still open, but `" + id + "` is");
        }
        // Requests without an id are told apart by nothing else.
        Object key = id.isNull() ? new Object() : id;
        StudyService.Running<T> running = submitted.get();
        open.put(key, running);
        running.whenDone((answer, failure) -> {
            try {
                if (failure == null) {
                    told.accept(Objects.requireNonNull(answer));
                } else {
                    failed(id, request, failure);
                }
            } catch (OutOfMemoryError e) {
                failed(id, request, e);
            } finally {
                open.remove(key);
            }
        });
    }

    private void failed(JsonNode id, StudyRequest request, Throwable failure) {
        if (failure instanceof CancellationException) {
            send(event(id, "cancelled"));
        } else if (failure instanceof InvalidInputException invalid) {
            refuse(
                    id,
                    invalid.problems().stream()
                            .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                            .map(request::refusal)
                            .toList());
        } else if (failure instanceof OutOfMemoryError) {
            refuse(
                    id,
                    List.of(Refusal.at(
                            "study",
                            "the study must fit into the "
                                    + (Runtime.getRuntime().maxMemory() >> 20)
                                    + " MiB that this process may take, but needs more",
                            null)));
        } else if (failure instanceof IllegalArgumentException refused) {
            refuse(id, List.of(Refusal.at("study", String.valueOf(refused.getMessage()), null)));
        } else {
            refuse(id, List.of(Refusal.at("study", Refusal.ofDefect(failure), null)));
        }
    }

    private void cancel(ObjectNode request, JsonNode id) {
        JsonNode of = request.path("of");
        StudyService.Running<?> running = of.isMissingNode() ? null : open.get(of);
        if (running != null) {
            running.cancel();
        }
        ObjectNode event = event(id, "cancel");
        event.set("of", of.isMissingNode() ? NullNode.getInstance() : of);
        event.put("open", running != null);
        send(event);
    }

    private void schema(ObjectNode request, JsonNode id) {
        String of = text(request, "of").orElse("study");
        if (!of.equals("study") && !of.equals("device")) {
            throw new RefusalsException("of", "`of` must be one of `study`, `device`, but was `" + of + "`");
        }
        ObjectNode event = event(id, "schema");
        try {
            event.set("schema", MAPPER.readTree(StudyService.schema(of)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the schema of " + of + " is no JSON", e);
        }
        send(event);
    }

    private StudyRequest studyRequest(ObjectNode request) {
        Map<String, Object> set = new LinkedHashMap<>();
        JsonNode asked = request.path("set");
        if (asked instanceof ObjectNode values) {
            values.properties().forEach(entry -> set.put(entry.getKey(), entry.getValue()));
        } else if (!asked.isMissingNode() && !asked.isNull()) {
            throw new RefusalsException("set", "`set` must be an object of values by address, but is `" + asked + "`");
        }
        JsonNode seed = request.path("seed");
        if (!seed.isMissingNode() && !seed.isNull() && !seed.canConvertToExactIntegral()) {
            throw new RefusalsException("seed", "`seed` must be a whole number, but is `" + seed + "`");
        }
        return new StudyRequest(
                source(request),
                set,
                texts(request, "analyses"),
                texts(request, "fields"),
                seed.isNumber() ? Optional.of(seed.longValue()) : Optional.empty(),
                text(request, "kind"),
                path(request, "out"));
    }

    private StudySource source(ObjectNode request) {
        long given = List.of("study", "study-text", "study-file").stream()
                .filter(request::has)
                .count();
        if (given != 1) {
            throw new RefusalsException(
                    "study", "exactly one of `study`, `study-text`, `study-file` must be given, but were " + given);
        }
        Path folder = path(request, "folder").orElse(Path.of(""));
        if (request.has("study-file")) {
            return StudySource.file(folder.resolve(path(request, "study-file").orElseThrow()));
        }
        if (request.has("study-text")) {
            return StudySource.yaml(text(request, "study-text").orElseThrow(), folder);
        }
        if (request.get("study") instanceof ObjectNode study) {
            HeldStudy known = last;
            if (known == null
                    || !known.folder().equals(folder)
                    || !known.study().equals(study)) {
                known = new HeldStudy(study, folder, StudySource.json(study, folder));
                last = known;
            }
            return known.source();
        }
        throw new RefusalsException("study", "`study` must be an object with the keys of a study, but is none");
    }

    private static boolean flag(ObjectNode request, String key) {
        JsonNode value = request.path(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new RefusalsException(key, "`" + key + "` must be true or false, but is `" + value + "`");
        }
        return value.asBoolean();
    }

    private static Optional<String> text(ObjectNode request, String key) {
        JsonNode value = request.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new RefusalsException(key, "`" + key + "` must be text, but is `" + value + "`");
        }
        return Optional.of(value.textValue());
    }

    private static Optional<Path> path(ObjectNode request, String key) {
        try {
            return text(request, key).map(Path::of);
        } catch (InvalidPathException e) {
            throw new RefusalsException(key, "`" + key + "` must be a path, but is `" + request.path(key) + "`");
        }
    }

    private static List<String> texts(ObjectNode request, String key) {
        JsonNode value = request.path(key);
        List<String> texts = new ArrayList<>();
        boolean good = value.isMissingNode() || value.isNull() || value.isArray();
        for (JsonNode each : value) {
            good &= each.isTextual();
            texts.add(each.asText());
        }
        if (!good) {
            throw new RefusalsException(key, "`" + key + "` must be a list of texts, but is `" + value + "`");
        }
        return texts;
    }

    private static ObjectNode event(JsonNode id, String name) {
        ObjectNode event = MAPPER.createObjectNode();
        event.set("id", id);
        event.put("event", name);
        return event;
    }

    private void refuse(JsonNode id, List<Refusal> refusals) {
        ObjectNode event = event(id, "error");
        ArrayNode errors = event.putArray("errors");
        refusals.forEach(refusal -> refusal.write(errors.addObject()));
        send(event);
    }

    private synchronized boolean isSilent() {
        return silent;
    }

    /** Writes a line; where nobody reads any more, all later lines are dropped. */
    private void send(ObjectNode line) {
        try {
            byte[] bytes = MAPPER.writeValueAsBytes(line);
            synchronized (this) {
                if (!silent) {
                    out.write(bytes);
                    out.write('\n');
                    out.flush();
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON", e);
        } catch (IOException e) {
            synchronized (this) {
                silent = true;
            }
        }
    }
}
