package org.triceras.kernel.server;

import com.google.gson.JsonObject;
import org.triceras.kernel.protocol.ConnectionInfo;
import org.triceras.kernel.protocol.Message;
import org.triceras.kernel.protocol.Wire;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The control channel: waits for requests and answers them on the thread that runs it. */
final class Channel implements Replies {
    private final Wire wire;
    private final String session;

    Channel(ZContext context, ConnectionInfo connection, int port, String session) {
        wire = new Wire(bind(context, connection, port), connection);
        this.session = session;
    }

    /** A socket for requests. */
    static ZMQ.Socket bind(ZContext context, ConnectionInfo connection, int port) {
        ZMQ.Socket socket = context.createSocket(SocketType.ROUTER);
        socket.setLinger(1000);
        socket.setRouterHandover(true);
        socket.bind(connection.address(port));
        return socket;
    }

    Wire wire() {
        return wire;
    }

    @Override
    public void reply(Message request, JsonObject content) {
        String type = request.type().replace("_request", "_reply");
        wire.send(Message.create(type, session, request.identities(), request.header(), content));
    }
}
