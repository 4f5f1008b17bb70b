package org.triceras.kernel.server;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.triceras.kernel.protocol.ConnectionInfo;
import org.triceras.kernel.protocol.Message;
import org.triceras.kernel.protocol.Wire;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The broadcast channel. Nothing is ever dropped: messages wait in a bounded queue, and a full queue makes whoever prints wait, as a
 * terminal does. One thread owns the socket.
 */
public final class IoPub {
    private static final System.Logger LOG = System.getLogger(IoPub.class.getName());
    private static final int QUEUED_MESSAGES = 256;
    private static final int HIGH_WATER_MARK = 1000;

    private final String session = UUID.randomUUID().toString();
    private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(QUEUED_MESSAGES);
    private final Thread thread;
    private final Selector selector;

    public IoPub(ZContext context, ConnectionInfo connection) {
        ZMQ.Socket socket = context.createSocket(SocketType.XPUB);
        socket.setLinger(1000);
        socket.setSndHWM(HIGH_WATER_MARK);
        // A slow front end makes us wait instead of losing output.
        socket.setXpubNoDrop(true);
        socket.bind(connection.address(connection.iopub()));
        try {
            // The socket's own signal, so that one thread can wait for it and for the queue.
            selector = Selector.open();
            socket.getFD().register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Wire wire = new Wire(socket, connection);
        thread = Lifeline.start("iopub", () -> pump(wire, socket));
    }

    private void pump(Wire wire, ZMQ.Socket socket) {
        try {
            while (true) {
                for (Message message = queue.poll(); message != null; message = queue.poll()) {
                    if (message.type().equals("stop")) {
                        socket.close();
                        return;
                    }
                    send(wire, message);
                }
                welcome(wire, socket);
                if (queue.isEmpty() && (socket.getEvents() & ZMQ.Poller.POLLIN) == 0) {
                    selector.select();
                    selector.selectedKeys().clear();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Wire wire, Message message) {
        try {
            Lifeline.send(wire, message);
        } catch (OutOfMemoryError e) {
            // This thread must live on.
            LOG.log(System.Logger.Level.WARNING, "a message was lost: no memory to send it");
        }
    }

    /** Tells new subscribers that they are: from here on they miss nothing. */
    private void welcome(Wire wire, ZMQ.Socket socket) {
        for (byte[] request = socket.recv(ZMQ.DONTWAIT); request != null; request = socket.recv(ZMQ.DONTWAIT)) {
            if (request.length > 0 && request[0] == 1) {
                byte[] topic = Arrays.copyOfRange(request, 1, request.length);
                JsonObject content = new JsonObject();
                content.addProperty("subscription", new String(topic, StandardCharsets.UTF_8));
                wire.send(Message.create("iopub_welcome", session, List.of(topic), new JsonObject(), content));
            }
        }
    }

    /** The session id of this kernel. */
    public String session() {
        return session;
    }

    /** Queues a message that belongs to the request which the calling thread works for. */
    public void publish(String type, JsonObject content) {
        publish(type, CurrentRequest.get().header(), content);
    }

    /** Queues a message; waits while the queue is full. */
    public void publish(String type, JsonObject parentHeader, JsonObject content) {
        byte[] topic = ("kernel." + session + "." + type).getBytes(StandardCharsets.UTF_8);
        put(Message.create(type, session, List.of(topic), parentHeader, content));
    }

    /** Queues a message with metadata and raw buffers. */
    public void publish(String type, JsonObject content, JsonObject metadata, List<byte[]> buffers) {
        byte[] topic = ("kernel." + session + "." + type).getBytes(StandardCharsets.UTF_8);
        Message message = Message.create(
                type, session, List.of(topic), CurrentRequest.get().header(), content);
        put(new Message(message.identities(), message.header(), message.parent(), metadata, content, buffers));
    }

    private void put(Message message) {
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(message);
                selector.wakeup();
                break;
            } catch (InterruptedException e) {
                // The interrupt is meant for the cell; its output must still arrive.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends what is queued and closes the channel. */
    public void close() {
        put(Message.create("stop", session, List.of(), new JsonObject(), new JsonObject()));
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
