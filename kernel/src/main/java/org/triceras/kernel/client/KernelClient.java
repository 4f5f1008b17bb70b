package org.triceras.kernel.client;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.triceras.engine.error.StateException;
import org.triceras.kernel.protocol.ConnectionInfo;
import org.triceras.kernel.protocol.Message;
import org.triceras.kernel.protocol.Wire;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A small Jupyter client: sends requests to a kernel and collects what it answers and broadcasts. For one thread. */
public final class KernelClient implements AutoCloseable {
    /** The answer that says that there is none, as Python's kernel knows it too. */
    public static final String END_OF_INPUT = "\u0004";

    private static final int TICK_MILLIS = 100;

    private final ZContext context = new ZContext();
    private final String session = UUID.randomUUID().toString();
    private final BooleanSupplier kernelIsAlive;
    private final ZMQ.Socket shellSocket;
    private final Wire shell;
    private final Wire control;
    private final Wire iopub;
    private final Wire stdin;
    private final ZMQ.Poller poller;
    private final ZMQ.Socket controlSocket;
    private String subshell;
    private BiFunction<String, Boolean, String> inputs = (prompt, password) -> END_OF_INPUT;

    /** Connects to a kernel; {@code kernelIsAlive} lets waiting end when the kernel has died. */
    public KernelClient(ConnectionInfo connection, BooleanSupplier kernelIsAlive) {
        this.kernelIsAlive = kernelIsAlive;
        shellSocket = connect(SocketType.DEALER, connection.address(connection.shell()));
        controlSocket = connect(SocketType.DEALER, connection.address(connection.control()));
        ZMQ.Socket stdinSocket = connect(SocketType.DEALER, connection.address(connection.stdin()));
        ZMQ.Socket iopubSocket = context.createSocket(SocketType.SUB);
        iopubSocket.setRcvHWM(0);
        iopubSocket.subscribe(new byte[0]);
        iopubSocket.connect(connection.address(connection.iopub()));
        shell = new Wire(shellSocket, connection);
        control = new Wire(controlSocket, connection);
        iopub = new Wire(iopubSocket, connection);
        stdin = new Wire(stdinSocket, connection);
        poller = context.createPoller(3);
        poller.register(iopubSocket, ZMQ.Poller.POLLIN);
        poller.register(shellSocket, ZMQ.Poller.POLLIN);
        poller.register(stdinSocket, ZMQ.Poller.POLLIN);
    }

    private ZMQ.Socket connect(SocketType type, String address) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setLinger(500);
        socket.setIdentity(session.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        socket.connect(address);
        return socket;
    }

    /** What answers the kernel's questions for input: takes the prompt and whether it is for a password. */
    public void answerInputs(BiFunction<String, Boolean, String> answers) {
        inputs = answers;
    }

    /** From now on requests go to a subshell of the kernel; null for its main shell. */
    public void useSubshell(String id) {
        subshell = id;
    }

    /** Waits until the kernel answers and its broadcasts arrive here. */
    public Message waitUntilReady() {
        while (true) {
            boolean[] heard = new boolean[1];
            Optional<Message> reply =
                    request("kernel_info_request", new JsonObject(), m -> heard[0] = true, TICK_MILLIS * 10L);
            // The first broadcasts may pass before the subscription has reached the kernel.
            if (reply.isPresent() && heard[0]) {
                return reply.get();
            }
            if (!kernelIsAlive.getAsBoolean()) {
                throw new StateException("The kernel ended before it answered. Its own messages stand above.");
            }
        }
    }

    /** Runs code and gives everything that is broadcast for it to {@code listener}; returns the reply. */
    public Message execute(String code, Consumer<Message> listener, long timeoutMillis) {
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("silent", false);
        content.addProperty("store_history", true);
        content.add("user_expressions", new JsonObject());
        content.addProperty("allow_stdin", true);
        content.addProperty("stop_on_error", true);
        return request("execute_request", content, listener, timeoutMillis)
                .orElseThrow(() -> new StateException("The cell did not end within " + timeoutMillis / 1000 + " s."));
    }

    /** Sends a request on the shell channel and waits for its reply and for the kernel to be idle again. */
    public Optional<Message> request(String type, JsonObject content, Consumer<Message> listener, long timeoutMillis) {
        return exchange(type, content, true, listener, timeoutMillis);
    }

    /** Sends a message that has no reply, such as one of a comm, and waits for the kernel to be idle again; false when it was not in time. */
    public boolean send(String type, JsonObject content, Consumer<Message> listener, long timeoutMillis) {
        boolean[] idle = new boolean[1];
        exchange(
                type,
                content,
                false,
                message -> {
                    idle[0] |= isIdle(message);
                    listener.accept(message);
                },
                timeoutMillis);
        return idle[0];
    }

    private static boolean isIdle(Message message) {
        return message.type().equals("status")
                && message.content().get("execution_state").getAsString().equals("idle");
    }

    private Optional<Message> exchange(
            String type, JsonObject content, boolean isReplied, Consumer<Message> listener, long timeoutMillis) {
        Message request = Message.create(type, session, List.of(), new JsonObject(), content);
        if (subshell != null) {
            request.header().addProperty("subshell_id", subshell);
        }
        shell.send(request);
        long end = System.nanoTime() + timeoutMillis * 1_000_000;
        Message reply = null;
        boolean idle = false;
        while (isReplied && reply == null || !idle) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.ofNullable(idle ? null : reply);
            }
            poller.poll(Math.min(TICK_MILLIS, left));
            if (poller.pollin(0)) {
                Message message = iopub.receive().orElse(null);
                if (message != null && message.parentId().equals(request.id())) {
                    idle |= isIdle(message);
                    listener.accept(message);
                }
            }
            if (poller.pollin(1)) {
                Message message = shell.receive().orElse(null);
                if (message != null && message.parentId().equals(request.id())) {
                    reply = message;
                }
            }
            if (poller.pollin(2)) {
                stdin.receive().ifPresent(this::answer);
            }
            if (!kernelIsAlive.getAsBoolean()) {
                throw new StateException("The kernel died while it was running this. Its own messages stand above.");
            }
        }
        return Optional.ofNullable(reply);
    }

    private void answer(Message question) {
        JsonObject content = new JsonObject();
        String prompt = question.content().get("prompt").getAsString();
        boolean password = question.content().get("password").getAsBoolean();
        content.addProperty("value", inputs.apply(prompt, password));
        stdin.send(Message.create("input_reply", session, List.of(), question.header(), content));
    }

    /** Sends a request on the control channel and waits for its reply. */
    public Optional<Message> control(String type, JsonObject content, long timeoutMillis) {
        control.send(Message.create(type, session, List.of(), new JsonObject(), content));
        controlSocket.setReceiveTimeOut((int) timeoutMillis);
        return control.receive();
    }

    /** Asks the kernel to end. */
    public void shutdown() {
        JsonObject content = new JsonObject();
        content.addProperty("restart", false);
        control("shutdown_request", content, 2000);
    }

    @Override
    public void close() {
        poller.close();
        context.close();
    }
}
