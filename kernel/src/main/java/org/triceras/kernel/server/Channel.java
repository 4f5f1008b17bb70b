package org.triceras.kernel.server;

import com.google.gson.JsonObject;
import org.triceras.kernel.protocol.ConnectionInfo;
import org.triceras.kernel.protocol.Message;
import org.triceras.kernel.protocol.Wire;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A request channel (shell or control): waits for requests and answers them on the thread that runs it. */
final class Channel {
    /** Answers one request; what it returns is the reply's content, or null for no reply. */
    @FunctionalInterface
    interface Handler {
        JsonObject handle(Message request);
    }

    private final ZMQ.Socket socket;
    private final Wire wire;
    private final String session;

    Channel(ZContext context, ConnectionInfo connection, int port, String session) {
        socket = context.createSocket(SocketType.ROUTER);
        socket.setLinger(1000);
        socket.setRouterHandover(true);
        socket.bind(connection.address(port));
        wire = new Wire(socket, connection);
        this.session = session;
    }

    Wire wire() {
        return wire;
    }

    ZMQ.Socket socket() {
        return socket;
    }

    void reply(Message request, JsonObject content) {
        String type = request.type().replace("_request", "_reply");
        wire.send(Message.create(type, session, request.identities(), request.header(), content));
    }
}
