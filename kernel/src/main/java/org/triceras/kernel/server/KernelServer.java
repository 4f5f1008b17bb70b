package org.triceras.kernel.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;
import org.triceras.kernel.protocol.ConnectionInfo;
import org.triceras.kernel.protocol.Message;
import org.triceras.kernel.session.Assistant;
import org.triceras.kernel.session.CellError;
import org.triceras.kernel.session.CellResult;
import org.triceras.kernel.session.Session;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The kernel: answers a front end's requests over Jupyter's five channels. Cells run on the shell channel's thread; the control channel
 * has a thread of its own, so that an interrupt gets through while a cell runs. All threads block in their sockets; none polls.
 */
public final class KernelServer {
    private static final System.Logger LOG = System.getLogger(KernelServer.class.getName());

    private final ZContext context = new ZContext();
    private final ConnectionInfo connection;
    private final IoPub iopub;
    private final StreamCollector streams;
    private final Channel shell;
    private final Channel control;
    private final Stdin stdin;
    private final Loading<Session> session = new Loading<>("session", Session::new);
    private final History history = new History();
    private int executionCount;
    private volatile boolean abortQueue;

    public KernelServer(ConnectionInfo connection) {
        this.connection = connection;
        iopub = new IoPub(context, connection);
        streams = new StreamCollector(iopub);
        shell = new Channel(context, connection, connection.shell(), iopub.session());
        control = new Channel(context, connection, connection.control(), iopub.session());
        stdin = new Stdin(context, connection, iopub.session(), streams);
    }

    /** Serves until a shutdown is asked for. */
    public void run() {
        System.setOut(streams.stream("stdout"));
        PrintStream err = streams.stream("stderr");
        System.setErr(err);
        System.setIn(stdin.stream());
        Display.use(new NotebookSink(iopub, streams));
        startHeartbeat();
        Thread controlThread = new Thread(() -> serve(control), "control");
        controlThread.setDaemon(true);
        controlThread.start();
        iopub.publish("status", new JsonObject(), Json.object("execution_state", "starting"));
        serve(shell);
    }

    private void startHeartbeat() {
        Thread thread = new Thread(
                () -> {
                    ZMQ.Socket socket = context.createSocket(SocketType.REP);
                    socket.bind(connection.address(connection.heartbeat()));
                    while (!Thread.currentThread().isInterrupted()) {
                        byte[] beat = socket.recv();
                        if (beat != null) {
                            socket.send(beat);
                        }
                    }
                },
                "heartbeat");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Channel channel) {
        Deque<Message> waiting = new ArrayDeque<>();
        while (true) {
            Optional<Message> request = waiting.isEmpty() ? channel.wire().receive() : Optional.of(waiting.poll());
            if (request.isEmpty()) {
                continue;
            }
            answer(channel, request.get(), waiting);
        }
    }

    /** All that has come in by now. */
    private static List<Message> arrived(Channel channel) {
        List<Message> messages = new ArrayList<>();
        while ((channel.socket().getEvents() & ZMQ.Poller.POLLIN) != 0) {
            channel.wire().receive().ifPresent(messages::add);
        }
        return messages;
    }

