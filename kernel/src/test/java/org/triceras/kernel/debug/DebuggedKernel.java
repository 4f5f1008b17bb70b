package org.triceras.kernel.debug;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.kernel.client.KernelClient;
import org.triceras.kernel.client.KernelProcess;
import org.triceras.kernel.protocol.Message;

/** Debugs a real kernel as a front end does it: requests on the control channel while a cell stands still. */
@Timeout(60)
abstract class DebuggedKernel {
    private static final long TIMEOUT = 30_000;

    @TempDir
    static Path folder;

    static KernelProcess process;
    static KernelClient client;

    private int sequence;

    @BeforeAll
    static void start() {
        process = KernelProcess.start(folder);
        client = new KernelClient(process.connection(), process::isAlive);
        client.waitUntilReady();
    }

    @AfterAll
    static void stop() {
        client.shutdown();
        client.close();
        process.close();
    }

    @BeforeEach
    void attach() {
        assertThat(ask("initialize").get("success").getAsBoolean()).isTrue();
        ask("attach");
        ask("configurationDone");
    }

    @AfterEach
    void detach() {
        ask("disconnect");
    }

    JsonObject ask(String command, Object... arguments) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            named.put((String) arguments[i], arguments[i + 1]);
        }
        Map<String, Object> request =
                Map.of("seq", ++sequence, "type", "request", "command", command, "arguments", named);
        return client.control("debug_request", new Gson().toJsonTree(request).getAsJsonObject(), 10_000)
                .orElseThrow()
                .content();
    }

    JsonObject body(String command, Object... arguments) {
        JsonObject reply = ask(command, arguments);
        assertThat(reply.get("success").getAsBoolean()).as(reply.toString()).isTrue();
        return reply.getAsJsonObject("body");
    }

    String pathOf(String code) {
        return body("dumpCell", "code", code).get("sourcePath").getAsString();
    }

    String breakAt(String code, int... lines) {
        String path = pathOf(code);
        List<Map<String, Integer>> wanted = new ArrayList<>();
        for (int line : lines) {
            wanted.add(Map.of("line", line));
        }
        body("setBreakpoints", "source", Map.of("path", path), "breakpoints", wanted);
        return path;
    }

    /** The events of a kind that came while the last cell ran. */
    final List<JsonObject> outputs = new ArrayList<>();

    /** Runs a cell; what is given is done at each stop, and must let the cell go on. */
    Message run(String code, Consumer<JsonObject> atStop) {
        outputs.clear();
        return client.execute(
                code,
                m -> {
                    if (m.type().equals("debug_event")) {
                        JsonObject body = m.content().getAsJsonObject("body");
                        switch (m.content().get("event").getAsString()) {
                            case "stopped" -> atStop.accept(body);
                            case "output" -> outputs.add(body);
                            default -> {
                                // The others say nothing that is not known.
                            }
                        }
                    }
                },
                TIMEOUT);
    }

    List<String> stack() {
        List<String> frames = new ArrayList<>();
        for (JsonElement each : body("stackTrace", "threadId", 1).getAsJsonArray("stackFrames")) {
            JsonObject frame = each.getAsJsonObject();
            frames.add(frame.get("name").getAsString() + ":" + frame.get("line").getAsInt());
        }
        return frames;
    }

    Map<String, String> variables(int reference) {
        Map<String, String> values = new LinkedHashMap<>();
        for (JsonElement each :
                body("variables", "variablesReference", reference).getAsJsonArray("variables")) {
            JsonObject variable = each.getAsJsonObject();
            values.put(variable.get("name").getAsString(), variable.get("value").getAsString());
        }
        return values;
    }

    Map<String, String> scope(int frame, int index) {
        JsonArray scopes = body("scopes", "frameId", frame).getAsJsonArray("scopes");
        return variables(
                scopes.get(index).getAsJsonObject().get("variablesReference").getAsInt());
    }

    /** What a request that fails says. */
    String failure(String command, Object... arguments) {
        JsonObject reply = ask(command, arguments);
        assertThat(reply.get("success").getAsBoolean()).as(reply.toString()).isFalse();
        return reply.get("message").getAsString();
    }

    List<String> said() {
        return outputs.stream()
                .map(o -> o.get("category").getAsString() + ": "
                        + o.get("output").getAsString().strip())
                .toList();
    }

    void goOn() {
        body("continue", "threadId", 1);
    }

    static void interruptAfter(int millis) {
        CompletableFuture.runAsync(
                () -> client.control("interrupt_request", new JsonObject(), 5000),
                CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    static String status(Message reply) {
        return reply.content().get("status").getAsString();
    }

    String evaluated(String expression) {
        return body("evaluate", "expression", expression, "frameId", 1)
                .get("result")
                .getAsString();
    }

    static String result(String code) {
        List<String> results = new ArrayList<>();
        Message reply = client.execute(
                code,
                m -> {
                    if (m.type().equals("execute_result")) {
                        results.add(m.content()
                                .getAsJsonObject("data")
                                .get("text/plain")
                                .getAsString());
                    }
                },
                TIMEOUT);
        assertThat(status(reply)).as(reply.content().toString()).isEqualTo("ok");
        return results.get(0);
    }
}
