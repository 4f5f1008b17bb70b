package org.triceras.kernel.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.triceras.engine.backend.WarmUp;
import org.triceras.engine.error.StateException;
import org.triceras.keras.display.Display;
import org.triceras.kernel.history.History;
import org.triceras.kernel.interactive.FrontEnd;
import org.triceras.kernel.protocol.ConnectionInfo;
import org.triceras.kernel.protocol.Message;
import org.triceras.kernel.session.HeapReserve;
import org.triceras.kernel.session.Session;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The kernel: answers a front end's requests over Jupyter's five channels. Cells run on the thread of their shell, the main one or a subshell;
 * the shell channel has a thread that gives out requests and sends replies, and the control channel one of its own, so that an interrupt gets
 * through while cells run. All threads block; none polls.
 */
public final class KernelServer {
    private static final System.Logger LOG = System.getLogger(KernelServer.class.getName());

    private final ZContext context = new ZContext();
    private final ConnectionInfo connection;
    private final IoPub iopub;
    private final StreamCollector streams;
    private final ShellChannel shell;
    private final Channel control;
    private final Stdin stdin;
    private final Loading<Session> session = new Loading<>("session", Session::new);
    private final NotebookPort port;
    private final Subshells shells;
    private final CodeHandler code = new CodeHandler(session::get);
    private final CommHandler comms;
    private final DebugHandler debug;
    private final History history = History.open();
    private final HistoryHandler past = new HistoryHandler(history);

    public KernelServer(ConnectionInfo connection) {
        this.connection = connection;
        // ZeroMQ's own threads, which move all messages.
        context.setUncaughtExceptionHandler(Lifeline::end);
        iopub = new IoPub(context, connection);
        streams = new StreamCollector(iopub);
        shell = new ShellChannel(context, connection, iopub.session());
        control = new Channel(context, connection, connection.control(), iopub.session());
        stdin = new Stdin(context, connection, iopub.session(), streams);
        port = new NotebookPort(iopub, streams, stdin);
        AtomicInteger count = new AtomicInteger();
        shells = new Subshells(
                id -> new Shell(id, new ExecuteHandler(session::get, iopub, streams, history, count)),
                (from, request) -> answer(shell, from, request));
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
        Lifeline.start("control", this::serveControl);
        ParentWatch.start(
                System.getenv("JPY_PARENT_PID"), () -> Runtime.getRuntime().halt(0));
        iopub.publish("status", new JsonObject(), Json.object("execution_state", "starting"));
        shells.start();
        Lifeline.start("shell channel", () -> shell.serve(this::giveOut));
        shells.main().join();
    }

    private void startHeartbeat() {
        Lifeline.start("heartbeat", () -> {
            ZMQ.Socket socket = context.createSocket(SocketType.REP);
            socket.bind(connection.address(connection.heartbeat()));
            while (true) {
                byte[] beat = socket.recv();
                if (beat != null) {
                    socket.send(beat);
                }
            }
        });
    }

    private void serveControl() {
        while (true) {
            try {
                control.wire().receive().ifPresent(request -> answer(control, null, request));
            } catch (OutOfMemoryError e) {
                // A cell has filled the heap; this thread must live on.
                HeapReserve.release();
            }
        }
    }

    /** Hands a request to the shell that it is for. */
    private void giveOut(Message request) {
        Shell addressed = shells.find(request);
        if (addressed != null) {
            addressed.add(request);
            return;
        }
        status("busy", request.header());
        if (request.type().endsWith("_request")) {
            shell.reply(request, Subshells.unknown(Json.text(request.header(), "subshell_id", "")));
        }
        status("idle", request.header());
    }

    private void abort(Message request, JsonObject reply) {
        status("busy", request.header());
        shell.reply(request, reply);
        status("idle", request.header());
    }

    private void status(String state, JsonObject parent) {
        iopub.publish("status", parent, Json.object("execution_state", state));
    }

    /** @param from the shell that the request was sent to; null for one on the control channel */
    private void answer(Replies channel, Shell from, Message request) {
        status("busy", request.header());
        Shell.Rest aborted = null;
        try {
            JsonObject reply = handle(from, request);
            if (reply != null) {
                if (!reply.has("status")) {
                    reply.addProperty("status", "ok");
                }
                streams.flush();
                if (from != null && from.cells().takeAbort()) {
                    shell.settle();
                    aborted = from.failed();
                }
                channel.reply(request, reply);
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            if (e instanceof OutOfMemoryError) {
                HeapReserve.release();
            }
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
        if (aborted != null) {
            shell.settle();
            from.abort(aborted, each -> abort(each, from.cells().aborted()));
        }
        if (request.type().equals("shutdown_request")) {
            shutdown();
        }
    }

    private JsonObject handle(Shell from, Message request) {
        JsonObject content = request.content();
        switch (request.type()) {
            case "kernel_info_request":
                return KernelInfo.reply();
            case "execute_request":
                return from != null ? execute(from, request) : notHere(request);
            case "complete_request":
                return from != null ? code.complete(content) : notHere(request);
            case "inspect_request":
                return from != null ? code.inspect(content) : notHere(request);
            case "is_complete_request":
                return from != null ? code.isComplete(content) : notHere(request);
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
            case "create_subshell_request":
                return from == null ? shells.create() : notThere(request);
            case "delete_subshell_request":
                return from == null ? shells.delete(content) : notThere(request);
            case "list_subshell_request":
                return from == null ? shells.list() : notThere(request);
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
                if (from != null) {
                    comms.handle(request);
                }
                return null;
            default:
                LOG.log(System.Logger.Level.WARNING, "unknown request " + request.type());
                return null;
        }
    }

    private JsonObject execute(Shell from, Message request) {
        try {
            return from.cells().execute(request);
        } finally {
            debug.cellEnded(from.isMain());
        }
    }

    /** Stops the cells of all shells. One that still waits for the session, or is only about to begin, is stopped as soon as it runs. */
    private void interrupt() {
        WarmUp.end();
        shells.forEach(each -> {
            try {
                while (each.cells().isExecuting() && !session.get().interrupt(each.lane())) {
                    Thread.sleep(2);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Code is analysed and run by the shells, so that the control channel is always free. */
    private static JsonObject notHere(Message request) {
        throw new StateException(request.type() + " came on the control channel. Send it on the shell channel.");
    }

    private static JsonObject notThere(Message request) {
        throw new StateException(request.type() + " came on the shell channel. Send it on the control channel.");
    }

    private void shutdown() {
        streams.flushAll();
        history.close();
        iopub.close();
        // Cells may have left threads running; the front end wants the process gone.
        Runtime.getRuntime().halt(0);
    }
}
