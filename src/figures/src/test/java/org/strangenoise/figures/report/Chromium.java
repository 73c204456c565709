package org.strangenoise.figures.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One tab of a headless Chromium, steered by the DevTools protocol: it can be a phone, dark, without scripts, and has a
 * keyboard and a mouse.
 */
final class Chromium implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_SECONDS = 30;

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final StringBuilder part = new StringBuilder();
    private final String session;

    Chromium(Path folder) throws Exception {
        Path profile = Files.createDirectory(folder.resolve("profile"));
        Path log = folder.resolve("chromium.txt");
        process = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--enable-unsafe-swiftshader",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile,
                        "--remote-debugging-port=0",
                        "about:blank")
                .redirectOutput(log.toFile())
                .redirectErrorStream(true)
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        waitUntil("a port", () -> Files.exists(port) && Files.readAllLines(port).size() >= 2);
        List<String> lines = Files.readAllLines(port);
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)), new Answers())
                .get(MOST_SECONDS, TimeUnit.SECONDS);
        String target = sent("Target.createTarget", JSON.createObjectNode().put("url", "about:blank"), "")
                .path("targetId")
                .asText();
        session = sent(
                        "Target.attachToTarget",
                        JSON.createObjectNode().put("targetId", target).put("flatten", true),
                        "")
                .path("sessionId")
                .asText();
        send("Page.enable", "{}");
    }

    /** What the page is shown on. */
    Chromium on(int width, int height, String scheme) throws Exception {
        send(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":" + (width < 500)
                        + "}");
        send(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
        return this;
    }

    Chromium withoutScripts() throws Exception {
        send("Emulation.setScriptExecutionDisabled", "{\"value\":true}");
        return this;
    }

    void open(Path page) throws Exception {
        sent("Page.navigate", JSON.createObjectNode().put("url", page.toUri().toString()), session);
        waitUntil("the page", () -> {
            JsonNode history = send("Page.getNavigationHistory", "{}");
            return history.path("entries")
                    .path(history.path("currentIndex").asInt())
                    .path("url")
                    .asText()
                    .endsWith(page.getFileName().toString());
        });
    }

    /** Opens a report and waits until its plots are drawn. */
    void openDrawn(Path page) throws Exception {
        open(page);
        waitUntil(
                "the plots",
                () -> evaluate("document.documentElement?.dataset.plots || ''")
                        .asText()
                        .equals("drawn"));
    }

    /** The value of an expression, awaited if it is a promise. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode answer = sent(
                "Runtime.evaluate",
                JSON.createObjectNode()
                        .put("expression", expression)
                        .put("awaitPromise", true)
                        .put("returnByValue", true),
                session);
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(answer.get("exceptionDetails").toPrettyString());
        }
        return answer.path("result").path("value");
    }

    JsonNode send(String method, String parameters) throws Exception {
        return sent(method, (ObjectNode) JSON.readTree(parameters), session);
    }

    void wheel(double x, double y, double down) throws Exception {
        mouse("mouseWheel", x, y, ",\"deltaX\":0,\"deltaY\":" + down);
    }

    void drag(double x, double y, double right, double down) throws Exception {
        mouse("mousePressed", x, y, ",\"button\":\"left\",\"buttons\":1,\"clickCount\":1");
        for (int i = 1; i <= 4; i++) {
            mouse("mouseMoved", x + right * i / 4, y + down * i / 4, ",\"button\":\"left\",\"buttons\":1");
        }
        mouse("mouseReleased", x + right, y + down, ",\"button\":\"left\",\"clickCount\":1");
    }

    void pressTab() throws Exception {
        for (String type : List.of("keyDown", "keyUp")) {
            send(
                    "Input.dispatchKeyEvent",
                    "{\"type\":\"" + type + "\",\"key\":\"Tab\",\"code\":\"Tab\",\"windowsVirtualKeyCode\":9}");
        }
    }

    private void mouse(String type, double x, double y, String more) throws Exception {
        send("Input.dispatchMouseEvent", "{\"type\":\"" + type + "\",\"x\":" + x + ",\"y\":" + y + more + "}");
    }

    /** A condition that may fail. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    static void waitUntil(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Chromium did not give " + what + " within " + MOST_SECONDS + " s");
            }
            Thread.sleep(50);
        }
    }

    /** A page on its way to another answers nothing: it is asked again. */
    private JsonNode sent(String method, ObjectNode parameters, String to) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        JsonNode found = asked(method, parameters, to);
        while (found.path("error").path("message").asText().startsWith("Not attached") && System.nanoTime() < end) {
            Thread.sleep(50);
            found = asked(method, parameters, to);
        }
        if (found.has("error")) {
            throw new AssertionError(method + ": " + found.get("error"));
        }
        return found.path("result");
    }

    private JsonNode asked(String method, ObjectNode parameters, String to) throws Exception {
        int id = last.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        if (!to.isEmpty()) {
            message.put("sessionId", to);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(JSON.writeValueAsString(message), true).get(MOST_SECONDS, TimeUnit.SECONDS);
        return answer.get(MOST_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Joins the parts of messages; events are not awaited by anyone. */
    private final class Answers implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean isLast) {
            part.append(text);
            if (isLast) {
                try {
                    JsonNode message = JSON.readTree(part.toString());
                    CompletableFuture<JsonNode> waiting =
                            answers.remove(message.path("id").asInt(-1));
                    if (waiting != null) {
                        waiting.complete(message);
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                } finally {
                    part.setLength(0);
                }
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
