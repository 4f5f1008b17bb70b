package org.triceras.kernel.server;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.triceras.kernel.client.KernelClient;
import org.triceras.kernel.protocol.ConnectionInfo;
import org.triceras.kernel.protocol.Message;
import org.triceras.kernel.protocol.Wire;
import org.triceras.kernel.session.Lane;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Asks the front end for a line of input; {@code System.in} of a cell reads from here. */
final class Stdin {
    private static final int POLL_MILLIS = 100;

    private final ZMQ.Socket socket;
    private final Wire wire;
    private final String session;
    private final StreamCollector streams;
    private final ReentrantLock asking = new ReentrantLock();
    /** What each shell has not read yet of its line. */
    private final Map<Lane, ByteArrayInputStream> lines = Collections.synchronizedMap(new WeakHashMap<>());

    /** The request that was told that the input has ended. */
    private volatile JsonObject endedFor;

    Stdin(ZContext context, ConnectionInfo connection, String session, StreamCollector streams) {
        socket = context.createSocket(SocketType.ROUTER);
        socket.setLinger(0);
        socket.setRouterHandover(true);
        socket.bind(connection.address(connection.stdin()));
        wire = new Wire(socket, connection);
        this.session = session;
        this.streams = streams;
    }

    /** A line from the front end, without its line end. Stops waiting when the thread is interrupted. One question is asked at a time. */
    String readLine(String prompt, boolean password) throws IOException {
        try {
            asking.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for input.", e);
        }
        try {
            return ask(CurrentRequest.get().questions(), prompt, password);
        } finally {
            asking.unlock();
        }
    }

    private static void checkInput(Message request) {
        if (request == null) {
            String message =
                    "This front end does not take input. Run the cell in JupyterLab or a console to answer it.";
            // Unchecked, since a Scanner keeps what is checked to itself and says only that it has found no line.
            throw new UncheckedIOException(message, new IOException(message));
        }
    }

    private String ask(Message request, String prompt, boolean password) throws IOException {
        checkInput(request);
        streams.flush();
        while (socket.recv(ZMQ.DONTWAIT) != null) {
            // An answer to a question that was given up.
            continue;
        }
        JsonObject question = Json.object("prompt", prompt, "password", password);
        wire.send(Message.create("input_request", session, request.identities(), request.header(), question));
        // The socket's own time limit lets us look for an interrupt now and then.
        socket.setReceiveTimeOut(POLL_MILLIS);
        while (!Thread.currentThread().isInterrupted()) {
            Optional<Message> answer = wire.receive();
            if (answer.isPresent()) {
                String value = Json.text(answer.get().content(), "value", "");
                if (value.equals(KernelClient.END_OF_INPUT)) {
                    throw new EOFException("The input has ended. Expected an answer"
                            + (prompt.isBlank() ? "." : " to \"" + prompt.strip() + "\"."));
                }
                return value;
            }
        }
        throw new IOException("Interrupted while waiting for input.");
    }

    /** To a Scanner the end of the input is a missing line, which says nothing of where lines should have come from. */
    private void sayOnce() {
        JsonObject request = CurrentRequest.get().header();
        if (request != endedFor) {
            endedFor = request;
            System.err.println(
                    "Note: the input has ended. A terminal or a pipe gives it: triceras run NOTEBOOK < answers.txt");
        }
    }

    /** An input stream that asks for a line whenever it runs out. */
    InputStream stream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                Lane lane = Lane.current();
                ByteArrayInputStream line = lines.get(lane);
                if (line == null || line.available() == 0) {
                    try {
                        checkInput(CurrentRequest.get().questions());
                        line = new ByteArrayInputStream((readLine("", false) + "\n").getBytes(StandardCharsets.UTF_8));
                    } catch (EOFException e) {
                        sayOnce();
                        return -1;
                    }
                    lines.put(lane, line);
                }
                return line.read(target, offset, length);
            }

            @Override
            public int available() {
                ByteArrayInputStream line = lines.get(Lane.current());
                return line == null ? 0 : line.available();
            }
        };
    }
}
