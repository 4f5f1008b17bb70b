package org.triceras.kernel.protocol;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zeromq.ZMQ;

/**
 * Messages on a ZeroMQ socket: identities, a delimiter, the signature, four JSON frames, then raw buffers. One per socket, used by the
 * thread that owns the socket.
 */
public final class Wire {
    private static final System.Logger LOG = System.getLogger(Wire.class.getName());
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
    private static final int REMEMBERED = 65_536;

    private final ZMQ.Socket socket;
    private final Signer signer;
    /** Signatures seen, so that a recorded message cannot be played again. */
    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    public Wire(ZMQ.Socket socket, ConnectionInfo connection) {
        this.socket = socket;
        this.signer = new Signer(connection.signatureScheme(), connection.key());
    }

    public void send(Message message) {
        List<byte[]> json = new ArrayList<>(4);
        for (JsonObject part : List.of(message.header(), message.parent(), message.metadata(), message.content())) {
            json.add(GSON.toJson(part).getBytes(StandardCharsets.UTF_8));
        }
        // Before the first frame: what fails now has sent nothing.
        byte[] signature = signer.sign(json);
        message.identities().forEach(socket::sendMore);
        socket.sendMore(DELIMITER);
        socket.sendMore(signature);
        for (int i = 0; i < json.size(); i++) {
            boolean last = i == json.size() - 1 && message.buffers().isEmpty();
            socket.send(json.get(i), last ? 0 : ZMQ.SNDMORE);
        }
        for (int i = 0; i < message.buffers().size(); i++) {
            socket.send(message.buffers().get(i), i == message.buffers().size() - 1 ? 0 : ZMQ.SNDMORE);
        }
    }

    /** Waits for a message. Empty when what came was not a message with a right signature; it is logged and dropped. */
    public Optional<Message> receive() {
        List<byte[]> frames = new ArrayList<>();
        do {
            byte[] frame = socket.recv();
            if (frame == null) {
                return Optional.empty();
            }
            frames.add(frame);
        } while (socket.hasReceiveMore());
        int delimiter = 0;
        while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
            delimiter++;
        }
        if (frames.size() < delimiter + 6) {
            LOG.log(System.Logger.Level.WARNING, "dropped: not a Jupyter message");
            return Optional.empty();
        }
        byte[] signature = frames.get(delimiter + 1);
        List<byte[]> json = frames.subList(delimiter + 2, delimiter + 6);
        if (!signer.verify(signature, json)) {
            LOG.log(System.Logger.Level.WARNING, "dropped: a message with a wrong signature");
            return Optional.empty();
        }
        if (signature.length > 0 && seen.put(new String(signature, StandardCharsets.US_ASCII), true) != null) {
            LOG.log(System.Logger.Level.WARNING, "dropped: a message that was received before");
            return Optional.empty();
        }
        try {
            return Optional.of(new Message(
                    List.copyOf(frames.subList(0, delimiter)),
                    parse(json.get(0)),
                    parse(json.get(1)),
                    parse(json.get(2)),
                    parse(json.get(3)),
                    List.copyOf(frames.subList(delimiter + 6, frames.size()))));
        } catch (JsonParseException e) {
            LOG.log(System.Logger.Level.WARNING, "dropped: a message with damaged JSON: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static JsonObject parse(byte[] json) {
        return GSON.fromJson(new String(json, StandardCharsets.UTF_8), JsonObject.class);
    }
}
