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
import java.util.Optional;
import org.triceras.engine.error.StateException;
import org.triceras.keras.display.Display;
import org.triceras.kernel.history.History;
import org.triceras.kernel.interactive.FrontEnd;
import org.triceras.kernel.protocol.ConnectionInfo;
import org.triceras.kernel.protocol.Message;
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

    private static final long SHELL_STACK_BYTES = 64L << 20;

    private final ZContext context = new ZContext();
    private final ConnectionInfo connection;
    private final IoPub iopub;
    private final StreamCollector streams;
    private final Channel shell;
    private final Channel control;
    private final Stdin stdin;
    private final Loading<Session> session = new Loading<>("session", Session::new);
    private final NotebookPort port;
    private final ExecuteHandler cells;
    private final CodeHandler code = new CodeHandler(session::get);
    private final CommHandler comms;
    private final DebugHandler debug;
    private final History history = History.open();
    private final HistoryHandler past = new HistoryHandler(history);

    public KernelServer(ConnectionInfo connection) {
        this.connection = connection;
        iopub = new IoPub(context, connection);
        streams = new StreamCollector(iopub);
        shell = new Channel(context, connection, connection.shell(), iopub.session());
        control = new Channel(context, connection, connection.control(), iopub.session());
        stdin = new Stdin(context, connection, iopub.session(), streams);
        port = new NotebookPort(iopub, streams, stdin);
        cells = new ExecuteHandler(session::get, iopub, streams, stdin, port, history);
        comms = new CommHandler(iopub, streams);
        debug = new DebugHandler(session::get, iopub);
    }

    /** Serves until a shutdown is asked for. */
    public void run() {
        System.setOut(streams.stream("stdout"));
        PrintStream err = streams.stream("stderr");
        System.setErr(err);
        System.setIn(stdin.stream());
        Display.use(new NotebookSink(iopub, streams));
        FrontEnd.use(port);
        startHeartbeat();
        Thread controlThread = new Thread(() -> serve(control), "control");
        controlThread.setDaemon(true);
        controlThread.start();
        iopub.publish("status", new JsonObject(), Json.object("execution_state", "starting"));
        // javac goes as deep as the code that it compiles.
        Thread shellThread = new Thread(null, () -> serve(shell), "shell", SHELL_STACK_BYTES);
        shellThread.start();
        try {
            shellThread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
                channel.reply(message, cells.aborted());
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
                if (channel == shell && cells.takeAbort()) {
                    aborts = true;
                    queued = new ArrayList<>(waiting);
                    waiting.clear();
                    queued.addAll(arrived(channel));
                    failed = Instant.now();
                }
                channel.reply(request, reply);
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
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
                return channel == shell ? execute(request) : notHere(request);
            case "complete_request":
                return channel == shell ? code.complete(content) : notHere(request);
            case "inspect_request":
                return channel == shell ? code.inspect(content) : notHere(request);
            case "is_complete_request":
                return channel == shell ? code.isComplete(content) : notHere(request);
            case "history_request":
                return past.reply(content);
            case "connect_request":
                return Json.object(
                        "shell_port", connection.shell(),
                        "iopub_port", connection.iopub(),
                        "stdin_port", connection.stdin(),
                        "control_port", connection.control(),
                        "hb_port", connection.heartbeat());
            case "comm_info_request":
                return comms.info(content);
            case "debug_request":
                return debug.reply(content);
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
            case "comm_msg":
            case "comm_close":
                if (channel == shell) {
                    comms.handle(request);
                }
                return null;
            default:
                LOG.log(System.Logger.Level.WARNING, "unknown request " + request.type());
                return null;
        }
    }

    private JsonObject execute(Message request) {
        try {
            return cells.execute(request);
        } finally {
            debug.cellEnded();
        }
    }

    /** A cell that still waits for the session, or is only about to begin, is stopped as soon as it runs. */
    private void interrupt() {
        try {
            while (cells.isExecuting() && !session.get().interrupt()) {
                Thread.sleep(2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Java is analysed and run by one thread only; the control channel has its own. */
    private static JsonObject notHere(Message request) {
        throw new StateException(request.type() + " came on the control channel. Send it on the shell channel.");
    }

    private void shutdown() {
        streams.flush();
        history.close();
        iopub.close();
        // Cells may have left threads running; the front end wants the process gone.
        Runtime.getRuntime().halt(0);
    }
}