    /**
     * After a failed cell the cells that were queued behind it are not run. That is what came in before the reply went out, and what was still
     * on its way then; a cell that was sent in answer to the reply is a new one.
     */
    private void abortQueued(Channel channel, List<Message> before, Instant failed, Deque<Message> waiting) {
        List<Message> messages = new ArrayList<>(before);
        messages.addAll(arrived(channel));
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            boolean isQueued = i < before.size() || isSentBefore(message, failed);
            if (isQueued && message.type().equals("execute_request")) {
                status("busy", message.header());
                channel.reply(message, Json.object("status", "aborted", "execution_count", executionCount));
                status("idle", message.header());
            } else {
                waiting.add(message);
            }
        }
    }

    private static boolean isSentBefore(Message message, Instant time) {
        try {
            return OffsetDateTime.parse(Json.text(message.header(), "date", ""))
                    .toInstant()
                    .isBefore(time);
        } catch (DateTimeParseException e) {
            return true;
        }
    }

    private void status(String state, JsonObject parent) {
        iopub.publish("status", parent, Json.object("execution_state", state));
    }

    private void answer(Channel channel, Message request, Deque<Message> waiting) {
        status("busy", request.header());
        List<Message> queued = List.of();
        Instant failed = Instant.MIN;
        boolean aborts = false;
        try {
            JsonObject reply = handle(channel, request);
            if (reply != null) {
                if (!reply.has("status")) {
                    reply.addProperty("status", "ok");
                }
                streams.flush();
                if (channel == shell && abortQueue) {
                    abortQueue = false;
                    aborts = true;
                    queued = new ArrayList<>(waiting);
                    waiting.clear();
                    queued.addAll(arrived(channel));
                    failed = Instant.now();
                }
                channel.reply(request, reply);
            }
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(System.Logger.Level.ERROR, "request failed: " + request.type(), e);
            channel.reply(
                    request,
                    Json.object(
                            "status",
                            "error",
                            "ename",
                            e.getClass().getSimpleName(),
                            "evalue",
                            e.getMessage(),
                            "traceback",
                            new JsonArray()));
        } finally {
            streams.flush();
            status("idle", request.header());
        }
        if (aborts) {
            abortQueued(channel, queued, failed, waiting);
        }
        if (request.type().equals("shutdown_request")) {
            shutdown();
        }
    }

    private JsonObject handle(Channel channel, Message request) {
        JsonObject content = request.content();
        switch (request.type()) {
            case "kernel_info_request":
                return KernelInfo.reply();
            case "execute_request":
                return execute(request, content);
            case "complete_request":
                return complete(content);
            case "inspect_request":
                return inspect(content);
            case "is_complete_request":
                return isComplete(content);
            case "history_request":
                return history.reply(content);
            case "connect_request":
                return Json.object(
                        "shell_port", connection.shell(),
                        "iopub_port", connection.iopub(),
                        "stdin_port", connection.stdin(),
                        "control_port", connection.control(),
                        "hb_port", connection.heartbeat());
            case "comm_info_request":
                return Json.object("comms", new JsonObject());
            case "interrupt_request":
                interrupt();
                return new JsonObject();
            case "shutdown_request":
                iopub.publish(
                        "shutdown_reply",
                        request.header(),
                        Json.object("restart", Json.flag(content, "restart", false)));
                return Json.object("restart", Json.flag(content, "restart", false));
            case "comm_open":
                // No comm targets are registered here; Jupyter asks us to close what we do not know.
                iopub.publish(
                        "comm_close",
                        request.header(),
                        Json.object("comm_id", Json.text(content, "comm_id", ""), "data", new JsonObject()));
                return null;
            case "comm_msg":
            case "comm_close":
                return null;
            default:
                LOG.log(System.Logger.Level.WARNING, "unknown request " + request.type());
                return null;
        }
    }

    private void interrupt() {
        // Before the session is there no cell runs.
        if (session.isDone()) {
            session.get().interrupt();
        }
    }

    // ---- execution ----

    private JsonObject execute(Message request, JsonObject content) {
        String code = Json.text(content, "code", "");
        boolean silent = Json.flag(content, "silent", false);
        boolean store = Json.flag(content, "store_history", true) && !silent;
        iopub.setParent(request.header());
        stdin.setRequest(Json.flag(content, "allow_stdin", true) ? request : null);
        if (store) {
            executionCount++;
            history.add(executionCount, code);
        }
        if (!silent) {
            iopub.publish("execute_input", Json.object("code", code, "execution_count", executionCount));
        }
        CellResult result = session.get().evaluate(code, executionCount);
        streams.flush();
        if (result.error() != null) {
            return failed(result.error(), content, silent);
        }
        if (result.value() != null && !silent) {
            JsonObject shown = NotebookSink.content(Display.bundleOf(result.value()));
            shown.addProperty("execution_count", executionCount);
            iopub.publish("execute_result", shown);
        }
        return Json.object(
                "status",
                "ok",
                "execution_count",
                executionCount,
                "user_expressions",
                userExpressions(content),
                "payload",
                new JsonArray());
    }

    private JsonObject failed(CellError error, JsonObject content, boolean silent) {
        JsonObject report = Json.object(
                "ename", error.name(), "evalue", error.message(), "traceback", Json.array(error.traceback()));
        if (!silent) {
            iopub.publish("error", report.deepCopy());
        }
        abortQueue = Json.flag(content, "stop_on_error", true);
        report.addProperty("status", "error");
        report.addProperty("execution_count", executionCount);
        report.add("user_expressions", new JsonObject());
        report.add("payload", new JsonArray());
        return report;
    }

    private JsonObject userExpressions(JsonObject content) {
        JsonObject results = new JsonObject();
        if (content.has("user_expressions") && content.get("user_expressions").isJsonObject()) {
            for (Map.Entry<String, com.google.gson.JsonElement> entry :
                    content.getAsJsonObject("user_expressions").entrySet()) {
                CellResult result = session.get().expression(entry.getValue().getAsString());
                JsonObject answer;
                if (result.error() != null) {
                    CellError error = result.error();
                    answer = Json.object(
                            "status", "error",
                            "ename", error.name(),
                            "evalue", error.message(),
                            "traceback", Json.array(error.traceback()));
                } else {
                    answer = NotebookSink.content(Display.bundleOf(result.value()));
                    answer.addProperty("status", "ok");
                }
                results.add(entry.getKey(), answer);
            }
        }
        return results;
    }

    // ---- help while writing ----

    private JsonObject complete(JsonObject content) {
        String code = Json.text(content, "code", "");
        int cursor = utf16(code, Json.number(content, "cursor_pos", code.length()));
        Assistant.Completions found = session.get().assistant().complete(code, cursor);
        return Json.object(
                "matches", Json.array(found.matches()),
                "cursor_start", codePoints(code, found.start()),
                "cursor_end", codePoints(code, found.end()),
                "metadata", new JsonObject());
    }

    private JsonObject inspect(JsonObject content) {
        String code = Json.text(content, "code", "");
        int cursor = utf16(code, Json.number(content, "cursor_pos", code.length()));
        List<Documentation> found = session.get().assistant().documentation(code, cursor);
        JsonObject data = new JsonObject();
        if (!found.isEmpty()) {
            MimeBundle bundle = Documents.bundle(found);
            bundle.data().forEach(data::addProperty);
        }
        return Json.object("found", !found.isEmpty(), "data", data, "metadata", new JsonObject());
    }

    private JsonObject isComplete(JsonObject content) {
        String state = session.get().assistant().completeness(Json.text(content, "code", ""));
        JsonObject reply = Json.object("status", state);
        if (state.equals("incomplete")) {
            reply.addProperty("indent", "    ");
        }
        return reply;
    }

    /** Jupyter counts characters, Java counts UTF-16 units. */
    private static int utf16(String code, int characters) {
        return characters >= code.codePointCount(0, code.length())
                ? code.length()
                : code.offsetByCodePoints(0, Math.max(0, characters));
    }

    private static int codePoints(String code, int units) {
        return code.codePointCount(0, Math.min(units, code.length()));
    }

    private void shutdown() {
        streams.flush();
        iopub.close();
        // Cells may have left threads running; the front end wants the process gone.
        Runtime.getRuntime().halt(0);
    }
}
