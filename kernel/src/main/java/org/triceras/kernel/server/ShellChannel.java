package org.triceras.kernel.server;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.triceras.kernel.protocol.ConnectionInfo;
import org.triceras.kernel.protocol.Message;
import org.triceras.kernel.protocol.Wire;
import org.triceras.kernel.session.HeapReserve;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The shell channel. One thread owns its socket: it gives out requests as they come and sends replies as they are made, while others run
 * cells.
 */
final class ShellChannel implements Replies {
    private static final System.Logger LOG = System.getLogger(ShellChannel.class.getName());

    private final ZMQ.Socket socket;
    private final Wire wire;
    private final String session;
    private final Selector selector;
    private final Queue<Message> replies = new ConcurrentLinkedQueue<>();
    private final Queue<CompletableFuture<Void>> settling = new ConcurrentLinkedQueue<>();

    ShellChannel(ZContext context, ConnectionInfo connection, String session) {
        socket = Channel.bind(context, connection, connection.shell());
        wire = new Wire(socket, connection);
        this.session = session;
        try {
            // The socket's own signal, so that one thread can wait for it and for replies.
            selector = Selector.open();
            socket.getFD().register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives out requests and sends replies for ever. */
    void serve(Consumer<Message> requests) {
        while (true) {
            try {
                List<CompletableFuture<Void>> waiting = new ArrayList<>();
                for (CompletableFuture<Void> each = settling.poll(); each != null; each = settling.poll()) {
                    waiting.add(each);
                }
                for (Message reply = replies.poll(); reply != null; reply = replies.poll()) {
                    Lifeline.send(wire, reply);
                }
                while (hasCome()) {
                    wire.receive().ifPresent(requests);
                }
                waiting.forEach(each -> each.complete(null));
                if (replies.isEmpty() && settling.isEmpty() && !hasCome()) {
                    selector.select();
                    selector.selectedKeys().clear();
                }
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                // A cell may have filled the heap; this thread must live on.
                HeapReserve.release();
                LOG.log(System.Logger.Level.ERROR, "a message was lost on the shell channel", e);
            }
        }
    }

    private boolean hasCome() {
        return (socket.getEvents() & ZMQ.Poller.POLLIN) != 0;
    }

    @Override
    public void reply(Message request, JsonObject content) {
        String type = request.type().replace("_request", "_reply");
        replies.add(Message.create(type, session, request.identities(), request.header(), content));
        selector.wakeup();
    }

    /** Returns when all replies so far are sent, and all that has come in is given out. */
    void settle() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        settling.add(done);
        selector.wakeup();
        done.join();
    }
}
